// One question of the career finder: how far one has come, the answers as large buttons or a field, and the ways on.
import { h } from "../shared/dom.js";
import said from "../shared/said.json";
import { filled, texts } from "../shared/texts.js";

// What these say in the conversation; the server understands them in any state of the finder.

export class Question {
  constructor({ finder, document, text }, { say }) {
    this.say = say;
    const { number, total, asks } = finder;
    const choices = document?.choices ?? [];
    // The last choice leaves a question open: it stands among the ways on.
    this.open = choices.at(-1);
    this.answers = choices.slice(0, -1).map((choice, at) => answer(choice, at + 1, say));
    this.field = choices.length < 2 ? h("textarea", { id: "finder-answer", rows: "3", maxlength: 500 }) : null;
    this.heading = h("h3", { tabindex: "-1", class: "finder-asks" }, asks ?? text);
    this.ways = this.#ways(number > 1 || !number);
    this.element = h(
      "div",
      { class: "finder-question" },
      number ? progress(number, total) : h("p", { class: "finder-count" }, texts.finderLast),
      this.heading,
      this.field ? this.#written() : this.#pressed(),
      this.ways,
    );
  }

  focus() {
    this.heading.focus({ preventScroll: true });
  }

  disable(is) {
    for (const control of this.element.querySelectorAll("button, textarea")) control.disabled = is;
  }

  /** 1 to 5 answer, arrows go from answer to answer; in a field they are what is typed. */
  pressed(event) {
    if (event.target === this.field) return;
    const answered = this.answers[Number(event.key) - 1];
    const step = { ArrowDown: 1, ArrowRight: 1, ArrowUp: -1, ArrowLeft: -1 }[event.key];
    if (answered) answered.click();
    else if (step && this.answers.length) this.#move(step);
    else return;
    event.preventDefault();
  }

  #move(step) {
    const count = this.answers.length;
    const at = this.answers.indexOf(this.element.getRootNode().activeElement);
    this.answers[at < 0 ? (step > 0 ? 0 : count - 1) : (at + step + count) % count].focus();
  }

  #pressed() {
    return h("div", { class: "finder-answers", role: "group", "aria-label": texts.finderAnswers }, this.answers);
  }

  #written() {
    const form = h(
      "form",
      { class: "finder-written" },
      h("label", { for: "finder-answer", class: "unseen" }, texts.finderOwnWords),
      this.field,
      h("button", { type: "submit", class: "finder-go" }, texts.finderGo),
    );
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      const text = this.field.value.trim();
      if (text) this.say(text);
      else this.field.focus();
    });
    return form;
  }

  #ways(hasBefore) {
    const way = (name, words, says = said[name]) =>
      h("button", { type: "button", class: `finder-way ${name}`, onclick: () => this.say(says) }, words);
    return h(
      "div",
      { class: "finder-ways", role: "group", "aria-label": texts.finderWays },
      hasBefore ? way("back", texts.finderBack) : null,
      this.open ? way("skip", this.open.title, this.open.payload) : null,
      way("result", texts.finderResult),
      way("stop", texts.finderStop),
    );
  }
}

function answer({ title, payload }, number, say) {
  return h(
    "button",
    { type: "button", class: "finder-choice", onclick: () => say(payload) },
    h("span", { class: "finder-number", "aria-hidden": "true" }, String(number)),
    h("span", {}, title),
  );
}

function progress(number, total) {
  const label = filled(texts.progress, { number, total });
  const done = h("span", { class: "done" });
  // A width set by script is no inline style to a Content-Security-Policy.
  done.style.inlineSize = `${(100 * (number - 1)) / total}%`;
  return h(
    "div",
    { class: "finder-progress" },
    h("p", { class: "finder-count" }, label),
    h(
      "div",
      {
        class: "progress",
        role: "progressbar",
        "aria-label": label,
        "aria-valuenow": number,
        "aria-valuemin": "0",
        "aria-valuemax": total,
      },
      done,
    ),
  );
}
