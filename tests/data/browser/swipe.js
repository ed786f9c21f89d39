// A finger goes over the panel, from one point to another (dx, dy in pixels).
([dx, dy]) => {
  const panel = document.getElementById("panel");
  const fire = (type, x, y) =>
    panel.dispatchEvent(
      new PointerEvent(type, { pointerType: "touch", clientX: x, clientY: y, bubbles: true }),
    );
  fire("pointerdown", 150, 300);
  fire("pointerup", 150 + dx, 300 + dy);
};
