// Which part of the story is being read: pure functions over numbers, in CSS pixels.
(() => {
  // The line that reading crosses moves down with the page, from a fifth of the reading area at
  // the start to three fifths at the end, so that the first and last paragraphs can reach it.
  const FIRST = 0.2;
  const TRAVEL = 0.4;

  /**
   * @param {number} scroll how far the page is scrolled
   * @param {number} most how far it can be scrolled
   * @param {Area} area where text can be read in the viewport
   * @returns {number} the line's distance from the viewport's top
   */
  function readingLine(scroll, most, area) {
    const progress = most > 0 ? Math.min(1, Math.max(0, scroll / most)) : 0;
    return area.top + (area.bottom - area.top) * (FIRST + TRAVEL * progress);
  }

  /**
   * @param {number} target distance of a point from the document's top
   * @param {number} most how far the page can be scrolled
   * @param {Area} area where text can be read in the viewport
   * @returns {number} the scroll position at which the line lies on that point
   */
  function scrollTo(target, most, area) {
    const height = area.bottom - area.top;
    const slope = most > 0 ? (height * TRAVEL) / most : 0;
    const position = (target - area.top - height * FIRST) / (1 + slope);
    return Math.min(Math.max(0, position), Math.max(0, most));
  }

  /**
   * @param {Area[]} boxes
   * @param {number} line
   * @returns {number} index of the box on the line, else of the nearest; -1 for no boxes
   */
  function nearest(boxes, line) {
    let best = -1;
    let least = Number.POSITIVE_INFINITY;
    boxes.forEach((box, index) => {
      const distance = Math.max(box.top - line, line - box.bottom, 0);
      if (distance < least) {
        best = index;
        least = distance;
      }
    });
    return best;
  }

  /**
   * @param {StoryFeature[]} features
   * @returns {Map<number, string[]>} the places of each paragraph, in order, each once
   */
  function placesByParagraph(features) {
    const found = new Map();
    for (const { properties } of features) {
      const ids = found.get(properties.paragraph) ?? [];
      if (!ids.includes(properties.place_id)) {
        ids.push(properties.place_id);
      }
      found.set(properties.paragraph, ids);
    }
    return found;
  }

  /** @param {string} octets percent-encoded @returns {string} their text, else as they stand */
  function decoded(octets) {
    try {
      return decodeURIComponent(octets);
    } catch {
      return octets;
    }
  }

  /**
   * @param {string} hash a location's hash
   * @returns {{paragraph: number} | {place: string} | null} what a deep link asks for
   */
  function deepLink(hash) {
    const name = hash.replace(/^#/, "").replace(/(?:%[0-9a-f]{2})+/gi, decoded);
    const paragraph = /^p(\d+)$/.exec(name);
    if (paragraph) {
      return { paragraph: Number(paragraph[1]) };
    }
    return name.startsWith("place-") ? { place: name.slice("place-".length) } : null;
  }

  window.storymap = window.storymap ?? /** @type {Storymap} */ ({});
  window.storymap.reading = { readingLine, scrollTo, nearest, placesByParagraph, deepLink };
})();
