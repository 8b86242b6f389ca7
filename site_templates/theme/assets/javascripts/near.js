/** What a reader may have meant by a word that the archive doesn't have. */

import { fold } from "./fold.js";
import { termsBeginning } from "./search-files.js";

/** @typedef {import("./search-index.js").Found} Found */

/** Mistakes allowed in a word: as many letters more, less or other. */
const MISTAKES = [
  [6, 2],
  [3, 1],
];
const LONGEST_WORD = 20;
const MOST_FILES_OF_A_LETTER = 8;

/**
 * The query with unknown words put right; empty where none can be.
 * @param {Found} found
 * @returns {Promise<string>}
 */
export async function respelled({ query, unknown }) {
  if (!unknown.length) return "";
  const words = await Promise.all(
    query.slots.map(async ({ typed }, at) => (unknown.includes(at) ? await nearestWord(fold(typed)) : typed)),
  );
  return words.includes("") ? "" : words.join(" ");
}

/** @param {string} word folded */
async function nearestWord(word) {
  const allowed = MISTAKES.find(([length]) => word.length >= length)?.[1] ?? 0;
  if (!allowed || word.length > LONGEST_WORD) return "";
  let best = { term: "", distance: allowed + 1, records: 0 };
  for (const { form, term, articles: records } of await termsBeginning(word[0], MOST_FILES_OF_A_LETTER, Infinity)) {
    if (Math.abs(form.length - word.length) > allowed) continue;
    const distance = editDistance(word, form);
    if (distance < best.distance || (distance === best.distance && records > best.records)) best = { term, distance, records };
  }
  return best.distance > allowed ? "" : best.term;
}

/**
 * Letters to put in, leave out, change or swap with their neighbour (optimal string alignment).
 * @param {string} a
 * @param {string} b
 * @returns {number}
 */
function editDistance(a, b) {
  let before = /** @type {number[]} */ ([]);
  let row = Array.from({ length: b.length + 1 }, (_, at) => at);
  for (let i = 1; i <= a.length; i += 1) {
    const next = [i];
    for (let j = 1; j <= b.length; j += 1) {
      const same = a[i - 1] === b[j - 1] ? 0 : 1;
      next[j] = Math.min(row[j] + 1, next[j - 1] + 1, row[j - 1] + same);
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) next[j] = Math.min(next[j], before[j - 2] + 1);
    }
    [before, row] = [row, next];
  }
  return row[b.length];
}
