/** Which records answer a query, and how well, by the index alone. */

import { accentsOf, fold } from "./fold.js";
import { open, termsBeginning, termsLike } from "./search-files.js";

/** @typedef {import("./query.js").Query} Query */
/** @typedef {import("./query.js").Slot} Slot */
/** @typedef {import("./index-types.js").Term} Term */

// All weights were set by hand over the hundred queries of tests/search_cases.yml and the archives around them.
/** What a word counts by its accents: as typed; the reader left some out; the reader typed others. */
const ACCENTS = { exact: 1, bare: 0.75, other: 0.3 };
/** Where the reader typed no accents at all, the commoner word is likelier meant: so much counts how common it is. */
const COMMON = 0.1;
/** By the place of a posting: once in the text, often, in a name of the facts, in the title. */
const PLACES = [1, 1.05, 1.15, 1.25];
/** A word of which the reader typed the beginning only. */
const BEGINNING = 0.7;
/** Words that follow each other, against words that are there. */
const PAIRS = 1.5;
/** A number as it was typed, against its parts. */
const FIGURE = 1;

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
 * @property {Map<string, number>} common how common each word met is among those that are one with it without accents
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
  /** @type {Map<string, number>} */
  const common = new Map();
  const columns = new Columns(count, query.accented, common);
  const last = query.slots.length - 1;
  const [figures, values, pairs] = await Promise.all([
    Promise.all(query.figures.map((figure) => columns.of(figure, 1))),
    Promise.all(
      query.slots.map((slot, at) => slotValues(slot, query.open && at === last, query.slots[at - 1], columns)),
    ),
    Promise.all(
      query.slots.slice(1).map((slot, at) => pairValues(query.slots[at], slot, query.open && at + 1 === last, columns)),
    ),
  ]);
  const wordWeights = rarities(values, index.articles);
  const pairWeights = rarities(pairs, index.articles);

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
      for (const figure of figures) score += (FIGURE * figure[number]) / figures.length;
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
    common,
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
 * How much each column says: a word that few articles have says most. Together they are 1.
 * @param {Float32Array[]} columns
 * @param {number} articles
 * @returns {number[]}
 */
function rarities(columns, articles) {
  const rare = columns.map((column) => {
    let having = 0;
    for (let number = 0; number < articles; number += 1) if (column[number] > 0) having += 1;
    return Math.log(2 + articles / (1 + having));
  });
  const sum = rare.reduce((total, each) => total + each, 0);
  return rare.map((each) => each / sum);
}

/** Columns of what terms are worth in each record: 0 where it has none. */
class Columns {
  /**
   * @param {number} count of records
   * @param {boolean} accented whether the reader typed accents
   * @param {Map<string, number>} common is filled with the words met
   */
  constructor(count, accented, common) {
    this.count = count;
    this.accented = accented;
    this.common = common;
  }

  /**
   * @param {string} typed a word, or two
   * @param {number} weight
   */
  async of(typed, weight) {
    const terms = await termsLike(fold(typed));
    const most = terms.reduce((count, { articles }) => Math.max(count, articles), 1);
    const column = new Float32Array(this.count);
    for (const term of terms) {
      const share = term.articles / most;
      this.common.set(term.term, share);
      spread(column, term, weight * this.likeness(typed, term.term, share));
    }
    return column;
  }

  /**
   * The same of words that begin as typed and go on.
   * @param {string} typed
   */
  async beginning(typed) {
    const column = new Float32Array(this.count);
    for (const term of await termsBeginning(fold(typed))) {
      spread(column, term, BEGINNING * this.likeness(typed, term.term, 1));
    }
    return column;
  }

  /**
   * @param {string} typed
   * @param {string} term as many words
   * @param {number} share how common it is
   * @returns {number}
   */
  likeness(typed, term, share) {
    const likelier = 1 - COMMON * (1 - share);
    if (!this.accented) return likelier;
    const words = term.split(" ");
    const each = typed.split(" ").map((word, at) => ACCENTS[accentsOf(word, words[at] ?? "")]);
    const accents = each.reduce((sum, value) => sum + value, 0) / each.length;
    return accents === 1 ? 1 : accents * likelier;
  }
}

/**
 * @param {Float32Array} column
 * @param {Term} term
 * @param {number} worth
 */
function spread(column, { postings }, worth) {
  for (const posting of postings) {
    const number = Math.floor(posting / 4);
    const value = worth * PLACES[posting % 4];
    if (value > column[number]) column[number] = value;
  }
}

/**
 * What a slot is worth in each record; 0 where the record has it in no form.
 * @param {Slot} slot
 * @param {boolean} goesOn
 * @param {Slot | undefined} before
 * @param {Columns} columns
 */
async function slotValues(slot, goesOn, before, columns) {
  const forms = await Promise.all(
    slot.forms.map(async ({ words, weight }) => {
      const terms = words.length > 1 ? words.slice(1).map((word, at) => `${words[at]} ${word}`) : words;
      const parts = await Promise.all(terms.map((term) => columns.of(term, weight)));
      // Neighbours taken together are as good as the worst of them.
      return parts.reduce((worst, part) => worst.map((value, number) => Math.min(value, part[number])));
    }),
  );
  const [literal] = slot.forms;
  if (goesOn && literal.words.length === 1) {
    const [word] = literal.words;
    // Half of all words may begin with one letter; those that follow the word before are few.
    if (word.length > 1) forms.push(await columns.beginning(word));
    else if (before) forms.push(await columns.beginning(`${before.forms[0].words.at(-1)} ${word}`));
  }
  return best(forms);
}

/**
 * @param {Slot} left
 * @param {Slot} right
 * @param {boolean} goesOn
 * @param {Columns} columns
 */
async function pairValues(left, right, goesOn, columns) {
  const jobs = [];
  for (const a of left.forms) {
    for (const b of right.forms) jobs.push(columns.of(`${a.words.at(-1)} ${b.words[0]}`, a.weight * b.weight));
  }
  if (goesOn) jobs.push(columns.beginning(`${left.forms[0].words.at(-1)} ${right.forms[0].words[0]}`));
  return best(await Promise.all(jobs));
}

/** @param {Float32Array[]} columns */
function best(columns) {
  return columns.reduce((most, column) => most.map((value, at) => Math.max(value, column[at])));
}
