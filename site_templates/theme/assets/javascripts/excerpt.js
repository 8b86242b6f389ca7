/** The part of a text that shows why it was found. */

import { accentsOf, fold, searchKey, wordsWithPlaces } from "./fold.js";
import { rowPattern } from "./reading.js";

/** @typedef {import("./query.js").Query} Query */

const MOST_PLACES = 500;

/**
 * @typedef {[start: number, end: number]} Place
 * @typedef {{text: string, found: boolean}} Part
 */

/**
 * Where the query stands in a text: in a row, or else its parts each by itself. Where some have the accents typed,
 * those only: "sơ" is not to mark "số" where the text has "sơ" as well.
 * @param {string} shown in NFC
 * @param {Query} query
 * @returns {Place[]}
 */
function placesOf(shown, query) {
  const key = searchKey(shown);
  const each = query.parts.flat().sort((a, b) => b.length - a.length);
  const parts = new RegExp(`(?<![^ ])(?:${each.map((way) => way.replaceAll(" ", " +")).join("|")})(?![^ ])`, "gu");
  const last = query.words.at(-1) ?? "";
  const beginning = new RegExp(`(?<![^ ])${fold(last)}[^ ]*`, "gu");
  for (const pattern of [rowPattern(query, false), rowPattern(query, query.open), parts, beginning]) {
    const places = placesOfPattern(key, pattern);
    if (places.length) return withAccents(shown, places, query);
  }
  return [];
}

/**
 * @param {string} key
 * @param {RegExp} pattern
 * @returns {Place[]}
 */
function placesOfPattern(key, pattern) {
  /** @type {Place[]} */
  const places = [];
  for (const match of key.matchAll(pattern)) {
    places.push([match.index, match.index + match[0].length]);
    if (places.length === MOST_PLACES) break;
  }
  return places;
}

/**
 * @param {string} shown
 * @param {Place[]} places
 * @param {Query} query
 * @returns {Place[]}
 */
function withAccents(shown, places, query) {
  if (!query.accented) return places;
  const meant = places.filter((place) => isMeant(shown.slice(...place), query));
  return meant.length ? meant : places;
}

/**
 * @param {string} text
 * @param {Query} query
 * @returns {boolean} whether no word has other accents than the reader typed
 */
function isMeant(text, query) {
  return wordsWithPlaces(text).every(({ word }) => {
    const typed = query.words.filter((each) => fold(word).startsWith(fold(each)));
    return !typed.length || typed.some((each) => accentsOf(each, word) !== "other");
  });
}

/**
 * The place after which a cut shows the most different words.
 * @param {string} shown
 * @param {Place[]} places
 * @param {number} length
 * @returns {number}
 */
function bestStart(shown, places, length) {
  let best = 0;
  let most = 0;
  for (const [index, [start]] of places.entries()) {
    const seen = new Set();
    for (let next = index; next < places.length && places[next][1] <= start + length / 2; next += 1) {
      seen.add(fold(shown.slice(...places[next])));
    }
    if (seen.size > most) [best, most] = [start, seen.size];
  }
  return best;
}

/**
 * @param {string} text
 * @param {Query} query
 * @param {number} length
 * @returns {Part[]} pieces that together are the excerpt
 */
export function excerpt(text, query, length) {
  const shown = text.normalize("NFC");
  const places = placesOf(shown, query);
  const [from, to] = cut(shown, bestStart(shown, places, length), length);
  const parts = split(shown, places, from, to);
  return [{ text: from > 0 ? "…\u00a0" : "", found: false }, ...parts, { text: to < shown.length ? "\u00a0…" : "", found: false }];
}

/**
 * @param {string} text
 * @param {Query} query
 * @returns {Part[]} the whole text with its hits
 */
export function marked(text, query) {
  const shown = text.normalize("NFC");
  return split(shown, placesOf(shown, query), 0, shown.length);
}

/**
 * @param {string} shown
 * @param {Place[]} places
 * @param {number} from
 * @param {number} to
 * @returns {Part[]}
 */
function split(shown, places, from, to) {
  /** @type {Part[]} */
  const parts = [];
  let at = from;
  for (const [start, end] of places) {
    if (start < at || end > to) continue;
    parts.push({ text: shown.slice(at, start), found: false }, { text: shown.slice(start, end), found: true });
    at = end;
  }
  parts.push({ text: shown.slice(at, to), found: false });
  return parts;
}

/**
 * A stretch of the text around a place, from word to word.
 * @param {string} text
 * @param {number} place
 * @param {number} length
 * @returns {[from: number, to: number]}
 */
function cut(text, place, length) {
  const wanted = Math.max(0, place - length / 3);
  const from = wanted === 0 ? 0 : text.lastIndexOf(" ", wanted) + 1;
  if (from + length >= text.length) return [from, text.length];
  const space = text.lastIndexOf(" ", from + length);
  return [from, space > from ? space : from + length];
}
