// The story: reading frames the map, a mention opens its place, a popup leads back to the text.
(() => {
  const DWELL = 250; // milliseconds a paragraph is read before the map moves for it
  const FAR = 0.5; // viewport heights of scrolling after which an open popup is left behind
  const { storymap } = window;

  const handle = storymap.map?.(document.body.dataset.map);
  if (!handle) {
    document.documentElement.classList.remove("js"); // the static map stays
    storymap.ready = true;
    return;
  }
  const map = handle;

  /** @param {string} id @returns {HTMLElement} */
  const byId = (id) => /** @type {HTMLElement} */ (document.getElementById(id));
  /** @param {string} selector @returns {HTMLElement[]} */
  const all = (selector) => [...document.querySelectorAll(/** @type {any} */ (selector))];

  /** @type {StoryData} */
  const story = JSON.parse(byId("story-data").textContent ?? "");
  const paragraphs = new Map(all("[data-paragraph]").map((each) => [indexOf(each), each]));
  const mentions = all(".article button[data-place]");
  const entries = new Map(all("[data-goto]").map((each) => [each.dataset.goto, each]));
  const placesHere = storymap.reading.placesByParagraph(story.features);
  const firstParagraphs = new Map(story.places.map((each) => [each.place_id, each.paragraphs[0]]));
  const panel = byId("map");
  const resume = byId("resume");

  let following = true;
  let open = "";
  let openedAt = 0;
  let timer = 0;

  /** @param {HTMLElement} stop @returns {number} the paragraph's index, -1 for all else */
  function indexOf(stop) {
    return Number(stop.dataset.paragraph ?? -1);
  }

  /** Frames what a stop is about: a paragraph's view, else the whole story. @param {HTMLElement} stop */
  function frame(stop) {
    const index = indexOf(stop);
    map.current(placesHere.get(index) ?? []);
    if (following) {
      map.frame(story.views[index] ?? story.overview, { animate: true });
    }
  }

  /** @param {HTMLElement} stop @param {boolean} jumped */
  function onStop(stop, jumped) {
    for (const each of all(".reading")) {
      each.classList.remove("reading");
    }
    stop.classList.toggle("reading", indexOf(stop) >= 0);
    clearTimeout(timer);
    if (jumped && open) {
      // The reader asked for a place, and the map is there.
      map.current(placesHere.get(indexOf(stop)) ?? []);
      return;
    }
    timer = setTimeout(() => {
      const left = Math.abs(window.scrollY - openedAt) > FAR * window.innerHeight;
      if (open && left && !placesHere.get(indexOf(stop))?.includes(open)) {
        shut();
      }
      if (!open) {
        frame(stop);
      }
    }, DWELL);
  }

  /** Marks the mentions of the open place, and its entry in the list. @param {string} id */
  function mark(id) {
    open = id;
    openedAt = window.scrollY;
    for (const each of mentions) {
      each.classList.toggle("open", each.dataset.place === id);
    }
    for (const [key, entry] of entries) {
      entry.classList.toggle("open", key === id);
    }
  }

  function shut() {
    map.clear();
    mark("");
  }

  /** @param {string} id */
  function announce(id) {
    const said = entries.get(id)?.querySelectorAll(".label, .about, .doubt, .count") ?? [];
    byId("announcer").textContent = [...said].map((each) => each.textContent?.trim()).join(", ");
  }

  /** @param {boolean} value */
  function setFollowing(value) {
    following = value;
    resume.hidden = value;
  }

  /** @param {string} id @param {HTMLElement | null} opener @param {boolean} focus */
  function select(id, opener, focus) {
    clearTimeout(timer);
    setFollowing(true);
    mark(id);
    const stop = stops.find((each) => each.contains(opener));
    const paragraph = stop?.dataset.paragraph ? indexOf(stop) : firstParagraphs.get(id);
    if (stop) {
      follower.hold(stop);
    }
    map.select(id, { paragraph, returnTo: opener ?? undefined, focus });
    announce(id);
  }

  /**
   * Takes the reader to a paragraph and gives the focus to its mention of the place, else to it.
   *
   * @param {number} index @param {string} id
   */
  function read(index, id) {
    const paragraph = paragraphs.get(index);
    if (!paragraph) {
      return false;
    }
    const mention = mentions.find((each) => each.dataset.place === id && paragraph.contains(each));
    if (!mention) {
      paragraph.tabIndex = -1;
    }
    (mention ?? paragraph).focus({ preventScroll: true });
    follower.go(paragraph);
    return true;
  }

  for (const button of mentions) {
    button.setAttribute("aria-haspopup", "dialog");
    // A click made by a key has no detail: then the focus follows into the popup.
    button.addEventListener("click", (event) => {
      select(button.dataset.place ?? "", button, event.detail === 0);
    });
  }

  map.on("select", ({ id, by }) => {
    clearTimeout(timer);
    mark(id);
    if (by !== "api") {
      announce(id);
    }
  });
  map.on("close", () => mark(""));
  map.on("usermove", () => setFollowing(false));
  map.on("read", ({ id, paragraph }) => {
    setFollowing(true);
    mark(id);
    read(paragraph, id);
  });

  resume.addEventListener("click", () => {
    setFollowing(true);
    shut();
    const stop = follower.current() ?? stops[0];
    frame(stop);
    if (!read(indexOf(stop), "")) {
      panel.focus({ preventScroll: true });
    }
  });

  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && open && !panel.contains(document.activeElement)) {
      shut();
    }
  });

  const stops = [...all(".masthead"), ...paragraphs.values(), byId("places")];
  const follower = storymap.follow({ stops, cover: panel, onStop });
  const links = storymap.links({
    paragraph: (index) => read(index, ""),
    place(id, opener) {
      if (!entries.has(id)) {
        return false;
      }
      if (!opener) {
        read(firstParagraphs.get(id) ?? 0, id);
      }
      select(id, opener, false);
      return true;
    },
  });
  map.frame(story.overview, { animate: false });
  links.openInitial();
  document.documentElement.classList.add("ready");
  storymap.story = { read: (index) => read(index, ""), select: (id) => select(id, null, false) };
  storymap.ready = true;
})();
