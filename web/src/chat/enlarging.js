// The chat over the whole page and back, with the same conversation in it.
import { h, icon } from "../shared/dom.js";
import { texts } from "../shared/texts.js";

export class Enlarging {
  constructor(host) {
    this.host = host;
    this.button = h("button", { type: "button", class: "plainly enlarge", onclick: () => this.set(!this.is) });
    this.set(false);
  }

  get is() {
    return this.host.classList.contains("full");
  }

  set(is) {
    this.host.classList.toggle("full", is);
    const label = is ? texts.shrink : texts.enlarge;
    this.button.setAttribute("aria-label", label);
    this.button.title = label;
    this.button.replaceChildren(icon(is ? "shrink" : "enlarge"));
  }
}
