// The story's areas: tinted and outlined on tiles, cut from the same cells as the base map.
(() => {
  globalThis.storymap ??= {};
  const { storymap } = globalThis;

  // Strength of tint and outline by what an area is to the story just now.
  const WEIGHT = {
    active: { fill: 0.3, line: 1, width: 2.2 },
    current: { fill: 0.2, line: 0.95, width: 1.8 },
    setting: { fill: 0.15, line: 0.8, width: 1.4 },
    mention: { fill: 0.1, line: 0.55, width: 1 },
  };

  class Areas {
    /** @param {object} data the story layer's island  @param {Function} state of a place now */
    constructor(data, state) {
      this.pyramid = new storymap.Pyramid({ levels: data.levels, cells: data.areas });
      this.state = state;
      const span = ({ bounds: [west, south, east, north] }) => (east - west) * (north - south);
      this.places = data.places.filter((place) => place.bounds).sort((a, b) => span(b) - span(a));
    }

    /** Paints on the base map's own tiles, between land and borders, so that no seam shows. */
    addTo(map) {
      this.map = map;
      map.eachLayer((layer) => {
        if (layer instanceof storymap.VectorBasemap) this.base = layer;
      });
      if (this.base) this.base.overlay = (tile, layer) => this.paint(tile, layer);
      else this.base = new AreaTiles(this).addTo(map);
      return this;
    }

    remove() {
      if (this.base instanceof AreaTiles) this.base.remove();
      else this.base.overlay = null;
    }

    wear(colours) {
      this.tint = colours.tint;
      this.base.repaint();
    }

    /** Paints anew where an area means something else to the story than before. */
    restate() {
      const states = this.places.map(this.state).join();
      if (states !== this.states) this.base.repaint();
      this.states = states;
    }

    /** Paints what lies upon a layer of the base map: "sea", "land" or "lake". */
    paint(tile, layer) {
      const { context, zoom, found } = tile;
      if (!this.tint || !(found.key in this.pyramid.cells)) return;
      context.save();
      for (const place of this.places) {
        if (place.layer !== layer) continue;
        const weight = WEIGHT[this.state(place)];
        this.area(tile, place, weight, weight.width * (zoom < 4 ? 0.7 : 1));
      }
      context.restore();
    }

    area(tile, place, weight, width) {
      const { context, scale, zoom } = tile;
      const dash = place.approximate ? [5, 4] : [];
      context.fillStyle = context.strokeStyle = this.tint;
      context.lineJoin = "round";
      context.globalAlpha = weight.fill * storymap.geometry.thinning(place.bounds, zoom);
      this.pyramid.fill(tile, `${place.number}p`);
      context.globalAlpha = weight.line;
      context.lineWidth = width / scale;
      // Where a sea ends in open water is a convention, not a line to be drawn.
      if (place.layer !== "sea")
        this.pyramid.stroke(tile, `${place.number}p`, { dash, rings: true });
      context.lineWidth = (2 * width) / scale;
      this.pyramid.stroke(tile, `${place.number}l`, { dash });
    }

    /** The smallest area of the story under a point of the map, or null. */
    at(latlng) {
      return this.under(latlng, [...this.places].reverse())[0] || null;
    }

    /** Whether a point of the map lies on a place's area, or so near to its line as a name may. */
    holds(place, latlng) {
      return this.under(latlng, [place], 50).length > 0;
    }

    /** Those of some places that lie under a point of the map; lines, within so many pixels. */
    under(latlng, places, pixels = 8) {
      const zoom = Math.max(0, Math.round(this.map.getZoom()));
      const world = 2 ** zoom;
      const [lon, y] = storymap.geometry.project(latlng.lng, latlng.lat);
      const x = lon - Math.floor(lon);
      const found = this.pyramid.find(Math.floor(x * world), Math.floor(y * world), zoom);
      if (!found) return [];
      const { cell, extent } = found.level;
      const at = [x, y].map((v) => (v * 2 ** cell - Math.floor(v * 2 ** cell)) * extent);
      const reach = (pixels * extent * 2 ** cell) / (256 * world);
      const rings = (place) => this.pyramid.parts(found.key, `${place.number}p`);
      const lines = (place) => this.pyramid.parts(found.key, `${place.number}l`);
      const { inside, nearness } = storymap.geometry;
      const hit = (place) =>
        inside(rings(place), ...at) || nearness(lines(place), ...at) < reach ** 2;
      return places.filter(hit);
    }
  }

  /** Tiles of nothing but the areas, for a map whose base is somebody else's. */
  const AreaTiles = storymap.CanvasTiles.extend({
    options: { zIndex: 3, overlap: 0 },

    initialize(areas) {
      storymap.CanvasTiles.prototype.initialize.call(this, {});
      this.areas = areas;
      this.pyramid = areas.pyramid;
    },

    paint(tile) {
      const { context } = tile;
      context.setTransform(1, 0, 0, 1, 0, 0);
      context.clearRect(0, 0, context.canvas.width, context.canvas.height);
      if (!tile.found) return;
      tile.place();
      for (const layer of ["sea", "land", "lake"]) this.areas.paint(tile, layer);
    },
  });

  storymap.Areas = Areas;
})();
