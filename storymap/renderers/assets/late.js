// The text is shown before the map is made: the screen paints the one while scripts make the other.
(() => {
  const PATIENCE = 150; // milliseconds; a page that nobody sees gets no frames
  globalThis.storymap ??= /** @type {any} */ ({});

  /**
   * Runs a function once, when the first frame has been handed over.
   * @param {() => void} run
   */
  function late(run) {
    let done = false;
    const once = () => {
      if (!done) {
        done = true;
        run();
      }
    };
    requestAnimationFrame(() => setTimeout(once));
    setTimeout(once, PATIENCE);
  }

  globalThis.storymap.late = late;
})();
