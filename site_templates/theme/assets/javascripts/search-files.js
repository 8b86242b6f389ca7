/** The index as it lies on the site, see generator/search/files.py. Nothing is fetched before open() is called. */

import { foldTerm } from "./fold.js";

const DATA = new URL("../../search/data/", import.meta.url);
const SITE = new URL("../../", import.meta.url);
const TEXT = new TextDecoder();
/** So many files with words are looked through for those that begin as typed. */
const MOST_FILES = 3;
const MOST_BEGINNINGS = 200;
const MOST_FILES_OF_A_LETTER = 8;

/**
 * @typedef {"person" | "cluster" | "province" | "document"} Kind
 *
 * @typedef {object} Index
 * @property {string} folder
 * @property {number} articles
 * @property {Record<Kind, number>} entities
 * @property {number} block entities in a file
 * @property {[year: number, count: number][]} years of the articles in order, 0 where unknown
 * @property {string[]} words the first of each file
 * @property {string[]} pairs
 * @property {[short: string, full: string][]} abbreviations
 *
 * @typedef {object} Term
 * @property {string} term with its accents
 * @property {Uint32Array} postings `number << 2 | place`
 *
 * @typedef {object} ArticleText
 * @property {string} href
 * @property {string} title
 * @property {string} date
 * @property {string} text
 *
 * @typedef {object} Entity
 * @property {Kind} kind
 * @property {string} href
 * @property {string} name
 * @property {string} note
 * @property {number} articles
 *
 * @typedef {object} Facets
 * @property {number[][]} mentions of each article: places in the row of all entities
 * @property {string[]} groups kinds of documents
 * @property {number[]} groupOf of each document
 */

/** @type {Promise<Index> | undefined} */
let opened;
/** @type {Map<string, Promise<any>>} */
let files = new Map();

/**
 * Fetches what every search needs. Harmless to call again; after a failure the next call tries again.
 * @returns {Promise<Index>}
 */
export function open() {
  opened ??= fetch(new URL("index.json", DATA), { cache: "no-cache" })
    .then((response) => {
      if (!response.ok) throw new Error(`index.json: ${response.status}`);
      return response.json();
    })
    .catch((error) => {
      opened = undefined;
      throw error;
    });
  return opened;
}

/** Forgets everything: the archive may have been built anew since it was opened. */
export function close() {
  opened = undefined;
  files = new Map();
}

/**
 * @template T
 * @param {string} name
 * @param {(data: Uint8Array) => T} read
 * @returns {Promise<T>}
 */
function file(name, read) {
  let found = files.get(name);
  if (!found) {
    found = fetchFile(name).then(read);
    found.catch(() => files.delete(name));
    files.set(name, found);
  }
  return found;
}

/** @param {string} name */
async function fetchFile(name) {
  const { folder } = await open();
  const response = await fetch(new URL(`${folder}/${name}.bin`, DATA));
  if (!response.ok || !response.body) throw new Error(`${name}: ${response.status}`);
  const unpacked = response.body.pipeThrough(new DecompressionStream("deflate"));
  return new Uint8Array(await new Response(unpacked).arrayBuffer());
}

/** @param {Uint8Array} data */
const json = (data) => JSON.parse(TEXT.decode(data));

/**
 * @param {string} path as in the index: "articles/000_x/"
 * @returns {string}
 */
function address(path) {
  const encoded = path.split("/").filter(Boolean).map(encodeURIComponent).join("/");
  return new URL(encoded ? `${encoded}/` : "", SITE).href;
}

/**
 * @param {number} number
 * @returns {Promise<ArticleText>}
 */
export function article(number) {
  return file(`a${number}`, (data) => {
    const [path, title, date, text] = json(data);
    return { href: address(path), title, date, text };
  });
}

/**
 * @param {number} place in the row of all entities
 * @returns {Promise<Entity>}
 */
export async function entity(place) {
  const index = await open();
  const block = await file(`e${Math.floor(place / index.block)}`, json);
  const [path, name, note, articles] = block[place % index.block];
  return { kind: kindOf(index, place), href: address(path), name, note, articles };
}

/**
 * @param {Index} index
 * @param {number} place
 * @returns {Kind}
 */
export function kindOf(index, place) {
  let end = 0;
  for (const [kind, count] of Object.entries(index.entities)) {
    end += count;
    if (place < end) return /** @type {Kind} */ (kind);
  }
  return "document";
}

/** @returns {Promise<Facets>} */
export function facets() {
  return file("facets", (data) => {
    const [mentions, groups, groupOf] = json(data);
    return { mentions, groups, groupOf };
  });
}

/**
 * One file of terms: where each folded form begins, and the postings, read when they are asked for.
 * @typedef {object} TermFile
 * @property {Map<string, number[]>} places of a folded form
 * @property {string[]} forms the folded form of each term
 * @property {(place: number) => Term} term
 */

/**
 * @param {Uint8Array} data
 * @returns {TermFile}
 */
function termFile(data) {
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
        found = { term: terms[place], postings: unpack(data, starts[place], starts[place + 1]) };
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
function fileOf(firsts, form) {
  let low = 0;
  let high = firsts.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (firsts[middle] <= form) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}

/**
 * All terms that are one without accents.
 * @param {string} form one folded word, or two with a space between
 * @returns {Promise<Term[]>}
 */
export async function termsLike(form) {
  const index = await open();
  const isPair = form.includes(" ");
  const number = fileOf(isPair ? index.pairs : index.words, form);
  if (number < 0) return [];
  const found = await file(`${isPair ? "p" : "w"}${number}`, termFile);
  return (found.places.get(form) ?? []).map(found.term);
}

/**
 * Terms that begin so, without accents, and go on.
 * @param {string} start
 * @returns {Promise<Term[]>}
 */
export async function termsBeginning(start) {
  const index = await open();
  const isPair = start.includes(" ");
  const firsts = isPair ? index.pairs : index.words;
  const from = Math.max(0, fileOf(firsts, start));
  const to = Math.min(fileOf(firsts, `${start}\uffff`), from + MOST_FILES - 1);
  const numbers = Array.from({ length: Math.max(0, to - from + 1) }, (_, offset) => from + offset);
  const found = await Promise.all(numbers.map((number) => file(`${isPair ? "p" : "w"}${number}`, termFile)));
  /** @type {Term[]} */
  const terms = [];
  for (const each of found) {
    for (const [place, form] of each.forms.entries()) {
      if (terms.length === MOST_BEGINNINGS) return terms;
      if (form.length > start.length && form.startsWith(start)) terms.push(each.term(place));
    }
  }
  return terms;
}

/**
 * All words of the archive that begin with one letter or digit, by their folded forms, with the number of records.
 * @param {string} letter folded
 * @returns {Promise<{form: string, term: string, records: number}[]>}
 */
export async function wordsBeginning(letter) {
  const { words } = await open();
  const from = Math.max(0, fileOf(words, letter));
  const to = Math.min(fileOf(words, `${letter}\uffff`), from + MOST_FILES_OF_A_LETTER - 1);
  const numbers = Array.from({ length: Math.max(0, to - from + 1) }, (_, offset) => from + offset);
  const found = await Promise.all(numbers.map((number) => file(`w${number}`, termFile)));
  return found.flatMap(({ forms, term }) =>
    forms.flatMap((form, place) => {
      if (!form.startsWith(letter)) return [];
      const { term: accented, postings } = term(place);
      return [{ form, term: accented, records: postings.length }];
    }),
  );
}
