// What one wants now and then, behind one button of the header.
import { h, icon } from "../shared/dom.js";
import { texts } from "../shared/texts.js";

/** entries: {text, press, pressed?}; pressed(): whether it is on, of those that switch something. */
export class Menu {
  constructor(entries) {
    this.entries = entries.map((entry) => ({ ...entry, button: h("button", { type: "button" }, entry.text) }));
    this.list = h(
      "div",
      { class: "menu", role: "group", "aria-label": texts.menu, hidden: true },
      this.entries.map(({ button }) => button),
    );
    this.button = h(
      "button",
      { type: "button", class: "plainly", "aria-label": texts.menu, title: texts.menu, "aria-expanded": "false" },
      icon("menu"),
    );
    this.element = h("div", { class: "more" }, this.button, this.list);
    for (const { button, press } of this.entries) {
      button.addEventListener("click", () => {
        press();
        this.show(false);
      });
    }
    this.button.addEventListener("click", () => this.show(this.list.hidden));
    this.element.addEventListener("focusout", ({ relatedTarget }) => {
      if (relatedTarget && !this.element.contains(relatedTarget)) this.show(false, false);
    });
    this.element.addEventListener("keydown", (event) => {
      if (event.key !== "Escape" || this.list.hidden) return;
      // One Escape closes the menu, the next one the chat.
      event.stopPropagation();
      this.show(false);
    });
  }

  show(is, focus = true) {
    this.list.hidden = !is;
    this.button.setAttribute("aria-expanded", String(is));
    for (const { button, pressed } of this.entries) {
      if (pressed) button.setAttribute("aria-pressed", String(pressed()));
    }
    if (focus) (is ? this.list.firstChild : this.button).focus();
  }
}
