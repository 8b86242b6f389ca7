/**
 * The index as it lies on the site, see generator/search/files.py. Nothing is fetched before open() is called. Where
 * the index names sister sites, search-sites.js joins theirs to it: all other scripts see one archive.
 */

import { foldTerm } from "./fold.js";

/** @import { ArticleText, Entity, Facets, Index, Kind, Term, TermFile } from "./index-types.js" */

const TEXT = new TextDecoder();
/** So many files with words are looked through for those that begin as typed. */
const MOST_FILES = 3;
const MOST_BEGINNINGS = 200;

/** @param {Uint8Array} data */
const json = (data) => JSON.parse(TEXT.decode(data));

/** The index of one site. */
export class Site {
  /** @type {Promise<Index> | undefined} */
  #opened;
  /** @type {Map<string, Promise<any>>} */
  #files = new Map();

  /** @param {URL} root the site's home */
  constructor(root) {
    this.root = root;
    this.data = new URL("search/data/", root);
  }

  /**
   * Fetches what every search needs. Harmless to call again; after a failure the next call tries again.
   * @param {AbortSignal} [signal]
   * @returns {Promise<Index>}
   */
  open(signal) {
    this.#opened ??= fetch(new URL("index.json", this.data), { cache: "no-cache", signal })
      .then((response) => {
        if (!response.ok) throw new Error(`index.json: ${response.status}`);
        return response.json();
      })
      .catch((error) => {
        this.#opened = undefined;
        throw error;
      });
    return this.#opened;
  }

  /** Forgets everything: the archive may have been built anew since it was opened. */
  close() {
    this.#opened = undefined;
    this.#files = new Map();
  }

  /**
   * @template T
   * @param {string} name
   * @param {(data: Uint8Array) => T} read
   * @returns {Promise<T>}
   */
  #file(name, read) {
    let found = this.#files.get(name);
    if (!found) {
      found = this.#fetch(name).then(read);
      found.catch(() => this.#files.delete(name));
      this.#files.set(name, found);
    }
    return found;
  }

  /** @param {string} name */
  async #fetch(name) {
    const { folder } = await this.open();
    const response = await fetch(new URL(`${folder}/${name}.bin`, this.data));
    if (!response.ok || !response.body) throw new Error(`${name}: ${response.status}`);
    const unpacked = response.body.pipeThrough(new DecompressionStream("deflate"));
    return new Uint8Array(await new Response(unpacked).arrayBuffer());
  }

  /**
   * @param {string} path as in the index: "articles/000_x/"
   * @returns {string}
   */
  #address(path) {
    const encoded = path.split("/").filter(Boolean).map(encodeURIComponent).join("/");
    return new URL(encoded ? `${encoded}/` : "", this.root).href;
  }

  /**
   * @param {number} number
   * @returns {Promise<ArticleText>}
   */
  article(number) {
    return this.#file(`a${number}`, (data) => {
      const [path, title, date, text] = json(data);
      return { href: this.#address(path), title, date, text };
    });
  }

  /**
   * @param {number} place in the row of all entities
   * @returns {Promise<Entity>}
   */
  async entity(place) {
    const index = await this.open();
    const block = await this.#file(`e${Math.floor(place / index.block)}`, json);
    const [path, name, note, articles] = block[place % index.block];
    return { kind: kindOf(index, place), href: this.#address(path), name, note, articles };
  }

  /**
   * Of each entity the last part of its page's address, and how many articles mention it.
   * @returns {Promise<[ids: string[], counts: number[]]>}
   */
  identities() {
    return this.#file("ids", json);
  }

  /**
   * @param {number[]} [_numbers] of the articles it is wanted for
   * @returns {Promise<Facets | undefined>} nothing where they would be too much to fetch
   */
  facets(_numbers) {
    return this.#file("facets", (data) => {
      const [mentions, groups, groupOf] = json(data);
      return { mentions: (/** @type {number} */ article) => mentions[article], groups, groupOf };
    });
  }

  /**
   * @param {string} form of a word, or of two
   * @param {string} end
   * @param {number} most
   * @returns {Promise<TermFile[]>} the files that may have forms from the one to the other
   */
  async #termFiles(form, end, most) {
    const { articles, pairs, words } = await this.open();
    const [firsts, letter] = form.includes(" ") ? [pairs, "p"] : [words, "w"];
    const from = Math.max(0, fileOf(firsts, form));
    const count = Math.min(fileOf(firsts, end) - from + 1, most);
    const numbers = Array.from({ length: Math.max(0, count) }, (_, offset) => from + offset);
    return Promise.all(numbers.map((number) => this.#file(`${letter}${number}`, (data) => termFile(data, articles))));
  }

  /**
   * All terms that are one without accents.
   * @param {string} form one folded word, or two with a space between
   * @returns {Promise<Term[]>}
   */
  async termsLike(form) {
    const files = await this.#termFiles(form, form, 1);
    return files.flatMap(({ places, term }) => (places.get(form) ?? []).map(term));
  }

  /**
   * Terms that begin so, without accents, and go on.
   * @param {string} start
   * @param {number} mostFiles
   * @param {number} most
   * @returns {Promise<Term[]>}
   */
  async termsBeginning(start, mostFiles, most) {
    /** @type {Term[]} */
    const terms = [];
    for (const { forms, term } of await this.#termFiles(start, `${start}\uffff`, mostFiles)) {
      for (const [place, form] of forms.entries()) {
        if (terms.length === most) return terms;
        if (form.length > start.length && form.startsWith(start)) terms.push(term(place));
      }
    }
    return terms;
  }
}

/** This site. */
export const own = new Site(new URL("../../", import.meta.url));
/** @typedef {Pick<Site, "open" | "article" | "entity" | "facets" | "termsLike" | "termsBeginning">} Archive */
/** @type {Promise<Archive> | undefined} */
let all;

/** @returns {Promise<Archive>} this site, with its sisters if it has any */
async function archive() {
  all ??= own.open().then(async ({ sites }) => (sites ? (await import("./search-sites.js")).join(own, sites) : own));
  try {
    return await all;
  } catch (error) {
    all = undefined;
    throw error;
  }
}

export function close() {
  own.close();
  all = undefined;
}

export const open = async () => (await archive()).open();
/** @param {number} number */
export const article = async (number) => (await archive()).article(number);
/** @param {number} place */
export const entity = async (place) => (await archive()).entity(place);
/** @param {number[]} numbers */
export const facets = async (numbers) => (await archive()).facets(numbers);
/** @param {string} form */
export const termsLike = async (form) => (await archive()).termsLike(form);
/** @param {string} start */
export const termsBeginning = async (start, files = MOST_FILES, most = MOST_BEGINNINGS) =>
  (await archive()).termsBeginning(start, files, most);

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

/**
 * @param {Uint8Array} data
 * @param {number} articles
 * @returns {TermFile}
 */
function termFile(data, articles) {
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
