// The round button on somebody's page. It loads the chat when it is first opened, and nothing before that.
import { palette } from "../shared/colour.js";
import { adopt, h, icon } from "../shared/dom.js";
import { direction, filled } from "../shared/language.js";
import { Events } from "./events.js";
import { greetLater } from "./greeting.js";
import css from "./launcher.css";
import { keepOnPage } from "./presence.js";
import { chosen } from "./settings.js";
import { Unread } from "./unread.js";
import { loadWords, spoken, wordsOf } from "./words.js";

// Where the chat's own file leaves its entry.
const CHAT = Symbol.for("rolewise.chat");
// Where the first of several lines on a page says that it is there.
const HERE = Symbol.for("rolewise.widget");
const WAS_OPEN = "rolewise open";

function start({ src, color, open, lang, isPage, greet, hasVoice, ...settings }) {
  // The bot is where this file came from, under whatever path.
  const base = new URL(".", src);
  const asked = (isPage && new URLSearchParams(location.search).get("lang")) || lang;
  const language = asked || document.documentElement.lang || "en";
  const tongue = spoken(language);
  const texts = wordsOf(tongue);
  const title = settings.title ?? texts.title;
  if (isPage) document.documentElement.lang = tongue;

  const badge = h("span", { class: "face" }, icon("compass"));
  const button = h(
    "button",
    { type: "button", class: "launcher", "aria-expanded": "false", "aria-label": filled(texts.open, { title }) },
    badge,
    h("span", { class: "shut" }, icon("down")),
  );
  const events = new Events();
  const unread = new Unread();
  button.append(unread.element);
  const ended = new AbortController();
  const trouble = h("p", { class: "trouble", role: "status", hidden: true });
  const host = h("rolewise-widget", { dir: direction(language), class: isPage && "page", lang: tongue });
  // Open rather than closed: a closed root keeps nobody out, but hides the widget from accessibility checkers.
  const root = host.attachShadow({ mode: "open" });
  const colours = palette(color);
  adopt(root, colours, css);
  root.append(trouble, button);

  let chat = null;
  let loading = null;

  async function show(question) {
    button.classList.add("busy");
    trouble.hidden = true;
    try {
      loading ??= Promise.all([load(new URL(CHAT_FILE, base)), loadWords(tongue, base)]);
      const [mount, words] = await loading;
      if (ended.signal.aborted) return;
      chat ??= mount({
        ...{ root, base, title, colours, css, words, isPage, language: tongue, hasVoice },
        ...{ onclose: hide, emit: (name, detail) => heard(name, detail), signal: ended.signal },
      });
    } catch {
      loading = null;
      trouble.textContent = texts.loadFailed;
      trouble.hidden = false;
      return;
    } finally {
      button.classList.remove("busy");
    }
    const wasOpen = host.classList.contains("open");
    shown(true);
    if (!wasOpen) events.emit("open");
    await chat.open(question);
  }

  // Of what is said while the chat is closed, the button tells.
  function heard(name, detail) {
    if (name === "message" && !host.classList.contains("open")) unread.add();
    label();
    events.emit(name, detail);
  }

  function hide() {
    chat.close();
    shown(false);
    button.focus();
    events.emit("close");
  }

  function shown(is) {
    host.classList.toggle("open", is);
    button.classList.toggle("open", is);
    button.setAttribute("aria-expanded", String(is));
    if (is) {
      unread.clear();
      ungreet();
    }
    label();
    if (!isPage) remember(is);
  }

  function label() {
    const is = host.classList.contains("open");
    const more = unread.count ? ` (${filled(texts.unread, { count: unread.count })})` : "";
    button.setAttribute("aria-label", is ? texts.close : filled(texts.open, { title }) + more);
  }

  button.addEventListener("click", () => (button.classList.contains("open") ? hide() : show()));
  // <button data-rolewise-ask="Who recruits?"> anywhere on the page opens the chat and asks.
  const pressed = (event) => {
    const asking = event.target instanceof Element && event.target.closest("[data-rolewise-ask]");
    if (asking) show(asking.dataset.rolewiseAsk || undefined);
  };
  document.addEventListener("click", pressed, { signal: ended.signal });

  const letGo = keepOnPage(host, () => chat?.returned());
  const ungreet = greetLater(Number(greet), texts, root, () => show());
  // On a phone the chat covers the page, so it is left to the visitor to open it again after a reload.
  const wide = matchMedia("(min-width: 481px)").matches;
  const linked = location.hash.startsWith("#rolewise-result=");
  if (isPage || open || linked || (wide && remembered())) show();

  // What a page may do with the widget: docs/embedding.md.
  window.rolewise = Object.freeze({
    open: () => show(),
    close: () => host.classList.contains("open") && !isPage && hide(),
    ask: (text) => show(String(text)),
    on: (name, listen) => events.on(name, listen),
    destroy() {
      ended.abort();
      ungreet();
      events.end();
      letGo();
      host.remove();
      window[HERE] = false;
      delete window.rolewise;
    },
  });
  dispatchEvent(new Event("rolewise"));
}

function load(url) {
  return new Promise((resolve, reject) => {
    // A plain script needs neither CORS nor a nonce of its own under 'strict-dynamic', as import() would.
    const script = h("script", { src: url.href, onload: () => resolve(window[CHAT]), onerror: reject });
    document.head.append(script);
  });
}

// A page may be denied storage (third-party frames, private windows); then nothing is remembered.
function remember(is) {
  try {
    if (is) sessionStorage.setItem(WAS_OPEN, "1");
    else sessionStorage.removeItem(WAS_OPEN);
  } catch {}
}

function remembered() {
  try {
    return sessionStorage.getItem(WAS_OPEN) !== null;
  } catch {
    return false;
  }
}

const settings = chosen();
if (!settings.src) console.warn("Rolewise: name the address of widget.js as rolewiseSettings.src.");
else if (!window[HERE]) {
  window[HERE] = true;
  if (document.body) start(settings);
  else document.addEventListener("DOMContentLoaded", () => start(settings), { once: true });
}
