// On the page that stands where another was: leads on with what the reader's address has behind its path, which the
// page's own refresh would lose. A plain script, so that it runs before that.
(() => {
  const target = document.currentScript?.dataset.target;
  if (target) location.replace(target + location.search + location.hash);
})();
