// Titles that go on from what is being typed. Nothing is chosen by itself: Enter sends, unless a title was gone to.
import { h } from "../shared/dom.js";
import { filled, texts } from "../shared/texts.js";

// Milliseconds without a key before the server is asked.
const PAUSE = 150;
const LONGEST = 40;
const TITLE = /^\p{L}[\p{L}\d ,.'’&/-]*$/u;

/** Where in a text the beginning of a title stands that its end may be; -1 where it looks like none. */
export function titleIn(text) {
  const start = afterOneOf(text);
  const typed = text.slice(start);
  const isBegun = start ? typed.length >= 2 : typed.length >= 3 && typed.split(" ").length <= 2;
  return isBegun && typed.length <= LONGEST && TITLE.test(typed) ? start : -1;
}

/** What a title comes after: "what does a nur", "work as ele"; and, where one has come already, "from cashier to acc". */
function afterOneOf(text) {
  const words = text.toLowerCase().split(/(?<=\s)/);
  const says = (list, word) => texts[list].split(" ").includes(word.trim());
  const first = words.findIndex((word) => says("titleAfter", word));
  const last = words.findLastIndex((word, at) => says("titleAfter", word) || (first >= 0 && at > first && says("titleAnd", word)));
  // The word that is being typed is none of them yet.
  return last < words.length - 1 ? words.slice(0, last + 1).join("").length : 0;
}

export class Completion {
  #asked = new Map();
  #at = -1;
  #quietUntil = 0;

  constructor({ field, element }, base) {
    Object.assign(this, { field, base });
    this.list = h("ul", { class: "titles", role: "listbox", id: "titles", "aria-label": texts.titles, hidden: true });
    this.status = h("span", { class: "unseen", role: "status" });
    element.prepend(this.list, this.status);
    field.setAttribute("aria-autocomplete", "list");
    field.addEventListener("input", (event) => event.isComposing || this.#later());
    field.addEventListener("blur", () => this.#close());
    // Before the composer, which would send at Enter.
    field.addEventListener("keydown", (event) => this.#key(event), true);
  }

  get #options() {
    return [...this.list.children];
  }

  #later() {
    clearTimeout(this.timer);
    const { value, selectionEnd } = this.field;
    const start = selectionEnd === value.length ? titleIn(value) : -1;
    if (start < 0) return this.#close();
    this.timer = setTimeout(() => this.#complete(value, start), PAUSE);
  }

  async #complete(value, start) {
    const typed = value.slice(start).trimEnd();
    const titles = await this.#titles(typed.toLowerCase());
    // Another key may have been pressed meanwhile.
    if (this.field.value !== value || this.field.getRootNode().activeElement !== this.field) return;
    const others = titles.filter((title) => title.toLowerCase() !== typed.toLowerCase());
    if (!others.length) return this.#close();
    this.#open(others, start);
  }

  async #titles(typed) {
    if (Date.now() < this.#quietUntil) return [];
    if (!this.#asked.has(typed)) this.#asked.set(typed, this.#fetched(typed));
    return this.#asked.get(typed);
  }

  // It is a help at most: whatever goes wrong, there are no titles.
  async #fetched(typed) {
    try {
      const url = new URL(`chat/titles?begin=${encodeURIComponent(typed)}`, this.base);
      const response = await fetch(url, { credentials: "omit", signal: AbortSignal.timeout(4000) });
      if (response.ok) return (await response.json()).titles;
      this.#quietUntil = Date.now() + 1000 * (Number(response.headers.get("Retry-After")) || 5);
    } catch {}
    this.#asked.delete(typed);
    return [];
  }

  #open(titles, start) {
    this.start = start;
    this.#at = -1;
    this.list.replaceChildren(
      ...titles.map((title, at) =>
        h(
          "li",
          {
            role: "option",
            id: `title-${at}`,
            "aria-selected": "false",
            // The field keeps the focus.
            onmousedown: (event) => event.preventDefault(),
            onclick: () => this.#take(title),
          },
          title,
        ),
      ),
    );
    this.list.hidden = false;
    this.status.textContent = filled(texts.titlesFound, { count: titles.length });
    // A text area of several lines is no combobox: it is one as long as the list is there.
    const { field } = this;
    field.setAttribute("role", "combobox");
    field.setAttribute("aria-expanded", "true");
    field.setAttribute("aria-controls", "titles");
  }

  #close() {
    clearTimeout(this.timer);
    if (this.list.hidden) return;
    this.list.hidden = true;
    this.list.replaceChildren();
    this.status.textContent = "";
    for (const name of ["role", "aria-expanded", "aria-controls", "aria-activedescendant"]) {
      this.field.removeAttribute(name);
    }
  }

  #key(event) {
    if (this.list.hidden || event.isComposing) return;
    const chosen = this.#options[this.#at];
    const act = {
      ArrowDown: () => this.#go(this.#at + 1),
      ArrowUp: () => this.#go(this.#at < 0 ? this.#options.length - 1 : this.#at - 1),
      Escape: () => this.#close(),
      Enter: chosen && !event.shiftKey && (() => this.#take(chosen.textContent)),
      Tab: chosen && !event.shiftKey && (() => this.#take(chosen.textContent)),
    }[event.key];
    if (!act) return event.key === "Enter" && this.#close();
    event.preventDefault();
    event.stopImmediatePropagation();
    act();
  }

  // Past either end is the text itself again.
  #go(at) {
    this.#at = at >= this.#options.length ? -1 : at;
    this.#options.forEach((option, each) => option.setAttribute("aria-selected", String(each === this.#at)));
    const chosen = this.#options[this.#at];
    if (chosen) this.field.setAttribute("aria-activedescendant", chosen.id);
    else this.field.removeAttribute("aria-activedescendant");
    chosen?.scrollIntoView({ block: "nearest" });
  }

  #take(title) {
    const { field } = this;
    field.setRangeText(title, this.start, field.value.length, "end");
    this.#close();
    field.dispatchEvent(new Event("input", { bubbles: true }));
    this.#close();
  }
}
