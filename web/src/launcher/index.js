// The round button on somebody's page. It loads the chat when it is first opened, and nothing before that.
import { palette } from "../shared/colour.js";
import { adopt, h, icon } from "../shared/dom.js";
import { direction, filled, texts } from "../shared/texts.js";
import css from "./launcher.css";
import { keepOnPage } from "./presence.js";
import { chosen } from "./settings.js";

// Where the chat's own file leaves its entry.
const CHAT = Symbol.for("rolewise.chat");
// Where the first of several lines on a page says that it is there.
const HERE = Symbol.for("rolewise.widget");
const WAS_OPEN = "rolewise open";

function start({ src, title = texts.title, color, open, lang }) {
  // The bot is where this file came from, under whatever path.
  const base = new URL(".", src);
  const language = lang || document.documentElement.lang || "en";

  const badge = h("span", { class: "face" }, icon("compass"));
  const button = h(
    "button",
    { type: "button", class: "launcher", "aria-expanded": "false", "aria-label": filled(texts.open, { title }) },
    badge,
    h("span", { class: "shut" }, icon("down")),
  );
  const trouble = h("p", { class: "trouble", role: "status", hidden: true });
  const host = h("rolewise-widget", { dir: direction(language) });
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
      loading ??= load(new URL(CHAT_FILE, base));
      const mount = await loading;
      chat ??= mount({ root, base, title, colours, css, language, onclose: hide });
    } catch {
      loading = null;
      trouble.textContent = texts.loadFailed;
      trouble.hidden = false;
      return;
    } finally {
      button.classList.remove("busy");
    }
    shown(true);
    chat.open(question);
  }

  function hide() {
    chat.close();
    shown(false);
    button.focus();
  }

  function shown(is) {
    host.classList.toggle("open", is);
    button.classList.toggle("open", is);
    button.setAttribute("aria-expanded", String(is));
    button.setAttribute("aria-label", is ? texts.close : filled(texts.open, { title }));
    remember(is);
  }

  button.addEventListener("click", () => (button.classList.contains("open") ? hide() : show()));
  // <button data-rolewise-ask="Who recruits?"> anywhere on the page opens the chat and asks.
  document.addEventListener("click", (event) => {
    const asking = event.target instanceof Element && event.target.closest("[data-rolewise-ask]");
    if (asking) show(asking.dataset.rolewiseAsk || undefined);
  });

  keepOnPage(host, () => chat?.returned());
  // On a phone the chat covers the page, so it is left to the visitor to open it again after a reload.
  const wide = matchMedia("(min-width: 481px)").matches;
  if (open || (wide && remembered())) show();
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
