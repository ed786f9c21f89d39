// The story's areas: tinted and outlined on tiles, cut from the same cells as the base map.
(() => {
  const storymap = (globalThis.storymap = globalThis.storymap || {});

  // Strength of tint and outline by what an area is to the story just now.
  const WEIGHT = {
    active: { fill: 0.36, line: 1, width: 2.2 },
    current: { fill: 0.26, line: 0.95, width: 1.8 },
    setting: { fill: 0.17, line: 0.8, width: 1.4 },
    mention: { fill: 0.08, line: 0.55, width: 1 },
  };

  const StoryAreas = storymap.CanvasTiles.extend({
    options: { zIndex: 3 },

    initialize(data, places, state) {
      storymap.CanvasTiles.prototype.initialize.call(this, {});
      this.pyramid = new storymap.Pyramid({ levels: data.levels, cells: data.areas });
      this.state = state;
      const span = (place) => (place.bounds[2] - place.bounds[0]) * (place.bounds[3] - place.bounds[1]);
      this.areas = places.filter((place) => place.bounds).sort((a, b) => span(b) - span(a));
    },

    wear(colours) {
      this.colours = colours;
      this.repaint();
    },

    paint(tile) {
      const { context, found, zoom } = tile;
      context.setTransform(1, 0, 0, 1, 0, 0);
      context.clearRect(0, 0, context.canvas.width, context.canvas.height);
      if (!found || !this.colours) return;
      tile.place();
      for (const place of this.areas) {
        const weight = WEIGHT[this.state(place)];
        const width = weight.width * (zoom < 4 ? 0.7 : 1);
        this._area(tile, place, weight, width);
      }
      context.globalAlpha = 1;
    },

    _area({ context, found, scale }, place, weight, width) {
      const { extent } = found.level;
      const rings = `${place.number}p`;
      const line = `${place.number}l`;
      context.fillStyle = context.strokeStyle = this.colours.tint;
      context.lineJoin = "round";
      context.setLineDash(place.approximate ? [5 / scale, 4 / scale] : []);
      context.globalAlpha = weight.fill;
      context.fill(this.pyramid.path(found.key, rings, "fill", extent), "nonzero");
      context.globalAlpha = weight.line;
      context.lineWidth = width / scale;
      context.stroke(this.pyramid.path(found.key, rings, "edge", extent));
      context.lineWidth = (2 * width) / scale;
      context.stroke(this.pyramid.path(found.key, line, "line", extent));
    },

    /** The smallest area of the story under a point of the map, or null. */
    at(latlng) {
      const zoom = Math.max(0, Math.round(this._map.getZoom()));
      const world = 2 ** zoom;
      const [x, y] = storymap.geometry.project(latlng.lng, latlng.lat);
      const column = Math.floor((x - Math.floor(x)) * world);
      const found = this.pyramid.find(column, Math.floor(y * world), zoom);
      if (!found) return null;
      const cells = 2 ** found.level.cell;
      const at = [x - Math.floor(x), y].map((v) => (v * cells - Math.floor(v * cells)) * found.level.extent);
      const reach = (8 * found.level.extent * cells) / (256 * world);
      const hit = (place) =>
        storymap.geometry.inside(this.pyramid.parts(found.key, `${place.number}p`), ...at) ||
        storymap.geometry.nearness(this.pyramid.parts(found.key, `${place.number}l`), ...at) < reach ** 2;
      return [...this.areas].reverse().find(hit) || null;
    },
  });

  storymap.StoryAreas = StoryAreas;
})();
