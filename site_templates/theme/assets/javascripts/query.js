/** What a reader typed, as questions to the index. */

import { accentedWords, fold } from "./fold.js";

/** A pasted page is searched by its beginning. */
export const LONGEST_QUERY = 300;
const MOST_WORDS = 16;
/** What a slot's other forms count beside the one typed. Only their order matters: a sure one, an unsure one, a guess. */
const WRITTEN_OUT = 0.95;
const OTHER_NUMBER = 0.9;
const PERHAPS = 0.6;

/**
 * One thing asked for: a word, or an abbreviation in any of its forms.
 * @typedef {object} Slot
 * @property {string} typed as it is shown again
 * @property {Form[]} forms the one typed first
 *
 * @typedef {object} Form
 * @property {string[]} words with the accents typed
 * @property {string[]} folded
 * @property {number} weight of 1
 *
 * @typedef {object} Query
 * @property {Slot[]} slots
 * @property {string[]} words all typed, with their accents
 * @property {boolean} accented whether any was typed with accents
 * @property {boolean} quoted whether the reader asked for the phrase and nothing else
 * @property {boolean} open whether the last word may go on
 * @property {string[]} figures numbers with their marks: 74.127; the index has them as a whole too
 * @property {string[]} numbers typed with their signs, folded: 05-ct/tw
 * @property {string[][]} parts the query from left to right, each part in all forms a text may have it in, folded
 */

/**
 * @typedef {object} Abbreviations
 * @property {Map<string, {words: string[], full: string[]}[]>} meanings by the folded short form
 * @property {Map<string, string[]>} shorts folded short forms by the folded full form
 * @property {number} longest words in a form
 */

/**
 * @param {[short: string, full: string][]} rows
 * @returns {Abbreviations}
 */
export function readAbbreviations(rows) {
  /** @type {Abbreviations} */
  const table = { meanings: new Map(), shorts: new Map(), longest: 1 };
  for (const [short, full] of rows) {
    const words = accentedWords(short);
    const meant = accentedWords(full);
    const key = fold(words.join(" "));
    const fullKey = fold(meant.join(" "));
    table.meanings.set(key, [...(table.meanings.get(key) ?? []), { words, full: meant }]);
    table.shorts.set(fullKey, [...(table.shorts.get(fullKey) ?? []), key]);
    table.longest = Math.max(table.longest, words.length, meant.length);
  }
  return table;
}

/**
 * @param {string} typed
 * @param {Abbreviations} abbreviations
 * @returns {Query | undefined} nothing when there is no word in it
 */
export function readQuery(typed, abbreviations) {
  const text = typed.normalize("NFC").slice(0, LONGEST_QUERY).trim();
  const words = accentedWords(text).slice(0, MOST_WORDS);
  if (!words.length) return undefined;
  const folded = words.map(fold);
  /** @type {Slot[]} */
  const slots = [];
  for (let at = 0; at < words.length; ) {
    const length = shortFormAt(folded, at, abbreviations);
    const own = words.slice(at, at + Math.max(1, length));
    slots.push({ typed: own.join(" "), forms: [form(own, 1), ...otherForms(own, abbreviations)] });
    at += own.length;
  }
  return {
    slots,
    words,
    accented: words.join(" ") !== folded.join(" "),
    quoted: /^["“”«„].+["“”»‟]$/u.test(text),
    open: /[\p{L}\p{N}]$/u.test(text) && typed.length <= LONGEST_QUERY && !/\s$/u.test(typed),
    figures: text.match(/[0-9]{1,12}(?:[.,][0-9]{1,12}){1,6}/gu) ?? [],
    numbers: (fold(text).match(/[^\s"“”,;:()]+/gu) ?? []).filter((word) => /\d/u.test(word) && /[./-]/u.test(word)),
    parts: partsOf(slots, abbreviations),
  };
}

/**
 * @param {string[]} words
 * @param {number} weight
 * @returns {Form}
 */
const form = (words, weight) => ({ words, folded: words.map(fold), weight });

/**
 * @param {string[]} folded
 * @param {number} at
 * @param {Abbreviations} abbreviations
 * @returns {number} how many words from here are the longest short form, 0 if none is
 */
function shortFormAt(folded, at, { meanings, longest }) {
  for (let length = Math.min(longest, folded.length - at); length > 0; length -= 1) {
    if (meanings.has(folded.slice(at, at + length).join(" "))) return length;
  }
  return 0;
}

/**
 * @param {string[]} words of one slot
 * @param {Abbreviations} abbreviations
 * @returns {Form[]}
 */
function otherForms(words, { meanings }) {
  const key = fold(words.join(" "));
  const meant = (meanings.get(key) ?? []).filter(
    // từ and tú are words of their own; tu may stand for TƯ, or for nothing but itself.
    (meaning) => words.join(" ") === key || words.join(" ") === meaning.words.join(" "),
  );
  const isWord = /^\p{L}*[aeiouy]\p{L}*$/u.test(key);
  const forms = new Map(meant.map(({ full }) => [full.join(" "), form(full, isWord ? PERHAPS : WRITTEN_OUT)]));
  return [...forms.values(), ...otherNumbers(words).map((other) => form(other, OTHER_NUMBER))];
}

/**
 * 74127 as 74.127, 5 as 05 and the other way round.
 * @param {string[]} words
 * @returns {string[][]}
 */
function otherNumbers(words) {
  const [word] = words;
  if (words.length > 1 || !/^\d{1,9}$/u.test(word)) return [];
  if (/^0\d$/u.test(word)) return [[word.slice(1)]];
  if (word.length === 1) return [[`0${word}`]];
  if (word.length < 4 || /^(?:19|20)\d\d$/u.test(word)) return [];
  return [word.replace(/\B(?=(?:\d{3})+$)/gu, " ").split(" ")];
}

/**
 * A name typed in full is one part too: the text may have it short.
 * @param {Slot[]} slots
 * @param {Abbreviations} abbreviations
 * @returns {string[][]}
 */
function partsOf(slots, { shorts, longest }) {
  const typed = slots.map(({ forms }) => forms[0].folded.join(" "));
  const parts = [];
  for (let at = 0; at < slots.length; ) {
    let length = Math.min(longest, slots.length - at);
    while (length > 1 && !shorts.has(typed.slice(at, at + length).join(" "))) length -= 1;
    const forms = length > 1 ? [typed.slice(at, at + length)] : slots[at].forms.map(({ folded }) => folded);
    const ways = forms.map((form) => form.join(" "));
    parts.push([...new Set([...ways, ...ways.flatMap((way) => shorts.get(way) ?? [])])]);
    at += length;
  }
  return parts;
}
