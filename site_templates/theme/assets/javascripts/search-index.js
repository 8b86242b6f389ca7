/**
 * Asks the index, and orders its answers: a phrase before scattered words, exact accents before folded ones.
 * The index itself is Pagefind's; it is fetched when open() is called, never before.
 */

import { accentKey, searchKey, words } from "./fold.js";

const SITE = new URL("../../", import.meta.url);
const ARTICLES = { article: "yes" };
const OTHERS = { not: { article: "yes" } };
const LONGEST_QUERY = 200;
const MOST_WORDS = 12;
/** So many of the index's best are read and put in order by what they say. Each is one small file to fetch. */
const REORDERED = 20;
const MOST_ENTITIES = 8;

/**
 * @typedef {object} Query
 * @property {string[]} words folded
 * @property {string[]} exact the same words with their accents, tones last
 * @property {boolean} accented whether any word was typed with accents
 * @property {boolean} quoted whether the reader asked for the phrase and nothing else
 *
 * @typedef {object} Hit
 * @property {string} kind article, person, cluster, province or document
 * @property {string} href
 * @property {string} title
 * @property {string} date
 * @property {string} text
 *
 * @typedef {object} Answer one page the index has found, not read yet
 * @property {string} id
 * @property {number} score
 * @property {() => Promise<any>} data
 *
 * @typedef {object} Found
 * @property {Query} query
 * @property {Answer[]} articles best first
 * @property {Hit[]} entities
 * @property {boolean} complete whether the first articles hold all words of the query
 */

/** @type {Promise<any> | undefined} */
let opened;

/** Fetches what every search needs. Harmless to call again; after a failure the next call tries again. */
export function open() {
  opened ??= start().catch((error) => {
    opened = undefined;
    throw error;
  });
  return opened;
}

async function start() {
  const { createInstance } = await import(new URL("pagefind/pagefind.js", SITE).href);
  const index = createInstance({ noWorker: true, ranking: { metaWeights: { title: 1 } } });
  await index.init();
  return index;
}

/**
 * @param {string} typed
 * @returns {Query | undefined} nothing when there is no word in it
 */
export function readQuery(typed) {
  const text = typed.normalize("NFC").slice(0, LONGEST_QUERY).trim();
  const folded = words(searchKey(text)).slice(0, MOST_WORDS);
  const exact = words(accentKey(text)).slice(0, MOST_WORDS);
  if (!folded.length) return undefined;
  return {
    words: folded,
    exact,
    accented: folded.join(" ") !== exact.join(" "),
    quoted: /^["“”].+["“”]$/u.test(text),
  };
}

/**
 * @param {Query} query
 * @returns {Promise<Found>}
 */
export async function search(query) {
  const index = await open();
  let [answers, others] = await Promise.all([ask(index, query, ARTICLES), ask(index, query, OTHERS)]);
  if (!answers.length && !query.quoted) answers = await askForSome(index, query);
  const [best, named] = await Promise.all([
    Promise.all(answers.slice(0, REORDERED).map((answer) => weigh(answer, query))),
    Promise.all(others.slice(0, MOST_ENTITIES).map(read)),
  ]);
  best.sort((a, b) => b.weight - a.weight);
  // The index leaves out a word it does not know, and looks for the beginning of one: what comes back may hold less
  // than was asked for, or nothing of it.
  const complete = best.some(({ held }) => held === 1);
  const articles = complete
    ? [...best.map(({ answer }) => answer), ...answers.slice(REORDERED)]
    : best.filter(({ held }) => held > 0).map(({ answer }) => answer);
  return { query, articles, entities: matching(named, query), complete };
}

/**
 * Pages with the words as a phrase, then those with all of them. Scattered words are the index's slowest question, and
 * not asked where the phrase alone fills the page.
 * @param {any} index
 * @param {Query} query
 * @param {object} filters
 * @returns {Promise<Answer[]>}
 */
async function ask(index, query, filters) {
  const plain = query.words.join(" ");
  const { results: phrase } = await index.search(`"${plain}"`, { filters });
  if (query.quoted || phrase.length >= REORDERED) return phrase;
  const { results: scattered } = await index.search(plain, { filters });
  return [...new Map([...phrase, ...scattered].map((answer) => [answer.id, answer])).values()];
}

/**
 * Persons, clusters, provinces and documents that are meant: the words in a row, or else all of them anywhere; those
 * with the accents typed first.
 * @param {Hit[]} hits
 * @param {Query} query
 * @returns {Hit[]}
 */
function matching(hits, query) {
  const row = ` ${query.words.join(" ")}`;
  const inRow = hits.filter((hit) => ` ${words(searchKey(names(hit))).join(" ")}`.includes(row));
  const meant = inRow.length ? inRow : hits.filter((hit) => shareHeld(hit, query) === 1);
  /** @type {(hit: Hit) => number} */
  const other = (hit) => (holdsPhrase(accentKey(names(hit)), query.exact) ? 0 : 1);
  return query.accented ? meant.sort((a, b) => other(a) - other(b)) : meant;
}

/** @param {Hit} hit */
const names = (hit) => `${hit.title} ; ${hit.text}`;

/**
 * Pages with some of the words, those with more and rarer ones first.
 * @param {any} index
 * @param {Query} query
 * @returns {Promise<Answer[]>}
 */
async function askForSome(index, query) {
  const found = await Promise.all([...new Set(query.words)].map((word) => index.search(word, { filters: ARTICLES })));
  /** @type {Map<string, {answer: Answer, weight: number}>} */
  const weighed = new Map();
  for (const { results } of found) {
    for (const answer of results) {
      const weight = (weighed.get(answer.id)?.weight ?? 0) + 1 / (1 + Math.log(results.length));
      weighed.set(answer.id, { answer, weight });
    }
  }
  return [...weighed.values()].sort((a, b) => b.weight - a.weight).map(({ answer }) => answer);
}

/** @type {Map<string, Promise<Hit>>} */
const pages = new Map();

/**
 * @param {Answer} answer
 * @returns {Promise<Hit>}
 */
export function read(answer) {
  let page = pages.get(answer.id);
  if (!page) {
    page = answer.data().then(unpack);
    page.catch(() => pages.delete(answer.id));
    pages.set(answer.id, page);
  }
  return page;
}

/**
 * @param {any} page as the index keeps it; the last anchor carries what is shown, see generator/search.py
 * @returns {Hit}
 */
function unpack(page) {
  const shown = JSON.parse(decodeURIComponent(page.anchors.at(-1).id));
  const path = page.raw_url.split("/").filter(Boolean).map(encodeURIComponent).join("/");
  return { ...shown, href: new URL(path ? `${path}/` : "", SITE).href };
}

/**
 * How well a page answers: all its words first of all, then a phrase with its accents, a phrase, exact words.
 * @param {Answer} answer
 * @param {Query} query
 * @returns {Promise<{answer: Answer, held: number, weight: number}>}
 */
async function weigh(answer, query) {
  const hit = await read(answer);
  const held = shareHeld(hit, query);
  const inTitle = holdsPhrase(searchKey(hit.title), query.words);
  const inText = holdsPhrase(searchKey(hit.text), query.words);
  let weight = 10 * held + (inTitle ? 2 : inText ? 1 : 0);
  if (query.accented) {
    const exact = accentKey(names(hit));
    const present = new Set(words(exact));
    if (holdsPhrase(exact, query.exact)) weight += 3;
    weight += query.exact.filter((word) => present.has(word)).length / query.exact.length;
  }
  return { answer, held, weight };
}

/**
 * @param {string} key
 * @param {string[]} phrase
 * @returns {boolean}
 */
function holdsPhrase(key, phrase) {
  return ` ${words(key).join(" ")} `.includes(` ${phrase.join(" ")} `);
}

/**
 * @param {Hit} hit
 * @param {Query} query
 * @returns {number} the share of the query's words that begin a word of the page
 */
function shareHeld(hit, query) {
  const key = ` ${searchKey(`${hit.title} ${hit.date} ${hit.text}`)}`;
  return query.words.filter((word) => key.includes(` ${word}`)).length / query.words.length;
}
