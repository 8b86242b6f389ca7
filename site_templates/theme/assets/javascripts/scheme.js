// Runs before the page is painted, so it is a plain script: the reader's own choice of light or dark, if there is one.
(() => {
  try {
    const chosen = localStorage.getItem("scheme");
    if (chosen === "light" || chosen === "dark") document.documentElement.dataset.scheme = chosen;
  } catch {
    // Storage can be forbidden; the system's choice holds then.
  }
})();
