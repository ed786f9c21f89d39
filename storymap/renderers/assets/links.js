// Links inside the page, followed without navigation: in a srcdoc frame a bare "#p3" would load
// the host's page, and a sandboxed frame may not touch its history.
(() => {
  /** @param {Ways} goTo each takes the reader there and tells whether there is such a thing */
  function links(goTo) {
    const { deepLink } = window.storymap.reading;

    /** @param {string} hash @param {HTMLElement | null} opener */
    function open(hash, opener) {
      const link = deepLink(hash);
      if (!link) {
        return false;
      }
      return "place" in link ? goTo.place(link.place, opener) : goTo.paragraph(link.paragraph);
    }

    document.addEventListener("click", (event) => {
      const target = /** @type {Element} */ (event.target);
      const anchor = /** @type {HTMLAnchorElement | null} */ (target.closest('a[href^="#"]'));
      if (!anchor || event.ctrlKey || event.metaKey || event.shiftKey) {
        return;
      }
      event.preventDefault();
      const place = anchor.dataset.goto;
      if (place !== undefined) {
        goTo.place(place, anchor);
        return;
      }
      const hash = anchor.getAttribute("href") ?? "";
      if (!open(hash, anchor)) {
        const element = document.getElementById(hash.slice(1));
        element?.scrollIntoView();
        element?.focus();
      }
    });

    window.addEventListener("hashchange", () => open(location.hash, null));
    return { openInitial: () => open(location.hash, null) };
  }

  window.storymap.links = links;
})();
