// Names of areas whose middle lies outside their area's box on the screen.
(id) => {
  const map = window.storymap.map(id);
  const { leaflet, places } = map;
  const own = leaflet.getContainer().getBoundingClientRect();
  const centre = leaflet.getCenter().lng;
  const astray = [];
  for (const label of document.querySelectorAll(".storymap-area-label, .storymap-chip")) {
    const place = places.find(({ id: each }) => each === label.dataset.pin);
    if (!place) continue;
    const [west, south, east, north] = place.bounds;
    const turn = 360 * Math.round((centre - (west + east) / 2) / 360);
    const { left, top, width, height } = label.getBoundingClientRect();
    const [x, y] = [left + width / 2 - own.left, top + height / 2 - own.top];
    const inside = [-360, 0, 360].some((more) => {
      const a = leaflet.latLngToContainerPoint([north, west + turn + more]);
      const b = leaflet.latLngToContainerPoint([south, east + turn + more]);
      const near = place.anchors.length < 4 ? 50 : 3; // beside a line a name may lie
      return x > a.x - near && x < b.x + near && y > a.y - near && y < b.y + near;
    });
    if (!inside) astray.push(label.textContent);
  }
  return astray;
};
