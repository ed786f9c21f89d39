// Whether the popup lies within the map's panel.
() => {
  const popup = document.querySelector(".storymap-popup").getBoundingClientRect();
  const panel = document.getElementById("map").getBoundingClientRect();
  return popup.top >= panel.top - 1 && popup.bottom <= panel.bottom + 1;
};
