// What is said, drawn: the visitor's messages, and the bot's.
import { h, icon } from "../shared/dom.js";
import { texts } from "../shared/texts.js";
import { drawn } from "./document.js";
import { progress } from "./progress.js";
import { stamp } from "./stamp.js";
import { written } from "./text.js";

/** A message of the visitor's. retry(message) sends it again. */
export class Asked {
  constructor(message, { retry }) {
    this.message = message;
    this.retry = retry;
    this.status = h("p", { class: "status" });
    this.element = h(
      "div",
      { class: "asked" },
      h(
        "div",
        { class: "bubble", dir: "auto" },
        h("span", { class: "unseen", dir: "auto" }, `${texts.you}: `),
        h("p", {}, message.text),
      ),
      this.status,
      stamp(message.at),
    );
    this.update();
  }

  update() {
    const { state = "", problem = "" } = this.message;
    if (state === this.state && problem === this.problem) return;
    Object.assign(this, { state, problem });
    this.element.className = `asked ${state}`;
    const again = h(
      "button",
      { type: "button", class: "retry", onclick: () => this.retry(this.message) },
      icon("restart"),
      texts.retry,
    );
    if (state === "failed") this.status.replaceChildren(`${texts.failed} ${problem} `, again);
    else this.status.replaceChildren(state === "waiting" ? problem : "");
  }
}

/** A message of the bot's: its document where there is one that can be drawn, else its text. */
export class Told {
  constructor(message, { feedback }) {
    this.message = message;
    this.feedback = feedback;
    const [body, sources] = message.document ? drawn(message.document) : [];
    const tools = body && tells(message) ? this.#tools() : null;
    this.thanks = h("div", { class: "thanks" });
    this.element = h(
      "div",
      // Answers are in English, whatever the widget's own words are in.
      { class: "told", dir: "auto", lang: message.seq === undefined ? null : "en" },
      h("span", { class: "unseen", dir: "auto" }, `${texts.bot}: `),
      progress(message.finder ?? {}),
      body ?? bubble(message.text),
      sources || tools ? h("div", { class: "foot" }, sources, tools) : null,
      tools ? this.thanks : null,
      stamp(message.at),
    );
  }

  #tools() {
    const copy = tool(texts.copy, "copy", () => this.#copy(copy));
    this.up = tool(texts.yes, "up", () => this.#vote(true));
    this.down = tool(texts.no, "up", () => this.#vote(false));
    this.down.classList.add("turned");
    this.#press(this.message.helpful);
    return h(
      "div",
      // Part of the log, but not of what is read out when an answer comes.
      { class: "tools", "aria-live": "off" },
      // The clipboard is only there on HTTPS pages.
      navigator.clipboard ? copy : null,
      h("span", { class: "votes", role: "group", "aria-label": texts.helpful }, this.up, this.down),
    );
  }

  async #copy(button) {
    await navigator.clipboard.writeText(this.message.text);
    label(button, texts.copied, "check");
    setTimeout(() => label(button, texts.copy, "copy"), 2000);
  }

  #press(helpful) {
    this.up.setAttribute("aria-pressed", String(helpful === true));
    this.down.setAttribute("aria-pressed", String(helpful === false));
  }

  async #vote(helpful) {
    this.#press(helpful);
    try {
      await this.feedback(this.message, helpful);
      this.thanks.replaceChildren(h("p", {}, texts.thanks), helpful ? "" : this.#comment());
    } catch {
      this.#press(this.message.helpful);
      this.thanks.textContent = texts.unreachable;
    }
    this.thanks.scrollIntoView({ block: "nearest" });
  }

  #comment() {
    const field = h("input", { type: "text", maxlength: 500, "aria-label": texts.comment, placeholder: texts.comment });
    const form = h(
      "form",
      { class: "comment" },
      field,
      h("button", { type: "submit" }, texts.commentSend),
    );
    form.addEventListener("submit", async (event) => {
      event.preventDefault();
      if (!field.value.trim()) return;
      try {
        await this.feedback(this.message, false, field.value.trim());
        this.thanks.textContent = texts.thanks;
      } catch {
        field.focus();
      }
    });
    return form;
  }
}

function bubble(text) {
  if (!text) return null;
  return h("div", { class: "bubble" }, written(text));
}

function tool(name, shape, onclick) {
  const button = h("button", { type: "button", class: "tool", onclick });
  label(button, name, shape);
  return button;
}

function label(button, name, shape) {
  button.setAttribute("aria-label", name);
  button.title = name;
  button.replaceChildren(icon(shape));
}

/** Whether a message states something, which has a source or is about somebody: on all else one has no opinion. */
function tells({ document, answer }) {
  return Boolean(document.sources?.length || answer?.people?.length);
}
