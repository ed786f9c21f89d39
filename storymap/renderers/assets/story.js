// The story: reading frames the map, a mention opens its place, a popup leads back to the text.
(() => {
  const DWELL = 250; // milliseconds a paragraph is read before the map moves for it
  const { placesByParagraph } = window.storymap.reading;

  const root = document.documentElement;
  const map = window.storymap.map?.(document.body.dataset.map);
  if (!map) {
    root.classList.remove("js"); // the static map stays
    return;
  }

  const story = JSON.parse(document.getElementById("story-data").textContent);
  const paragraphs = new Map();
  for (const element of document.querySelectorAll("[data-paragraph]")) {
    paragraphs.set(Number(element.dataset.paragraph), element);
  }
  const mentions = [...document.querySelectorAll("button[data-place]")];
  const entries = new Map();
  for (const entry of document.querySelectorAll("[data-goto]")) {
    entries.set(entry.dataset.goto, entry);
  }
  const places = placesByParagraph(story.features);
  const panel = document.getElementById("map");
  const resume = document.getElementById("resume");
  const announcer = document.getElementById("announcer");

  let following = true;
  let open = "";
  let timer = 0;

  const paragraphOf = (element) =>
    element.dataset.paragraph === undefined ? null : Number(element.dataset.paragraph);

  // Frames what a stop is about: a paragraph's view, else the whole story.
  function frame(stop, animate) {
    const index = paragraphOf(stop);
    map.current(index === null ? [] : (places.get(index) ?? []));
    if (!following) {
      return;
    }
    const view = index === null ? null : story.views[index];
    map.frame(view ?? story.overview, { animate });
  }

  function onStop(stop, jumped) {
    for (const element of document.querySelectorAll(".reading")) {
      element.classList.remove("reading");
    }
    const index = paragraphOf(stop);
    if (index !== null) {
      stop.classList.add("reading");
    }
    clearTimeout(timer);
    if (jumped && open) {
      return; // the reader asked for a place: the map is already there
    }
    timer = setTimeout(() => {
      if (open && !(places.get(index) ?? []).includes(open)) {
        map.clear();
        mark("");
      }
      if (!open) {
        frame(stop, true);
      }
    }, DWELL);
  }

  // Marks every mention of the open place, and its entry in the list.
  function mark(id) {
    open = id;
    for (const button of mentions) {
      button.classList.toggle("open", button.dataset.place === id);
    }
    for (const [key, entry] of entries) {
      entry.classList.toggle("open", key === id);
    }
  }

  function announce(id) {
    const entry = entries.get(id);
    const said = [...(entry?.querySelectorAll(".label, .about, .doubt, .count") ?? [])];
    announcer.textContent = said.map((part) => part.textContent.trim()).join(", ");
  }

  function setFollowing(value) {
    following = value;
    resume.hidden = value;
  }

  function select(id, opener, byKeyboard) {
    const block = opener?.closest("[data-paragraph]");
    clearTimeout(timer);
    setFollowing(true);
    mark(id);
    const index = block
      ? paragraphOf(block)
      : story.places.find((p) => p.place_id === id)?.paragraphs[0];
    map.select(id, { paragraph: index, returnTo: opener ?? undefined, focus: byKeyboard });
    announce(id);
  }

  // Takes the reader to a paragraph and gives it the focus: its mention of the place, if any.
  function read(index, id) {
    const paragraph = paragraphs.get(index);
    if (!paragraph) {
      return false;
    }
    const mention = [...paragraph.querySelectorAll("button[data-place]")].find(
      (button) => button.dataset.place === id,
    );
    const target = mention ?? paragraph;
    if (!mention) {
      paragraph.tabIndex = -1;
    }
    target.focus({ preventScroll: true });
    follower.go(paragraph);
    return true;
  }

  for (const button of mentions) {
    button.setAttribute("aria-haspopup", "dialog");
    // A click made by a key has no detail: then the focus follows into the popup.
    button.addEventListener("click", (event) => {
      select(button.dataset.place, button, event.detail === 0);
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
    map.clear();
    mark("");
    const stop = follower.current() ?? stops[0];
    frame(stop, true);
    if (paragraphOf(stop) !== null) {
      read(paragraphOf(stop), "");
    } else {
      panel.focus({ preventScroll: true });
    }
  });

  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && open && !panel.contains(document.activeElement)) {
      map.clear();
      mark("");
    }
  });

  const stops = [
    document.querySelector(".masthead"),
    ...paragraphs.values(),
    document.getElementById("places"),
  ];
  const follower = window.storymap.follow({ stops, cover: panel, onStop });
  const links = window.storymap.links({
    paragraph: (index) => read(index, ""),
    place(id, opener) {
      if (!entries.has(id)) {
        return false;
      }
      select(id, opener, false);
      if (!opener) {
        read(story.places.find((place) => place.place_id === id).paragraphs[0], id);
      }
      return true;
    },
  });
  map.frame(story.overview, { animate: false });
  links.openInitial();
  root.classList.add("ready");
})();
