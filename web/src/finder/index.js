// The career finder as a screen of its own: one question at a time, then the result. Loaded when it is first needed.
// The server stays the one that knows: what is pressed here is said in the conversation, what is shown is its answer.
import { h, icon } from "../shared/dom.js";
import { speak, texts } from "../shared/texts.js";
import css from "./finder.css";
import { Question } from "./question.js";
import { Result } from "./result.js";

/**
 * Puts the screen into a chat's panel, in the chat's words. say(text): says something in the conversation; ask(text): does so in the chat;
 * keep(): a link to the result, as a promise of its address; leave(): back to the chat. Returns show(state) and hide(); see Finder in chat/finder.js.
 */
function mount({ words, root, panel, say, ask, keep, leave }) {
  speak(words);
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(css);
  root.adoptedStyleSheets = [...root.adoptedStyleSheets, sheet];
  const close = h(
    "button",
    { type: "button", class: "finder-close", onclick: leave },
    icon("close"),
    h("span", {}, texts.finderLeave),
  );
  const note = h("div", { class: "finder-note", role: "status" });
  const body = h("div", { class: "finder-body" });
  const scroll = h("div", { class: "finder-scroll" }, note, body);
  const element = h(
    "section",
    { class: "finder", "aria-label": texts.finderTitle, hidden: true },
    h("div", { class: "finder-top" }, h("h2", {}, texts.finderTitle), close),
    scroll,
  );
  panel.append(element);
  let view = null;
  let shown = "";

  element.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && !event.isComposing) {
      event.stopPropagation();
      leave();
    } else if (!event.ctrlKey && !event.metaKey && !event.altKey) view?.pressed?.(event);
  });

  /** What the bot said beside the question or the result, and what went wrong on the way. */
  function remark(said, problem, retry) {
    const words = said.map((text) => h("p", {}, text));
    const trouble = problem && h("p", { class: "finder-problem" }, problem, " ", retry && again(retry));
    note.replaceChildren(...words, ...[trouble].filter(Boolean));
  }

  function again(retry) {
    return h("button", { type: "button", onclick: retry }, texts.retry);
  }

  return {
    /** state: {message, said, busy, problem, retry}: the question or result, and what was said beside it. */
    show({ message, said, busy, problem, retry, restored = false }) {
      const wasHidden = element.hidden;
      element.hidden = false;
      panel.classList.add("finding");
      remark(said, problem, retry);
      if (message.key !== shown || wasHidden) {
        shown = message.key;
        const View = message.finder.question === "result" ? Result : Question;
        view = new View(message, { say, ask, keep, restored });
        body.replaceChildren(view.element);
        scroll.scrollTop = 0;
        view.focus();
      }
      view.disable(busy);
      element.setAttribute("aria-busy", String(busy));
    },
    hide() {
      element.hidden = true;
      panel.classList.remove("finding");
    },
  };
}

window[Symbol.for("rolewise.finder")] = mount;
