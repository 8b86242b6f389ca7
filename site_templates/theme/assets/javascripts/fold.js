/**
 * How a query is compared with the archive: the rules of generator/vietnamese.py and generator/search.py once more.
 * tests/folding_cases.json holds both to the same answers.
 */

const TONES = /[\u0300\u0301\u0303\u0309\u0323]/gu;
const NO_LETTER_OR_DIGIT = /[^\p{L}\p{N}]/gu;

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

/**
 * What is compared when accents don't count: folded, and everything that is no letter or digit as a space.
 * @param {string} text
 * @returns {string}
 */
export function searchKey(text) {
  return fold(text).replace(NO_LETTER_OR_DIGIT, (character) => " ".repeat(character.length));
}

/**
 * What is compared when accents do count: lower case, and each word's tone at its end, so that hòa and hoà are one.
 * @param {string} text
 * @returns {string}
 */
export function accentKey(text) {
  return words(text.normalize("NFC").toLowerCase().replace(NO_LETTER_OR_DIGIT, " "))
    .map((word) => {
      const letters = word.normalize("NFD");
      return letters.replace(TONES, "").normalize("NFC") + (letters.match(TONES) ?? []).join("");
    })
    .join(" ");
}

/**
 * @param {string} key
 * @returns {string[]}
 */
export function words(key) {
  return key.split(" ").filter((word) => word !== "");
}
