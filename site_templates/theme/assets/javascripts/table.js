/** Tables: sorted by a column, filtered by words, moved by keys. They can be read without it. */

import { _, _n } from "./words.js";

const collator = new Intl.Collator("vi", { numeric: true });
const NUMBER = /^[-+]?\d[\d.]*(,\d+)?$/;
/** How dates are said: with digits in place of {names}. */
const DATES = ["{day}/{month}/{year}", _("tháng {month}/{year}"), _("năm {year}"), _("chưa rõ ngày"), _("chưa rõ")].map((form) =>
  form.replace(/[.*+?^$()|[\]\\]/g, "\\$&").replace(/\{\w+\}/g, "\\d{1,4}"),
);
const DATE = new RegExp(`^(${DATES.join("|")})$`);

/** @param {string} text A number in Vietnamese. */
const numberIn = (text) => Number.parseFloat(text.replaceAll(".", "").replace(",", "."));

/** @param {string} text A day, a month or a year; NaN where it is not known. */
function timeIn(text) {
  const [year, month = 0, day = 0] = (text.match(/\d+/g) ?? []).map(Number).reverse();
  return year * 10_000 + month * 100 + day;
}

/** @param {string} text Numbers come out without dots. */
const plain = (text) => text.normalize("NFC").toLowerCase().replace(/(\d)\.(?=\d{3})/g, "$1");

/** @param {string} text Comes out without accents too. */
const folded = (text) => plain(text).normalize("NFD").replace(/\p{M}/gu, "").replaceAll("đ", "d");

/**
 * How rows are compared by a column: what is not known stays last, either way.
 * @param {HTMLTableRowElement[]} rows
 * @param {number} column
 */
function comparison(rows, column) {
  const texts = new Map(rows.map((row) => [row, row.cells[column]?.textContent?.trim() ?? ""]));
  const known = [...texts.values()].filter((text) => text && text !== "–");
  const valueIn = [[NUMBER, numberIn], [DATE, timeIn]].find(([form]) => known.every((text) => form.test(text)))?.[1];
  if (!valueIn) return (one, other, sign) => sign * collator.compare(texts.get(one), texts.get(other));
  const values = new Map(rows.map((row) => [row, valueIn(texts.get(row))]));
  return (one, other, sign) => {
    const [first, second] = [values.get(one), values.get(other)];
    return Number(Number.isNaN(first)) - Number(Number.isNaN(second)) || sign * (first - second) || 0;
  };
}

/** @param {HTMLTableElement} table Gets a button in each heading. */
function makeSortable(table) {
  const body = table.tBodies[0];
  const rows = [...body.rows];
  const headings = [...table.tHead.rows[0].cells];
  headings.forEach((heading, column) => {
    const button = document.createElement("button");
    button.type = "button";
    button.className = "table__sort";
    button.append(...heading.childNodes);
    heading.append(button);
    button.addEventListener("click", () => {
      const isUp = heading.getAttribute("aria-sort") !== "ascending";
      for (const each of headings) each.removeAttribute("aria-sort");
      heading.setAttribute("aria-sort", isUp ? "ascending" : "descending");
      const compare = comparison(rows, column);
      body.append(...[...rows].sort((one, other) => compare(one, other, isUp ? 1 : -1)));
    });
  });
}

/**
 * Puts an input above a table, which tells how many rows are left.
 * @param {HTMLElement} box
 * @param {HTMLTableElement} table
 */
function makeFilterable(box, table) {
  const rows = [...table.tBodies[0].rows].map((row) => {
    const text = [...row.cells].map((cell) => cell.textContent).join(" ");
    return { row, whole: plain(text), bare: folded(text) };
  });
  const [tools, label, input, status] = ["div", "label", "input", "span"].map((tag) => document.createElement(tag));
  tools.className = "table__tools";
  input.type = "search";
  input.autocomplete = "off";
  status.setAttribute("role", "status");
  label.append(_("Lọc bảng này"), input);
  tools.append(label, status);
  box.before(tools);
  input.addEventListener("input", () => {
    // Who types accents means them.
    const wanted = plain(input.value).split(/\s+/).filter(Boolean);
    for (const { row, whole, bare } of rows) {
      row.hidden = !wanted.every((word) => (word === folded(word) ? bare : whole).includes(word));
    }
    const shown = rows.filter(({ row }) => !row.hidden).length;
    status.textContent = wanted.length ? _n("{shown} trong {count} dòng", rows.length, { shown }) : "";
  });
}

/** @param {HTMLElement} box Can be moved by keys where its table is wider than the page. */
function makeReachable(box) {
  let before = box.previousElementSibling;
  while (before && !/^H\d$/.test(before.tagName)) before = before.previousElementSibling;
  const named = { role: "region", "aria-label": before?.textContent?.trim() || document.title };
  // A table that is its own box stays one.
  const scrolls = { tabindex: "0", ...(box.matches("table") ? {} : named) };
  const observer = new ResizeObserver(() => {
    for (const [name, value] of Object.entries(scrolls)) {
      if (box.scrollWidth > box.clientWidth) box.setAttribute(name, value);
      else box.removeAttribute(name);
    }
  });
  // A table changes its width with its font.
  for (const each of [box, ...box.children]) observer.observe(each);
}

for (const box of document.querySelectorAll(".table, .text > table")) {
  makeReachable(box);
  const table = box.querySelector("table");
  if (table?.tHead && table.tBodies[0] && box.classList.contains("sortable")) {
    makeSortable(table);
    makeFilterable(box, table);
  }
}
