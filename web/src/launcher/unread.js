// How many answers came while the chat was closed, on the button that opens it.
import { h } from "../shared/dom.js";

export class Unread {
  count = 0;
  element = h("span", { class: "unread", "aria-hidden": "true", hidden: true });

  add() {
    this.#show(this.count + 1);
  }

  clear() {
    this.#show(0);
  }

  #show(count) {
    this.count = count;
    this.element.hidden = !count;
    this.element.textContent = count > 9 ? "9+" : String(count);
  }
}
