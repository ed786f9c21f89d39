// How far from the middle of each button of a kind a finger may land and still hit it, for those
// that no other button lies beside.
(kind) => {
  const buttons = [...document.querySelectorAll(".storymap-pin, .storymap-area-label")];
  const middle = (button) => {
    const { left, top, width, height } = button.getBoundingClientRect();
    return [left + width / 2, top + height / 2];
  };
  const far = (a, b) => Math.abs(a[0] - b[0]) > 70 || Math.abs(a[1] - b[1]) > 50;
  const panel = document.querySelector(".folium-map").getBoundingClientRect();
  const inside = ([x, y]) =>
    x > panel.left + 30 && x < panel.right - 30 && y > panel.top + 30 && y < panel.bottom - 30;
  const reach = (button, [x, y], dx, dy) => {
    let steps = 0;
    while (button.contains(document.elementFromPoint(x + dx * steps, y + dy * steps))) steps += 1;
    return steps;
  };
  return buttons
    .filter((button) => button.matches(kind))
    .map((button) => [button, middle(button)])
    .filter(([one, at]) => inside(at) && buttons.every((b) => b === one || far(middle(b), at)))
    .map(([button, at]) => ({
      name: button.textContent,
      width: reach(button, at, 1, 0) + reach(button, at, -1, 0),
      height: reach(button, at, 0, 1) + reach(button, at, 0, -1),
    }));
};
