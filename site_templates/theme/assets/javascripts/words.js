/** The words of the scripts: Vietnamese as it stands in them, or what the page brings along for it, see words.po. */

/**
 * @typedef {object} Words
 * @property {Record<string, string>} messages
 * @property {Record<string, string[]>} counted the forms of messages that count
 * @property {number[]} forms which of them goes with 0, 1, 2 …; it repeats by the hundred
 */

const block = document.getElementById("words");
/** @type {Words} */
const words = block ? JSON.parse(block.textContent ?? "") : { messages: {}, counted: {}, forms: [] };

/**
 * @param {string} text
 * @param {Record<string, string | number>} values
 */
const filled = (text, values) => text.replace(/\{(\w+)\}/gu, (whole, name) => String(values[name] ?? whole));

/**
 * A count as Vietnamese writes it: 1.234. The browser's own way to say it costs as much as all the search.
 * @param {number} count
 */
export const counted = (count) => String(count).replace(/\B(?=(?:\d{3})+$)/gu, ".");

/**
 * A message as it is shown, its {names} replaced with values.
 * @param {string} message
 * @param {Record<string, string | number>} values
 */
export const _ = (message, values = {}) => filled(words.messages[message] ?? message, values);

/**
 * A message that counts, in the form for this number; {count} is the number.
 * @param {string} message
 * @param {number} count
 * @param {Record<string, string | number>} values
 */
export function _n(message, count, values = {}) {
  const form = words.forms[count < words.forms.length ? count : 100 + (count % 100)];
  return filled(words.counted[message]?.[form] ?? message, { count: counted(count), ...values });
}
