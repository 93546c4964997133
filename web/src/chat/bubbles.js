// What is said, drawn: the visitor's messages, and the bot's with their answers.
import { h, icon } from "../shared/dom.js";
import { filled, texts } from "../shared/texts.js";
import { drawn, unsaid } from "./answers/index.js";
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
        h("span", { class: "unseen" }, `${texts.you}: `),
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

/** What the bot said in one go: a text, or an answer with all of its texts. */
export class Told {
  #texts = [];
  #drawing = null;

  constructor(message, { ask, feedback }) {
    this.ask = ask;
    this.feedback = feedback;
    this.first = message;
    this.seen = h("div", { class: "seen" });
    this.plain = h("div", { class: "plain", hidden: true });
    this.element = h(
      "div",
      { class: "told", dir: "auto" },
      h("span", { class: "unseen" }, `${texts.bot}: `),
      this.seen,
      this.plain,
    );
    if (message.answer) this.#start(message.answer);
    this.add(message);
  }

  add(message) {
    const { text } = message;
    if (!text) return;
    this.#texts.push(text);
    this.plain.append(h("div", { class: "bubble" }, written(text, true)));
    const left = this.#drawing ? unsaid(this.first.answer, this.#drawing, text, message === this.first) : text;
    if (!left.trim()) return;
    const bubble = h("div", { class: "bubble" }, progress(left));
    // What opens the answer stands above the drawing, lines that complete it stand below.
    if (message === this.first && text.startsWith(left)) this.seen.prepend(bubble);
    else this.seen.insertBefore(bubble, this.#end());
  }

  // Sources stay last.
  #end() {
    return this.#drawing?.sources ?? null;
  }

  #start(answer) {
    const drawing = drawn(answer, this.ask);
    const visible = [...drawing.elements, drawing.people, drawing.sources].filter(Boolean);
    if (visible.length) this.#drawing = drawing;
    this.seen.append(...visible);
    // Where nothing is told there is nothing to have an opinion on, and nothing worth copying.
    if (answer.roles?.length && visible.length)
      this.element.append(this.#tools(Boolean(drawing.elements.length || drawing.people)));
  }

  #tools(switchable) {
    const toggle = h("button", { type: "button", class: "tool", "aria-pressed": "false" }, texts.asText);
    toggle.addEventListener("click", () => {
      const plain = this.plain.hidden;
      this.plain.hidden = !plain;
      this.seen.hidden = plain;
      toggle.setAttribute("aria-pressed", String(plain));
    });
    const copy = h("button", { type: "button", class: "tool" }, icon("copy"), texts.copy);
    copy.addEventListener("click", async () => {
      await navigator.clipboard.writeText(this.#texts.join("\n\n"));
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
      switchable ? toggle : null,
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
      await this.feedback(this.first.seq, helpful);
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
        await this.feedback(this.first.seq, false, field.value.trim());
        this.thanks.textContent = texts.thanks;
      } catch {
        field.focus();
      }
    });
    return form;
  }
}

/** A text; "(7 of 18)" at its beginning becomes a bar. */
function progress(text) {
  const [found, number, total] = /^\((\d{1,3})\D{1,12}(\d{1,3})\)\s*/.exec(text) ?? [];
  if (!found || Number(number) > Number(total)) return written(text);
  const words = filled(texts.progress, { number, total });
  const done = h("span", { class: "done" });
  done.style.inlineSize = `${(100 * number) / total}%`;
  const meter = h(
    "div",
    {
      class: "progress",
      role: "progressbar",
      "aria-label": words,
      "aria-valuenow": number,
      "aria-valuemin": "0",
      "aria-valuemax": total,
    },
    done,
  );
  return [h("p", { class: "faint" }, words), meter, ...written(text.slice(found.length))];
}
