// The base map: land, lakes, divisions, borders, drawn from the pyramid in the map's colours.
(() => {
  globalThis.storymap ??= {};
  const { storymap } = globalThis;

  const VectorBasemap = storymap.CanvasTiles.extend({
    initialize(data, options) {
      storymap.CanvasTiles.prototype.initialize.call(this, options);
      this.pyramid = new storymap.Pyramid(data);
      this.data = data;
      this.scheme = data.scheme;
    },

    onAdd(map) {
      this.colours = storymap.palette.colours(map.getContainer(), this.data);
      map.getContainer().style.background = this.colours.water;
      storymap.CanvasTiles.prototype.onAdd.call(this, map);
      storymap.dress(map, this.data);
      this.names = new storymap.BaseLabels(map, this.data.labels || {}, () => this.colours);
      this.unwatch = storymap.palette.watch(() => this.recolour());
    },

    onRemove(map) {
      this.unwatch();
      this.names.remove();
      storymap.CanvasTiles.prototype.onRemove.call(this, map);
    },

    getAttribution() {
      return storymap.attribution(this.data.sources || []);
    },

    /** Wear another palette ("day", "night", "auto"), or look at the page's colours again. */
    recolour(scheme) {
      if (scheme) this.data.scheme = scheme;
      const container = this._map.getContainer();
      const colours = storymap.palette.colours(container, this.data);
      if (storymap.palette.same(this.colours, colours)) return;
      this.colours = colours;
      container.style.background = colours.water;
      this.repaint();
      this._map.fire("storymap:colours", { colours: this.colours });
    },

    paint(tile) {
      const { context, found, ratio } = tile;
      const colours = this.colours;
      context.setTransform(1, 0, 0, 1, 0, 0);
      context.fillStyle = colours.water;
      context.fillRect(0, 0, context.canvas.width, context.canvas.height);
      if (!found) return;
      tile.place();
      this.overlay?.(tile, "sea");
      this._fill(tile, "land", colours.land, colours.coast, tile.zoom < 5 ? 0.6 : 0.9);
      this.overlay?.(tile, "land");
      this._fill(tile, "lake", colours.water, colours.coast, 0.6);
      this.overlay?.(tile, "lake");
      context.lineJoin = context.lineCap = "round";
      if (tile.zoom >= 6) this._stroke(tile, "division", colours.division, 0.8, [3, 3]);
      this._stroke(tile, "border", colours.border, tile.zoom < 5 ? 0.8 : 1.2, []);
      this._stroke(tile, "disputed", colours.border, tile.zoom < 5 ? 0.9 : 1.2, [4, 4]);
      context.setTransform(ratio, 0, 0, ratio, 0, 0);
    },

    _fill(tile, name, fill, line, width) {
      const { context, scale } = tile;
      context.fillStyle = fill;
      this.pyramid.fill(tile, name);
      context.strokeStyle = line;
      context.lineWidth = width / scale;
      this.pyramid.stroke(tile, name, { rings: true });
    },

    _stroke(tile, name, line, width, dash) {
      const { context, scale } = tile;
      context.strokeStyle = line;
      context.lineWidth = width / scale;
      this.pyramid.stroke(tile, name, { dash });
    },
  });

  /** Things every map of ours has: a plain prefix, a scale bar when near, in the story's units. */
  function dress(map, data) {
    if (map.storymapDressed) return;
    map.storymapDressed = true;
    map.attributionControl?.setPrefix(data.prefix || false);
    const imperial = map.storymapMiles === true;
    const scale = globalThis.L.control.scale({ imperial, metric: !imperial, maxWidth: 90 });
    const show = () => {
      const wanted = map.getZoom() >= 7;
      if (wanted && !scale._map) scale.addTo(map);
      if (!wanted && scale._map) scale.remove();
    };
    map.on("zoomend", show);
    show();
  }

  /** Sources as links, escaped: a name is a user's text. */
  function attribution(sources) {
    const line = document.createElement("span");
    sources.forEach(({ name, url }, index) => {
      if (index) line.append(", ");
      const safe = /^https?:\/\//.test(url || "");
      const word = document.createElement(safe ? "a" : "span");
      word.textContent = name;
      if (safe) word.setAttribute("href", url);
      line.append(word);
    });
    return line.innerHTML;
  }

  /** The JSON of a data island. */
  function island(id) {
    return JSON.parse(document.getElementById(id)?.textContent ?? "null");
  }

  Object.assign(storymap, { VectorBasemap, dress, attribution, island });
  storymap.vectorBasemap = (id) => new VectorBasemap(island(id), {});
})();
