// The story layer: areas, pins, cards and the object a page talks to (storymap.map(id)).
(() => {
  globalThis.storymap ??= {};
  const { storymap } = globalThis;
  const L = globalThis.L;
  const maps = new Map();

  const StoryLayer = L.Layer.extend({
    initialize(data) {
      this.data = data;
      this.active = null;
      this.now = new Set();
      this.listeners = {};
      const { places } = data;
      this.own = {
        names: new Set(places.flatMap((place) => [place.label, place.name])),
        ids: new Set(places.map((place) => place.geonameid).filter(Boolean)),
        countries: new Set(places.map((place) => place.country).filter(Boolean)),
      };
    },

    onAdd(map) {
      const { data } = this;
      this.map = map;
      this.camera = map.storymapCamera || new storymap.Camera(map, data.overview);
      const state = (place) => this.state(place);
      this.areas = new storymap.Areas(data, state).addTo(map);
      const press = (members, element) => this.press(members, element);
      this.pins = new storymap.Pins({
        map,
        places: data.places,
        state,
        holds: (place, latlng) => this.areas.holds(place, latlng),
        words: data.words,
        onPress: press,
      });
      this.cards = new storymap.Cards(this);
      storymap.dress(map, data);
      if (data.inset && this.areas.base instanceof storymap.VectorBasemap)
        this.inset = this.makeInset().addTo(map);
      map.storymapNamed = (label) => this.names(label);
      map.on(this.events(), this);
      this.dressed();
      this.unwatch = storymap.palette.watch(() => this.colours());
      if (!map.storymapFramed) this.camera.frame(data.overview, { animate: false });
      this.watchSize();
      maps.set(map.getContainer().id, this.controller());
      this.arrange();
    },

    onRemove(map) {
      this.unwatch();
      this.sizes?.disconnect();
      this.cards.close();
      map.off(this.events(), this);
      this.areas.remove();
      this.inset?.remove();
      this.pins.remove();
      delete map.storymapNamed;
      delete map.storymapBoard;
      maps.delete(map.getContainer().id);
    },

    events() {
      return {
        moveend: this.arrange,
        resize: this.arrange,
        click: this.touch,
        mousemove: this.hover,
        "storymap:colours": (event) => this.wear(event.colours),
        "storymap:usermove": () => this.emit("usermove", {}),
      };
    },

    getAttribution() {
      return storymap.attribution(this.data.sources || []);
    },

    makeInset() {
      const { pyramid } = this.areas.base;
      return new storymap.Inset(
        pyramid,
        this.camera.centre,
        storymap.word(this.data.words, "inset"),
      );
    },

    watchSize() {
      if (!globalThis.ResizeObserver) return;
      let first = true;
      this.sizes = new ResizeObserver(() => {
        if (!first) this.camera.resize();
        first = false;
      });
      this.sizes.observe(this.map.getContainer());
    },

    /** The colours of the base map where they are ours too: to ask the page costs a layout. */
    dressed() {
      const { base } = this.areas;
      const own = ({ scheme, palettes }) => JSON.stringify([scheme, palettes]);
      const shared = base instanceof storymap.VectorBasemap && own(base.data) === own(this.data);
      if (shared) this.wear(base.colours);
      else this.colours();
    },

    colours() {
      const colours = storymap.palette.colours(this.map.getContainer(), this.data);
      if (!storymap.palette.same(this.worn, colours)) this.wear(colours);
    },

    wear(colours) {
      this.worn = colours;
      this.areas.wear(colours);
      this.inset?.wear(colours);
    },

    state(place) {
      if (this.active === place) return "active";
      if (this.now.has(place.id)) return "current";
      return place.role;
    },

    /** Whether the story itself names what a label of the base map names. */
    names({ kind, name, geonameid, country }) {
      const { own } = this;
      return (
        own.names.has(name) ||
        own.ids.has(geonameid) ||
        (kind === "country" && own.countries.has(country))
      );
    },

    arrange() {
      if (!this.map?._loaded || !this.map.getSize().x) return;
      const board = this.pins.arrange();
      this.map.storymapBoard = () => {
        const copy = new storymap.layout.Board(board.view);
        copy.taken = [...board.taken];
        return copy;
      };
      this.map.fire("storymap:labels");
    },

    redraw() {
      this.areas.restate();
      this.arrange();
    },

    /** A pin was pressed: a place opens its card, merged pins come apart or open their first. */
    press(members, element) {
      if (members.length === 1) {
        this.select(members[0].id, { by: "pin", frame: false, focus: true, returnTo: element });
        return;
      }
      const box = around(members);
      const camera = this.camera;
      const room = this.map.getBoundsZoom(L.latLngBounds([box[1], box[0]], [box[3], box[2]]));
      if (box[2] - box[0] + box[3] - box[1] > 0.002 && this.map.getZoom() < Math.min(11.5, room)) {
        this.emit("usermove", {});
        camera.frame(box, { maxZoom: 12 });
        return;
      }
      this.select(members[0].id, { by: "pin", frame: false, focus: true, returnTo: element });
    },

    touch(event) {
      const place = this.areas.at(event.latlng);
      if (place) {
        this.select(place.id, { by: "area", frame: false, at: event.latlng, focus: true });
      } else if (this.active) {
        this.cards.dismiss();
      }
    },

    hover(event) {
      const over = Boolean(this.areas.at(event.latlng));
      this.map.getContainer().classList.toggle("storymap-over", over);
    },

    select(id, options = {}) {
      const place = this.data.places.find((one) => one.id === id);
      if (!place) return;
      const { popup = true, animate = true, frame = true, by = "api" } = options;
      this.active = place;
      if (frame && !this.comfortable(place)) this.camera.frame(place.frame, { animate });
      this.redraw();
      if (popup) this.cards.open(place, options);
      else this.cards.close();
      this.emit("select", { id, by });
    },

    /** Whether a place can be pointed at where the map is now. */
    comfortable(place) {
      const { map, camera } = this;
      const { paddingTopLeft: a, paddingBottomRight: b } = camera.padding();
      const size = map.getSize();
      const at = map.latLngToContainerPoint(camera.here(...this.cards.anchor(place)));
      const inside = at.x > a.x && at.y > a.y && at.x < size.x - b.x && at.y < size.y - b.y;
      const [west, south, east, north] = place.frame;
      const wish = map.getBoundsZoom(L.latLngBounds([south, west], [north, east]));
      return inside && map.getZoom() > wish - (place.bounds ? 3 : 4) && map.getZoom() < wish + 2.5;
    },

    clear() {
      this.active = null;
      this.cards.close();
      this.redraw();
    },

    emit(name, detail) {
      for (const listener of this.listeners[name] || []) listener(detail);
    },
  });

  function around(places) {
    const lons = places.map((place) => place.lon);
    const lats = places.map((place) => place.lat);
    return [Math.min(...lons), Math.min(...lats), Math.max(...lons), Math.max(...lats)];
  }

  storymap.StoryLayer = StoryLayer;
  storymap.storyLayer = (id) => new StoryLayer(storymap.island(id));
  storymap.map = (id) => maps.get(id);
})();
