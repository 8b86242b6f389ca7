/** What every page does with JavaScript on: the scheme button, the keys of the search and its start. */

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

/**
 * Adds a style sheet of the theme.
 * @param {string} name
 */
function addStyles(name) {
  const sheet = document.createElement("link");
  sheet.rel = "stylesheet";
  sheet.href = new URL(`../stylesheets/${name}`, import.meta.url).href;
  document.head.append(sheet);
}

const toggle = document.querySelector("[data-scheme-toggle]");
if (toggle instanceof HTMLElement) {
  toggle.hidden = false;
  toggle.addEventListener("click", switchScheme);
}
document.addEventListener("keydown", focusSearch);

// Nothing of the search is fetched before a reader turns to it; by the first letter its scripts are there.
const input = document.querySelector("[data-search-input]");
input?.addEventListener(
  "focus",
  () => {
    import("./search-files.js").then(({ own }) => own.open()).catch(() => {});
    const list = document.querySelector("[data-search-list]");
    const status = document.querySelector("[data-search-status]");
    if (!(input instanceof HTMLInputElement && list instanceof HTMLElement && status instanceof HTMLElement)) return;
    addStyles("search.css");
    // Where a script can't be loaded, the form still leads to the search page.
    import("./search-box.js").then(({ attach }) => attach(input, list, status)).catch(() => {});
  },
  { once: true },
);
