/** The search page: finds as one types, keeps the query in the address, tells a screen reader how much was found. */

import { excerpt } from "./excerpt.js";
import { read, readQuery, search } from "./search-index.js";

/** @typedef {import("./search-index.js").Found} Found */
/** @typedef {import("./search-index.js").Hit} Hit */

const PAGE = 10;
const PAUSE = 120;
const KINDS = new Map([
  ["person", "Nhân vật"],
  ["cluster", "Cụm thi đua"],
  ["province", "Tỉnh, thành phố"],
  ["document", "Văn bản"],
]);

/**
 * @template {HTMLElement} T
 * @param {string} id
 * @returns {T}
 */
const element = (id) => /** @type {T} */ (document.getElementById(id));

/** @type {HTMLInputElement} */
const input = element("search-page");
const status = element("search-status");
const entities = element("search-entities");
const results = element("search-results");
const more = element("search-more");
const waysIn = element("search-ways-in");

/** Counts the searches, so that a late answer to an earlier one is dropped. */
let latest = 0;
/** @type {number | undefined} */
let waiting;
/** @type {Found | undefined} */
let shown;

/**
 * @param {string} tag
 * @param {string} className
 * @param {...(string | Node)} content
 */
function make(tag, className, ...content) {
  const node = document.createElement(tag);
  if (className) node.className = className;
  node.append(...content);
  return node;
}

/**
 * @param {Hit} hit
 * @param {...(string | Node)} content
 */
function link(hit, ...content) {
  const anchor = document.createElement("a");
  anchor.href = hit.href;
  anchor.append(...content);
  return anchor;
}

/**
 * @param {Hit} hit
 * @param {import("./search-index.js").Query} query
 */
function articleItem(hit, query) {
  const parts = excerpt(hit.text, query).map(({ text, found }) => (found ? make("mark", "", text) : text));
  const item = make("li", "", link(hit, hit.title));
  if (hit.date) item.append(make("p", "hits__date", hit.date));
  item.append(make("p", "hits__excerpt", ...parts));
  return item;
}

/** @param {Hit} hit */
function entityItem(hit) {
  const kind = KINDS.get(hit.kind);
  return make("li", "", link(hit, kind ? make("span", "chips__kind", `${kind}: `) : "", hit.title));
}

/** @param {Found} found */
function summary(found) {
  const count = found.articles.length;
  if (!count) return found.entities.length ? "Không có bài nào; xem các mục khớp bên dưới." : "Không tìm thấy bài nào.";
  if (!found.complete) return `Không bài nào có đủ các từ. ${count} bài gần nhất:`;
  return `Tìm thấy ${count} bài.`;
}

/** @param {number} search the search they belong to */
async function showMore(search) {
  if (!shown) return;
  const { articles, query } = shown;
  const start = results.childElementCount;
  const hits = await Promise.all(articles.slice(start, start + PAGE).map(read));
  if (search !== latest) return;
  results.append(...hits.map((hit) => articleItem(hit, query)));
  more.hidden = results.childElementCount >= articles.length;
}

/** @param {string} message */
function clear(message) {
  shown = undefined;
  status.textContent = message;
  entities.replaceChildren();
  results.replaceChildren();
  entities.hidden = true;
  more.hidden = true;
  waysIn.hidden = true;
}

/** @param {string} typed */
function keepInAddress(typed) {
  const address = new URL(location.href);
  if (typed) address.searchParams.set("q", typed);
  else address.searchParams.delete("q");
  try {
    if (address.href !== location.href) history.replaceState(history.state, "", address);
  } catch {
    // Some browsers refuse after a hundred changes in half a minute; the next one will do.
  }
}

async function run() {
  window.clearTimeout(waiting);
  latest += 1;
  const current = latest;
  const typed = input.value.trim();
  keepInAddress(typed);
  const query = readQuery(typed);
  if (!query) {
    clear("");
    return;
  }
  try {
    const found = await search(query);
    if (current !== latest) return;
    const hits = await Promise.all(found.articles.slice(0, PAGE).map(read));
    if (current !== latest) return;
    clear(summary(found));
    shown = found;
    entities.append(...found.entities.map(entityItem));
    entities.hidden = !found.entities.length;
    waysIn.hidden = found.articles.length > 0;
    results.append(...hits.map((hit) => articleItem(hit, query)));
    more.hidden = hits.length >= found.articles.length;
  } catch {
    if (current !== latest) return;
    clear("Không mở được chỉ mục tìm kiếm. Bạn hãy tải lại trang.");
    waysIn.hidden = false;
  }
}

function runSoon() {
  window.clearTimeout(waiting);
  waiting = window.setTimeout(run, PAUSE);
}

// A pasted text comes as an input event like a typed one; an input method is left alone until it has composed.
input.addEventListener("input", (event) => {
  if (!(event instanceof InputEvent && event.isComposing)) runSoon();
});
input.addEventListener("compositionend", runSoon);
input.form?.addEventListener("submit", (event) => {
  event.preventDefault();
  run();
});
more.addEventListener("click", async () => {
  const before = results.childElementCount;
  await showMore(latest);
  results.children[before]?.querySelector("a")?.focus();
});

input.value = new URL(location.href).searchParams.get("q") ?? "";
if (input.value) run();
else input.focus();
