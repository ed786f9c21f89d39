// Colours: what the page's CSS says (--map-land ...), else the palettes that came with the map.
(() => {
  globalThis.storymap ??= {};
  const { storymap } = globalThis;

  const NAMES = [
    "land",
    "water",
    "coast",
    "border",
    "division",
    "label",
    "label_water",
    "label_country",
    "halo",
    "accent",
    "on_accent",
    "tint",
    "card",
    "ink",
    "muted",
    "line",
    "mark",
    "mark_ink",
  ];
  const dark = globalThis.matchMedia?.("(prefers-color-scheme: dark)");

  const worn = new WeakMap();

  const dashed = (key) => key.replace("_", "-");

  /** Whether two maps' colours, or one's before and after, are the same. */
  function same(a, b) {
    return Boolean(a && b) && Object.keys(b).every((key) => a[key] === b[key]);
  }

  /** Which palette a map wears: its own word, an ancestor's data-palette, or the reader's system. */
  function scheme(container, wish) {
    if (wish === "day" || wish === "night") return wish;
    const word = container.parentElement?.closest("[data-palette]")?.dataset.palette;
    if (word === "day" || word === "night") return word;
    return dark?.matches ? "night" : "day";
  }

  /**
   * The colours of a map now; they are also set on it as --sm-* for its stylesheet.
   * @param {HTMLElement} container
   * @param {{palettes?: object, scheme?: string}} options
   */
  function colours(container, options) {
    const name = scheme(container, options.scheme);
    const own = options.palettes?.[name] || {};
    const styles = getComputedStyle(container);
    const found = { scheme: name };
    // All are read before one is set, or every one would be worked out anew.
    for (const key of NAMES)
      found[key] = styles.getPropertyValue(`--map-${dashed(key)}`).trim() || own[key] || "";
    if (same(worn.get(container), found)) return found;
    worn.set(container, found);
    for (const key of NAMES) container.style.setProperty(`--sm-${dashed(key)}`, found[key]);
    container.dataset.scheme = name;
    return found;
  }

  /** Call back when colours may have changed: the system's scheme, or a switch on the page. */
  function watch(change) {
    dark?.addEventListener("change", change);
    const observer = new MutationObserver(change);
    for (const element of [document.documentElement, document.body]) {
      if (element)
        observer.observe(element, { attributeFilter: ["class", "data-palette", "data-theme"] });
    }
    return () => {
      dark?.removeEventListener("change", change);
      observer.disconnect();
    };
  }

  storymap.palette = { colours, same, watch };
})();
