// The result of the career finder: the profile, the roles, and what can be done with them.
import { drawn } from "../chat/document.js";
import { h, icon } from "../shared/dom.js";
import said from "../shared/said.json";
import { filled, texts } from "../shared/texts.js";
import { printed } from "./print.js";

export class Result {
  /** restored: whether it was opened by a link, in a conversation of its own that asked no question. */
  constructor({ finder, answer, text }, { say, ask, keep, restored }) {
    this.say = say;
    this.ask = ask;
    this.keep = keep;
    this.heading = h("h3", { tabindex: "-1" }, texts.finderResultTitle);
    this.sheet = h("div", { class: "finder-sheet" }, this.heading, drawn(finder.result));
    this.done = h("p", { class: "finder-done", role: "status" });
    const [first, second] = answer?.roles ?? [];
    const compare = first && second && filled(said.compare, { first: first.title, second: second.title });
    const further = [
      this.#asks(texts.finderMore, said.more),
      this.#asks(texts.finderSchooling, said.schooling),
      compare && this.#asks(texts.finderCompare, compare, this.ask),
      this.#asks(texts.finderMethod, said.method),
      this.#asks(texts.finderBack, said.back),
    ];
    this.element = h(
      "div",
      { class: "finder-result" },
      this.sheet,
      h(
        "div",
        { class: "finder-keep", role: "group", "aria-label": texts.finderKeep },
        this.#does("print", texts.finderPrint, () => printed(this.sheet)),
        restored ? null : this.#does("link", texts.finderLink, () => this.#link()),
        // The clipboard is only there on HTTPS pages.
        navigator.clipboard ? this.#does("copy", texts.finderCopy, () => this.#copy(plain(this.sheet) || text)) : null,
      ),
      this.done,
      restored
        ? h("div", { class: "finder-ways" }, this.#asks(texts.finderOwn, said.own))
        : h("div", { class: "finder-ways", role: "group", "aria-label": texts.finderWays }, further.filter(Boolean)),
    );
  }

  focus() {
    this.heading.focus({ preventScroll: true });
  }

  disable(is) {
    for (const button of this.element.querySelectorAll("button")) button.disabled = is;
  }

  #asks(words, says, does = this.say) {
    return h("button", { type: "button", class: "finder-way", onclick: () => does(says) }, words);
  }

  #does(shape, words, does) {
    return h("button", { type: "button", class: "finder-way", onclick: does }, icon(shape), words);
  }

  async #link() {
    try {
      const address = await this.keep();
      const field = h("input", { type: "text", readonly: true, value: address, "aria-label": texts.finderAddress });
      await navigator.clipboard?.writeText(address).catch(() => {});
      this.done.replaceChildren(texts.finderLinked, field);
      field.select();
    } catch {
      this.done.textContent = texts.unreachable;
    }
  }

  async #copy(text) {
    await navigator.clipboard.writeText(text);
    this.done.textContent = texts.copied;
  }
}

/** A sheet as plain text: a line for each of its blocks, bars with their figures. */
function plain(sheet) {
  const lines = [...sheet.querySelectorAll("h3, p, li")].map((element) => {
    if (!element.querySelector(".figure")) return element.textContent.trim();
    return `- ${element.firstElementChild.textContent}: ${element.querySelector(".figure").textContent}`;
  });
  return lines.join("\n");
}
