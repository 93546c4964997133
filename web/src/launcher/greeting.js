// A word to whoever has looked at the page for a while; only where the page asks for it, and once a visit.
import { h, icon } from "../shared/dom.js";

const GREETED = "rolewise greeted";

/** Shows a greeting after some seconds, which opens the chat or goes away when it is pressed; returns what ends it. */
export function greetLater(seconds, words, root, open) {
  if (!(seconds > 0) || greeted()) return () => {};
  const end = () => {
    clearTimeout(timer);
    box.hidden = true;
  };
  const once = (then) => () => {
    end();
    then?.();
  };
  // Empty at first: what comes into a status is read out.
  const box = h("div", { class: "greeting", role: "status", hidden: true });
  root.append(box);
  const timer = setTimeout(() => {
    remember();
    box.hidden = false;
    box.append(
      h("button", { type: "button", class: "greet", onclick: once(open) }, words.greeting),
      h("button", { type: "button", class: "dismiss", "aria-label": words.dismiss, onclick: once() }, icon("close")),
    );
  }, seconds * 1000);
  return end;
}

function greeted() {
  try {
    return sessionStorage.getItem(GREETED) !== null;
  } catch {
    return false;
  }
}

function remember() {
  try {
    sessionStorage.setItem(GREETED, "1");
  } catch {}
}
