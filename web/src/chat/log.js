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
    this.list = h(
      "div",
      { class: "log", role: "log", "aria-live": "polite", "aria-label": texts.messages, tabindex: "0" },
      this.welcome,
    );
    this.typing = h("div", { class: "typing", hidden: true }, dots(), h("span", { class: "unseen", role: "status" }));
    this.buttons = h("div", { class: "replies", role: "group", "aria-label": texts.replies });
    this.element = h("div", { class: "scroll" }, this.list, this.typing, this.buttons);
  }

  render() {
    const { messages, busy } = this.conversation;
    const near = this.element.scrollHeight - this.element.scrollTop - this.element.clientHeight < 80;
    const before = this.#shown.at(-1);
    const same = this.#shown.findIndex(({ message }, at) => message.key !== messages[at]?.key);
    for (const { view } of same < 0 ? [] : this.#shown.splice(same)) view.element.remove();
    messages.forEach((message, at) => this.#show(message, this.#shown[at]));
    this.#wait(busy && !messages.some((message) => message.state === "failed" && message === messages.at(-1)));
    this.#offer(busy ? [] : replies(messages));
    const last = this.#shown.at(-1);
    if (last && last !== before) this.#reveal(last);
    else if (near) this.element.scrollTop = this.element.scrollHeight;
  }

  #show(message, shown) {
    if (!shown) {
      shown = { message, view: new (message.from === "user" ? Asked : Told)(message, this.handlers) };
      this.#shown.push(shown);
      this.list.append(shown.view.element);
    }
    shown.view.update?.();
  }

  // The beginning of an answer is what one reads first: a long one is not scrolled past it.
  #reveal({ view }) {
    const { element } = this;
    const asked = view.element.previousElementSibling;
    const first = asked?.offsetHeight < 120 ? asked : view.element;
    const top = first.getBoundingClientRect().top - element.getBoundingClientRect().top + element.scrollTop;
    element.scrollTo({ top: Math.min(top - 14, element.scrollHeight - element.clientHeight) });
  }

  #wait(is) {
    if (is === !this.typing.hidden) return;
    this.typing.hidden = !is;
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

  #offer(buttons) {
    const shown = JSON.stringify(buttons);
    if (shown === this.#replies) return;
    this.#replies = shown;
    // Whoever answers with the keyboard goes on from button to button.
    const root = this.element.getRootNode();
    const here = this.buttons.contains(root.activeElement) || this.held;
    this.held = here && !buttons.length;
    if (this.held) this.list.focus({ preventScroll: true });
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
    const kept = root.activeElement === this.list || root.activeElement === null;
    if (here && buttons.length && kept) this.buttons.firstChild.focus({ preventScroll: true });
    if (buttons.length) this.element.scrollTop = this.element.scrollHeight;
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
