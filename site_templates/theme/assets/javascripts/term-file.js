/** A file of terms with their postings, see generator/search/postings.py. */

import { foldTerm } from "./fold.js";

/**
 * @typedef {object} Term
 * @property {string} term with its accents
 * @property {string} form without
 * @property {Uint32Array} postings `number << 2 | place`
 * @property {number} articles how many of them are of articles
 *
 * @typedef {object} TermFile the postings are read when they are asked for
 * @property {Map<string, number[]>} places of a folded form
 * @property {string[]} forms the folded form of each term
 * @property {(place: number) => Term} term
 */

const TEXT = new TextDecoder();

/** @param {Uint8Array} data */
export const json = (data) => JSON.parse(TEXT.decode(data));

/**
 * @param {Uint8Array} data
 * @param {number} articles
 * @returns {TermFile}
 */
export function termFile(data, articles) {
  const view = new DataView(data.buffer, data.byteOffset, data.byteLength);
  const heading = 4 + view.getUint32(0, true);
  /** @type {[string[], number[]]} */
  const [terms, lengths] = json(data.subarray(4, heading));
  const forms = terms.map(foldTerm);
  /** @type {Map<string, number[]>} */
  const places = new Map();
  const starts = [heading];
  for (const [place, form] of forms.entries()) {
    starts.push(starts[place] + lengths[place]);
    const same = places.get(form);
    if (same) same.push(place);
    else places.set(form, [place]);
  }
  /** @type {Map<number, Term>} */
  const read = new Map();
  return {
    places,
    forms,
    term(place) {
      let found = read.get(place);
      if (!found) {
        const postings = unpack(data, starts[place], starts[place + 1]);
        const first = postings.findIndex((posting) => posting >= 4 * articles);
        found = { term: terms[place], form: forms[place], postings, articles: first < 0 ? postings.length : first };
        read.set(place, found);
      }
      return found;
    },
  };
}

/**
 * @param {Uint8Array} data
 * @param {number} start
 * @param {number} end
 */
function unpack(data, start, end) {
  const postings = new Uint32Array(end - start);
  let count = 0;
  let before = 0;
  let value = 0;
  let shift = 0;
  for (let place = start; place < end; place += 1) {
    value += (data[place] & 127) * 2 ** shift;
    shift += 7;
    if (data[place] > 127) continue;
    postings[count] = before + value;
    before = postings[count] - (postings[count] % 4);
    count += 1;
    value = 0;
    shift = 0;
  }
  return postings.subarray(0, count);
}

/**
 * @param {string[]} firsts
 * @param {string} form
 * @returns {number} the file in which a folded form stands, if it does; -1 before the first
 */
export function fileOf(firsts, form) {
  let low = 0;
  let high = firsts.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (firsts[middle] <= form) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}
