// What keys and swipes ask of a stepper: pure functions.
(() => {
  const FAR = 40; // pixels that a finger travels before it means a swipe
  const FLAT = 1.5; // how much further along than across

  /** @param {number} index @param {number} count @returns {number} the step, one there is */
  function clamped(index, count) {
    return Math.min(Math.max(0, index), count - 1);
  }

  /**
   * @param {string} key a KeyboardEvent's key
   * @param {boolean} rtl whether the page is read from right to left
   * @returns {number} steps to go; infinite for the first and last, 0 for any other key
   */
  function keyStep(key, rtl) {
    const forward = rtl ? -1 : 1;
    const steps = new Map([
      ["ArrowRight", forward],
      ["ArrowLeft", -forward],
      ["Home", Number.NEGATIVE_INFINITY],
      ["End", Number.POSITIVE_INFINITY],
    ]);
    return steps.get(key) ?? 0;
  }

  /**
   * @param {number} dx pixels that the finger went to the right
   * @param {number} dy pixels that it went down
   * @param {boolean} rtl
   * @returns {number} steps to go: the page follows the finger
   */
  function swipeStep(dx, dy, rtl) {
    if (Math.abs(dx) < FAR || Math.abs(dx) < FLAT * Math.abs(dy)) {
      return 0;
    }
    return dx < 0 === rtl ? -1 : 1;
  }

  /** @param {string} pattern with {holes} @param {Record<string, string | number>} values */
  function filled(pattern, values) {
    return pattern.replace(/\{(\w+)\}/g, (hole, name) => String(values[name] ?? hole));
  }

  window.storymap = window.storymap ?? /** @type {Storymap} */ ({});
  window.storymap.stepping = { clamped, keyStep, swipeStep, filled };
})();
