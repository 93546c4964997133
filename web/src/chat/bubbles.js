// What is said, drawn: the visitor's messages, and the bot's.
import { h, icon } from "../shared/dom.js";
import { texts } from "../shared/texts.js";
import { drawn } from "./document.js";
import { progress } from "./progress.js";
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
    const drawing = message.document ? drawn(message.document) : [];
    this.element = h(
      "div",
      // Answers are in English, whatever the widget's own words are in.
      { class: "told", dir: "auto", lang: message.seq === undefined ? null : "en" },
      h("span", { class: "unseen", dir: "auto" }, `${texts.bot}: `),
      progress(message.finder ?? {}),
      drawing.length ? drawing : bubble(message.text),
      drawing.length && tells(message) ? this.#tools() : null,
    );
  }

  #tools() {
    const copy = h("button", { type: "button", class: "tool" }, icon("copy"), texts.copy);
    copy.addEventListener("click", async () => {
      await navigator.clipboard.writeText(this.message.text);
      copy.replaceChildren(icon("check"), texts.copied);
      setTimeout(() => copy.replaceChildren(icon("copy"), texts.copy), 2000);
    });
    const vote = (helpful) =>
      h(
        "button",
        {
          type: "button",
          class: `tool thumb ${helpful ? "" : "turned"}`,
          "aria-pressed": "false",
          "aria-label": helpful ? texts.yes : texts.no,
          onclick: () => this.#vote(helpful),
        },
        icon("up"),
      );
    this.up = vote(true);
    this.down = vote(false);
    this.thanks = h("div", { class: "thanks", role: "status" });
    return h(
      "div",
      { class: "tools" },
      // The clipboard is only there on HTTPS pages.
      navigator.clipboard ? copy : null,
      h("span", { class: "votes", role: "group", "aria-label": texts.helpful }, this.up, this.down),
      this.thanks,
    );
  }

  async #vote(helpful) {
    this.up.setAttribute("aria-pressed", String(helpful));
    this.down.setAttribute("aria-pressed", String(!helpful));
    try {
      await this.feedback(this.message.seq, helpful);
    } catch {
      this.up.setAttribute("aria-pressed", "false");
      this.down.setAttribute("aria-pressed", "false");
      this.thanks.textContent = texts.unreachable;
      return;
    }
    this.thanks.replaceChildren(texts.thanks, helpful ? "" : this.#comment());
  }

  #comment() {
    const field = h("input", { type: "text", maxlength: 500, "aria-label": texts.comment, placeholder: texts.comment });
    const form = h(
      "form",
      { class: "comment" },
      field,
      h("button", { type: "submit", class: "tool" }, texts.commentSend),
    );
    form.addEventListener("submit", async (event) => {
      event.preventDefault();
      if (!field.value.trim()) return;
      try {
        await this.feedback(this.message.seq, false, field.value.trim());
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

/** Whether a message states something, which has a source or is about somebody: on all else one has no opinion. */
function tells({ document, answer }) {
  return Boolean(document.sources?.length || answer?.people?.length);
}
