// The card on the map: opening, keeping it in the frame, the focus, and the way from place to place.
(() => {
  globalThis.storymap ??= {};
  const { storymap } = globalThis;
  const L = globalThis.L;
  const MARGIN = 10;
  const ABOVE = 16;

  class Cards {
    constructor(layer) {
      this.layer = layer;
      this.map = layer.map;
      this.place = null;
      this.returnTo = null;
    }

    /** Latitude and longitude a card points at: the place's label in view, else its point. */
    anchor(place) {
      const { map } = this;
      if (!place.bounds) return [place.lat, place.lon];
      const bounds = map.getBounds().pad(-0.15);
      const seen = place.anchors.find(([lon, lat]) =>
        bounds.contains([lat, storymap.geometry.near(lon, map.getCenter().lng)]),
      );
      const [lon, lat] = seen || place.anchors[0];
      return [lat, lon];
    }

    open(place, options = {}) {
      const { layer, map } = this;
      if (!this.place) this.returnTo = options.returnTo || document.activeElement;
      else if (options.returnTo) this.returnTo = options.returnTo;
      this.place = place;
      this.unmount();
      const flying = layer.camera.ours && !storymap.reducedMotion();
      if (flying && options.frame !== false) {
        this.pending = () => this.mount(place, options);
        map.once("moveend", this.pending);
      } else {
        this.mount(place, options);
      }
    }

    mount(place, options) {
      this.pending = null;
      const { layer, map } = this;
      const { places, words } = layer.data;
      const index = places.indexOf(place);
      const { root, title } = storymap.card(place, {
        words,
        index,
        total: places.length,
        paragraph: options.paragraph,
        key: `${map.getContainer().id}-${place.number}`,
        onStep: (by) => this.step(index + by),
        onRead: (paragraph) => this.read(place, paragraph),
        onClose: () => this.dismiss(),
      });
      root.addEventListener("keydown", (event) => {
        if (event.key !== "Escape") return;
        event.stopPropagation();
        this.dismiss();
      });
      this.root = root;
      const at = options.at || layer.camera.here(...this.anchor(place));
      this.popup = L.popup({
        className: "storymap-popup",
        closeButton: false,
        autoPan: false,
        closeOnClick: false,
        autoClose: false,
        maxWidth: 340,
        minWidth: 0,
        offset: [0, options.at ? 0 : -ABOVE + 8],
      });
      this.limit(root);
      map.getContainer().classList.add("storymap-reading");
      this.popup.setLatLng(at).setContent(root).openOn(map);
      this.keepInView(options.animate !== false);
      if (options.focus) title.focus({ preventScroll: true });
    }

    /** No larger than the part of the map that is free. */
    limit(root) {
      const { x, y } = this.map.getSize();
      const { top, right, bottom, left } = this.layer.camera.covered;
      root.style.setProperty(
        "--sm-card-width",
        `${Math.min(320, x - left - right - 2 * MARGIN)}px`,
      );
      root.style.setProperty(
        "--sm-card-height",
        `${Math.max(120, y - top - bottom - ABOVE - 4 * MARGIN)}px`,
      );
    }

    /** The left edge cards keep to: right of the zoom buttons where there is room for both. */
    leftEdge(card, left) {
      const { map } = this;
      const buttons = map.getContainer().querySelector(".leaflet-control-zoom");
      if (!buttons) return left + MARGIN;
      const own = map.getContainer().getBoundingClientRect();
      const beside = buttons.getBoundingClientRect().right - own.left + MARGIN;
      const { right } = this.layer.camera.covered;
      return beside + card.width <= own.width - right - MARGIN ? beside : left + MARGIN;
    }

    keepInView(animate) {
      const { map } = this;
      const own = map.getContainer().getBoundingClientRect();
      const card = this.popup.getElement().getBoundingClientRect();
      const { top, right, bottom, left } = this.layer.camera.covered;
      const x = storymap.layout.overflow(
        card.left - own.left,
        card.right - own.left,
        this.leftEdge(card, left),
        own.width - right - MARGIN,
      );
      const y = storymap.layout.overflow(
        card.top - own.top,
        card.bottom - own.top,
        top + MARGIN,
        own.height - bottom - MARGIN,
      );
      this.layer.camera.nudge([Math.round(x), Math.round(y)], animate);
    }

    step(index) {
      const { layer } = this;
      const place = layer.data.places[index];
      if (place) layer.select(place.id, { by: "popup", focus: true });
    }

    read(place, paragraph) {
      this.returnTo = null;
      this.layer.clear();
      this.layer.emit("read", { id: place.id, paragraph });
    }

    /** Closed by the reader: the focus goes back to where it came from. */
    dismiss() {
      const { place, layer } = this;
      if (!place) return;
      const back = this.returnTo;
      const inside = this.root?.contains(document.activeElement);
      layer.clear();
      if (inside || document.activeElement === document.body) {
        const target =
          back?.isConnected && back !== document.body ? back : layer.pins.elementOf(place);
        target?.focus({ preventScroll: true });
      }
      layer.emit("close", { id: place.id });
    }

    unmount() {
      if (this.pending) this.map.off("moveend", this.pending);
      this.pending = null;
      this.map.getContainer().classList.remove("storymap-reading");
      const element = this.popup?.getElement();
      this.popup?.remove();
      element?.remove(); // Leaflet leaves it for its fading: two dialogs at once
      this.popup = null;
    }

    close() {
      this.unmount();
      this.place = null;
    }
  }

  storymap.Cards = Cards;
})();
