// The story's places on the map: numbered pins, merged pins and area labels, all of them buttons.
(() => {
  globalThis.storymap ??= {};
  const { storymap } = globalThis;
  const L = globalThis.L;
  const { make, word, measure } = storymap;
  const { near, project, ranges } = storymap.geometry;
  const BOLD =
    '700 13.5px system-ui, -apple-system, "Segoe UI", "Noto Sans", Roboto, Arial, sans-serif';
  const RADIUS = 13;
  const APART = 28;
  const LABEL = 20;
  const SMALL = 30;
  const REACH = 44;
  const EDGE = 14; // pixels: no pin is cut in half by the edge of the map

  /** A Leaflet icon that is a button of ours. */
  const ButtonIcon = L.Icon.extend({
    options: { iconSize: null },
    createIcon() {
      return this.options.element;
    },
    createShadow() {
      return null;
    },
  });

  const rtl = (text) => /[\u0590-\u08ff\ufb1d-\ufefc]/.test(text);

  class Pins {
    /** @param {{map, places, state: Function, holds: Function, words, onPress: Function}} story */
    constructor(story) {
      this.story = story;
      this.map = story.map;
      this.nodes = new Map();
      this.board = null;
      const pane = this.map.getPane("storymap-pins") || this.map.createPane("storymap-pins");
      this.pane = pane;
    }

    remove() {
      for (const node of this.nodes.values()) node.marker.remove();
      this.nodes.clear();
    }

    /** Where a place stands on screen: a point, or an area with room for its name. */
    stand(place, view) {
      const { map, board } = this;
      const zoom = map.getZoom();
      const centre = map.getCenter().lng;
      const screen = ([lon, lat]) => map.latLngToContainerPoint([lat, near(lon, centre)]);
      const inView = ({ x, y }) =>
        x > EDGE &&
        y > EDGE &&
        x < view.x - EDGE &&
        y < view.y - EDGE &&
        !board.covers(box(x, y, 24, 24));
      if (!place.bounds) {
        const at = screen([place.lon, place.lat]);
        return inView(at) ? { place, spots: [at], area: false } : null;
      }
      const [west, south, east, north] = place.bounds;
      const [left, bottom] = project(west, south);
      const [right, top] = project(east, north);
      const scale = 256 * 2 ** zoom;
      const area = Math.max((right - left) * scale, (bottom - top) * scale) > SMALL;
      const spots = (area ? place.anchors : place.anchors.slice(0, 1)).map(screen).filter(inView);
      return spots.length ? { place, spots, area } : null;
    }

    /** Merges, places and writes everything in view; returns the board for the base map's names. */
    arrange() {
      const view = this.map.getSize();
      this.board = storymap.boardOf(this.map);
      const rank = (place) =>
        ["active", "current", "setting", "mention"].indexOf(this.story.state(place));
      const standing = this.story.places.map((place) => this.stand(place, view)).filter(Boolean);
      const points = standing.filter((one) => !one.area);
      const areas = standing.filter((one) => one.area);
      for (const one of areas) one.at = this.clear(one, points);
      const groups = storymap.layout.merge(
        standing.map((one) => ({
          x: (one.at || one.spots[0]).x,
          y: (one.at || one.spots[0]).y,
          item: one,
        })),
        APART,
        (items) => this.width(items),
        view.x,
      );
      const order = groups
        .map((group) => this.group(group))
        .sort((a, b) => rank(a.lead) - rank(b.lead));
      for (const one of order)
        if (!one.area) this.board.take(box(one.x, one.y, one.width, 2 * RADIUS));
      for (const one of order) this.label(one);
      this.show(order.filter((one) => !one.hidden));
      return this.board;
    }

    /** The first spot of an area that no pin stands near; none is better than a crowded one. */
    clear({ spots }, points) {
      const far = (spot) =>
        points.every(({ spots: [at] }) => Math.hypot(at.x - spot.x, at.y - spot.y) > 48);
      return spots.find(far) || spots[0];
    }

    numbers(items) {
      return ranges(items.map(({ place }) => place.number).sort((a, b) => a - b));
    }

    width(items) {
      return Math.max(2 * RADIUS, measure(this.numbers(items), BOLD) + 16);
    }

    group({ x, y, items }) {
      const members = items.map(({ place }) => place).sort((a, b) => a.number - b.number);
      const rank = (place) => ["active", "current"].indexOf(this.story.state(place));
      const lead = [...members].sort(
        (a, b) => Number(rank(b) >= 0) - Number(rank(a) >= 0) || a.number - b.number,
      )[0];
      const area = items.length === 1 && items[0].area;
      const numbers = this.numbers(items);
      const width = this.width(items);
      const label = members.length > 1 ? `${lead.label} +${members.length - 1}` : lead.label;
      return {
        x,
        y,
        members,
        lead,
        area,
        numbers,
        width,
        label,
        spots: items[0].spots,
        key: members.map((p) => p.id).join("|"),
      };
    }

    /** Finds room for a label; an area's name lies on it, with its number in front. */
    label(one) {
      const text = measure(one.label, BOLD) + 10;
      const { layout } = storymap;
      if (!one.area) {
        const gap = [one.width / 2 + 1, RADIUS + 1];
        const spots = layout.beside(one.x, one.y, text, LABEL, gap, rtl(one.label));
        one.box = this.board.place(spots);
        return;
      }
      const width = text + 24;
      const steps = [0, -1.1, 1.1, -2.2, 2.2];
      const spots = [one, ...one.spots];
      const boxes = spots.flatMap(({ x, y }) => layout.upon(x, y, width, LABEL + 2, steps));
      const suits = (found) => spots.some(isMiddle(found)) || this.lies(one.lead, found);
      one.box = this.board.place(boxes, suits);
      if (one.box) return;
      const chip = this.board.place(spots.map(({ x, y }) => box(x, y, 2 * RADIUS, 2 * RADIUS)));
      if (chip) Object.assign(one, middle(chip));
      else one.hidden = true;
    }

    /** Whether the middle of a box lies on a place's area: seen from afar, a step leaves it. */
    lies(place, found) {
      const { x, y } = middle(found);
      return this.story.holds(place, this.map.containerPointToLatLng([x, y]));
    }

    show(order) {
      const focused = document.activeElement;
      const kept = new Set(order.map((one) => one.key));
      for (const [key, node] of this.nodes) {
        if (kept.has(key)) continue;
        node.marker.remove();
        this.nodes.delete(key);
      }
      for (const one of order) this.write(one);
      const wanted = [...order].sort((a, b) => a.members[0].number - b.members[0].number);
      const elements = wanted.map((one) => this.nodes.get(one.key).element);
      if (!this.pane.contains(focused) && elements.some((e, i) => this.pane.children[i] !== e)) {
        this.pane.append(...elements);
      }
    }

    write(one) {
      let node = this.nodes.get(one.key);
      if (!node) node = this.create(one);
      const { element, number, name } = node;
      const { x, y } = one.area && one.box ? middle(one.box) : one;
      node.marker.setLatLng(this.map.containerPointToLatLng([x, y]));
      const state = one.members.map(this.story.state);
      element.dataset.state = ["active", "current", "setting", "mention"].find((s) =>
        state.includes(s),
      );
      element.dataset.approximate = String(one.members.every((place) => place.approximate));
      element.className = `${element.className.replace(/storymap-(pin|area-label|chip)\b/g, "").trim()} ${kind(one)}`;
      const rank = ["mention", "setting", "current", "active"].indexOf(element.dataset.state);
      node.marker.setZIndexOffset(1000 * rank);
      number.textContent = one.numbers;
      name.textContent = one.box ? one.label : "";
      element.dataset.side = one.box && !one.area ? side(one) : "";
      const wide = one.area && one.box ? one.box.right - one.box.left : one.width;
      element.style.setProperty("--sm-width", `${Math.round(wide)}px`);
      element.style.setProperty("--sm-reach", `${Math.max(0, (REACH - wide) / 2)}px`);
    }

    create(one) {
      const element = make("button", kind(one));
      element.type = "button";
      element.setAttribute("aria-haspopup", "dialog");
      element.setAttribute("aria-label", this.spoken(one.members));
      if (one.members.length === 1) element.dataset.pin = one.members[0].id;
      const number = make("span", "storymap-number");
      const name = make("bdi", "storymap-name");
      element.append(number, name);
      for (const part of [number, name]) part.setAttribute("aria-hidden", "true");
      L.DomEvent.disableClickPropagation(element);
      element.addEventListener("click", () => this.story.onPress(one.members, element));
      const icon = new ButtonIcon({ element });
      const marker = L.marker([0, 0], {
        icon,
        keyboard: false,
        pane: "storymap-pins",
        riseOnHover: true,
      });
      marker.addTo(this.map);
      element.removeAttribute("alt");
      element.removeAttribute("title");
      const node = { element, number, name, marker };
      this.nodes.set(one.key, node);
      return node;
    }

    spoken(members) {
      const { words } = this.story;
      if (members.length > 1) {
        const names = members.map((place) => `${place.number}. ${place.label}`).join(", ");
        return word(words, "places_here", { n: members.length, names });
      }
      const [place] = members;
      const doubt = place.approximate ? `. ${word(words, "approximate")}` : "";
      return `${place.number}. ${place.label}${place.context ? `, ${place.context}` : ""}${doubt}`;
    }

    /** The button that stands for a place now, if one does. */
    elementOf(place) {
      for (const [key, node] of this.nodes)
        if (key.split("|").includes(place.id)) return node.element;
      return null;
    }
  }

  function box(x, y, width, height) {
    return storymap.layout.rect(x - width / 2, y - height / 2, width, height);
  }

  function middle({ left, top, right, bottom }) {
    return { x: (left + right) / 2, y: (top + bottom) / 2 };
  }

  /** Whether a spot is the middle of a box. */
  function isMiddle(found) {
    const { x, y } = middle(found);
    return (spot) => Math.abs(spot.x - x) < 1 && Math.abs(spot.y - y) < 1;
  }

  function kind(one) {
    if (!one.area) return "storymap-pin";
    return one.box ? "storymap-area-label" : "storymap-pin storymap-chip";
  }

  function side(one) {
    const { left, right, bottom, top } = one.box;
    if (left >= one.x) return "right";
    if (right <= one.x) return "left";
    return bottom <= one.y || top < one.y - RADIUS ? "above" : "below";
  }

  storymap.Pins = Pins;
})();
