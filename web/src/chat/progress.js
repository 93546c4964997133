import { h } from "../shared/dom.js";
import { filled, texts } from "../shared/texts.js";

/** How far one has come in the career finder: a bar, for those of its questions that are numbered. */
export function progress({ number, total }) {
  if (!(number > 0 && number <= total)) return null;
  const done = h("span", { class: "done" });
  // A width set by script is no inline style to a Content-Security-Policy.
  done.style.inlineSize = `${(100 * number) / total}%`;
  return h(
    "div",
    {
      class: "progress",
      role: "progressbar",
      "aria-label": filled(texts.progress, { number, total }),
      "aria-valuenow": number,
      "aria-valuemin": "0",
      "aria-valuemax": total,
    },
    done,
  );
}
