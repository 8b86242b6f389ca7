/** Ways to narrow what was found: by year, person, cluster, province, kind of document, with counts. */

import { entity, facets, kindOf, open } from "./search-files.js";
import { search } from "./search-index.js";
import { _ } from "./words.js";

/** @typedef {import("./index-types.js").Index} Index */

/** The facets, by their names in the address. */
export const FACETS = new Map([
  ["year", _("Năm")],
  ["person", _("Nhân vật")],
  ["cluster", _("Cụm thi đua")],
  ["province", _("Tỉnh, thành phố")],
  ["document", _("Loại văn bản viện dẫn")],
]);
const UNKNOWN_YEAR = "0";
const MOST_NAMESAKES = 20;

/**
 * @typedef {Map<string, string>} Chosen the value of each facet that is set
 *
 * @typedef {object} Value
 * @property {string} value as in the address
 * @property {string} name as shown
 * @property {number} count
 *
 * @typedef {(number: number) => string[]} ValuesOf the values an article has of a facet
 */

/**
 * @param {number[]} articles
 * @param {Chosen} chosen
 * @returns {Promise<Map<string, ValuesOf>>}
 */
async function readers(articles, chosen) {
  const index = await open();
  const years = index.years.flatMap(([year, count]) => Array(count).fill(String(year)));
  /** @type {Map<string, ValuesOf>} */
  const readers = new Map([["year", (number) => [years[number]]]]);
  const year = chosen.get("year");
  // Of a great many sites, what a year's articles mention may be fetched where that of all is too much.
  const found = (await facets(articles)) ?? (year && (await facets(articles.filter((number) => years[number] === year))));
  if (!found) return readers;
  const { mentions, groups, groupOf } = found;
  for (const [kind, count] of Object.entries(index.entities)) {
    const from = startOf(index, kind);
    const to = from + count;
    /** @type {ValuesOf} */
    const values = (number) => mentions(number).filter((place) => place >= from && place < to).map((place) => String(place - from));
    readers.set(
      kind,
      kind === "document" ? (number) => [...new Set(values(number).map((place) => groups[groupOf[Number(place)]]))] : values,
    );
  }
  return readers;
}

/**
 * What the address calls a person, cluster or province is its page's name, which stays when the archive grows.
 * @param {Index} index
 * @param {string} facet
 * @param {string} value its place among its kind
 */
async function named(index, facet, value) {
  if (facet === "year") return { value, name: value === UNKNOWN_YEAR ? _("Chưa rõ năm") : value };
  if (facet === "document") return { value, name: value };
  const { href, name } = await entity(startOf(index, facet) + Number(value));
  const page = decodeURIComponent(href.split("/").at(-2) ?? "");
  placesIn(index).set(`${facet}/${page}`, value);
  return { value: page, name };
}

/**
 * @param {Index} index
 * @param {string} facet
 * @returns {number} where its kind begins in the row of all entities
 */
function startOf(index, facet) {
  const kinds = Object.entries(index.entities);
  const before = kinds.slice(0, kinds.findIndex(([kind]) => kind === facet));
  return before.reduce((sum, [, count]) => sum + count, 0);
}

/**
 * Keeps the articles that have every value chosen, and counts the values of the rest: of each facet as if it were not
 * set itself, so that a reader sees what the other values would give.
 * @param {number[]} articles
 * @param {Chosen} chosen
 * @param {(facet: string) => number} most so many values of a facet
 * @returns {Promise<{articles: number[], values: Map<string, Value[]>, more: Set<string>}>} more: facets cut short
 */
export async function narrow(articles, chosen, most) {
  const [index, valuesOf] = await Promise.all([open(), readers(articles, chosen)]);
  /** @type {Map<string, string>} */
  const wanted = new Map();
  for (const [facet, value] of chosen) wanted.set(facet, await placeOf(index, facet, value));
  /** @type {(number: number, but: string) => boolean} */
  const has = (number, but) =>
    [...wanted].every(([facet, value]) => facet === but || (valuesOf.get(facet)?.(number).includes(value) ?? true));
  /** @type {Map<string, Value[]>} */
  const values = new Map();
  /** @type {Set<string>} */
  const more = new Set();
  for (const [facet, of] of valuesOf) {
    /** @type {Map<string, number>} */
    const counts = new Map();
    for (const number of articles) {
      if (has(number, facet)) for (const value of of(number)) counts.set(value, (counts.get(value) ?? 0) + 1);
    }
    const order = facet === "year" ? byYear : byCount;
    const shown = [...counts].sort(order).slice(0, most(facet));
    if (shown.length < counts.size) more.add(facet);
    values.set(
      facet,
      await Promise.all(shown.map(async ([value, count]) => ({ ...(await named(index, facet, value)), count }))),
    );
  }
  return { articles: articles.filter((number) => has(number, "")), values, more };
}

/** @type {(a: [string, number], b: [string, number]) => number} */
const byYear = (a, b) => Number(b[0]) - Number(a[0]);
/** @type {(a: [string, number], b: [string, number]) => number} */
const byCount = (a, b) => b[1] - a[1] || Number(a[0]) - Number(b[0]);

/** @type {WeakMap<Index, Map<string, string>>} the place of a facet's value, by both as in the address */
const places = new WeakMap();

/** @param {Index} index */
function placesIn(index) {
  const known = places.get(index) ?? new Map();
  places.set(index, known);
  return known;
}

/**
 * @param {Index} index
 * @param {string} facet
 * @param {string} value as in the address
 * @returns {Promise<string>} its place among its kind; empty where there is no such
 */
async function placeOf(index, facet, value) {
  if (facet === "year" || facet === "document") return value;
  // A page is called by its name's words, and maybe a number that parts it from a namesake.
  for (const words of [value, value.replace(/-\d+$/u, "")]) {
    if (placesIn(index).has(`${facet}/${value}`)) break;
    for (const place of (await search(words.replaceAll("-", " ")))?.entities.slice(0, MOST_NAMESAKES) ?? []) {
      if (kindOf(index, place) === facet) await named(index, facet, String(place - startOf(index, facet)));
    }
  }
  return placesIn(index).get(`${facet}/${value}`) ?? "";
}
