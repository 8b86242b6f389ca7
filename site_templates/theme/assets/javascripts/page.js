/** What every page does with JavaScript on: the scheme button, and the keys and the early start of the search. */

const dark = matchMedia("(prefers-color-scheme: dark)");

/** @returns {"light" | "dark"} the scheme the page is shown in */
function currentScheme() {
  const chosen = document.documentElement.dataset.scheme;
  if (chosen === "light" || chosen === "dark") return chosen;
  return dark.matches ? "dark" : "light";
}

/** Shows the other scheme, and remembers it where storage is allowed. */
function switchScheme() {
  const scheme = currentScheme() === "dark" ? "light" : "dark";
  document.documentElement.dataset.scheme = scheme;
  try {
    localStorage.setItem("scheme", scheme);
  } catch {
    // The choice then lasts as long as the page.
  }
}

/** @param {KeyboardEvent} event */
function focusSearch(event) {
  const target = /** @type {HTMLElement} */ (event.target);
  const slash = event.key === "/" && !event.ctrlKey && !event.metaKey && !event.altKey;
  const commandK = event.key.toLowerCase() === "k" && (event.ctrlKey || event.metaKey) && !event.altKey;
  if (!commandK && !(slash && !target.closest("input, textarea, select, [contenteditable]"))) return;
  /** @type {HTMLInputElement | null} */
  const input = document.querySelector("[data-search-input]");
  if (!input) return;
  event.preventDefault();
  input.focus();
  input.select();
}

const toggle = document.querySelector("[data-scheme-toggle]");
if (toggle instanceof HTMLElement) {
  toggle.hidden = false;
  toggle.addEventListener("click", switchScheme);
}
document.addEventListener("keydown", focusSearch);

// The index is fetched only when a reader turns to the search: by then the first results are near.
document.querySelector("[data-search-input]")?.addEventListener(
  "focus",
  () => import("./search-index.js").then((index) => index.open()).catch(() => {}),
  { once: true },
);
