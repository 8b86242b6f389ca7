/** What only the text of an article tells: whether the words stand there in one row, and with which accents. */

import { accentsOf, fold, searchKey, wordsWithPlaces } from "./fold.js";

/** @typedef {import("./query.js").Query} Query */
/** @typedef {import("./search-files.js").ArticleText} ArticleText */

const ROW = 0.5;
const ROW_WITH_ACCENTS = 0.8;
const ROW_IN_TITLE = 0.4;
const NUMBER = 0.4;
const MOST_ROWS = 50;

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
 * @returns {number} what is added to the score of an article that holds the words in a row; 0 where it does not
 */
export function rowBonus(article, query) {
  const inTitle = bestRow(article.title, query);
  const inText = bestRow(`${article.date} ${article.text}`, query);
  if (!inTitle && !inText) return 0;
  const written = fold(`${article.title} ${article.text}`);
  const numbers = query.numbers.filter((number) => written.includes(number)).length;
  return (
    ROW + ROW_WITH_ACCENTS * Math.max(inTitle, inText) ** 2 + (inTitle ? ROW_IN_TITLE : 0) + (numbers ? NUMBER : 0)
  );
}

/**
 * @param {string} text
 * @param {Query} query
 * @returns {number} how near the accents of the best row are to those typed, up to 1; 0 where there is no row
 */
function bestRow(text, query) {
  const shown = text.normalize("NFC");
  let best = 0;
  let rows = 0;
  for (const match of searchKey(shown).matchAll(rowPattern(query, query.open))) {
    best = Math.max(best, accentShare(shown.slice(match.index, match.index + match[0].length), query));
    rows += 1;
    if (rows === MOST_ROWS) break;
  }
  return best;
}

/**
 * @param {string} row
 * @param {Query} query
 * @returns {number}
 */
export function accentShare(row, query) {
  const words = wordsWithPlaces(row);
  if (!query.accented || words.length !== query.words.length) return 0.9;
  const worth = { exact: 1, bare: 0.8, other: 0.2 };
  const sum = words.reduce((total, { word }, at) => total + worth[accentsOf(query.words[at], word)], 0);
  return sum / words.length;
}
