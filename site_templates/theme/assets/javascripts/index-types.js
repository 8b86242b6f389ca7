/** What the parts of the index are to the scripts. Only for those who read them: no page loads this file. */

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
 * @property {[name: string, address: string][]} [sites] sisters, searched as well
 * @property {string[]} [missing] those of them that don't answer
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
 * @property {(article: number) => number[]} mentions places in the row of all entities
 * @property {string[]} groups kinds of documents
 * @property {number[]} groupOf of each document
 *
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

export {};
