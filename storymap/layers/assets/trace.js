// Tracing written geometry on a canvas without what the tile cannot show: parts are kept with the
// boxes of their runs of points, and a run beyond one side of the tile costs one comparison.
(() => {
  globalThis.storymap ??= /** @type {any} */ ({});
  const { storymap } = globalThis;
  const RUN = 32; // points

  /** @param {Int32Array} points x, y, x, y ... @returns {Part} */
  function part(points) {
    const count = Math.ceil((points.length / 2 - 1) / RUN);
    const boxes = new Int32Array(4 * (count + 1));
    for (let run = 0; run < count; run++) {
      const from = 2 * RUN * run;
      bound(boxes, 4 * (run + 1), points, from, Math.min(from + 2 * RUN + 2, points.length));
    }
    bound(boxes, 0, points, 0, points.length);
    return { points, boxes };
  }

  /**
   * @param {Int32Array} boxes @param {number} at where in it the box is written
   * @param {Int32Array} points @param {number} from @param {number} end
   */
  function bound(boxes, at, points, from, end) {
    let left = points[from];
    let top = points[from + 1];
    let right = left;
    let bottom = top;
    for (let i = from + 2; i < end; i += 2) {
      const x = points[i];
      const y = points[i + 1];
      if (x < left) left = x;
      else if (x > right) right = x;
      if (y < top) top = y;
      else if (y > bottom) bottom = y;
    }
    boxes[at] = left;
    boxes[at + 1] = top;
    boxes[at + 2] = right;
    boxes[at + 3] = bottom;
  }

  /** @param {Int32Array} boxes @param {number} at @param {Rect} tile */
  function beyond(boxes, at, { left, top, right, bottom }) {
    return (
      boxes[at] > right || boxes[at + 1] > bottom || boxes[at + 2] < left || boxes[at + 3] < top
    );
  }

  /**
   * A ring to fill: a run out of sight is one line, on its own side of the tile.
   * @param {CanvasRenderingContext2D} context @param {Part} part
   * @param {Rect} tile in units of the cell
   */
  function ring(context, { points, boxes }, tile) {
    if (beyond(boxes, 0, tile)) return;
    context.moveTo(points[0], points[1]);
    for (let at = 2, box = 4; at < points.length; at += 2 * RUN, box += 4) {
      const end = Math.min(at + 2 * RUN, points.length);
      for (let i = beyond(boxes, box, tile) ? end - 2 : at; i < end; i += 2) {
        context.lineTo(points[i], points[i + 1]);
      }
    }
    context.closePath();
  }

  /**
   * A line to stroke.
   * @param {CanvasRenderingContext2D} context @param {Part} part
   * @param {Rect} tile in units of the cell @param {Strokes} strokes
   */
  function line(context, { points, boxes }, tile, { whole = false, cut = null, closed = false }) {
    if (beyond(boxes, 0, tile)) return;
    let pen = false;
    /** @type {(from: number, to: number) => void} */
    const segment = (from, to) => {
      if (cut?.(points[from], points[from + 1], points[to], points[to + 1])) {
        pen = false;
        return;
      }
      if (!pen) context.moveTo(points[from], points[from + 1]);
      context.lineTo(points[to], points[to + 1]);
      pen = true;
    };
    if (closed) segment(points.length - 2, 0);
    for (let at = 2, box = 4; at < points.length; at += 2 * RUN, box += 4) {
      const end = Math.min(at + 2 * RUN, points.length);
      if (!whole && beyond(boxes, box, tile)) pen = false;
      else for (let i = at; i < end; i += 2) segment(i - 2, i);
    }
  }

  /**
   * Whether a segment runs along the edge of the cell that its ring was cut by.
   * @param {number} extent of the cell
   * @returns {Cut}
   */
  function alongEdge(extent) {
    const margin = extent / 128;
    /** @param {number} v */
    const edge = (v) => v === 0 || v === extent || v <= -margin || v >= extent + margin;
    return (x, y, u, v) => (x === u && edge(x)) || (y === v && edge(y));
  }

  storymap.trace = { part, ring, line, alongEdge };
})();
