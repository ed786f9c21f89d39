// The pyramid of cells that came with a map, and a Leaflet layer that draws tiles from it.
(() => {
  globalThis.storymap ??= {};
  const { storymap } = globalThis;
  const L = globalThis.L;
  const TILE = 512; // few large tiles: each has a price, whatever is drawn on it
  const WORLD = 256; // CSS pixels of the world at zoom 0
  const MARGIN = 6; // pixels round a tile from which a stroke may still reach it

  class Pyramid {
    /** @param {{levels: number[][], cells: Object<string, Object<string, string>>}} data */
    constructor(data) {
      this.levels = data.levels.map(([cell, last, extent]) => ({ cell, last, extent }));
      this.cells = data.cells;
      this.decoded = new Map();
    }

    /**
     * The finest cell that holds a tile, of a level no finer than the tile's zoom asks for.
     * @param {number} grid the zoom of whose world tiles of this size make up 2 ** grid columns
     */
    find(x, y, zoom, grid = zoom) {
      const wish = this.levels.findIndex((level) => zoom <= level.last);
      for (let n = wish < 0 ? this.levels.length - 1 : wish; n >= 0; n--) {
        const { cell } = this.levels[n];
        if (cell > grid) continue;
        const shift = 2 ** (grid - cell);
        const key = `${n}/${Math.floor(x / shift)}/${Math.floor(y / shift)}`;
        if (key in this.cells) return { key, level: this.levels[n], shift, x, y };
      }
      return null;
    }

    /** The parts of one layer of a cell, decoded once. */
    parts(key, name) {
      const id = `${key}/${name}`;
      let parts = this.decoded.get(id);
      if (!parts) {
        const text = this.cells[key]?.[name];
        parts = text ? storymap.geometry.parts(text).map(storymap.trace.part) : [];
        this.decoded.set(id, parts);
      }
      return parts;
    }

    /** Fill the rings of a layer, as far as a tile shows them. */
    fill(tile, name) {
      const { context, found } = tile;
      context.beginPath();
      for (const part of this.parts(found.key, name)) storymap.trace.ring(context, part, tile.box);
      context.fill("nonzero");
    }

    /** Stroke the lines of a layer, or the edges of its rings but for where the cell cut them. */
    stroke(tile, name, { dash = [], rings = false } = {}) {
      const { context, found, scale } = tile;
      const cut = rings ? storymap.trace.alongEdge(found.level.extent) : null;
      const options = { whole: dash.length > 0, cut, closed: rings };
      context.setLineDash(dash.map((length) => length / scale));
      context.beginPath();
      for (const part of this.parts(found.key, name))
        storymap.trace.line(context, part, tile.box, options);
      context.stroke();
    }
  }

  const sizeAt = (zoom) => Math.min(TILE, WORLD * 2 ** Math.max(0, zoom || 0));

  /** Tiles drawn on canvas at the screen's own resolution; subclasses give paint(context, found). */
  const CanvasTiles = L.GridLayer.extend({
    options: {
      overlap: 1,
      keepBuffer: 2,
      updateWhenIdle: false,
      minZoom: 0,
      maxZoom: 14,
    },

    /** No larger than the world, so that a tile lies in one copy of it. */
    getTileSize() {
      const size = sizeAt(this._tileZoom);
      return L.point(size, size);
    },

    createTile(coords) {
      const canvas = document.createElement("canvas");
      this._due(Object.assign(canvas, { coords }));
      return canvas;
    },

    _due(canvas) {
      this._waiting ??= new Set();
      this._waiting.add(canvas);
      this._flush ??= storymap.afterwards(() => {
        for (const one of this._waiting) if (one.isConnected) this._paint(one);
        this._waiting.clear();
      });
      this._flush();
    },

    // Tiles stand in full strength at once: there is nothing to wait for.
    _tileReady(coords, error, tile) {
      const map = this._map;
      const fades = map?._fadeAnimated;
      if (map) map._fadeAnimated = false;
      L.GridLayer.prototype._tileReady.call(this, coords, error, tile);
      if (map) map._fadeAnimated = fades;
    },

    // One pixel wider than its place, so that no seam shows between tiles that are scaled.
    _initTile(tile) {
      L.GridLayer.prototype._initTile.call(this, tile);
      const size = sizeAt(tile.coords.z) + this.options.overlap;
      tile.style.width = tile.style.height = `${size}px`;
    },

    _paint(canvas) {
      const { x, y, z } = canvas.coords;
      const size = sizeAt(z);
      const ratio = Math.min(3, Math.max(1, globalThis.devicePixelRatio || 1));
      canvas.width = canvas.height = Math.ceil((size + this.options.overlap) * ratio);
      const found = this.pyramid.find(x, y, z, z - Math.log2(size / WORLD));
      const tile = { context: canvas.getContext("2d"), ratio, found, zoom: z, scale: 1 };
      if (found) {
        const { shift, level } = found;
        tile.scale = (size * shift) / level.extent;
        const left = (Math.floor(x / shift) * shift - x) * size;
        const top = (Math.floor(y / shift) * shift - y) * size;
        tile.box = {
          left: (-left - MARGIN) / tile.scale,
          top: (-top - MARGIN) / tile.scale,
          right: (size + MARGIN - left) / tile.scale,
          bottom: (size + MARGIN - top) / tile.scale,
        };
        tile.place = () => {
          const s = tile.scale * ratio;
          tile.context.setTransform(s, 0, 0, s, left * ratio, top * ratio);
        };
      }
      this.paint(tile);
    },

    /** Draws every tile on screen again in place: a new palette, a new choice of areas. */
    repaint() {
      for (const key in this._tiles || {}) this._due(this._tiles[key].el);
    },
  });

  storymap.Pyramid = Pyramid;
  storymap.CanvasTiles = CanvasTiles;
})();
