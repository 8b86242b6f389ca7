/**
 * The indexes of sister sites and of this one as one index, loaded only where there are sisters. Articles and entities
 * are numbered as in an archive that was never split, so whatever ranks and counts gives the same as there: a word is
 * as rare as it is in all sites together.
 */

import { Site } from "./search-files.js";

/** Milliseconds to wait for a sister. */
const PATIENCE = 8000;
/** The first failure may be an index that was made anew meanwhile; after the second a sister is left out. */
const MOST_FAILURES = 2;
/** What articles mention is fetched of whole sites, some 16 bytes an article. */
const MOST_COUNTED = 100_000;

/** @typedef {import("./index-types.js").Index} Index */
/** @typedef {import("./index-types.js").Kind} Kind */
/** @typedef {import("./index-types.js").Term} Term */

/**
 * @typedef {object} Part
 * @property {string} name empty for this site
 * @property {Site} site
 * @property {Index} index
 * @property {[ids: string[], counts: number[]]} identities
 * @property {Uint32Array} places of its entities in the row of all
 * @property {Run[]} runs its articles, in order
 * @property {boolean} failed
 *
 * @typedef {object} Run articles of one year in one site
 * @property {Part} part
 * @property {number} year
 * @property {number} count
 * @property {number} from the number of the first one in its site
 * @property {number} start the same in all
 *
 * @typedef {object} Shared an entity
 * @property {string} page
 * @property {number} articles
 * @property {[part: Part, place: number][]} at where it is
 */

/** @type {Map<string, number>} */
const failures = new Map();

/**
 * @param {Site} own
 * @param {[name: string, address: string][]} sites
 * @returns {Promise<Sites>}
 */
export async function join(own, sites) {
  /** @type {string[]} */
  const missing = [];
  const sisters = sites.map(async ([name, address]) => {
    try {
      if ((failures.get(name) ?? 0) >= MOST_FAILURES) throw new Error(name);
      return [await opened(name, new Site(new URL(address, own.root)), AbortSignal.timeout(PATIENCE))];
    } catch {
      missing.push(name);
      return [];
    }
  });
  const parts = (await Promise.all([[await opened("", own)], ...sisters])).flat();
  return new Sites(parts, sites.map(([name]) => name).filter((name) => missing.includes(name)));
}

/**
 * @param {string} name
 * @param {Site} site
 * @param {AbortSignal} [signal]
 * @returns {Promise<Part>}
 */
async function opened(name, site, signal) {
  const index = await site.open(signal);
  const identities = await site.identities();
  return { name, site, index, identities, places: new Uint32Array(identities[0].length), runs: [], failed: false };
}

class Sites {
  /** @type {WeakMap<Term, Uint32Array>} */
  #numbered = new WeakMap();

  /**
   * @param {Part[]} parts this site first
   * @param {string[]} missing
   */
  constructor(parts, missing) {
    this.parts = parts;
    this.runs = runsOf(parts);
    const { row, entities } = rowOf(parts);
    this.row = row;
    /** @type {Index} */
    this.index = {
      ...parts[0].index,
      articles: this.runs.reduce((sum, { count }) => sum + count, 0),
      entities,
      years: this.runs.map(({ year, count }) => [year, count]),
      missing,
    };
  }

  async open() {
    return this.index;
  }

  /** @param {number} number */
  article(number) {
    const { part, from, start } = this.#runOf(number);
    return asked(part, part.site.article(number - start + from));
  }

  /** @param {number} place */
  async entity(place) {
    const { at, articles } = this.row[place];
    // This site's own page, or else that of the latest.
    const [part, there] = at.find(([{ name }]) => !name) ?? at.reduce((a, b) => (lastYear(b[0]) > lastYear(a[0]) ? b : a));
    return { ...(await asked(part, part.site.entity(there))), articles };
  }

  /** @param {number[]} numbers */
  async facets(numbers) {
    const wanted = [...new Set(numbers.map((number) => this.#runOf(number).part))];
    if (wanted.reduce((sum, { index }) => sum + index.articles, 0) > MOST_COUNTED) return undefined;
    const found = await Promise.all(wanted.map((part) => asked(part, part.site.facets())));
    const groups = [...new Set(found.flatMap((each) => each?.groups ?? []))].sort();
    /** @type {number[]} */
    const groupOf = [];
    const firstDocument = this.row.length - this.index.entities.document;
    for (const [at, { places }] of wanted.entries()) {
      const of = found[at]?.groupOf ?? [];
      for (const [document, group] of of.entries()) {
        groupOf[places[places.length - of.length + document] - firstDocument] = groups.indexOf(found[at]?.groups[group] ?? "");
      }
    }
    return {
      groups,
      groupOf,
      mentions: (/** @type {number} */ number) => {
        const { part, from, start } = this.#runOf(number);
        const of = found[wanted.indexOf(part)]?.mentions(number - start + from) ?? [];
        return of.map((place) => part.places[place]);
      },
    };
  }

  /** @param {string} form */
  termsLike(form) {
    return this.#merged((site) => site.termsLike(form));
  }

  /**
   * @param {string} start
   * @param {number} files
   * @param {number} most
   */
  async termsBeginning(start, files, most) {
    return (await this.#merged((site) => site.termsBeginning(start, files, most))).slice(0, most);
  }

  /**
   * @param {(site: Site) => Promise<Term[]>} terms
   * @returns {Promise<Term[]>}
   */
  async #merged(terms) {
    const found = await Promise.all(this.parts.map((part) => asked(part, terms(part.site))));
    /** @type {Map<string, {term: string, form: string, lists: Uint32Array[], articles: number}>} */
    const merged = new Map();
    for (const [at, part] of this.parts.entries()) {
      for (const each of found[at]) {
        const { term, form, articles } = each;
        const one = merged.get(term) ?? { term, form, lists: [], articles: 0 };
        one.lists.push(this.#numberedFor(part, each));
        one.articles += articles;
        merged.set(term, one);
      }
    }
    const inOrder = [...merged.values()].sort((a, b) => (a.form < b.form ? -1 : a.form > b.form ? 1 : 0));
    return inOrder.map(({ lists, ...rest }) => ({ ...rest, postings: concatenated(lists) }));
  }

  /**
   * The postings of a site's term with the numbers they have here.
   * @param {Part} part
   * @param {Term} term
   */
  #numberedFor(part, term) {
    const known = this.#numbered.get(term);
    if (known) return known;
    const own = part.index.articles;
    const all = this.index.articles;
    let run = 0;
    const numbered = term.postings.map((posting) => {
      const number = Math.floor(posting / 4);
      if (number >= own) return (all + part.places[number - own]) * 4 + (posting % 4);
      while (number >= part.runs[run].from + part.runs[run].count) run += 1;
      return (number - part.runs[run].from + part.runs[run].start) * 4 + (posting % 4);
    });
    this.#numbered.set(term, numbered);
    return numbered;
  }

  /** @param {number} number */
  #runOf(number) {
    let low = 0;
    let high = this.runs.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.runs[middle].start <= number) low = middle + 1;
      else high = middle;
    }
    return this.runs[low - 1];
  }
}

/**
 * All articles in order of time: by year, and within a year site by site.
 * @param {Part[]} parts
 */
function runsOf(parts) {
  for (const part of parts) {
    let from = 0;
    for (const [year, count] of part.index.years) {
      part.runs.push({ part, year, count, from, start: 0 });
      from += count;
    }
  }
  const runs = parts.flatMap((part) => part.runs).sort((a, b) => a.year - b.year);
  let start = 0;
  for (const run of runs) {
    run.start = start;
    start += run.count;
  }
  return runs;
}

/**
 * All entities, each once, in the order of generator/search/records.py: an entity is known by its page.
 * @param {Part[]} parts
 */
function rowOf(parts) {
  const kinds = /** @type {Kind[]} */ (Object.keys(parts[0].index.entities));
  const ends = parts.map(() => 0);
  const row = [];
  const entities = /** @type {Record<Kind, number>} */ ({});
  for (const kind of kinds) {
    /** @type {Map<string, Shared>} */
    const shared = new Map();
    for (const [at, part] of parts.entries()) {
      const [pages, counts] = part.identities;
      const end = ends[at] + part.index.entities[kind];
      for (let place = ends[at]; place < end; place += 1) {
        const one = shared.get(pages[place]) ?? { page: pages[place], articles: 0, at: [] };
        one.articles += counts[place];
        one.at.push([part, place]);
        shared.set(pages[place], one);
      }
      ends[at] = end;
    }
    entities[kind] = shared.size;
    row.push(...sorted(shared));
  }
  for (const [number, { at }] of row.entries()) for (const [part, place] of at) part.places[place] = number;
  return { row, entities };
}

/** @param {Map<string, Shared>} shared */
function sorted(shared) {
  return [...shared.values()].sort((a, b) => b.articles - a.articles || (`${a.page}.md` < `${b.page}.md` ? -1 : 1));
}

/** @param {Part} part */
const lastYear = ({ index }) => index.years.at(-1)?.[0] ?? 0;

/** @param {Uint32Array[]} lists */
function concatenated(lists) {
  const all = new Uint32Array(lists.reduce((sum, { length }) => sum + length, 0));
  let start = 0;
  for (const list of lists) {
    all.set(list, start);
    start += list.length;
  }
  return all;
}

/**
 * @template T
 * @param {Part} part
 * @param {Promise<T>} answer
 * @returns {Promise<T>}
 */
async function asked(part, answer) {
  try {
    return await answer;
  } catch (error) {
    if (!part.failed && part.name) failures.set(part.name, (failures.get(part.name) ?? 0) + 1);
    part.failed = true;
    throw error;
  }
}
