// When the career finder has a screen of its own: loaded once it is first needed, over the log and the field.
import { h } from "../shared/dom.js";
import { texts } from "../shared/texts.js";

// Where the screen's own file leaves its entry, and how a link to a result ends.
const SCREEN = Symbol.for("rolewise.finder");
const LINK = "#rolewise-result=";

export class Finder {
  #screen = null;
  #loading = null;
  #restored = null;
  #asked = "";

  constructor({ base, root, panel, conversation }) {
    Object.assign(this, { base, root, panel, conversation });
    this.bar = h(
      "div",
      { class: "finder-bar", hidden: true },
      h("button", { type: "button", onclick: () => this.#opened() }, texts.finderOpen),
    );
  }

  /** Shows the question or the result that the conversation has come to, unless the visitor went back to the chat. */
  render() {
    const state = this.#restored ?? this.#state();
    if (!state) {
      if (this.#left && !this.conversation.busy && this.conversation.messages.length) this.#leave(false);
      this.#hide();
    } else if (this.#left && !this.#restored) {
      this.#hide();
      this.bar.hidden = false;
    } else {
      this.bar.hidden = true;
      this.#show(state);
    }
  }

  /** Opens the result that the page's address names, where it names one. */
  async restore() {
    if (!location.hash.startsWith(LINK)) return;
    const token = location.hash.slice(LINK.length);
    history.replaceState(null, "", location.pathname + location.search);
    try {
      const finder = await this.conversation.api.result(token);
      this.#restored = { message: { key: token, finder }, said: [], busy: false, restored: true };
    } catch (failure) {
      this.conversation.notice = failure.text || texts.unreachable;
      this.conversation.changed();
    }
    this.render();
  }

  get #left() {
    return this.conversation.memory.get("finder left") === true;
  }

  #leave(is) {
    if (this.#left !== is) this.conversation.memory.set("finder left", is);
  }

  #opened() {
    this.#leave(false);
    this.render();
  }

  /** The finder's last message among what was said to the visitor's last, and what else was said; null without one. */
  #state() {
    const { messages, busy } = this.conversation;
    const last = messages.findLastIndex(({ from }) => from === "user");
    const asked = messages[last];
    // Until there is an answer, what was asked before stands.
    const waiting = Boolean(asked?.state) && !messages.slice(last + 1).some(({ from }) => from === "bot");
    const end = waiting ? last : messages.length;
    const before = waiting ? messages.slice(0, last).findLastIndex(({ from }) => from === "user") : last;
    const replies = messages.slice(before + 1, end).filter(({ from }) => from === "bot");
    const isOf = ({ finder }) => finder?.question;
    // What is asked on the screen of a result is answered beside it.
    const beside = () => (this.#asked && asked?.key === this.#asked ? messages.findLast(isOf) : null);
    const message = replies.findLast(isOf) ?? beside();
    if (!message || (!replies.includes(message) && message.finder.question !== "result")) return null;
    const said = replies.filter((reply) => reply !== message).map(({ text }) => text);
    const failed = asked?.state && asked.state !== "sending" ? asked : null;
    const retry = failed && (() => this.conversation.retry(failed));
    return { message, said: waiting ? [] : said, busy, problem: failed?.problem, retry };
  }

  async #show(state) {
    this.#loading ??= load(new URL(FINDER_FILE, this.base)).then((mount) =>
      mount({
        words: texts,
        root: this.root,
        panel: this.panel,
        say: (text) => this.#say(text),
        ask: (text) => this.#ask(text),
        keep: () => this.#keep(),
        leave: () => this.#closed(),
      }),
    );
    try {
      this.#screen ??= await this.#loading;
    } catch {
      // Without its screen the finder goes on in the chat.
      this.#loading = null;
      return;
    }
    if (!this.#left || this.#restored) this.#screen.show(this.#restored ?? this.#state() ?? state);
  }

  #hide() {
    this.bar.hidden = true;
    this.#screen?.hide();
  }

  #say(text) {
    this.#restored = null;
    this.conversation.send(text);
    this.#asked = this.conversation.messages.at(-1).key;
    this.render();
  }

  /** Asks in the chat what is better read there. */
  #ask(text) {
    this.#closed();
    this.conversation.send(text);
  }

  #closed() {
    if (this.#restored) this.#restored = null;
    else this.#leave(true);
    this.render();
    this.panel.querySelector("textarea").focus();
  }

  async #keep() {
    const { token } = await this.conversation.api.keepResult();
    return location.href.split("#")[0] + LINK + token;
  }
}

function load(url) {
  return new Promise((resolve, reject) => {
    const script = h("script", { src: url.href, onload: () => resolve(window[SCREEN]), onerror: reject });
    document.head.append(script);
  });
}
