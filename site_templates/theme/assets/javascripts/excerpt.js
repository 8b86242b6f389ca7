/** The part of a text that shows why it was found. */

import { accentKey, searchKey } from "./fold.js";

const LENGTH = 240;
const MOST_PLACES = 500;

/**
 * @typedef {[start: number, end: number]} Place
 * @typedef {{text: string, found: boolean}} Part
 */

/**
 * Where the words stand in the text: as a phrase, or else each by itself.
 * @param {string} key the text's search key
 * @param {string[]} words folded
 * @returns {Place[]}
 */
function placesOf(key, words) {
  // The words are letters and digits only, so they mean themselves in a pattern.
  const patterns = [`${words.join(" +")}(?![^ ])`, `${words.join(" +")}[^ ]*`, `(?:${words.join("|")})(?![^ ])`];
  for (const pattern of patterns) {
    /** @type {Place[]} */
    const places = [];
    for (const match of key.matchAll(new RegExp(`(^| )(${pattern})`, "gu"))) {
      const start = match.index + match[1].length;
      places.push([start, start + match[2].length]);
      if (places.length === MOST_PLACES) break;
    }
    if (places.length) return places;
  }
  return [];
}

/**
 * The place after which a cut shows the most different words.
 * @param {string} key
 * @param {Place[]} places
 * @returns {number}
 */
function bestStart(key, places) {
  let best = 0;
  let most = 0;
  for (const [index, [start]] of places.entries()) {
    const shown = new Set();
    for (let next = index; next < places.length && places[next][1] <= start + LENGTH / 2; next += 1) {
      shown.add(key.slice(...places[next]));
    }
    if (shown.size > most) [best, most] = [start, shown.size];
  }
  return best;
}

/**
 * @param {string} text
 * @param {import("./search-index.js").Query} query
 * @returns {Part[]} pieces that together are the excerpt
 */
export function excerpt(text, query) {
  const shown = text.normalize("NFC");
  const key = searchKey(shown);
  const all = placesOf(key, query.words);
  // "sơ" is not to mark "số" where the text has "sơ" as well.
  const typed = new Set([...query.exact, query.exact.join(" ")]);
  const exact = query.accented ? all.filter(([start, end]) => typed.has(accentKey(shown.slice(start, end)))) : [];
  const places = exact.length ? exact : all;
  const [from, to] = cut(shown, bestStart(key, places));
  /** @type {Part[]} */
  const parts = [{ text: from > 0 ? "… " : "", found: false }];
  let at = from;
  for (const [start, end] of places) {
    if (start < at || end > to) continue;
    parts.push({ text: shown.slice(at, start), found: false }, { text: shown.slice(start, end), found: true });
    at = end;
  }
  parts.push({ text: shown.slice(at, to) + (to < shown.length ? " …" : ""), found: false });
  return parts.filter((part) => part.text !== "");
}

/**
 * A stretch of the text around a place, from word to word.
 * @param {string} text
 * @param {number} place
 * @returns {[from: number, to: number]}
 */
function cut(text, place) {
  const wanted = Math.max(0, place - LENGTH / 3);
  const from = wanted === 0 ? 0 : text.lastIndexOf(" ", wanted) + 1;
  if (from + LENGTH >= text.length) return [from, text.length];
  const space = text.lastIndexOf(" ", from + LENGTH);
  return [from, space > from ? space : from + LENGTH];
}
