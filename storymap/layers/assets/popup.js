// The card of a place: its name, kind and parents, the sentences that name it, the way on.
(() => {
  globalThis.storymap ??= {};
  const { storymap } = globalThis;

  /** An element with a class and a text; text is only ever text. */
  function make(tag, name, text) {
    const element = document.createElement(tag);
    if (name) element.className = name;
    if (text !== undefined) element.textContent = text;
    return element;
  }

  /** A word of the interface with its {holes} filled. */
  function word(words, key, values = {}) {
    return (words[key] || "").replace(/\{(\w+)\}/g, (hole, name) => values[name] ?? hole);
  }

  function button(name, text, press) {
    const element = make("button", name, text);
    element.type = "button";
    element.addEventListener("click", press);
    return element;
  }

  function passage({ pieces }) {
    const quote = make("blockquote", "storymap-passage");
    for (const [text, marked] of pieces) {
      quote.append(marked ? make("mark", "", text) : document.createTextNode(text));
    }
    return quote;
  }

  /**
   * @param {object} place
   * @param {{words: object, key: string, index: number, total: number, paragraph?: number,
   *   onStep: (by: number) => void, onRead: (paragraph: number) => void, onClose: () => void}} way
   */
  function card(place, way) {
    const { words } = way;
    const root = make("div", "storymap-card");
    root.setAttribute("role", "dialog");
    const title = make("h2", "storymap-card-title", place.label);
    title.id = `storymap-card-${way.key}`;
    title.tabIndex = -1;
    root.setAttribute("aria-labelledby", title.id);
    const head = make("div", "storymap-card-head");
    const close = button("storymap-card-close", "\u00d7", way.onClose);
    close.setAttribute("aria-label", word(words, "close"));
    head.append(title, close);
    const body = make("div", "storymap-card-body");
    body.tabIndex = 0;
    body.setAttribute("role", "group");
    body.setAttribute("aria-label", place.label);
    if (place.context) body.append(make("p", "storymap-card-context", place.context));
    if (place.approximate)
      body.append(make("p", "storymap-card-doubt", word(words, "approximate")));
    const passages = [...place.passages].sort(
      (a, b) => Number(b.paragraph === way.paragraph) - Number(a.paragraph === way.paragraph),
    );
    for (const one of passages) body.append(passage(one));
    root.append(head, body, foot(way, passages[0]?.paragraph));
    return { root, title };
  }

  function foot(way, paragraph) {
    const { words } = way;
    const row = make("div", "storymap-card-foot");
    const read = button("storymap-card-read", word(words, "read_in_article"), () =>
      way.onRead(paragraph),
    );
    const steps = make("div", "storymap-card-steps");
    const back = button("storymap-card-step", "", () => way.onStep(-1));
    const next = button("storymap-card-step", "", () => way.onStep(1));
    back.dataset.way = "back";
    next.dataset.way = "next";
    back.setAttribute("aria-label", word(words, "previous"));
    next.setAttribute("aria-label", word(words, "next"));
    back.disabled = way.index === 0;
    next.disabled = way.index === way.total - 1;
    const at = make("span", "storymap-card-at", `${way.index + 1}/${way.total}`);
    at.setAttribute("aria-label", word(words, "place_of", { n: way.index + 1, total: way.total }));
    at.setAttribute("role", "note");
    steps.append(back, at, next);
    if (paragraph !== undefined) row.append(read);
    row.append(steps);
    return row;
  }

  Object.assign(storymap, { card, make, word });
})();
