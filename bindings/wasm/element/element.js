// `<bywhen-due>`: by when a contact is answered, in a page's own text.
//
// What stands in the element is what a reader sees without script, while it loads, and where anything fails.

import start, { Charter } from "./evaluator.js";

/** @typedef {import("./evaluator.js").Case} Case */

/** Charters by address: a page that asks ten times loads one file. @type {Map<string, Promise<Charter>>} */
const charters = new Map();

const ATTRIBUTES = ["charter", "kind", "channel", "service", "received", "at", "promise"];

/** @param {string} address */
async function load(address) {
  const [response] = await Promise.all([fetch(address), start()]);
  if (!response.ok) throw new Error(`${address} answered ${response.status}`);
  return Charter.load(new Uint8Array(await response.arrayBuffer()));
}

/** @param {string} address */
function charter(address) {
  let found = charters.get(address);
  if (found === undefined) {
    found = load(address);
    charters.set(address, found);
    // A failure is not kept, so that the next element may try again.
    found.catch(() => charters.delete(address));
  }
  return found;
}

export class BywhenDue extends HTMLElement {
  static observedAttributes = ATTRIBUTES;

  /** Counts the questions: only the last one is answered. */
  #asked = 0;

  connectedCallback() {
    void this.#answer();
  }

  attributeChangedCallback() {
    if (this.isConnected) void this.#answer();
  }

  async #answer() {
    const asked = (this.#asked += 1);
    const address = this.getAttribute("charter");
    const received = this.getAttribute("received");
    if (address === null || received === null) return;
    // Attributes of one go are one question.
    await Promise.resolve();
    try {
      const of = await charter(new URL(address, document.baseURI).href);
      if (asked !== this.#asked) return;
      /** @type {Case} */
      const about = {
        kind: this.getAttribute("kind"),
        channel: this.getAttribute("channel"),
        service: this.getAttribute("service"),
        received,
        at: this.getAttribute("at") ?? new Date(),
        zone: "charter",
      };
      const outcome = of.check(about);
      const { from, until } = outcome.charter.in_force;
      const day = received.slice(0, 10);
      if (day < (from ?? day) || day > (until ?? day)) throw new Error(`the charter is not in force on ${day}`);
      const wanted = this.getAttribute("promise");
      const promises = outcome.promises.filter(({ id }) => wanted === null || id === wanted);
      if (promises.length === 0) throw new Error(`the charter says nothing of ${wanted ?? "such a contact"}`);
      this.#show(promises.map(({ id }) => of.sentence(outcome, id)));
      this.dispatchEvent(new CustomEvent("bywhen-answer", { bubbles: true, detail: outcome }));
    } catch (error) {
      this.dispatchEvent(new CustomEvent("bywhen-error", { bubbles: true, detail: error }));
    }
  }

  /** One sentence as text, several as a list. @param {string[]} sentences */
  #show(sentences) {
    this.lang = "en";
    const [only] = sentences;
    if (sentences.length === 1 && only !== undefined) {
      this.textContent = only;
      return;
    }
    const list = document.createElement("ul");
    for (const sentence of sentences) {
      const item = document.createElement("li");
      item.textContent = sentence;
      list.append(item);
    }
    this.replaceChildren(list);
  }
}

if (!customElements.get("bywhen-due")) customElements.define("bywhen-due", BywhenDue);
