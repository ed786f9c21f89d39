// The one clock of all pages, set running before a page's own scripts. Times are milliseconds since
// navigation began. `drawn`: the last frame in which the number of markers changed had been made
// ready for the screen; `base`: the same of tiles in full strength and of outlines. Neither can be
// before the first paint, which is the browser's own word for when the screen showed something.
(() => {
  const live = (name) => document.getElementsByClassName(name);
  const outlines = live("leaflet-interactive");
  const watched = {
    drawn: [
      live("leaflet-marker-icon"),
      live("storymap-pin"),
      live("storymap-area-label"),
      outlines,
    ],
    base: [live("leaflet-tile-loaded"), outlines],
  };
  const counts = { drawn: 0, base: 0 };
  const times = { drawn: 0, base: 0 };

  /** A marker's picture must have been read, a tile must have been faded in. */
  function shown(element) {
    const faded = element.tagName === "CANVAS" && Number(element.style.opacity || 1) < 1;
    return !faded && element.complete !== false;
  }

  function look() {
    const changed = Object.keys(watched).filter((name) => {
      const before = counts[name];
      counts[name] = watched[name].flatMap((each) => [...each].filter(shown)).length;
      return counts[name] !== before;
    });
    if (changed.length) {
      // The next task begins when style, layout and paint of this frame are done.
      const { port1, port2 } = new MessageChannel();
      port1.onmessage = () => {
        for (const name of changed) times[name] = performance.now();
      };
      port2.postMessage(0);
    }
    requestAnimationFrame(look);
  }

  requestAnimationFrame(look);
  window.pageTimes = () => {
    const paint = performance.getEntriesByName("first-contentful-paint")[0]?.startTime;
    const { drawn, base } = times;
    return paint && { paint, drawn: Math.max(paint, drawn), base: base && Math.max(paint, base) };
  };
})();
