/** The search page: finds as one types, keeps the query in the address, tells a screen reader how much was found. */

import { FACETS, narrow } from "./facets.js";
import { showFacets } from "./facet-lists.js";
import { respelled } from "./near.js";
import { articleCount, entityNote, excerptNodes, link, make, markedNodes } from "./result-items.js";
import { article, close, entity } from "./search-files.js";
import { LONGEST_QUERY } from "./query.js";
import { search } from "./search-index.js";
import { _, _n } from "./words.js";

/** @typedef {import("./search-index.js").Found} Found */

const PAGE = 10;
const EXCERPT = 260;
const MOST_ENTITIES = 6;
const VALUES = 8;
const MORE_VALUES = 60;
const MOST_DROPPED = 4;
/** Some browsers refuse a hundred new addresses in half a minute. */
const ADDRESS_PAUSE = 400;
const RETRY = 2000;

/**
 * @template {HTMLElement} T
 * @param {string} id
 * @returns {T}
 */
const element = (id) => /** @type {T} */ (document.getElementById(id));

/** @type {HTMLInputElement} */
const input = element("search-page");
const status = element("search-status");
const near = element("search-near");
const entities = element("search-entities");
const results = element("search-results");
const more = element("search-more");
const waysIn = element("search-ways-in");
const order = element("search-order");
const facetLists = element("search-facets");

/** Counts the searches, so that a late answer to an earlier one is dropped. */
let latest = 0;
/** @type {{found: Found, articles: number[]} | undefined} */
let shown;
/** @type {Map<string, string>} */
let chosen = new Map();
/** Facets of which the reader wants to see more values. Years are few. */
const expanded = new Set(["year"]);
/** @type {number | undefined} */
let addressSoon;
let asked = "";

const byDate = () => /** @type {HTMLInputElement | null} */ (order.querySelector("input:checked"))?.value === "date";

/** @param {string} typed */
function addressOf(typed) {
  const address = new URL(location.href);
  address.search = "";
  if (typed) address.searchParams.set("q", typed.slice(0, LONGEST_QUERY));
  for (const [facet, value] of chosen) address.searchParams.set(facet, value);
  if (byDate()) address.searchParams.set("sort", "date");
  return address;
}

function writeAddress() {
  window.clearTimeout(addressSoon);
  try {
    history.replaceState(history.state, "", addressOf(input.value.trim()));
  } catch {
    // The next one will do.
  }
}

/**
 * @param {number} number
 * @param {Found} found
 */
async function articleItem(number, { query, missing }) {
  const { href, title, date, text } = await article(number);
  const item = make("li", "", link(href, "", ...markedNodes(title, query)));
  if (date) item.append(make("p", "hits__date", date));
  item.append(make("p", "hits__excerpt", ...excerptNodes(text, query, EXCERPT)));
  const lacks = missing.get(number) ?? [];
  if (lacks.length) item.append(make("p", "hits__date", _("Không có:"), " ", make("s", "", lacks.join(", "))));
  return item;
}

/**
 * @param {number} place
 * @param {Found} found
 */
async function entityItem(place, { query }) {
  const each = await entity(place);
  return make("li", "", link(each.href, "", ...markedNodes(each.name, query)), make("span", "named__note", entityNote(each)));
}

/**
 * @param {Found} found
 * @param {number} count
 */
function summary({ silent, ...found }, count) {
  const unheard = silent?.length ? _("Chưa tìm được ở: {sites}.", { sites: silent.join(", ") }) : "";
  return [outcome(found, count), unheard].filter(Boolean).join(" ");
}

/**
 * @param {Found} found
 * @param {number} count
 */
function outcome(found, count) {
  if (found.articles.length && !count) return _("Không có bài nào khớp với các mục đã lọc.");
  if (!count) return found.entities.length ? _("Không có bài nào, nhưng có các mục sau.") : _("Không tìm thấy bài nào.");
  if (!found.complete) return _n("Không bài nào có đủ các từ. {count} bài gần nhất:", count);
  return _n("Tìm thấy {count} bài.", count);
}

/**
 * What to search instead: mistakes put right, a word left out.
 * @param {Found} found
 */
async function nearItems(found) {
  const { query, without } = found;
  const items = [];
  const put = await respelled(found);
  if (put) items.push(make("li", "", _("Có phải bạn tìm:"), " ", queryLink(put)));
  const dropped = [...without].sort((a, b) => b.count - a.count).slice(0, MOST_DROPPED);
  for (const { slot, count } of dropped) {
    const rest = query.slots.filter((_, at) => at !== slot).map(({ typed }) => typed);
    items.push(make("li", "", _("Bỏ “{words}”:", { words: query.slots[slot].typed }), " ", queryLink(rest.join(" ")), ` (${articleCount(count)})`));
  }
  return items;
}

/** @param {string} typed */
function queryLink(typed) {
  const anchor = link(addressOf(typed).href, "", typed);
  anchor.addEventListener("click", (event) => {
    if (event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    input.value = typed;
    input.focus();
    chosen = new Map();
    run();
  });
  return anchor;
}

/** @param {string} message */
function clear(message) {
  shown = undefined;
  status.textContent = message;
  for (const list of [near, entities, results]) list.replaceChildren();
  for (const part of [near, entities, more, waysIn, order]) part.hidden = true;
}

async function run() {
  latest += 1;
  const current = latest;
  asked = input.value;
  window.clearTimeout(addressSoon);
  addressSoon = window.setTimeout(writeAddress, ADDRESS_PAUSE);
  try {
    const found = await search(input.value);
    if (current !== latest) return;
    if (!found) {
      clear("");
      facetLists.hidden = true;
      return;
    }
    await present(found, current);
  } catch {
    if (current !== latest) return;
    close();
    clear(_("Chưa mở được chỉ mục tìm kiếm; sẽ thử lại ngay."));
    waysIn.hidden = false;
    // While a person works on the archive, the index is made a little later than the pages.
    window.setTimeout(() => current === latest && run(), RETRY);
  }
}

/**
 * @param {Found} found
 * @param {number} current
 */
async function present(found, current) {
  const narrowed = chosen.size ? (await narrow(found.articles, chosen, () => 0)).articles : found.articles;
  // The articles are numbered in time order.
  const articles = byDate() ? [...narrowed].sort((a, b) => b - a) : narrowed;
  const [items, names, help] = await Promise.all([
    Promise.all(articles.slice(0, PAGE).map((number) => articleItem(number, found))),
    Promise.all(found.entities.slice(0, MOST_ENTITIES).map((place) => entityItem(place, found))),
    found.complete ? [] : nearItems(found),
  ]);
  if (current !== latest) return;
  clear(summary(found, articles.length));
  shown = { found, articles };
  near.append(...help);
  near.hidden = !help.length;
  entities.append(...names);
  entities.hidden = !names.length;
  results.append(...items);
  waysIn.hidden = articles.length > 0;
  order.hidden = articles.length < 2 && !chosen.size;
  more.hidden = items.length >= articles.length;
  if (found.articles.length) await presentFacets(found, current);
  else facetLists.hidden = true;
}

/**
 * Facets come after the first results: they need a file of their own.
 * @param {Found} found
 * @param {number} current
 */
async function presentFacets(found, current) {
  const most = (/** @type {string} */ facet) => (expanded.has(facet) ? MORE_VALUES : VALUES);
  const narrowed = await narrow(found.articles, chosen, most);
  if (current !== latest) return;
  showFacets(facetLists, narrowed, chosen, {
    choose(facet, value) {
      if (value) chosen.set(facet, value);
      else chosen.delete(facet);
      run();
    },
    expand(facet) {
      expanded.add(facet);
      presentFacets(found, current);
    },
  });
}

async function showMore() {
  if (!shown) return;
  const { found, articles } = shown;
  const current = latest;
  const start = results.childElementCount;
  const items = await Promise.all(articles.slice(start, start + PAGE).map((number) => articleItem(number, found)));
  if (current !== latest) return;
  results.append(...items);
  more.hidden = results.childElementCount >= articles.length;
  results.children[start]?.querySelector("a")?.focus();
}

input.addEventListener("input", () => {
  // A query that does not go on from the last one has nothing to do with what is shown.
  if (!input.value.startsWith(asked) && !asked.startsWith(input.value)) clear("");
  chosen = new Map();
  run();
});
input.form?.addEventListener("submit", (event) => {
  event.preventDefault();
  run();
});
order.addEventListener("change", run);
// Who follows a result comes back to what was searched.
document.addEventListener("click", writeAddress);
more.addEventListener("click", showMore);

function readAddress() {
  const asked = new URL(location.href).searchParams;
  input.value = asked.get("q") ?? "";
  chosen = new Map([...FACETS.keys()].flatMap((facet) => (asked.get(facet) ? [[facet, asked.get(facet) ?? ""]] : [])));
  const sort = asked.get("sort") === "date" ? "date" : "best";
  /** @type {HTMLInputElement} */ (order.querySelector(`input[value="${sort}"]`)).checked = true;
}

readAddress();
if (input.value) run();
else input.focus();
