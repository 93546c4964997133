import { h } from "../shared/dom.js";
import { filled, texts } from "../shared/texts.js";

// So many entries are seen at once; one or two more are not worth a button.
const SEEN = 6;
const OVER = 2;

/** A list with its entries, those that do not fit on a phone behind a button. */
export function folded(list, entries, seen = SEEN) {
  list.append(...entries);
  const rest = entries.slice(seen);
  if (rest.length <= OVER) return list;
  const words = filled(texts.more, { count: rest.length });
  const button = h("button", { type: "button", class: "fold", "aria-expanded": "false" }, words);
  const fold = (is) => {
    for (const entry of rest) entry.hidden = is;
    button.setAttribute("aria-expanded", String(!is));
    button.textContent = is ? words : texts.less;
  };
  button.addEventListener("click", () => fold(button.getAttribute("aria-expanded") === "true"));
  fold(true);
  return h("div", { class: "folded" }, list, button);
}
