// The pyramid of cells that came with a map, and a Leaflet layer that draws tiles from it.
(() => {
  globalThis.storymap ??= {};
  const { storymap } = globalThis;
  const L = globalThis.L;
  const TILE = 256;

  class Pyramid {
    /** @param {{levels: number[][], cells: Object<string, Object<string, string>>}} data */
    constructor(data) {
      this.levels = data.levels.map(([cell, last, extent]) => ({ cell, last, extent }));
      this.cells = data.cells;
      this.paths = new Map();
    }

    /** The finest cell that holds a tile, of a level no finer than the tile's zoom asks for. */
    find(x, y, z) {
      const wish = this.levels.findIndex((level) => z <= level.last);
      for (let n = wish < 0 ? this.levels.length - 1 : wish; n >= 0; n--) {
        const { cell } = this.levels[n];
        if (cell > z) continue;
        const shift = 2 ** (z - cell);
        const key = `${n}/${Math.floor(x / shift)}/${Math.floor(y / shift)}`;
        if (key in this.cells) return { key, level: this.levels[n], shift, x, y };
      }
      return null;
    }

    /** The parts of one layer of a cell, decoded once. */
    parts(key, name) {
      const id = `${key}/${name}`;
      if (!this.paths.has(id)) {
        const text = this.cells[key]?.[name];
        this.paths.set(id, text ? storymap.geometry.parts(text) : []);
      }
      return this.paths.get(id);
    }

    /** A path for the canvas: rings to fill, lines to stroke, or rings' edges without cell edges. */
    path(key, name, kind, extent) {
      const id = `${key}/${name}/${kind}`;
      let path = this.paths.get(id);
      if (!path) {
        path = new Path2D();
        for (const part of this.parts(key, name)) {
          if (kind === "edge") traceEdge(path, part, extent);
          else trace(path, part, kind === "fill");
        }
        this.paths.set(id, path);
      }
      return path;
    }
  }

  function trace(path, part, closed) {
    path.moveTo(part[0], part[1]);
    for (let i = 2; i < part.length; i += 2) path.lineTo(part[i], part[i + 1]);
    if (closed) path.closePath();
  }

  /** Strokes a ring but for what runs along the edge of the cell it was cut by. */
  function traceEdge(path, part, extent) {
    const margin = extent / 128;
    const edge = (v) => v === 0 || v === extent || v <= -margin || v >= extent + margin;
    const n = part.length;
    let pen = false;
    for (let i = 0, j = n - 2; i < n; j = i, i += 2) {
      const cut =
        (part[i] === part[j] && edge(part[i])) ||
        (part[i + 1] === part[j + 1] && edge(part[i + 1]));
      if (cut) {
        pen = false;
        continue;
      }
      if (!pen) path.moveTo(part[j], part[j + 1]);
      path.lineTo(part[i], part[i + 1]);
      pen = true;
    }
  }

  /** Tiles drawn on canvas at the screen's own resolution; subclasses give paint(context, found). */
  const CanvasTiles = L.GridLayer.extend({
    options: {
      overlap: 1,
      tileSize: TILE,
      keepBuffer: 4,
      updateWhenIdle: false,
      minZoom: 0,
      maxZoom: 14,
    },

    createTile(coords) {
      const canvas = document.createElement("canvas");
      canvas.coords = coords;
      this._paint(canvas);
      return canvas;
    },

    // One pixel wider than its place, so that no seam shows between tiles that are scaled.
    _initTile(tile) {
      L.GridLayer.prototype._initTile.call(this, tile);
      tile.style.width = tile.style.height = `${TILE + this.options.overlap}px`;
    },

    _paint(canvas) {
      const ratio = Math.min(3, Math.max(1, globalThis.devicePixelRatio || 1));
      canvas.width = canvas.height = Math.ceil((TILE + this.options.overlap) * ratio);
      const context = canvas.getContext("2d");
      const { x, y, z } = canvas.coords;
      const found = this.pyramid.find(x, y, z);
      const tile = { context, ratio, found, zoom: z, scale: 1 };
      if (found) {
        const { shift, level } = found;
        tile.scale = (TILE * shift) / level.extent;
        const left = (Math.floor(x / shift) * shift - x) * TILE;
        const top = (Math.floor(y / shift) * shift - y) * TILE;
        tile.place = () => {
          const s = tile.scale * ratio;
          context.setTransform(s, 0, 0, s, left * ratio, top * ratio);
        };
      }
      this.paint(tile);
    },

    /** Draws every tile on screen again in place: a new palette, a new choice of areas. */
    repaint() {
      for (const key in this._tiles || {}) this._paint(this._tiles[key].el);
    },
  });

  storymap.Pyramid = Pyramid;
  storymap.CanvasTiles = CanvasTiles;
})();
