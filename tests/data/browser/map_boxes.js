// The boxes of everything written on a story map, and those that lie on one another.
(id) => {
  const map = window.storymap.map(id);
  const container = map.leaflet.getContainer();
  const own = container.getBoundingClientRect();
  const boxes = [];
  const add = (name, rects) => {
    const seen = rects.filter((rect) => rect.width && rect.height);
    if (!seen.length) return;
    const left = Math.min(...seen.map((rect) => rect.left)) - own.left;
    const top = Math.min(...seen.map((rect) => rect.top)) - own.top;
    const right = Math.max(...seen.map((rect) => rect.right)) - own.left;
    const bottom = Math.max(...seen.map((rect) => rect.bottom)) - own.top;
    boxes.push({ name, left, top, right, bottom });
  };
  const all = (selector) => [...container.querySelectorAll(selector)];
  const rect = (element) => element.getBoundingClientRect();
  for (const pin of all(".storymap-pin .storymap-number")) add(pin.textContent, [rect(pin)]);
  for (const name of all(".storymap-pin .storymap-name")) add(name.textContent, [rect(name)]);
  for (const area of all(".storymap-area-label"))
    add(area.textContent, [...area.children].map(rect));
  for (const control of all(".leaflet-control")) add("control", [rect(control)]);
  let names = 0;
  map.leaflet.eachLayer((layer) => {
    for (const { label, box } of layer.names?.placed || []) {
      names += 1;
      boxes.push({
        name: label.name,
        left: box.left + 3,
        top: box.top + 1,
        right: box.right - 3,
        bottom: box.bottom - 1,
      });
    }
  });
  const overlaps = [];
  boxes.forEach((a, i) => {
    for (const b of boxes.slice(0, i)) {
      const wide = Math.min(a.right, b.right) - Math.max(a.left, b.left);
      const high = Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top);
      if (wide > 1 && high > 1) overlaps.push(`${a.name} on ${b.name}`);
    }
  });
  return { count: boxes.length, names, overlaps };
};
