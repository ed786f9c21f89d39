// Where labels go: boxes that never overlap, the most important first. Pure functions.
(() => {
  globalThis.storymap ??= /** @type {any} */ ({});
  const { storymap } = globalThis;

  /**
   * @param {number} left @param {number} top @param {number} width @param {number} height
   * @returns {Rect}
   */
  function rect(left, top, width, height) {
    return { left, top, right: left + width, bottom: top + height };
  }

  /** @param {Rect} a @param {Rect} b */
  function overlaps(a, b) {
    return a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;
  }

  /** The boxes taken so far, and the question whether another one is free. */
  class Board {
    /** @param {Rect} view the part of the map a label must lie in */
    constructor(view) {
      this.view = view;
      /** @type {Rect[]} */
      this.taken = [];
    }

    /** @param {Rect} box */
    take(box) {
      this.taken.push(box);
      return box;
    }

    /** @param {Rect} box */
    fits(box) {
      const { view } = this;
      return (
        box.left >= view.left &&
        box.top >= view.top &&
        box.right <= view.right &&
        box.bottom <= view.bottom
      );
    }

    /** @param {Rect} box */
    covers(box) {
      return this.taken.some((other) => overlaps(box, other));
    }

    /** @param {Rect} box */
    free(box) {
      return this.fits(box) && !this.covers(box);
    }

    /**
     * The first free box of several, taken; null if none is.
     * @param {Rect[]} boxes
     * @param {(box: Rect) => boolean} suits what else a box must be
     */
    place(boxes, suits = () => true) {
      const found = boxes.find((box) => this.free(box) && suits(box));
      return found ? this.take(found) : null;
    }
  }

  /**
   * Boxes for the label of a point: after it, before it, above, below (mirrored for right-to-left).
   * @param {number} x @param {number} y @param {number} width @param {number} height
   * @param {Gap} gap from the point's middle to the edge of what stands there
   */
  function beside(x, y, width, height, [across, along], rtl = false) {
    const right = rect(x + across, y - height / 2, width, height);
    const left = rect(x - across - width, y - height / 2, width, height);
    const above = rect(x - width / 2, y - along - height + 2, width, height);
    const below = rect(x - width / 2, y + along - 2, width, height);
    return rtl ? [left, right, above, below] : [right, left, above, below];
  }

  /**
   * Boxes for a label that lies on its area: on the point, then a little up or down.
   * @param {number} x @param {number} y @param {number} width @param {number} height
   */
  function upon(x, y, width, height, steps = [0, -1, 1, -2, 2]) {
    return steps.map((step) => rect(x - width / 2, y - height / 2 + step * height, width, height));
  }

  /**
   * Merge points whose pins would touch, until none do.
   * @template T
   * @param {{x: number, y: number, item: T}[]} points
   * @param {number} distance between the middles of pins one above the other
   * @param {(items: T[]) => number} widthOf the width of the pin of some points
   * @param {number} room the width of the map, whose edges cut no merged pin
   * @returns {Merged<T>[]}
   */
  function merge(points, distance, widthOf, room = Number.POSITIVE_INFINITY) {
    /** @type {(x: number, y: number, items: T[]) => Merged<T>} */
    const make = (x, y, items) => {
      const width = widthOf(items);
      const inside = Math.max(width / 2, Math.min(x, room - width / 2));
      return { x: items.length > 1 ? inside : x, y, items, width };
    };
    /** @type {(a: Merged<T>, b: Merged<T>) => boolean} */
    const touch = (a, b) =>
      Math.abs(a.y - b.y) < distance && Math.abs(a.x - b.x) < (a.width + b.width) / 2 + 2;
    let groups = points.map(({ x, y, item }) => make(x, y, [item]));
    for (let before = -1; before !== groups.length; ) {
      before = groups.length;
      /** @type {Merged<T>[]} */
      const kept = [];
      for (const group of groups) {
        const at = kept.findIndex((other) => touch(other, group));
        if (at < 0) kept.push(group);
        else kept[at] = join(kept[at], group, make);
      }
      groups = kept;
    }
    return groups;
  }

  /**
   * @template T
   * @param {Merged<T>} a @param {Merged<T>} b
   * @param {(x: number, y: number, items: T[]) => Merged<T>} make
   */
  function join(a, b, make) {
    const m = a.items.length;
    const n = b.items.length;
    const x = (a.x * m + b.x * n) / (m + n);
    const y = (a.y * m + b.y * n) / (m + n);
    return make(x, y, [...a.items, ...b.items]);
  }

  /**
   * A long name on two lines, cut at the space nearest to its middle.
   * @param {string} text
   * @returns {string[]}
   */
  function lines(text) {
    if (text.length < 13 || !text.includes(" ")) return [text];
    const middle = text.length / 2;
    const cuts = [...text.matchAll(/ /g)].map((hit) => hit.index);
    const at = cuts.sort((a, b) => Math.abs(a - middle) - Math.abs(b - middle))[0];
    return [text.slice(0, at), text.slice(at + 1)];
  }

  /**
   * How far something must move to lie between two limits; its start wins if it is too long.
   * @param {number} start @param {number} end @param {number} least @param {number} most
   */
  function overflow(start, end, least, most) {
    if (start < least) return start - least;
    return end > most ? Math.min(end - most, start - least) : 0;
  }

  storymap.layout = { rect, overlaps, Board, beside, upon, merge, lines, overflow };
})();
