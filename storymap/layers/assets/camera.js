// Moving the map: frames with room for the page's cards, flights by distance, the reader's own moves.
(() => {
  globalThis.storymap ??= {};
  const { storymap } = globalThis;
  const L = globalThis.L;
  const { near, nearBox, flightSeconds } = storymap.geometry;
  const FILLED = 0.8; // of a map's height that the world fills at least, to the nearest half zoom
  const still = globalThis.matchMedia?.("(prefers-reduced-motion: reduce)");

  class Camera {
    /** @param {any} map @param {Box} overview the whole story's box, around which longitudes are unwrapped */
    constructor(map, overview) {
      this.map = map;
      this.overview = overview;
      this.centre = (overview[0] + overview[2]) / 2;
      this.covered = { top: 0, right: 0, bottom: 0, left: 0 };
      this.ours = 0;
      this.going = false;
      this.last = null;
      map.on("movestart zoomstart", () => {
        if (!this.ours) map.fire("storymap:usermove");
      });
      map.on("dragstart", () => {
        this.ours = 0;
        map.fire("storymap:usermove");
      });
      map.on("moveend", () => {
        if (!this.going) this.ours = 0;
      });
    }

    /** Room round a frame: what cards cover, and a margin that grows with the map. */
    padding() {
      const { x, y } = this.map.getSize();
      const { top, right, bottom, left } = this.covered;
      const side = Math.min(56, 0.09 * x);
      const end = Math.min(56, 0.1 * y);
      return {
        paddingTopLeft: L.point(left + side, top + end),
        paddingBottomRight: L.point(right + side, bottom + end),
      };
    }

    /** Show a box [west, south, east, north] whole, flying there unless told or asked not to. */
    frame(box, { animate = true, maxZoom = 10 } = {}) {
      const { map } = this;
      this.last = { box, maxZoom };
      const size = map.getSize();
      if (!size.x || !size.y) return;
      const { center, zoom } = this.target(nearBox(box, this.centre), maxZoom);
      this.go(center, zoom, animate);
    }

    go(centre, zoom, animate) {
      const { map } = this;
      if (this.there(centre, zoom)) return;
      // To end what is under way moves the map, and is not the reader's move.
      this.going = true;
      this.ours = 1;
      this.halt();
      if (animate && map._loaded && !still?.matches) {
        map.flyTo(centre, zoom, { duration: this.seconds(centre, zoom) });
        this.going = false;
        this.ours = 1;
        return;
      }
      this.ours = 1; // halting has ended a move of its own
      map.setView(centre, zoom, { animate: false });
      this.going = false;
      this.ours = 0;
    }

    /** End what is under way. Leaflet's stop() would start a zoom to the next whole step. */
    halt() {
      const { map } = this;
      if (map._animatingZoom) map._onZoomTransitionEnd();
      map._stop();
    }

    /** Whether the map rests at a view: then moving it would only draw it all again. */
    there(centre, zoom) {
      const { map } = this;
      const resting =
        map._loaded && !this.ours && !map._animatingZoom && !map._panAnim?._inProgress;
      return resting && Math.abs(zoom - map.getZoom()) < 0.01 && this.pixels(centre, zoom) < 2;
    }

    /** How far a point is from the middle of the map, at the lesser of two zooms. */
    pixels(centre, zoom) {
      const { map } = this;
      const least = Math.min(zoom, map.getZoom());
      return map.project(map.getCenter(), least).distanceTo(map.project(centre, least));
    }

    seconds(centre, zoom) {
      const { x, y } = this.map.getSize();
      const screens = this.pixels(centre, zoom) / Math.hypot(x, y);
      return flightSeconds(screens, zoom - this.map.getZoom());
    }

    /** Move by pixels so that something is in view; never counts as the reader's move. */
    nudge(offset, animate) {
      if (!offset[0] && !offset[1]) return;
      this.ours = 1;
      this.map.panBy(offset, { animate: animate && !still?.matches, duration: 0.3 });
      if (!animate || still?.matches) this.ours = 0;
    }

    /** A place's point on the copy of the world the reader looks at. */
    here(lat, lon) {
      return L.latLng(lat, near(lon, this.map.getCenter().lng));
    }

    /** After a change of size: the same frame again, unless the reader has moved the map since. */
    resize() {
      const { map } = this;
      const centre = map.getCenter();
      const wasEmpty = !map.getSize().x || !map.getSize().y;
      this.ours = 1;
      map.invalidateSize({ animate: false, pan: false });
      this.ours = 0;
      this.limit();
      if (wasEmpty && this.last)
        this.frame(this.last.box, { animate: false, maxZoom: this.last.maxZoom });
      else if (map.getSize().x) this.go(centre, Math.max(map.getMinZoom(), map.getZoom()), false);
    }

    /**
     * No zoom further out than the whole story needs, or than fills the map with the world; and
     * never so far that the world is but a band across a tall map. Leaflet's setMinZoom() would fly
     * there, which looks like the reader's move; the caller moves the map.
     */
    limit() {
      const { map } = this;
      const { x, y } = map.getSize();
      if (!x || !y) return;
      const full = Math.log2(Math.max(y, x / 2) / 256);
      map.options.minZoom = 0;
      const story = this.target(this.overview, 10).zoom;
      const band = Math.round(2 * Math.log2((FILLED * y) / 256)) / 2;
      map.options.minZoom = Math.max(0, band, Math.min(Math.ceil(full * 2) / 2, story));
      map.fire("zoomlevelschange"); // for the buttons
    }

    /**
     * The view that shows a box, within what the map may show: nothing moves it afterwards.
     * @param {Box} box @param {number} maxZoom
     */
    target([west, south, east, north], maxZoom) {
      const { map } = this;
      const bounds = L.latLngBounds([south, west], [north, east]);
      const wish = map._getBoundsCenterZoom(bounds, { ...this.padding(), maxZoom });
      const zoom = Math.max(map.getMinZoom(), wish.zoom);
      return { center: map._limitCenter(wish.center, zoom, map.options.maxBounds), zoom };
    }
  }

  /** The wheel and one finger belong to the page; Ctrl or Cmd with the wheel, two fingers to the map. */
  function gestures(map, mode) {
    const free = mode === "free";
    const touch = globalThis.matchMedia?.("(pointer: coarse)").matches;
    map.scrollWheelZoom[free ? "enable" : "disable"]();
    map.dragging[free || !touch ? "enable" : "disable"]();
    map.storymapGestures = mode;
    if (map.storymapWheel) return;
    map.storymapWheel = true;
    map.getContainer().addEventListener(
      "wheel",
      (event) => {
        if (map.storymapGestures === "free" || !(event.ctrlKey || event.metaKey)) return;
        event.preventDefault();
        const zoom = map.getZoom() - Math.sign(event.deltaY) * 0.5;
        map.setZoomAround(map.mouseEventToContainerPoint(event), zoom, { animate: false });
      },
      { passive: false },
    );
  }

  storymap.Camera = Camera;
  storymap.gestures = gestures;
  storymap.reducedMotion = () => Boolean(still?.matches);
})();
