// A plain Leaflet map is drawn when the page has loaded and the next frame has been shown.
async () => {
  await new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));
  const paint = performance.getEntriesByName("first-contentful-paint")[0];
  const [page] = performance.getEntriesByType("navigation");
  return { paint: paint ? paint.startTime : page.loadEventEnd, drawn: page.loadEventEnd };
};
