// Counts, from before the page's own scripts, how often a tile of the map is painted from scratch,
// and the story's places that stood when the first was.
(() => {
  window.paints = 0;
  const { fillRect } = CanvasRenderingContext2D.prototype;
  CanvasRenderingContext2D.prototype.fillRect = function (...box) {
    const whole = box[2] === this.canvas.width && box[3] === this.canvas.height;
    if (whole && this.canvas.classList.contains("leaflet-tile")) {
      window.paints += 1;
      window.placesBefore ??= document.querySelectorAll(".leaflet-storymap-pins-pane > *").length;
    }
    fillRect.apply(this, box);
  };
})();
