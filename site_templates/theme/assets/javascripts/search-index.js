/** Finds what answers a query: entities by their names, articles by the index and then by what their texts say. */

import { accentedWords, fold } from "./fold.js";
import { rowBonus } from "./reading.js";
import { rank } from "./ranking.js";
import { readAbbreviations, readQuery } from "./query.js";
import { article, close, entity, kindOf, open } from "./search-files.js";

/** @typedef {import("./query.js").Query} Query */
/** @typedef {import("./ranking.js").Match} Match */
/** @typedef {import("./index-types.js").Entity} Entity */

/** So many of the index's best are read and put in order by what they say. Each is one small file to fetch. */
const READ = 20;
/** So many names, of which several lie in one file. */
const NAMES_READ = 12;
/** Where nothing has all words: what holds less than this share of what the best one holds is no answer. */
const LEAST_SHARE = 0.7;
const MOST_PARTLY = 50;
const MOST_NAMES_PARTLY = 4;
/** More of them after the first: the second finds out a new index, the third does without a sister that fails. */
const ATTEMPTS = 2;

/**
 * @typedef {object} Found
 * @property {Query} query
 * @property {number[]} articles best first
 * @property {number[]} entities places in the row of all entities, best first
 * @property {boolean} complete whether the articles hold every word
 * @property {Map<number, string[]>} missing of an article that doesn't: the words it lacks
 * @property {{slot: number, count: number}[]} without how many articles hold all but one
 * @property {number[]} unknown slots that no record has
 * @property {string[]} [silent] sister sites that don't answer
 */

/** @type {WeakMap<[short: string, full: string][], import("./query.js").Abbreviations>} */
const tables = new WeakMap();

/**
 * @param {string} typed
 * @returns {Promise<Query | undefined>} nothing when there is no word in it
 */
async function read(typed) {
  const { abbreviations } = await open();
  let table = tables.get(abbreviations);
  if (!table) {
    table = readAbbreviations(abbreviations);
    tables.set(abbreviations, table);
  }
  return readQuery(typed, table);
}

/**
 * The answer to what was typed; nothing where there is no word in it. When the archive was built anew meanwhile, the
 * files of the old index are gone: then the new one is opened.
 * @param {string} typed
 * @returns {Promise<Found | undefined>}
 */
export async function search(typed) {
  for (let left = ATTEMPTS; ; left -= 1) {
    try {
      return await find(typed);
    } catch (error) {
      if (!left) throw error;
      close();
    }
  }
}

/** @param {string} typed */
async function find(typed) {
  const query = await read(typed);
  if (!query) return undefined;
  const index = await open();
  const ranked = await rank(query);
  const wanted = query.quoted ? ranked.articles.filter(({ inRow }) => inRow > 0.9999 || !query.slots[1]) : ranked.articles;
  const complete = wanted.length > 0;
  const partly = complete || query.quoted ? undefined : ranked.partly(LEAST_SHARE);
  const candidates = partly?.articles.slice(0, MOST_PARTLY) ?? wanted;
  const articles = await reread(candidates, query, ranked.common);
  /** @type {Map<number, string[]>} */
  const missing = new Map();
  if (!complete) for (const number of articles) missing.set(number, lacking(query, ranked.values, number));
  const names = ranked.entities.length ? ranked.entities : (partly?.entities.slice(0, MOST_NAMES_PARTLY) ?? []);
  const entities = names.map(({ number, ...rest }) => ({ ...rest, number: number - index.articles }));
  return {
    query,
    articles,
    entities: await nearestNames(ordered(entities, index), query),
    complete,
    missing,
    without: complete ? [] : withoutOne(ranked.values, index.articles),
    unknown: complete ? [] : [...query.slots.keys()].filter((at) => ranked.values[at].every((value) => !value)),
    silent: index.missing,
  };
}

/**
 * @param {Float32Array[]} values
 * @param {number} articles
 */
function withoutOne(values, articles) {
  if (values.length < 2) return [];
  const counts = values.map(() => 0);
  for (let number = 0; number < articles; number += 1) {
    const lacks = values.flatMap((value, at) => (value[number] ? [] : [at]));
    if (lacks.length === 1) counts[lacks[0]] += 1;
  }
  return counts.map((count, slot) => ({ slot, count })).filter(({ count }) => count > 0);
}

/**
 * The best of the index, in the order that reading them gives; the rest as it was.
 * @param {Match[]} matches
 * @param {Query} query
 * @param {Map<string, number>} common
 * @returns {Promise<number[]>}
 */
async function reread(matches, query, common) {
  const best = matches.slice(0, READ);
  const rest = matches.slice(READ).map(({ number }) => number);
  if (query.slots.length < 2) return [...best.map(({ number }) => number), ...rest];
  const weighed = await Promise.all(
    best.map(async ({ number, score }) => ({ number, score, bonus: rowBonus(await article(number), query, common) })),
  );
  weighed.sort((a, b) => b.score + b.bonus - a.score - a.bonus || b.number - a.number);
  const kept = query.quoted ? weighed.filter(({ bonus }) => bonus > 0) : weighed;
  return [...kept.map(({ number }) => number), ...rest];
}

/**
 * @param {Query} query
 * @param {Float32Array[]} values
 * @param {number} number
 */
function lacking(query, values, number) {
  return query.slots.filter((_, at) => !values[at][number]).map(({ typed }) => typed);
}

/**
 * Names with the words in a row first, and among equals those that most articles mention: the index has them so.
 * @param {Match[]} matches
 * @param {import("./index-types.js").Index} index
 * @returns {number[]}
 */
function ordered(matches, index) {
  const kinds = Object.keys(index.entities);
  /** @type {(place: number) => number} */
  const kind = (place) => kinds.indexOf(kindOf(index, place));
  const rounded = matches.map(({ number, score, inRow }) => ({ number, score: Math.round(score * 20), row: inRow > 0.9999 ? 1 : 0 }));
  return rounded
    .sort((a, b) => b.row - a.row || b.score - a.score || kind(a.number) - kind(b.number) || a.number - b.number)
    .map(({ number }) => number);
}

/**
 * Of the best names those that are the query and nothing more first: the province before the clusters that name it.
 * @param {number[]} places
 * @param {Query} query
 * @returns {Promise<number[]>}
 */
async function nearestNames(places, query) {
  const typed = query.words.map(fold).join(" ");
  const best = await Promise.all(
    places.slice(0, NAMES_READ).map(async (place) => {
      const { kind, name } = await entity(place);
      const words = accentedWords(name).map(fold).join(" ");
      // A document's name begins with its kind.
      const whole = words === typed || (kind === "document" && words.endsWith(` so ${typed}`));
      return { place, rank: whole ? 0 : 1 };
    }),
  );
  best.sort((a, b) => a.rank - b.rank);
  return [...best.map(({ place }) => place), ...places.slice(NAMES_READ)];
}
