// Whether the map at rest shows a box (west, south, east, north): all of it, and not much else.
([west, south, east, north]) => {
  const { leaflet } = window.storymap.map(document.body.dataset.map);
  const size = leaflet.getSize();
  const a = leaflet.latLngToContainerPoint([Math.min(north, 84), west]);
  const b = leaflet.latLngToContainerPoint([Math.max(south, -84), east]);
  const inside = a.x >= -2 && a.y >= -2 && b.x <= size.x + 2 && b.y <= size.y + 2;
  const filled = Math.max((b.x - a.x) / size.x, (b.y - a.y) / size.y);
  return inside && (filled > 0.3 || leaflet.getZoom() >= 8);
};
