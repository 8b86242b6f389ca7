/** The lists beside what was found, by which a reader narrows it. */

import { FACETS } from "./facets.js";
import { make } from "./result-items.js";
import { _, counted } from "./words.js";

/** @typedef {import("./facets.js").Value} Value */

/** On a phone the lists stay closed until they are asked for. */
const wide = matchMedia("(min-width: 60em)");
/** @type {boolean | undefined} what the reader made of them */
let opened;

/**
 * @typedef {object} Doings
 * @property {(facet: string, value: string) => void} choose called with an empty value to take the choice back
 * @property {(facet: string) => void} expand shows more values
 */

/**
 * @param {HTMLElement} place
 * @param {{values: Map<string, Value[]>, more: Set<string>}} narrowed
 * @param {Map<string, string>} chosen
 * @param {Doings} doings
 */
export function showFacets(place, { values, more }, chosen, doings) {
  const lists = [...FACETS].flatMap(([facet, name]) => {
    const of = values.get(facet) ?? [];
    return of.length ? [list(facet, name, of, chosen.get(facet), more.has(facet), doings)] : [];
  });
  const heading = chosen.size ? _("Lọc kết quả (đang lọc {count})", { count: chosen.size }) : _("Lọc kết quả");
  const title = make("summary", "facets__title", heading);
  const details = /** @type {HTMLDetailsElement} */ (make("details", "facets__lists", title, ...lists));
  details.open = opened ?? wide.matches;
  title.addEventListener("click", () => {
    opened = !details.open;
  });
  const focused = document.activeElement?.closest("[data-facet]")?.getAttribute("data-facet");
  place.replaceChildren(details);
  place.hidden = !lists.length;
  if (focused) {
    const again = [...place.querySelectorAll("[data-facet]")].find((each) => each.getAttribute("data-facet") === focused);
    if (again instanceof HTMLElement) again.focus();
  }
}

/**
 * @param {string} facet
 * @param {string} name
 * @param {Value[]} values
 * @param {string | undefined} set
 * @param {boolean} more
 * @param {Doings} doings
 */
function list(facet, name, values, set, more, { choose, expand }) {
  const buttons = values.map(({ value, name: shown, count }) => {
    const button = make("button", "facets__value", make("span", "", shown), make("span", "facets__count", counted(count)));
    button.setAttribute("type", "button");
    button.setAttribute("aria-pressed", String(value === set));
    button.dataset.facet = `${facet}/${value}`;
    button.addEventListener("click", () => choose(facet, value === set ? "" : value));
    return make("li", "", button);
  });
  const section = make("section", "", make("h2", "", name), make("ul", "", ...buttons));
  if (more) {
    const button = make("button", "facets__more", _("Xem thêm"));
    button.setAttribute("type", "button");
    button.setAttribute("aria-label", _("Xem thêm: {name}", { name }));
    button.addEventListener("click", () => expand(facet));
    section.append(button);
  }
  return section;
}
