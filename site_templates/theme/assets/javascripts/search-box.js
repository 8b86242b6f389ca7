/** The box in the header: a list below it answers as one types (the combobox of the ARIA Authoring Practices). */

import { article, close, entity } from "./search-files.js";
import { excerptNodes, entityNote, link, make, markedNodes } from "./result-items.js";
import { search } from "./search-index.js";
import { _, _n } from "./words.js";

/** @typedef {import("./search-index.js").Found} Found */

const ENTITIES = 4;
const ARTICLES = 6;
const EXCERPT = 130;

/**
 * @param {HTMLInputElement} input
 * @param {HTMLElement} list an empty listbox
 * @param {HTMLElement} status where a screen reader is told the number
 */
export function attach(input, list, status) {
  /** Counts the searches, so that a late answer to an earlier one is dropped. */
  let latest = 0;
  /** @type {HTMLElement | undefined} */
  let chosen;

  input.setAttribute("role", "combobox");
  input.setAttribute("aria-autocomplete", "list");
  input.setAttribute("aria-expanded", "false");
  input.setAttribute("aria-controls", list.id);

  const options = () => /** @type {HTMLElement[]} */ ([...list.querySelectorAll('[role="option"]:not([aria-disabled])')]);

  /** @param {HTMLElement | undefined} option */
  function choose(option) {
    chosen?.removeAttribute("aria-selected");
    chosen = option;
    if (option) {
      option.setAttribute("aria-selected", "true");
      option.scrollIntoView({ block: "nearest" });
      input.setAttribute("aria-activedescendant", option.id);
    } else {
      input.removeAttribute("aria-activedescendant");
    }
  }

  /** @param {boolean} open */
  function show(open) {
    list.hidden = !open;
    input.setAttribute("aria-expanded", String(open));
    if (!open) choose(undefined);
  }

  async function run() {
    latest += 1;
    const current = latest;
    const typed = input.value;
    try {
      const found = await search(typed);
      const groups = found ? await groupsOf(found) : [];
      if (current !== latest) return;
      choose(undefined);
      list.replaceChildren(...groups);
      for (const [at, option] of options().entries()) option.id = `${list.id}-${at}`;
      status.textContent = found ? summary(found) : "";
      if (found) list.append(whole(typed, found));
      if (found?.silent?.length) list.append(saying(_("Chưa tìm được ở: {sites}.", { sites: found.silent.join(", ") })));
      show(Boolean(found));
    } catch {
      if (current !== latest) return;
      close();
      list.replaceChildren(saying(_("Chưa mở được chỉ mục tìm kiếm.")));
      status.textContent = _("Chưa mở được chỉ mục tìm kiếm.");
      show(true);
    }
  }

  /**
   * @param {string} typed
   * @param {Found} found
   */
  function whole(typed, found) {
    const address = new URL(/** @type {HTMLFormElement} */ (input.form).action);
    address.searchParams.set("q", typed.trim().slice(0, 300));
    const count = found.articles.length;
    const words = count ? _n("Xem tất cả {count} bài, lọc theo năm, nhân vật…", count) : _("Mở trang tìm kiếm");
    const option = optionLink(address.href, "search-list__all", words);
    option.id = `${list.id}-all`;
    return option;
  }

  /** @param {KeyboardEvent} event */
  function onKey(event) {
    // An input method takes these keys for itself while it composes.
    if (event.isComposing || event.keyCode === 229) return;
    if (event.key === "Escape" && !list.hidden) {
      event.preventDefault();
      latest += 1;
      show(false);
    } else if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      if (list.hidden) run();
      else move(event.key === "ArrowDown" ? 1 : -1);
    } else if (event.key === "Enter" && chosen) {
      event.preventDefault();
      chosen.click();
    }
  }

  /** @param {number} step */
  function move(step) {
    const all = options();
    // Before the first and after the last one is in the box itself.
    const at = (chosen ? all.indexOf(chosen) : step > 0 ? -1 : all.length) + step;
    choose(all[at]);
  }

  input.addEventListener("input", run);
  input.addEventListener("keydown", onKey);
  input.addEventListener("focus", () => {
    if (input.value.trim() && list.hidden) run();
  });
  // A click on the list must not take the focus away before it arrives.
  list.addEventListener("pointerdown", (event) => {
    if (event.pointerType === "mouse") event.preventDefault();
  });
  document.addEventListener("focusin", (event) => {
    if (!input.form?.contains(/** @type {Node} */ (event.target))) show(false);
  });
  document.addEventListener("pointerdown", (event) => {
    if (!input.form?.contains(/** @type {Node} */ (event.target))) show(false);
  });
  if (input.value.trim()) run();
}

/** @param {Found} found */
function summary(found) {
  const count = found.articles.length;
  const names = found.entities.length ? _n("{count} mục", found.entities.length) : "";
  if (count && !found.complete) {
    const nearest = _n("{count} bài gần nhất", count);
    const told = names ? _("{names} và {articles}", { names, articles: nearest }) : nearest;
    return _("Không bài nào có đủ các từ; {told}.", { told });
  }
  const articles = _n("{count} bài", count);
  return _("Có {told}.", { told: names ? _("{names} và {articles}", { names, articles }) : articles });
}

/**
 * @param {string} href
 * @param {string} className
 * @param {...(string | Node)} content
 */
function optionLink(href, className, ...content) {
  const anchor = link(href, `search-list__option ${className}`, ...content);
  anchor.setAttribute("role", "option");
  anchor.tabIndex = -1;
  return anchor;
}

/** @param {Found} found */
async function groupsOf(found) {
  const { query } = found;
  const [entities, articles] = await Promise.all([
    Promise.all(found.entities.slice(0, ENTITIES).map(entity)),
    Promise.all(found.articles.slice(0, ARTICLES).map(article)),
  ]);
  const names = entities.map((each) =>
    optionLink(
      each.href,
      "",
      make("span", "search-list__name", ...markedNodes(each.name, query)),
      make("span", "search-list__note", entityNote(each)),
    ),
  );
  const texts = articles.map((each) =>
    optionLink(
      each.href,
      "",
      make("span", "search-list__name", ...markedNodes(each.title, query)),
      make("span", "search-list__note", ...(each.date ? [`${each.date} · `] : []), ...excerptNodes(each.text, query, EXCERPT)),
    ),
  );
  const heading = found.complete || !texts.length ? _("Bài báo") : _("Không bài nào có đủ các từ; gần nhất");
  const groups = [group(_("Nhân vật, cụm, địa phương, văn bản"), names), group(heading, texts)].filter((each) => each !== undefined);
  return groups.length ? groups : [saying(_("Không tìm thấy gì."))];
}

/**
 * @param {string} words
 * @returns {HTMLElement} an option that can't be chosen: a list holds nothing but options
 */
function saying(words) {
  const option = make("div", "search-list__heading", words);
  option.setAttribute("role", "option");
  option.setAttribute("aria-disabled", "true");
  return option;
}

/**
 * @param {string} name
 * @param {Node[]} options
 */
function group(name, options) {
  if (!options.length) return undefined;
  const heading = make("span", "search-list__heading", name);
  heading.setAttribute("aria-hidden", "true");
  const node = make("div", "search-list__group", heading, ...options);
  node.setAttribute("role", "group");
  node.setAttribute("aria-label", name);
  return node;
}
