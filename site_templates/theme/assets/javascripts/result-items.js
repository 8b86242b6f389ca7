/** How what was found is shown. Text of the archive and of the reader only ever becomes text. */

import { excerpt, marked } from "./excerpt.js";
import { _, _n } from "./words.js";

/** @typedef {import("./excerpt.js").Part} Part */
/** @typedef {import("./query.js").Query} Query */
/** @typedef {import("./index-types.js").ArticleText} ArticleText */
/** @typedef {import("./index-types.js").Entity} Entity */

/** @type {Record<string, string>} */
export const KINDS = {
  person: _("Nhân vật"),
  cluster: _("Cụm thi đua"),
  province: _("Tỉnh, thành phố"),
  document: _("Văn bản"),
};

/**
 * @param {string} tag
 * @param {string} className
 * @param {...(string | Node)} content
 */
export function make(tag, className, ...content) {
  const node = document.createElement(tag);
  if (className) node.className = className;
  node.append(...content);
  return node;
}

/**
 * @param {Part[]} parts
 * @returns {(string | Node)[]}
 */
function nodes(parts) {
  return parts.map(({ text, found }) => (found ? make("mark", "", text) : text));
}

/**
 * @param {string} href
 * @param {string} className
 * @param {...(string | Node)} content
 */
export function link(href, className, ...content) {
  const anchor = /** @type {HTMLAnchorElement} */ (make("a", className, ...content));
  anchor.href = href;
  return anchor;
}

/**
 * @param {string} text
 * @param {Query} query
 */
export const markedNodes = (text, query) => nodes(marked(text, query));

/**
 * @param {string} text
 * @param {Query} query
 * @param {number} length
 */
export const excerptNodes = (text, query, length) => nodes(excerpt(text, query, length));

/** @param {number} count */
export const articleCount = (count) => _n("{count} bài", count);

/**
 * @param {Entity} entity
 * @returns {string} what stands below its name
 */
export function entityNote({ kind, note, articles }) {
  return [KINDS[kind], note, articleCount(articles)].filter(Boolean).join(" · ");
}
