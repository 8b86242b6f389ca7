/** What only the text of an article tells: whether the words stand there in one row, and with which accents. */

import { accentedWords, accentsOf, fold, searchKey } from "./fold.js";

/** @typedef {import("./query.js").Query} Query */
/** @typedef {import("./index-types.js").ArticleText} ArticleText */

// Set by hand like those of ranking.js.
const ROW = 0.5;
const ROW_AS_TYPED = 0.8;
const ROW_IN_TITLE = 0.4;
const NUMBER = 0.4;
const MOST_ROWS = 50;
const ACCENTS = { bare: 0.7, other: 0.2 };
/** A row that stands in two sentences, and one that has an abbreviation otherwise. */
const BROKEN = 0.9;
const OTHER_FORM = 0.9;
const SENTENCE_END = /[.!?;:…]\s/u;

/**
 * The parts of a query in a row. They are letters and digits only, so they mean themselves in a pattern.
 * @param {Query} query
 * @param {boolean} goesOn whether the last word may go on
 * @returns {RegExp}
 */
export function rowPattern(query, goesOn) {
  const parts = query.parts.map((ways) => `(?:${ways.map((way) => way.replaceAll(" ", " +")).join("|")})`);
  return new RegExp(`(?<![^ ])${parts.join(" +")}${goesOn ? "[^ ]*" : "(?![^ ])"}`, "gu");
}

/**
 * @param {ArticleText} article
 * @param {Query} query
 * @param {Map<string, number>} common how common a word is, see ranking.js
 * @returns {number} what is added to the score of an article that holds the words in a row; 0 where it does not
 */
export function rowBonus(article, query, common) {
  const inTitle = bestRow(article.title, query, common);
  const inText = bestRow(`${article.date} ${article.text}`, query, common);
  if (!inTitle && !inText) return 0;
  const written = fold(`${article.title} ${article.text}`);
  const numbers = query.numbers.filter((number) => written.includes(number)).length;
  return (
    ROW + ROW_AS_TYPED * Math.max(inTitle, inText) ** 2 + (inTitle ? ROW_IN_TITLE : 0) + (numbers ? NUMBER : 0)
  );
}

/**
 * @param {string} text
 * @param {Query} query
 * @param {Map<string, number>} common
 * @returns {number} how near the best row is to what was typed, up to 1; 0 where there is no row
 */
function bestRow(text, query, common) {
  const shown = text.normalize("NFC");
  let best = 0;
  let rows = 0;
  for (const match of searchKey(shown).matchAll(rowPattern(query, query.open))) {
    const row = shown.slice(match.index, match.index + match[0].length);
    const broken = SENTENCE_END.test(row) ? BROKEN : 1;
    best = Math.max(best, broken * nearness(row, query, common));
    rows += 1;
    if (rows === MOST_ROWS) break;
  }
  return best;
}

/**
 * @param {string} row
 * @param {Query} query
 * @param {Map<string, number>} common
 * @returns {number} by its accents; where the reader typed none, by how common its words are
 */
function nearness(row, query, common) {
  const words = accentedWords(row);
  if (words.length !== query.words.length) return OTHER_FORM;
  /** @type {(word: string) => number} */
  const likelier = (word) => 0.9 + 0.1 * (common.get(word) ?? 0);
  const each = words.map((word, at) => {
    if (!query.accented) return likelier(word);
    const accents = accentsOf(query.words[at], word);
    return accents === "exact" ? 1 : ACCENTS[accents] * likelier(word);
  });
  return each.reduce((sum, value) => sum + value, 0) / each.length;
}
