// Tells the page around the embed how high it would like to be. Nothing but a number leaves.
(() => {
  const { storymap } = window;
  const root = document.documentElement;

  /**
   * The same height in the words of several hosts: ours, pym.js, AMP, and Medium (and Infogram).
   *
   * @param {number} height in CSS pixels
   * @param {HeightNames} names
   * @returns {unknown[]}
   */
  function heightMessages(height, { name, child, address }) {
    return [
      { type: "storymap:height", id: name, height },
      `pymxPYMx${child || name}xPYMxheightxPYMx${height}`,
      { sentinel: "amp", type: "embed-size", height },
      JSON.stringify({ src: address, context: "iframe.resize", height }),
    ];
  }

  /** The height that text and map would take by themselves at this width. */
  function naturalHeight() {
    root.classList.add("measuring");
    const { height } = document.body.getBoundingClientRect();
    root.classList.remove("measuring");
    return Math.ceil(height);
  }

  function tellHeight() {
    if (window.parent === window) {
      return;
    }
    const names = {
      name: document.body.dataset.name ?? "",
      child: new URLSearchParams(window.location.search).get("childId") ?? "",
      address: window.location.href,
    };
    for (const message of heightMessages(naturalHeight(), names)) {
      window.parent.postMessage(message, "*");
    }
  }

  storymap.heightMessages = heightMessages;
  storymap.tellHeight = tellHeight;
  window.addEventListener("load", tellHeight);
  window.addEventListener("resize", tellHeight);
})();
