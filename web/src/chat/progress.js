import { h } from "../shared/dom.js";
import { filled, texts } from "../shared/texts.js";

/** How far one has come, where a text begins with that ("(7 of 18)"): the elements of its bar, and what is left. */
export function progress(text) {
  const [found, number, total] = /^\((\d{1,3})\D{1,12}(\d{1,3})\)\s*/.exec(text) ?? [];
  if (!found || Number(number) > Number(total)) return { bar: [], left: text };
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
  return { bar: [h("p", { class: "faint" }, words), meter], left: text.slice(found.length) };
}
