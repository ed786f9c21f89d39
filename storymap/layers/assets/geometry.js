// Cells of the base map and the arithmetic of frames: pure functions, no map and no document.
(() => {
  globalThis.storymap ??= /** @type {any} */ ({});
  const { storymap } = globalThis;

  const ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
  const DIGIT = new Uint8Array(128);
  for (let i = 0; i < 64; i++) DIGIT[ALPHABET.charCodeAt(i)] = i;

  /**
   * Numbers from base-64 variable-length quantities (the sign is in the lowest bit).
   * @param {string} text
   * @returns {Int32Array}
   */
  function quantities(text) {
    const out = new Int32Array(text.length);
    let count = 0;
    let value = 0;
    let shift = 0;
    for (let i = 0; i < text.length; i++) {
      const digit = DIGIT[text.charCodeAt(i)];
      value |= (digit & 31) << shift;
      if (digit & 32) {
        shift += 5;
        continue;
      }
      out[count++] = value & 1 ? -(value >> 1) : value >> 1;
      value = 0;
      shift = 0;
    }
    return out.subarray(0, count);
  }

  /**
   * The parts of a written geometry: x, y, x, y ... in units of a cell.
   * @param {string} text
   * @returns {Int32Array[]}
   */
  function parts(text) {
    const numbers = quantities(text);
    const out = [];
    let x = 0;
    let y = 0;
    for (let i = 0; i < numbers.length; ) {
      const end = i + 1 + 2 * numbers[i++];
      const part = numbers.subarray(i, end);
      for (; i < end; i += 2) {
        x += numbers[i];
        y += numbers[i + 1];
        numbers[i] = x;
        numbers[i + 1] = y;
      }
      out.push(part);
    }
    return out;
  }

  /**
   * Whether a point lies inside rings (see trace.js), by the even-odd rule.
   * @param {Part[]} rings
   * @param {number} x @param {number} y
   */
  function inside(rings, x, y) {
    let within = false;
    for (const { points: ring, boxes } of rings) {
      if (x < boxes[0] || y < boxes[1] || x > boxes[2] || y > boxes[3]) continue;
      const n = ring.length;
      for (let i = 0, j = n - 2; i < n; j = i, i += 2) {
        const yi = ring[i + 1];
        const yj = ring[j + 1];
        if (yi > y !== yj > y && x < ((ring[j] - ring[i]) * (y - yi)) / (yj - yi) + ring[i]) {
          within = !within;
        }
      }
    }
    return within;
  }

  /**
   * The distance of a point from lines (see trace.js), squared, in their units.
   * @param {Part[]} lines
   * @param {number} x @param {number} y
   */
  function nearness(lines, x, y) {
    let best = Number.POSITIVE_INFINITY;
    for (const { points: line } of lines) {
      for (let i = 0; i + 3 < line.length; i += 2) {
        const dx = line[i + 2] - line[i];
        const dy = line[i + 3] - line[i + 1];
        const along = ((x - line[i]) * dx + (y - line[i + 1]) * dy) / (dx * dx + dy * dy || 1);
        const t = Math.max(0, Math.min(1, along));
        best = Math.min(best, (line[i] + t * dx - x) ** 2 + (line[i + 1] + t * dy - y) ** 2);
      }
    }
    return best;
  }

  const EDGE = 85.0511287798066;

  /**
   * World coordinates (0..1) of a longitude and a latitude; x goes beyond where unwrapped.
   * @param {number} lon @param {number} lat
   * @returns {[x: number, y: number]}
   */
  function project(lon, lat) {
    const phi = (Math.max(-EDGE, Math.min(EDGE, lat)) * Math.PI) / 180;
    return [lon / 360 + 0.5, 0.5 - Math.asinh(Math.tan(phi)) / (2 * Math.PI)];
  }

  /**
   * A longitude moved by whole turns to within half a turn of another.
   * @param {number} lon @param {number} centre
   */
  function near(lon, centre) {
    return lon - 360 * Math.round((lon - centre) / 360);
  }

  /**
   * A box moved by whole turns so that its middle is near a longitude.
   * @param {Box} box @param {number} centre
   * @returns {Box}
   */
  function nearBox(box, centre) {
    const middle = (box[0] + box[2]) / 2;
    const move = near(middle, centre) - middle;
    return [box[0] + move, box[1], box[2] + move, box[3]];
  }

  /**
   * How much of its tint an area keeps: one that fills the screen is tinted less, for its colour
   * says nothing more there.
   * @param {Box} box @param {number} zoom
   */
  function thinning([west, south, east, north], zoom) {
    const [left, bottom] = project(west, south);
    const [right, top] = project(east, north);
    const size = Math.max(right - left, bottom - top) * 256 * 2 ** zoom;
    return Math.max(0.35, Math.min(1, 1.35 - size / 1600));
  }

  /**
   * Seconds of a flight over so many screens and zooms: 0.8 to 2.2.
   * @param {number} screens @param {number} zooms
   */
  function flightSeconds(screens, zooms) {
    return Math.min(2.2, 0.8 + 0.35 * Math.log2(1 + screens) + 0.12 * Math.abs(zooms));
  }

  /**
   * The numbers of merged pins as a reader writes them: 1-4 (with an en dash) or 1, 3, 7; where that
   * is long, the first and the last with dots between.
   * @param {number[]} numbers in order
   */
  function ranges(numbers) {
    /** @type {[first: number, last: number][]} */
    const runs = [];
    for (const n of numbers) {
      const last = runs[runs.length - 1];
      if (last && n === last[1] + 1) last[1] = n;
      else runs.push([n, n]);
    }
    const words = runs.map(([a, b]) =>
      a === b ? `${a}` : `${a}${b === a + 1 ? ", " : "\u2013"}${b}`,
    );
    const whole = words.join(", ");
    return whole.length <= 9 ? whole : `${numbers[0]}\u2026${numbers[numbers.length - 1]}`;
  }

  storymap.geometry = {
    parts,
    quantities,
    inside,
    nearness,
    project,
    near,
    nearBox,
    thinning,
    flightSeconds,
    ranges,
  };
})();
