// Keep what a story map tells, in order, in window.told.
(id) => {
  window.told = [];
  for (const name of ["select", "read", "close", "usermove"]) {
    window.storymap.map(id).on(name, (event) => window.told.push([name, event]));
  }
};
