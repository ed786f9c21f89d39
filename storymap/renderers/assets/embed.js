// The stepper: one place at a time, on the map and in words.
(() => {
  const { storymap } = window;
  const { clamped, filled, keyStep, swipeStep } = storymap.stepping;
  const handle = storymap.map?.(document.body.dataset.map);
  if (!handle) {
    document.documentElement.classList.remove("js"); // the static map and the whole list stay
    storymap.ready = true;
    return;
  }
  const map = handle;
  const rtl = document.documentElement.dir === "rtl";
  const steps = /** @type {HTMLElement[]} */ ([...document.querySelectorAll(".step")]);
  const total = steps.length - 1;
  const back = document.getElementById("back");
  const next = document.getElementById("next");
  const count = document.getElementById("count");
  const panel = /** @type {HTMLElement} */ (document.getElementById("panel"));
  const wholeStory = count?.textContent ?? "";
  let at = 0;

  /** @param {number} index */
  function place(index) {
    return map.places.find((each) => each.id === steps[index].dataset.step);
  }

  /** Moves the map to a step, flying unless the reader wants no motion. @param {number} index */
  function frame(index) {
    const here = place(index);
    if (here) {
      map.select(here.id, { popup: false, frame: false });
      map.frame(here.frame, { animate: true });
    } else {
      map.clear();
      map.frame(map.overview, { animate: true });
    }
  }

  /** What is said of a step: its count, its name, what it is. @param {number} index */
  function said(index) {
    const parts = steps[index].querySelectorAll(".name, .about");
    return [...parts].map((each) => each.textContent?.trim()).join(", ");
  }

  function show() {
    steps.forEach((step, index) => {
      step.classList.toggle("current", index === at);
    });
    back?.setAttribute("aria-disabled", String(at === 0));
    next?.setAttribute("aria-disabled", String(at === total));
    if (count) {
      const pattern = document.body.dataset.placeOf ?? "";
      count.textContent = at ? filled(pattern, { n: at, total }) : wholeStory;
    }
  }

  /** @param {number} index */
  function go(index) {
    const wanted = clamped(index, steps.length);
    if (wanted === at) {
      return;
    }
    at = wanted;
    show();
    frame(at);
    const announcer = document.getElementById("announcer");
    if (announcer) {
      announcer.textContent = [count?.textContent, said(at)].filter(Boolean).join(": ");
    }
    storymap.tellHeight();
  }

  back?.addEventListener("click", () => go(at - 1));
  next?.addEventListener("click", () => go(at + 1));

  document.addEventListener("keydown", (event) => {
    const by = keyStep(event.key, rtl);
    const modified = event.altKey || event.ctrlKey || event.metaKey || event.shiftKey;
    const onMap = event.target instanceof Element && event.target.closest(".folium-map");
    if (by && !modified && !onMap) {
      event.preventDefault();
      go(at + by);
    }
  });

  /** @type {PointerEvent | null} */
  let down = null;
  panel.addEventListener("pointerdown", (event) => {
    down = event.pointerType === "mouse" ? null : event;
  });
  panel.addEventListener("pointerup", (event) => {
    if (down) {
      go(at + swipeStep(event.clientX - down.clientX, event.clientY - down.clientY, rtl));
    }
    down = null;
  });
  panel.addEventListener("pointercancel", () => {
    down = null;
  });

  map.on("select", ({ id, by }) => {
    const index = steps.findIndex((each) => each.dataset.step === id);
    if (by !== "api" && index > 0) {
      go(index);
    }
  });

  show();
  document.documentElement.classList.add("ready");
  storymap.embed = { go };
  storymap.ready = true;
})();
