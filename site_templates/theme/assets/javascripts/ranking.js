/** Which records answer a query, and how well, by the index alone. */

import { accentsOf, fold } from "./fold.js";
import { open, termsBeginning, termsLike } from "./search-files.js";

/** @typedef {import("./query.js").Query} Query */
/** @typedef {import("./query.js").Slot} Slot */
/** @typedef {import("./search-files.js").Term} Term */

// All weights were set by hand over the hundred queries of tests/search_cases.yml and the archives around them.
/** What a word counts by its accents: as typed; the reader left some out; the reader typed others. */
const ACCENTS = { exact: 1, bare: 0.8, other: 0.3 };
/** The same where the reader typed no accents at all: what is written without any is just a little nearer. */
const NO_ACCENTS = { exact: 1, bare: 0.97, other: 0.97 };
/** By the place of a posting: once in the text, often, in a name of the facts, in the title. */
const PLACES = [1, 1.1, 1.3, 1.5];
/** A word of which the reader typed the beginning only. */
const BEGINNING = 0.7;
/** Words that follow each other, against words that are there. */
const PAIRS = 1.5;

/**
 * @typedef {object} Match
 * @property {number} number of the record: articles first, then entities
 * @property {number} score
 * @property {number} held the share of the query that is there, by weight; 1 for all of it
 * @property {number} inRow the same of its neighbours
 */

/**
 * @typedef {object} Ranked
 * @property {Match[]} articles that hold every word, best first; of equal ones the newer first
 * @property {Match[]} entities
 * @property {Float32Array[]} values of each slot, by record
 * @property {(least: number) => {articles: Match[], entities: Match[]}} partly what holds a part of the query: at least
 *   such a share of what the best one holds
 */

/**
 * @param {Query} query
 * @returns {Promise<Ranked>}
 */
export async function rank(query) {
  const index = await open();
  const count = index.articles + Object.values(index.entities).reduce((sum, each) => sum + each, 0);
  const scale = query.accented ? ACCENTS : NO_ACCENTS;
  const last = query.slots.length - 1;
  const [values, pairs] = await Promise.all([
    Promise.all(query.slots.map((slot, at) => slotValues(slot, query.open && at === last, scale, count))),
    Promise.all(
      query.slots.slice(1).map((slot, at) => pairValues(query.slots[at], slot, query.open && at + 1 === last, scale, count)),
    ),
  ]);
  const wordWeights = rarities(values);
  const pairWeights = rarities(pairs);

  /**
   * @param {number} from
   * @param {number} to
   * @param {(held: number) => boolean} wanted
   * @returns {Match[]}
   */
  function matches(from, to, wanted) {
    const found = [];
    for (let number = from; number < to; number += 1) {
      let held = 0;
      let score = 0;
      for (let at = 0; at < values.length; at += 1) {
        const value = values[at][number];
        if (value > 0) held += wordWeights[at];
        score += wordWeights[at] * value;
      }
      if (!wanted(held)) continue;
      let inRow = 0;
      for (let at = 0; at < pairs.length; at += 1) {
        const value = pairs[at][number];
        if (value > 0) inRow += pairWeights[at];
        score += PAIRS * pairWeights[at] * value;
      }
      found.push({ number, score, held, inRow });
    }
    return found.sort((a, b) => b.score - a.score || b.number - a.number);
  }

  /** @param {number} held */
  const all = (held) => held > 0.9999;
  return {
    articles: matches(0, index.articles, all),
    entities: matches(index.articles, count, all),
    values,
    partly: (least) => ({
      articles: nearest(matches(0, index.articles, (held) => held > 0), least),
      entities: nearest(matches(index.articles, count, (held) => held > 0), least),
    }),
  };
}

/**
 * @param {Match[]} matches
 * @param {number} least
 */
function nearest(matches, least) {
  const most = matches.reduce((best, { held }) => Math.max(best, held), 0);
  return matches.filter(({ held }) => held >= least * most);
}

/**
 * How much each column says: a word that few records have says most. Together they are 1.
 * @param {Float32Array[]} columns
 * @returns {number[]}
 */
function rarities(columns) {
  const rare = columns.map((column) => {
    let having = 0;
    for (const value of column) if (value > 0) having += 1;
    return Math.log(2 + column.length / (1 + having));
  });
  const sum = rare.reduce((total, each) => total + each, 0);
  return rare.map((each) => each / sum);
}

/**
 * What a slot is worth in each record; 0 where the record has it in no form.
 * @param {Slot} slot
 * @param {boolean} goesOn
 * @param {Record<"exact" | "bare" | "other", number>} scale
 * @param {number} count
 */
async function slotValues(slot, goesOn, scale, count) {
  const columns = await Promise.all(
    slot.forms.map(async ({ words, weight }) => {
      const terms = words.length > 1 ? words.slice(1).map((word, at) => `${words[at]} ${word}`) : words;
      const parts = await Promise.all(terms.map((term) => termValues(term, scale, weight, count)));
      // Neighbours taken together are as good as the worst of them.
      return parts.reduce((worst, part) => worst.map((value, number) => Math.min(value, part[number])));
    }),
  );
  const [literal] = slot.forms;
  if (goesOn && literal.words.length === 1 && literal.words[0].length > 1) {
    columns.push(await beginningValues(literal.words[0], scale, count));
  }
  return best(columns);
}

/**
 * @param {Slot} left
 * @param {Slot} right
 * @param {boolean} goesOn
 * @param {Record<"exact" | "bare" | "other", number>} scale
 * @param {number} count
 */
async function pairValues(left, right, goesOn, scale, count) {
  const jobs = [];
  for (const a of left.forms) {
    for (const b of right.forms) {
      jobs.push(termValues(`${a.words.at(-1)} ${b.words[0]}`, scale, a.weight * b.weight, count));
    }
  }
  if (goesOn) jobs.push(beginningValues(`${left.forms[0].words.at(-1)} ${right.forms[0].words[0]}`, scale, count));
  return best(await Promise.all(jobs));
}

/** @param {Float32Array[]} columns */
function best(columns) {
  return columns.reduce((most, column) => (column === most ? most : most.map((value, at) => Math.max(value, column[at]))));
}

/**
 * @param {string} typed a word, or two
 * @param {Record<"exact" | "bare" | "other", number>} scale
 * @param {number} weight
 * @param {number} count
 */
async function termValues(typed, scale, weight, count) {
  return spread(await termsLike(fold(typed)), typed, scale, weight, count);
}

/**
 * @param {string} typed
 * @param {Record<"exact" | "bare" | "other", number>} scale
 * @param {number} count
 */
async function beginningValues(typed, scale, count) {
  return spread(await termsBeginning(fold(typed)), typed, scale, BEGINNING, count);
}

/**
 * @param {Term[]} terms
 * @param {string} typed
 * @param {Record<"exact" | "bare" | "other", number>} scale
 * @param {number} weight
 * @param {number} count
 */
function spread(terms, typed, scale, weight, count) {
  const column = new Float32Array(count);
  for (const { term, postings } of terms) {
    const worth = weight * likeness(typed, term, scale);
    for (const posting of postings) {
      const number = Math.floor(posting / 4);
      const value = worth * PLACES[posting % 4];
      if (value > column[number]) column[number] = value;
    }
  }
  return column;
}

/**
 * @param {string} typed
 * @param {string} term as many words
 * @param {Record<"exact" | "bare" | "other", number>} scale
 * @returns {number}
 */
export function likeness(typed, term, scale) {
  const words = term.split(" ");
  const each = typed.split(" ").map((word, at) => scale[accentsOf(word, words[at] ?? "")]);
  return each.reduce((sum, value) => sum + value, 0) / each.length;
}
