import { h, icon } from "../shared/dom.js";
import { filled, texts } from "../shared/texts.js";

// What the server accepts, and from where on the count is shown.
const LONGEST = 1000;
const COUNTED = 100;

/** The field and its button; send(text) is called with what was typed. */
export class Composer {
  constructor(send) {
    this.field = h("textarea", {
      id: "question",
      rows: "1",
      maxlength: LONGEST,
      placeholder: texts.placeholder,
      autocomplete: "off",
      enterkeyhint: "send",
      dir: "auto",
    });
    this.count = h("p", { class: "count", role: "status" });
    this.button = h(
      "button",
      { type: "submit", class: "send", "aria-label": texts.send, disabled: true },
      icon("send"),
    );
    this.element = h(
      "form",
      { class: "composer" },
      h("label", { for: "question", class: "unseen" }, texts.input),
      h("div", { class: "field" }, this.field, this.button),
      this.count,
    );
    const submit = () => {
      const text = this.field.value.trim();
      if (!text) return;
      this.field.value = "";
      this.#changed();
      send(text);
    };
    this.field.addEventListener("input", () => this.#changed());
    this.field.addEventListener("keydown", (event) => {
      // While an input method composes a character, Enter chooses it; Safari says so by the key's code alone.
      if (event.key !== "Enter" || event.shiftKey || event.isComposing || event.keyCode === 229) return;
      event.preventDefault();
      submit();
    });
    this.element.addEventListener("submit", (event) => {
      event.preventDefault();
      submit();
    });
  }

  #changed() {
    const { field } = this;
    this.button.disabled = !field.value.trim();
    const left = LONGEST - field.value.length;
    this.count.textContent = left < COUNTED ? filled(texts.left, { count: left }) : "";
    field.style.blockSize = "auto";
    field.style.blockSize = `${field.scrollHeight}px`;
  }
}
