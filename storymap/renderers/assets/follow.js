// Follows the reader: tells which paragraph is being read, and takes the reader to one.
(() => {
  const { readingLine, scrollTo, nearest } = window.storymap.reading;
  const SMOOTH_WITHIN = 1.5; // viewport heights; a longer way is jumped
  const TOP = 8; // pixels of scrolling within which the story has not begun
  const HELD = 48; // pixels of scrolling that a paragraph the reader asked for stays the one read

  /**
   * @param {FollowOptions} options stops in order (the first is the story's beginning); cover: the
   *   map's panel; onStop: called when another stop is being read
   * @returns {Follower}
   */
  function follow({ stops, cover, onStop }) {
    const near = new Set(stops.slice(0, 1));
    /** @type {HTMLElement | null} */
    let current = null;
    /** @type {{stop: HTMLElement, scroll: number, arrived: boolean} | null} */
    let jump = null;
    let queued = false;

    // Where text can be read: below the map where it lies above the text, else the whole height.
    function area() {
      const box = cover.getBoundingClientRect();
      const above = box.width > window.innerWidth * 0.9;
      return { top: above ? Math.max(0, box.bottom) : 0, bottom: window.innerHeight };
    }

    function areaOnceScrolled() {
      const box = cover.getBoundingClientRect();
      const above = box.width > window.innerWidth * 0.9;
      return { top: above ? box.height : 0, bottom: window.innerHeight };
    }

    function most() {
      return document.documentElement.scrollHeight - window.innerHeight;
    }

    function stopNow() {
      if (jump && (!jump.arrived || Math.abs(window.scrollY - jump.scroll) < HELD)) {
        jump.arrived ||= Math.abs(window.scrollY - jump.scroll) < 2;
        return jump.stop;
      }
      jump = null;
      if (window.scrollY <= TOP) {
        return stops[0];
      }
      const candidates = stops.filter((stop) => near.has(stop));
      const boxes = candidates.map((stop) => stop.getBoundingClientRect());
      const found = nearest(boxes, readingLine(window.scrollY, most(), area()));
      return found < 0 ? current : candidates[found];
    }

    function look() {
      queued = false;
      const stop = stopNow();
      if (stop && stop !== current) {
        current = stop;
        onStop(stop, jump !== null);
      }
    }

    function queue() {
      if (!queued) {
        queued = true;
        requestAnimationFrame(look);
      }
    }

    /** Scrolls so that the stop is the one being read. @param {HTMLElement} stop */
    function go(stop) {
      const box = stop.getBoundingClientRect();
      const point = box.top + window.scrollY + Math.min(box.height / 2, 48);
      const top = Math.round(scrollTo(point, most(), areaOnceScrolled()));
      const still = matchMedia("(prefers-reduced-motion: reduce)").matches;
      const far = Math.abs(top - window.scrollY) > SMOOTH_WITHIN * window.innerHeight;
      jump = { stop, scroll: top, arrived: false };
      window.scrollTo({ top, behavior: still || far ? "instant" : "smooth" });
      queue();
    }

    /** Takes the stop for the one being read until the page is scrolled. @param {HTMLElement} stop */
    function hold(stop) {
      jump = { stop, scroll: window.scrollY, arrived: true };
      queue();
    }

    const observer = new IntersectionObserver((entries) => {
      for (const { target, isIntersecting } of entries) {
        if (isIntersecting) {
          near.add(/** @type {HTMLElement} */ (target));
        } else {
          near.delete(/** @type {HTMLElement} */ (target));
        }
      }
      queue();
    });
    for (const stop of stops) {
      observer.observe(stop);
    }
    // The reader's own hand ends a jump; scroll events alone cannot tell whose they are.
    function interrupt() {
      jump = jump?.arrived ? jump : null;
    }
    for (const name of ["wheel", "touchmove", "keydown"]) {
      window.addEventListener(name, interrupt, { passive: true, capture: true });
    }
    window.addEventListener("scroll", queue, { passive: true });
    window.addEventListener("resize", queue, { passive: true });
    queue();
    return { go, hold, current: () => current };
  }

  window.storymap.follow = follow;
})();
