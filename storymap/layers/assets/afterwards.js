// When the base map is drawn: once for however many asked, and at first after the story's places.
(() => {
  globalThis.storymap ??= /** @type {any} */ ({});
  const { storymap } = globalThis;

  /** @type {(draw: () => void) => void} */
  const afterFrame = (draw) => {
    requestAnimationFrame(() => setTimeout(draw));
  };

  /**
   * A function that has `draw` called when the script at work is done, before the next frame. The
   * first time it is called after that frame: what the map is for need not wait for its ground.
   * @param {() => void} draw
   */
  function afterwards(draw) {
    let asked = false;
    let wait = afterFrame;
    return () => {
      if (asked) return;
      asked = true;
      wait(() => {
        asked = false;
        wait = queueMicrotask;
        draw();
      });
    };
  }

  storymap.afterwards = afterwards;
})();
