/**
 * How a text is compared with a query: the rules of generator/vietnamese.py and generator/search/terms.py once more.
 * tests/folding_cases.json holds both to the same answers.
 */

const LETTER_OR_DIGIT = /[\p{L}\p{N}]/u;
const LETTERS_OR_DIGITS = /[\p{L}\p{N}]+/gu;

/**
 * Lower case without accents, one character for each character of the NFC text.
 * @param {string} text
 * @returns {string}
 */
export function fold(text) {
  let folded = "";
  for (const character of text.normalize("NFC")) folded += foldCharacter(character);
  return folded;
}

/** @type {Map<string, string>} */
const folded = new Map([
  ["đ", "d"],
  ["Đ", "d"],
]);

/**
 * @param {string} character
 * @returns {string}
 */
function foldCharacter(character) {
  let answer = folded.get(character);
  if (answer === undefined) {
    const base = String.fromCodePoint(/** @type {number} */ (character.normalize("NFD").codePointAt(0))).toLowerCase();
    answer = [...base].length === 1 ? base : character;
    folded.set(character, answer);
  }
  return answer;
}

/** @type {Map<string, string>} */
const keys = new Map();

/** @param {string} character */
function keyCharacter(character) {
  let answer = keys.get(character);
  if (answer === undefined) {
    answer = foldCharacter(character);
    if (!LETTER_OR_DIGIT.test(answer)) answer = " ".repeat(answer.length);
    keys.set(character, answer);
  }
  return answer;
}

/** Texts are read for their order and again for their excerpts. */
const MOST_KEPT = 200;
/** @type {Map<string, string>} */
const kept = new Map();

/**
 * What is compared when accents don't count: folded, and everything that is no letter or digit as a space.
 * @param {string} text
 * @returns {string}
 */
export function searchKey(text) {
  let key = kept.get(text);
  if (key === undefined) {
    key = "";
    for (const character of text.normalize("NFC")) key += keyCharacter(character);
    if (kept.size === MOST_KEPT) kept.clear();
    kept.set(text, key);
  }
  return key;
}

/** @type {Map<string, string>} */
const foldedWords = new Map();

/**
 * fold() for words that come again and again.
 * @param {string} words of the index, with single spaces
 * @returns {string}
 */
export function foldTerm(words) {
  return words.split(" ").map(foldWord).join(" ");
}

/** @param {string} word */
function foldWord(word) {
  let answer = foldedWords.get(word);
  if (answer === undefined) {
    answer = fold(word);
    foldedWords.set(word, answer);
  }
  return answer;
}

/** A tone on the second vowel of a word that ends in oa, oe or uy, and where the older spelling puts it. */
const TONE_ON_FIRST = new Map(
  "oà/òa oá/óa oả/ỏa oã/õa oạ/ọa oè/òe oé/óe oẻ/ỏe oẽ/õe oẹ/ọe uỳ/ùy uý/úy uỷ/ủy uỹ/ũy uỵ/ụy"
    .normalize("NFC")
    .split(" ")
    .map((pair) => /** @type {[string, string]} */ (pair.split("/"))),
);

/** @type {Map<string, string>} */
const spelled = new Map();

/**
 * A word in lower case and in the older spelling of its tone: hòa and hoà are one.
 * @param {string} word
 * @returns {string}
 */
function spell(word) {
  let answer = spelled.get(word);
  if (answer === undefined) {
    answer = Array.from(word, lower).join("");
    const early = TONE_ON_FIRST.get(answer.slice(-2));
    // qu is a consonant: the y after it is the only vowel.
    if (early && answer.at(-3) !== "q") answer = answer.slice(0, -2) + early;
    spelled.set(word, answer);
  }
  return answer;
}

/** @param {string} character */
function lower(character) {
  const small = character.toLowerCase();
  return [...small].length === 1 ? small : character;
}

/**
 * The words of a text with their accents, and where each stands in the NFC text.
 * @param {string} text
 * @returns {{word: string, start: number, end: number}[]}
 */
export function wordsWithPlaces(text) {
  return Array.from(text.normalize("NFC").matchAll(LETTERS_OR_DIGITS), (match) => ({
    word: spell(match[0]),
    start: match.index,
    end: match.index + match[0].length,
  }));
}

/**
 * @param {string} text
 * @returns {string[]} its words in lower case with their accents
 */
export function accentedWords(text) {
  return (text.normalize("NFC").match(LETTERS_OR_DIGITS) ?? []).map(spell);
}

/**
 * How well a word of the archive answers one that was typed. Both are one without accents, or the first begins so.
 * Who leaves an accent out may mean any; who types one means it.
 * @param {string} typed
 * @param {string} word
 * @returns {"exact" | "bare" | "other"}
 */
export function accentsOf(typed, word) {
  if (word.startsWith(typed)) return "exact";
  let answer = /** @type {"exact" | "bare" | "other"} */ ("exact");
  const letters = [...word];
  for (const [index, letter] of [...typed].entries()) {
    if (letter === letters[index]) continue;
    if (!agree(letter, letters[index] ?? "")) return "other";
    answer = "bare";
  }
  return answer;
}

/**
 * @param {string} typed
 * @param {string} letter
 * @returns {boolean} whether every mark typed is on the letter
 */
function agree(typed, letter) {
  if (typed === foldCharacter(typed)) return true;
  const marks = [...letter.normalize("NFD").slice(1)];
  const wanted = [...typed.normalize("NFD").slice(1)];
  return wanted.length > 0 && wanted.every((mark) => marks.includes(mark));
}
