// The element <storymap-story>: the embed in a frame of its own, inside a shadow root, so that
// neither page sees the other's styles and scripts. Until the frame answers, and wherever it
// cannot run, the list of places that stands in the element is shown.
(() => {
  const NAME = "storymap-story";
  const LEAST = 200;
  const MOST = 1600;

  class Story extends HTMLElement {
    constructor() {
      super();
      const root = this.attachShadow({ mode: "closed" });
      this.fallback = document.createElement("slot");
      this.frame = document.createElement("iframe");
      this.frame.setAttribute(
        "sandbox",
        "allow-scripts allow-popups allow-popups-to-escape-sandbox",
      );
      Object.assign(this.frame.style, {
        display: "block",
        width: "100%",
        height: "0",
        border: "0",
      });
      root.append(this.fallback);
      this.root = root;
      this.onMessage = this.onMessage.bind(this);
    }

    connectedCallback() {
      this.style.display = "block";
      window.addEventListener("message", this.onMessage);
      this.start();
    }

    disconnectedCallback() {
      window.removeEventListener("message", this.onMessage);
      this.frame.remove();
      this.fallback.hidden = false;
    }

    /** Puts the embed into the frame, once its document has been read. */
    start() {
      const source = this.getAttribute("src");
      const island = this.querySelector(":scope > script[type='application/json']");
      if (this.frame.isConnected || !this.isConnected || !(source || island)) {
        return;
      }
      this.frame.title = this.querySelector("h2")?.textContent ?? "";
      if (source) {
        this.frame.src = source;
      } else {
        this.frame.srcdoc = JSON.parse(island?.textContent ?? '""');
      }
      this.root.append(this.frame);
    }

    /** @param {MessageEvent} event */
    onMessage({ source, data }) {
      const height = Math.ceil(Number(data?.height));
      const ours = source === this.frame.contentWindow && data?.type === "storymap:height";
      if (ours && height > 0) {
        this.frame.style.height = `${Math.min(MOST, Math.max(LEAST, height))}px`;
        this.fallback.hidden = true;
      }
    }
  }

  if (!customElements.get(NAME)) {
    customElements.define(NAME, Story);
  }
  // An element after the first is made before its content is there.
  const own = document.currentScript?.previousElementSibling;
  if (own && "start" in own && typeof own.start === "function") {
    own.start();
  }
})();
