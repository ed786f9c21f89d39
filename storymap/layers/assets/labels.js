// The base map's names: countries, towns, divisions, water, written on one canvas over the view.
(() => {
  globalThis.storymap ??= {};
  const { storymap } = globalThis;
  const L = globalThis.L;
  const SANS = 'system-ui, -apple-system, "Segoe UI", "Noto Sans", Roboto, Arial, sans-serif';
  const SERIF = 'Georgia, "Noto Serif", "Songti SC", "Noto Serif CJK SC", serif';

  // How each kind is written: font, colour, letter spacing, how many at most, dot beside it.
  const STYLES = {
    capital: { font: `600 12.5px ${SANS}`, colour: "label", most: 6, dot: 3 },
    country: {
      font: `600 12px ${SANS}`,
      colour: "label_country",
      most: 12,
      spacing: 1.6,
      caps: true,
      wrap: true,
    },
    town: { font: `400 12px ${SANS}`, colour: "label", most: 12, dot: 2.4 },
    division: { font: `500 11.5px ${SANS}`, colour: "label_country", most: 6, spacing: 0.4 },
    sea: {
      font: `italic 400 13px ${SERIF}`,
      colour: "label_water",
      most: 5,
      spacing: 0.4,
      wrap: true,
    },
    lake: { font: `italic 400 12px ${SERIF}`, colour: "label_water", most: 3, wrap: true },
  };
  const ORDER = ["capital", "country", "town", "sea", "lake", "division"];
  const MOST = 25;
  const LINE = 15;

  let pen = null;
  const widths = new Map();

  /** The width of a text in a font, measured once. */
  function measure(text, font, spacing = 0) {
    const key = `${font}|${text}`;
    if (!widths.has(key)) {
      pen = pen || document.createElement("canvas").getContext("2d");
      pen.font = font;
      widths.set(key, pen.measureText(text).width);
    }
    return widths.get(key) + spacing * [...text].length;
  }

  /** Rows [name, lat, lon, first, last, rank, country, geonameid] of one kind, as labels. */
  function read(kind, rows) {
    const style = STYLES[kind];
    return rows.map(([name, lat, lon, first, last, rank, country, geonameid]) => {
      const [x, y] = storymap.geometry.project(lon, lat);
      const text = style.caps ? name.toLocaleUpperCase() : name;
      return { kind, name, text, x, y, first, last, rank, country, geonameid };
    });
  }

  class BaseLabels {
    constructor(map, data, colours) {
      this.map = map;
      this.colours = colours;
      this.labels = ORDER.flatMap((kind) => read(kind, data[kind] || []));
      const pane = map.getPane("storymap-names") || map.createPane("storymap-names");
      this.canvas = L.DomUtil.create("canvas", "storymap-names", pane);
      this.canvas.setAttribute("aria-hidden", "true");
      const ask = storymap.afterwards(() => this.draw());
      const rest = () => {
        this.zooming = false;
        ask();
      };
      this.events = {
        moveend: rest,
        resize: rest,
        zoomstart: this.hide,
        "storymap:colours": ask,
        "storymap:labels": ask,
      };
      map.on(this.events, this);
      this.placed = [];
      map.whenReady(ask);
    }

    remove() {
      this.map.off(this.events, this);
      this.canvas.remove();
    }

    hide() {
      this.zooming = true;
      this.canvas.classList.add("storymap-hidden");
    }

    draw() {
      const { map, canvas } = this;
      const size = map.getSize();
      if (!canvas.isConnected || !size.x || !size.y || !map._loaded) return;
      const ratio = Math.min(3, globalThis.devicePixelRatio || 1);
      canvas.width = size.x * ratio;
      canvas.height = size.y * ratio;
      canvas.style.width = `${size.x}px`;
      canvas.style.height = `${size.y}px`;
      L.DomUtil.setPosition(canvas, map.containerPointToLayerPoint([0, 0]));
      this.placed = this.arrange(size);
      const context = canvas.getContext("2d");
      context.scale(ratio, ratio);
      for (const label of this.placed) write(context, label, this.colours());
      // What is drawn anew on the way, for a place that is marked, would stand still while it moves.
      if (!this.zooming) canvas.classList.remove("storymap-hidden");
    }

    /** The labels that find room, round what the story layer and the controls have taken. */
    arrange(size) {
      const { map } = this;
      const board = map.storymapBoard?.() || storymap.boardOf(map);
      const skip = map.storymapNamed || (() => false);
      const zoom = map.getZoom();
      const world = 256 * 2 ** zoom;
      const centre = map.project(map.getCenter()).divideBy(world);
      const corner = map.project(map.getCenter()).subtract(size.divideBy(2));
      const counts = {};
      const written = new Set();
      const placed = [];
      for (const label of this.labels) {
        const style = STYLES[label.kind];
        if (zoom < label.first || zoom > label.last || placed.length >= MOST) continue;
        if ((counts[label.kind] || 0) >= style.most || written.has(label.name) || skip(label)) {
          continue;
        }
        const x = (label.x + Math.round(centre.x - label.x)) * world - corner.x;
        const y = label.y * world - corner.y;
        if (x < 0 || y < 0 || x > size.x || y > size.y) continue;
        const spot = settle(board, label, style, x, y);
        if (!spot) continue;
        counts[label.kind] = (counts[label.kind] || 0) + 1;
        written.add(label.name);
        placed.push(spot);
      }
      return placed;
    }
  }

  function settle(board, label, style, x, y) {
    const rows = style.wrap ? storymap.layout.lines(label.text) : [label.text];
    const width = Math.max(...rows.map((row) => measure(row, style.font, style.spacing))) + 8;
    const height = rows.length * LINE + 2;
    if (!style.dot) {
      const box = board.place(storymap.layout.upon(x, y, width, height));
      return box && { label, style, rows, box };
    }
    const dot = storymap.layout.rect(x - 4, y - 4, 8, 8);
    if (!board.free(dot)) return null;
    const box = board.place(storymap.layout.beside(x, y, width, height, [4, 4]));
    return box && { label, style, rows, box, dot: board.take(dot), x, y };
  }

  function write(context, { style, rows, box, dot, x, y }, colours) {
    context.font = style.font;
    context.letterSpacing = `${style.spacing || 0}px`;
    context.textAlign = "center";
    context.textBaseline = "middle";
    context.lineJoin = "round";
    context.lineWidth = 3.5;
    context.strokeStyle = style.colour === "label_water" ? colours.water : colours.halo;
    context.fillStyle = colours[style.colour];
    rows.forEach((row, index) => {
      const middle = (box.left + box.right) / 2;
      const line = box.top + 1 + LINE * (index + 0.5);
      context.strokeText(row, middle, line);
      context.fillText(row, middle, line);
    });
    if (!dot) return;
    context.beginPath();
    context.arc(x, y, style.dot, 0, 2 * Math.PI);
    context.lineWidth = 2;
    context.stroke();
    context.fill();
  }

  /** A board of the view with the corners that controls cover already taken. */
  function boardOf(map) {
    const size = map.getSize();
    const board = new storymap.layout.Board(storymap.layout.rect(0, 0, size.x, size.y));
    const own = map.getContainer().getBoundingClientRect();
    for (const control of map.getContainer().querySelectorAll(".leaflet-control")) {
      const { left, top, width, height } = control.getBoundingClientRect();
      if (width) {
        board.take(
          storymap.layout.rect(left - own.left - 4, top - own.top - 4, width + 8, height + 8),
        );
      }
    }
    return board;
  }

  Object.assign(storymap, { BaseLabels, boardOf, measure });
})();
