// Texts that come without a document are plain: lines, "- " for the entries of a list, addresses that become links.
import { h, icon } from "../shared/dom.js";
import { texts } from "../shared/texts.js";

const ADDRESS = /https?:\/\/[^\s<>"“”]+[^\s<>"“”.,;:!?)\]}'’]/g;

/** A link to another site, or just the words where the address is not http(s). */
export function link(address, words = address) {
  let url;
  try {
    url = new URL(address);
  } catch {
    return words;
  }
  if (url.protocol !== "https:" && url.protocol !== "http:") return words;
  return h(
    "a",
    { href: url.href, target: "_blank", rel: "noopener noreferrer nofollow" },
    words,
    icon("link"),
    h("span", { class: "unseen" }, ` ${texts.newTab}`),
  );
}

/** The words of a line, addresses in it as links. */
export function linked(line) {
  const parts = [];
  let done = 0;
  for (const { 0: address, index } of line.matchAll(ADDRESS)) {
    parts.push(line.slice(done, index), link(address));
    done = index + address.length;
  }
  parts.push(line.slice(done));
  return parts.filter((part) => part !== "");
}

/** Paragraphs and lists. */
export function written(text) {
  const blocks = [];
  let list = null;
  for (const line of text.split("\n")) {
    if (line.startsWith("- ")) {
      if (!list) blocks.push((list = h("ul")));
      list.append(h("li", {}, linked(line.slice(2))));
    } else {
      list = null;
      if (line.trim()) blocks.push(h("p", {}, linked(line)));
    }
  }
  return blocks;
}
