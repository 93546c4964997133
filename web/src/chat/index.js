// The chat: loaded by the launcher when it is first opened, and put beside it in the same shadow root.
import { adopt, h, icon } from "../shared/dom.js";
// What is said to the bot, which reads English, in the visitor's place.
import said from "../shared/said.json";
import { speak, texts } from "../shared/texts.js";
import { Api } from "./api.js";
import css from "./chat.css";
import { Completion } from "./completion.js";
import { Composer } from "./composer.js";
import { Conversation } from "./conversation.js";
import { Finder } from "./finder.js";
import { Enlarging } from "./enlarging.js";
import extras from "./extras.css";
import { Log } from "./log.js";
import { Memory } from "./memory.js";
import { Menu } from "./menu.js";
import { Back, keepInSight } from "./phone.js";
import { telling } from "./telling.js";
import { addVoice } from "./voice.js";

/** Puts a chat into the launcher's root; returns how to open it (with a question, if any) and close it. */
function mount({ root, base, title, colours, css: launcherCss, words, language, isPage, hasVoice, ...page }) {
  const { onclose, emit, signal } = page;
  speak(words);
  adopt(root, colours, launcherCss, css, extras);
  const memory = new Memory(base);
  const conversation = new Conversation(new Api(base), memory, render, telling(emit), signal);
  const log = new Log(conversation);
  // The bot itself asks before it erases anything.
  const menu = new Menu([
    { text: texts.times, pressed: () => memory.get("times") === true, press: () => showTimes(!memory.get("times")) },
    { text: texts.erase, press: () => conversation.send(said.erase) },
  ]);
  const back = new Back(onclose);
  const composer = new Composer((text) => conversation.send(text));
  new Completion(composer, base);
  const enlarging = new Enlarging(root.host);
  const notice = h("div", { class: "notice", role: "status" });
  const asking = h("div", {
    class: "notice asking",
    role: "alertdialog",
    "aria-label": texts.restartAsk,
    hidden: true,
  });
  const restart = h(
    "button",
    { type: "button", class: "plainly", "aria-label": texts.restart, title: texts.restart },
    icon("restart"),
  );
  const close = h(
    "button",
    { type: "button", class: "plainly", "aria-label": texts.close, title: texts.close },
    icon("close"),
  );
  const panel = h(
    "section",
    { class: "panel", role: "dialog", "aria-label": title, lang: language, hidden: true },
    h(
      "header",
      {},
      h("span", { class: "face" }, icon("compass")),
      h("div", { class: "names" }, h("h2", {}, title), h("p", {}, texts.subtitle)),
      restart,
      menu.element,
      isPage ? null : [enlarging.button, close],
    ),
    notice,
    asking,
    log.element,
    composer.element,
    h("p", { class: "note" }, texts.note),
  );

  const finder = new Finder({ base, root, panel, conversation });
  composer.element.before(finder.bar);

  function render() {
    const problem = conversation.offline ? texts.offline : conversation.notice;
    if (notice.textContent !== problem) notice.textContent = problem;
    restart.disabled = !conversation.messages.length;
    log.render();
    finder.render();
  }

  function showTimes(is) {
    memory.set("times", is);
    log.element.classList.toggle("timed", is);
  }

  function askRestart(is) {
    asking.hidden = !is;
    if (is) asking.querySelector("button").focus();
    else restart.focus();
  }

  asking.append(
    h("p", {}, texts.restartAsk),
    h(
      "button",
      {
        type: "button",
        onclick: async () => {
          askRestart(false);
          await conversation.restart();
          composer.field.focus();
        },
      },
      texts.restartYes,
    ),
    h("button", { type: "button", onclick: () => askRestart(false) }, texts.restartNo),
  );
  restart.addEventListener("click", () => askRestart(true));
  close.addEventListener("click", onclose);
  panel.addEventListener("keydown", (event) => {
    // Keys pressed in the chat are none of the page's shortcuts.
    event.stopPropagation();
    if (event.key !== "Escape" || event.isComposing) return;
    if (asking.hidden && enlarging.is) enlarging.set(false);
    else if (asking.hidden) isPage || onclose();
    else askRestart(false);
  });

  if (hasVoice) addVoice(composer, (words) => (notice.textContent = words));
  panel.addEventListener("pointerdown", ({ target }) => menu.element.contains(target) || menu.show(false, false));
  root.prepend(panel);
  keepInSight(panel);
  showTimes(memory.get("times") === true);
  const started = conversation.start().then(render);
  started.then(() => setTimeout(() => log.announce(), 100));
  render();

  return {
    async open(question) {
      panel.hidden = false;
      back.opened();
      // On a phone the keyboard would cover what there is to read.
      if (matchMedia("(pointer: coarse)").matches) (isPage ? restart : close).focus();
      else composer.field.focus();
      await started;
      log.render();
      if (question) conversation.send(question);
      await finder.restore();
    },
    returned() {
      log.keepPlace();
    },
    close() {
      panel.hidden = true;
      back.closed();
    },
  };
}

window[Symbol.for("rolewise.chat")] = mount;
