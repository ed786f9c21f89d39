// Where labels go: boxes that never overlap, the most important first. Pure functions.
(() => {
  globalThis.storymap ??= {};
  const { storymap } = globalThis;

  /** @typedef {{left: number, top: number, right: number, bottom: number}} Rect */

  /** @returns {Rect} */
  function rect(left, top, width, height) {
    return { left, top, right: left + width, bottom: top + height };
  }

  function overlaps(a, b) {
    return a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;
  }

  /** The boxes taken so far, and the question whether another one is free. */
  class Board {
    /** @param {Rect} view the part of the map a label must lie in */
    constructor(view) {
      this.view = view;
      this.taken = [];
    }

    take(box) {
      this.taken.push(box);
      return box;
    }

    fits(box) {
      const { view } = this;
      return (
        box.left >= view.left &&
        box.top >= view.top &&
        box.right <= view.right &&
        box.bottom <= view.bottom
      );
    }

    free(box) {
      return this.fits(box) && !this.taken.some((other) => overlaps(box, other));
    }

    /** The first free box of several, taken; null if none is. */
    place(boxes) {
      const found = boxes.find((box) => this.free(box));
      return found ? this.take(found) : null;
    }
  }

  /**
   * Boxes for the label of a point: after it, before it, above, below (mirrored for right-to-left).
   * @param {number} gap from the point's centre to its edge
   */
  function beside(x, y, width, height, gap, rtl = false) {
    const right = rect(x + gap, y - height / 2, width, height);
    const left = rect(x - gap - width, y - height / 2, width, height);
    const above = rect(x - width / 2, y - gap - height + 2, width, height);
    const below = rect(x - width / 2, y + gap - 2, width, height);
    return rtl ? [left, right, above, below] : [right, left, above, below];
  }

  /** Boxes for a label that lies on its area: on the point, then a little up or down. */
  function upon(x, y, width, height, steps = [0, -1, 1, -2, 2]) {
    return steps.map((step) => rect(x - width / 2, y - height / 2 + step * height, width, height));
  }

  /**
   * Merge points that would overlap: each group keeps the order of its members.
   * @template T
   * @param {{x: number, y: number, item: T}[]} points most important first
   * @param {number} distance nearer than this is one pin
   * @returns {{x: number, y: number, items: T[]}[]}
   */
  function merge(points, distance) {
    let groups = points.map(({ x, y, item }) => ({ x, y, items: [item], n: 1 }));
    for (let again = true; again; ) {
      again = false;
      const kept = [];
      for (const group of groups) {
        const wide = (g) => distance + Math.min(3, g.n - 1) * 5;
        const other = kept.find(
          (k) =>
            Math.abs(k.x - group.x) < Math.max(wide(k), wide(group)) &&
            Math.abs(k.y - group.y) < distance,
        );
        if (!other) {
          kept.push(group);
          continue;
        }
        const n = other.n + group.n;
        other.x = (other.x * other.n + group.x * group.n) / n;
        other.y = (other.y * other.n + group.y * group.n) / n;
        other.n = n;
        other.items.push(...group.items);
        again = true;
      }
      groups = kept;
    }
    return groups;
  }

  storymap.layout = { rect, overlaps, Board, beside, upon, merge };
})();
