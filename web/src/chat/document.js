// Draws documents: what the bot says, as blocks (bot/saying/document.py, described in docs/answers.md). Nothing in them
// is read, so the bot may word them as it likes.
import { h } from "../shared/dom.js";
import { filled, texts } from "../shared/texts.js";
import { link, linked } from "./text.js";

const BLOCKS = new Map([
  ["heading", (block) => h("h3", {}, words(block.words))],
  ["paragraph", (block) => h("p", { dir: "auto" }, words(block.words))],
  // The card says in its words what it has in rows.
  ["card", (block) => h("p", { dir: "auto" }, words(block.words))],
  ["list", listing],
  ["bars", bars],
  ["table", table],
]);

/** The elements of a document, or none where it is not of a form that is known here: then its text says the same. */
export function drawn(document) {
  try {
    const blocks = document.blocks.flatMap(draw).filter(Boolean);
    const sources = words(document.sources ?? []);
    return [
      blocks.length ? h("div", { class: "document" }, blocks) : null,
      blocks.length && sources.length ? h("footer", { class: "sources" }, h("p", {}, sources)) : null,
    ].filter(Boolean);
  } catch (error) {
    console.warn("Rolewise: this answer is shown as text only.", error);
    return [];
  }
}

function draw(block) {
  const drawing = BLOCKS.get(block.type);
  if (!drawing) throw new TypeError(`no such block: ${block.type}`);
  return drawing(block);
}

/** A value that must be of a type, such as "string": another would be shown as "undefined" or "[object Object]". */
function checked(value, type) {
  if (typeof value !== type) throw new TypeError(`${value} is no ${type}`);
  return value;
}

function words(spans) {
  return spans.flatMap(({ text, strong, url }) => {
    const shown = url ? link(url, checked(text, "string")) : linked(checked(text, "string"));
    return strong ? h("strong", {}, shown) : shown;
  });
}

/** The line above a list or bars, where there is one. */
function above(block) {
  return block.words ? h("p", {}, words(block.words)) : null;
}

function listing(block) {
  const entries = block.items.map((item) => h("li", {}, words(item)));
  return [above(block), h("ul", {}, entries)];
}

function bars(block) {
  const compares = block.bars.some(({ before }) => before !== undefined);
  return [above(block), compares ? legend() : null, h("ul", { class: compares ? "bars compared" : "bars" }, block.bars.map(bar))];
}

/** How much something matters, of 100, and how much it did before: seen as a bar, heard as a sentence. */
function bar({ label, value, before }) {
  const compares = before !== undefined;
  const figures = compares ? `${before} → ${value}` : `${value}`;
  return h(
    "li",
    {},
    h("span", {}, checked(label, "string")),
    h("span", { class: "figure", "aria-hidden": "true" }, figures),
    h("span", { class: "unseen" }, filled(compares ? texts.valueBefore : texts.value, { value, before })),
    h(
      "span",
      { class: "track", "aria-hidden": "true" },
      filling("value", value),
      compares ? filling("before", before) : null,
    ),
  );
}

function filling(name, value) {
  const element = h("span", { class: name });
  // A width set by script is no inline style to a Content-Security-Policy.
  element.style.inlineSize = `${Math.max(0, Math.min(100, checked(value, "number")))}%`;
  return element;
}

function legend() {
  return h(
    "p",
    { class: "legend", "aria-hidden": "true" },
    h("span", { class: "key before" }),
    texts.legendBefore,
    h("span", { class: "key value" }),
    texts.legendValue,
  );
}

/**
 * Things beside each other where there is room, else below each other: then each cell says whose it is.
 * The roles are named because elements that are laid out otherwise than as a table lose theirs.
 */
function table({ columns, rows }) {
  const heads = columns.map((column) => h("th", { scope: "col", role: "columnheader" }, checked(column, "string")));
  return h(
    "div",
    { class: columns.length === 2 ? "table pair" : "table" },
    h(
      "table",
      { role: "table" },
      h("thead", { role: "rowgroup" }, h("tr", { role: "row", class: "cells" }, heads)),
      rows.map((row) => section(row, columns)),
    ),
  );
}

function section({ label, cells }, columns) {
  if (cells.length !== columns.length) throw new TypeError(`${columns.length} columns, but ${cells.length} cells`);
  const head = h("th", { scope: "rowgroup", role: "rowheader", colspan: columns.length }, checked(label, "string"));
  return h(
    "tbody",
    { role: "rowgroup" },
    label ? h("tr", { role: "row" }, head) : null,
    h(
      "tr",
      { role: "row", class: "cells" },
      cells.map((cell, at) =>
        h("td", { role: "cell" }, h("span", { class: "column", "aria-hidden": "true" }, columns[at]), entries(cell)),
      ),
    ),
  );
}

/** What stands in a cell: nothing, a text, or several as a list. */
function entries(cell) {
  const lines = cell.map((line) => checked(line, "string"));
  return lines.length > 1
    ? h(
        "ul",
        {},
        lines.map((line) => h("li", {}, line)),
      )
    : h("p", {}, lines[0] ?? "–");
}
