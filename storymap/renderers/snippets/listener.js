(() => {
  const frame = document.currentScript?.previousElementSibling;
  if (!(frame instanceof HTMLIFrameElement)) return;
  addEventListener("message", (event) => {
    if (event.source !== frame.contentWindow) return;
    if (!event.data || event.data.type !== "storymap:height") return;
    const height = Math.ceil(Number(event.data.height));
    const shown = Math.min(1600, Math.max(200, height));
    if (height > 0) frame.style.height = shown.toString().concat("px");
  });
})();
