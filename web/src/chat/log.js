// The list of messages, kept in step with the conversation: what is new is appended, so that it is read out once.
import { h } from "../shared/dom.js";
import { texts } from "../shared/texts.js";
import { Asked, Told } from "./bubbles.js";

// Milliseconds after which an answer is called slow.
const SLOW = 8000;

export class Log {
  #shown = [];
  #replies = "";

  constructor(conversation) {
    this.conversation = conversation;
    this.handlers = {
      retry: (message) => conversation.retry(message),
      feedback: (...opinion) => conversation.feedback(...opinion),
    };
    this.welcome = new Told({ text: texts.welcome }, this.handlers).element;
    this.welcome.classList.add("welcome");
    // Off until what was said before is there: it is read where one goes through it, not read out as if it came now.
    this.list = h("div", { class: "log", role: "log", "aria-live": "off" }, this.welcome);
    this.dots = dots();
    this.typing = h("div", { class: "typing" }, this.dots, h("span", { class: "unseen", role: "status" }));
    this.buttons = h("div", { class: "replies", role: "group", "aria-label": texts.replies });
    // What scrolls is the stop of the Tab key, as arrows scroll it; the log in it is none, or it were read out twice.
    this.element = h(
      "div",
      { class: "scroll", role: "group", "aria-label": texts.messages, tabindex: "0" },
      this.list,
      this.typing,
      this.buttons,
    );
    this.dots.hidden = true;
    new ResizeObserver(() => this.#stay()).observe(this.element);
    this.element.addEventListener("scroll", () => {
      this.atEnd = this.#isNear();
      this.place = this.element.scrollTop;
    });
  }

  /** From now on, what comes is read out. */
  announce() {
    this.list.setAttribute("aria-live", "polite");
  }

  /** Shows what it showed before the page took it away, and with it where it was scrolled to. */
  keepPlace() {
    this.element.scrollTo({ top: this.place ?? 0, behavior: "instant" });
  }

  render() {
    const { messages, busy } = this.conversation;
    const near = this.#isNear();
    const before = this.#shown.at(-1);
    const same = this.#shown.findIndex(({ message }, at) => message.key !== messages[at]?.key);
    for (const { view } of same < 0 ? [] : this.#shown.splice(same)) view.element.remove();
    messages.forEach((message, at) => this.#show(message, this.#shown[at]));
    this.#wait(busy && !messages.some((message) => message.state === "failed" && message === messages.at(-1)));
    const offered = this.#offer(busy ? [] : replies(messages));
    if (this.#shown.at(-1) !== before || (offered && near)) this.#reveal();
    else if (near) this.element.scrollTop = this.element.scrollHeight;
    // What fits in whole is never scrolled.
    this.atEnd = this.#isNear();
  }

  #show(message, shown) {
    if (!shown) {
      shown = { message, view: new (message.from === "user" ? Asked : Told)(message, this.handlers) };
      this.#shown.push(shown);
      this.list.append(shown.view.element);
    }
    shown.view.update?.();
  }

  // What was said last, from its beginning on: that is what one reads first, so nothing long is scrolled past it.
  #reveal() {
    const { element } = this;
    const asked = this.#shown.findLastIndex(({ message }) => message.from === "user");
    const first = [asked, asked + 1].map((at) => this.#shown[at]?.view.element).filter(Boolean);
    if (!first.length) return;
    const top = first.at(first[0].offsetHeight < element.clientHeight / 5 ? 0 : -1).getBoundingClientRect().top;
    const there = top - element.getBoundingClientRect().top + element.scrollTop - 14;
    element.scrollTo({ top: Math.min(there, element.scrollHeight - element.clientHeight) });
  }

  #isNear() {
    const { scrollHeight, scrollTop, clientHeight } = this.element;
    return scrollHeight - scrollTop - clientHeight < 80;
  }

  // Where the keyboard of a phone takes room away, the end stays in sight if it was.
  #stay() {
    if (this.atEnd && this.element.clientHeight) this.element.scrollTop = this.element.scrollHeight;
  }

  #wait(is) {
    if (is !== this.dots.hidden) return;
    this.dots.hidden = !is;
    const words = this.typing.lastChild;
    clearTimeout(this.slow);
    words.className = "unseen";
    words.textContent = is ? texts.typing : "";
    if (is) {
      this.slow = setTimeout(() => {
        words.className = "faint";
        words.textContent = texts.slow;
      }, SLOW);
    }
  }

  /** Shows what may be pressed now; returns whether there is something new to press. */
  #offer(buttons) {
    const shown = JSON.stringify(buttons);
    if (shown === this.#replies) return false;
    this.#replies = shown;
    // Whoever answers with the keyboard goes on from button to button.
    const root = this.element.getRootNode();
    const here = this.buttons.contains(root.activeElement) || this.held;
    this.held = here && !buttons.length;
    if (this.held) this.element.focus({ preventScroll: true });
    this.buttons.replaceChildren(
      ...buttons.map((button) =>
        h(
          "button",
          { type: "button", onclick: () => this.conversation.send(button.title, button.plain ? undefined : button) },
          button.title,
        ),
      ),
    );
    // Unless the focus was moved elsewhere in the meantime.
    const kept = root.activeElement === this.element || root.activeElement === null;
    if (here && buttons.length && kept) this.buttons.firstChild.focus({ preventScroll: true });
    return buttons.length > 0;
  }
}

function replies(messages) {
  if (!messages.length) return texts.suggestions.map((title) => ({ title, plain: true }));
  const last = messages.findLastIndex((message) => message.from === "user");
  return messages.slice(last + 1).findLast((message) => message.buttons?.length)?.buttons ?? [];
}

function dots() {
  return h("span", { class: "dots", "aria-hidden": "true" }, h("i"), h("i"), h("i"));
}
