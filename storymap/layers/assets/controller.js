// What a page may ask of a story map: the object that storymap.map(id) gives.
(() => {
  globalThis.storymap ??= {};
  const { storymap } = globalThis;

  storymap.StoryLayer.include({
    controller() {
      const { map, camera, data } = this;
      return {
        leaflet: map,
        places: data.places,
        overview: data.overview,
        frame: (box, options) => camera.frame(box, options),
        overviewFrame: (options) => camera.frame(data.overview, options),
        padding: (sides) => Object.assign(camera.covered, sides),
        current: (ids) => this.mark(ids),
        select: (id, options) => this.select(id, options),
        clear: () => this.clear(),
        palette: (scheme) => this.recolour(scheme),
        repaint: () => this.recolour(),
        gestures: (mode) => storymap.gestures(map, mode),
        resize: () => camera.resize(),
        on: (name, listener) => this.listen(name, listener),
        off: (name, listener) => this.unlisten(name, listener),
      };
    },

    mark(ids) {
      const next = new Set(ids);
      const same = next.size === this.now.size && [...next].every((id) => this.now.has(id));
      if (same) return;
      this.now = next;
      this.redraw();
    },

    recolour(scheme) {
      if (scheme) this.data.scheme = scheme;
      this.map.eachLayer((layer) => layer.recolour && layer !== this && layer.recolour(scheme));
      this.colours();
    },

    listen(name, listener) {
      this.listeners[name] = [...(this.listeners[name] || []), listener];
    },

    unlisten(name, listener) {
      this.listeners[name] = (this.listeners[name] || []).filter((one) => one !== listener);
    },
  });

  /** The Leaflet map of a StoryMap: framed before its first layer, gestures left to the page. */
  storymap.createMap = (id, options) => {
    const { L } = globalThis;
    const lively = !storymap.reducedMotion();
    const map = L.map(id, {
      fadeAnimation: lively,
      zoomAnimation: lively,
      inertia: lively,
      zoomSnap: 0.5,
      zoomDelta: 1,
      minZoom: 0,
      maxZoom: 12,
      zoomControl: false,
      attributionControl: true,
      maxBoundsViscosity: 1,
      maxBounds: [
        [-85.06, -1e6],
        [85.06, 1e6],
      ],
      worldCopyJump: false,
      closePopupOnClick: false,
      ...options.leaflet,
    });
    if (!lively)
      map.panBy = (offset) => L.Map.prototype.panBy.call(map, offset, { animate: false });
    const { words } = options;
    map.attributionControl.setPrefix(false);
    L.control
      .zoom({
        zoomInTitle: words.zoom_in,
        zoomOutTitle: words.zoom_out,
        zoomInText: "+",
        zoomOutText: "\u2212",
      })
      .addTo(map);
    map.getContainer().setAttribute("role", "region");
    map.getContainer().setAttribute("aria-label", words.map);
    map.storymapMiles = options.miles;
    map.storymapCamera = new storymap.Camera(map, options.overview);
    map.storymapCamera.limit();
    storymap.gestures(map, options.gestures);
    if (map.getSize().x) map.storymapCamera.frame(options.overview, { animate: false });
    else map.setView([0, map.storymapCamera.centre], 2, { animate: false });
    map.storymapFramed = true;
    return map;
  };
})();
