// The inset: where in the world the map looks, when that is less than an eighth of it.
(() => {
  globalThis.storymap ??= {};
  const { storymap } = globalThis;
  const L = globalThis.L;
  const WIDTH = 116;
  const HEIGHT = 62;
  // The inset's own frame of the world, in world coordinates: without Antarctica.
  const TOP = 0.11;
  const SHARE = 1 / 8;

  const Inset = L.Control.extend({
    options: { position: "topright" },

    initialize(pyramid, centre, label) {
      L.Control.prototype.initialize.call(this);
      this.pyramid = pyramid;
      this.west = storymap.geometry.project(centre, 0)[0] - 0.5;
      this.label = label;
    },

    onAdd(map) {
      const canvas = L.DomUtil.create("canvas", "storymap-inset");
      canvas.setAttribute("role", "img");
      canvas.setAttribute("aria-label", this.label);
      this.canvas = canvas;
      this.ask = storymap.afterwards(() => this.draw());
      map.on("moveend resize", this.show, this).on("storymap:colours", this.ask);
      map.whenReady(this.show, this);
      return canvas;
    },

    onRemove(map) {
      map.off("moveend resize", this.show, this).off("storymap:colours", this.ask);
    },

    wear(colours) {
      this.colours = colours;
      this.ask();
    },

    /** How much of the world the map shows, in world coordinates. */
    span() {
      return this._map.getSize().divideBy(256 * 2 ** this._map.getZoom());
    },

    /** Stands in its corner, at once, where it says something: labels keep clear of it. */
    show() {
      const size = this._map.getSize();
      const { x, y } = this.span();
      const share = (Math.min(1, x) * Math.min(0.7, y)) / 0.7;
      this.canvas.hidden = share >= SHARE || size.x < 480 || size.y < 320;
      this.ask();
    },

    draw() {
      if (!this._map || this.canvas.hidden || !this.colours) return;
      const ratio = Math.min(3, globalThis.devicePixelRatio || 1);
      this.canvas.width = WIDTH * ratio;
      this.canvas.height = HEIGHT * ratio;
      this.paint(this.canvas.getContext("2d"), ratio, this.span());
    },

    paint(context, ratio, span) {
      const { colours } = this;
      const scale = WIDTH * ratio;
      context.fillStyle = colours.water;
      context.fillRect(0, 0, context.canvas.width, context.canvas.height);
      const { extent } = this.pyramid.levels[0];
      context.fillStyle = colours.division;
      const box = { left: 0, top: 0, right: extent, bottom: extent };
      const tile = { context, found: { key: "0/0/0" }, box };
      for (const copy of [Math.floor(this.west), Math.floor(this.west) + 1]) {
        const left = (copy - this.west) * scale;
        context.setTransform(scale / extent, 0, 0, scale / extent, left, -TOP * scale);
        this.pyramid.fill(tile, "land");
      }
      const centre = this._map.getCenter();
      const [x, y] = storymap.geometry.project(centre.lng, centre.lat);
      const at = x - this.west - Math.floor(x - this.west);
      const wide = Math.max(span.x, 5 / WIDTH);
      const tall = Math.max(span.y, 5 / WIDTH);
      context.setTransform(scale, 0, 0, scale, 0, 0);
      context.fillStyle = context.strokeStyle = colours.accent;
      context.globalAlpha = 0.25;
      context.fillRect(at - wide / 2, y - TOP - tall / 2, wide, tall);
      context.globalAlpha = 1;
      context.lineWidth = 1.5 / WIDTH;
      context.strokeRect(at - wide / 2, y - TOP - tall / 2, wide, tall);
    },
  });

  storymap.Inset = Inset;
})();
