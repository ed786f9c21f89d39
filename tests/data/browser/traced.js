// Pixels that a tile drawn with what it can show misses, or has too many of, beside all that is inked.
({ kind, zoom }) => {
  const SIZE = 256;
  const EXTENT = 4096;
  // A coast of a thousand points that winds through the whole cell, the same each time.
  const points = new Int32Array(2000);
  for (let i = 0; i < 1000; i++) {
    const turn = (2 * Math.PI * i) / 1000;
    const far = 1500 + 450 * Math.sin(7 * turn) + 120 * Math.sin(61 * turn);
    points[2 * i] = 2048 + far * Math.cos(turn);
    points[2 * i + 1] = 2048 + far * Math.sin(turn);
  }
  const part = storymap.trace.part(points);

  function draw(column, row, box) {
    const canvas = document.createElement("canvas");
    canvas.width = canvas.height = SIZE;
    const context = canvas.getContext("2d");
    const scale = (SIZE * 2 ** zoom) / EXTENT;
    context.setTransform(scale, 0, 0, scale, -column * SIZE, -row * SIZE);
    context.lineWidth = 2 / scale;
    context.lineJoin = "round";
    context.beginPath();
    if (kind === "ring") storymap.trace.ring(context, part, box);
    else storymap.trace.line(context, part, box, { closed: true });
    if (kind === "ring") context.fill();
    else context.stroke();
    return context.getImageData(0, 0, SIZE, SIZE).data;
  }

  const all = { left: -1e6, top: -1e6, right: 1e6, bottom: 1e6 };
  const side = EXTENT / 2 ** zoom;
  const margin = (6 * side) / SIZE;
  let wrong = 0;
  let inked = 0;
  for (let column = 0; column < 2 ** zoom; column++) {
    for (let row = 0; row < 2 ** zoom; row++) {
      const whole = draw(column, row, all);
      const some = draw(column, row, {
        left: column * side - margin,
        top: row * side - margin,
        right: (column + 1) * side + margin,
        bottom: (row + 1) * side + margin,
      });
      for (let i = 3; i < whole.length; i += 4) {
        wrong += Math.abs(whole[i] - some[i]) > 64;
        inked += whole[i] > 0;
      }
    }
  }
  return { wrong, inked };
};
