// The pieces that answers are drawn from.
import { h } from "../../shared/dom.js";
import { filled, texts } from "../../shared/texts.js";
import { folded } from "../fold.js";
import { link, linked } from "../text.js";

export const of = (answer, role, ...kinds) =>
  (answer.facts ?? []).filter((fact) => (!role || fact.role === role.id) && kinds.includes(fact.kind));

export function section(title, ...content) {
  const shown = content.flat().filter(Boolean);
  return shown.length ? h("section", {}, h("h4", {}, title), shown) : null;
}

/** A card, or nothing where there is nothing to put on it. */
export function card(title, ...content) {
  const shown = content.flat().filter(Boolean);
  return shown.length ? h("article", { class: "card" }, h("h3", {}, title), shown) : null;
}

export function badge(words, tone) {
  return h("span", { class: `badge ${tone}` }, words);
}

const INVOLVED = {
  accountable: "strong",
  responsible: "strong",
  supports: "mild",
  takes_part: "mild",
  in_short: "mild",
};

export function involvement(duty) {
  const tone = INVOLVED[duty.involvement];
  return tone ? badge(texts.involvement[duty.involvement], tone) : null;
}

export function list(items, tag = "ul") {
  return items.length
    ? folded(
        h(tag),
        items.map((item) => h("li", {}, item instanceof Node ? item : linked(item))),
      )
    : null;
}

export function chips(items) {
  return items.length
    ? folded(
        h("ul", { class: "chips" }),
        items.map((item) => h("li", {}, item)),
        10,
      )
    : null;
}

/** Roles to ask about: each a button that asks what it does. */
export function roleChips(titles, ask) {
  return chips(
    titles.map((role) =>
      h(
        "button",
        {
          type: "button",
          class: "chip",
          "aria-label": filled(texts.askAbout, { role }),
          onclick: () => ask(filled(texts.askRole, { role })),
        },
        role,
      ),
    ),
  );
}

const share = (value) => `${Math.max(0, Math.min(100, Number(value) || 0))}%`;

function bar(className, value) {
  const filling = h("span", { class: className });
  // A width set by script is no inline style to a Content-Security-Policy.
  filling.style.inlineSize = share(value);
  return filling;
}

/** How much each thing matters, and how much of it is there already: {text, need, have?}, of 100. */
export function bars(facts) {
  if (!facts.length) return null;
  const rows = facts.map(({ text, need, have }) => {
    const words = have === undefined ? filled(texts.need, { need }) : filled(texts.haveNeed, { have, need });
    const figures = have === undefined ? `${need}` : `${have} → ${need}`;
    return h(
      "li",
      {},
      h("span", { class: "name" }, text),
      h("span", { class: "figure", "aria-hidden": "true" }, figures),
      h("span", { class: "unseen" }, words),
      h(
        "span",
        { class: "track", "aria-hidden": "true" },
        bar("need", need),
        have === undefined ? null : bar("have", have),
      ),
    );
  });
  return folded(h("ul", { class: "bars" }), rows);
}

export function legend() {
  return h(
    "p",
    { class: "legend", "aria-hidden": "true" },
    h("span", { class: "key have" }),
    texts.legendHave,
    h("span", { class: "key need" }),
    texts.legendNeed,
  );
}

/** Facts with what they matter, such as "Mathematics (73/100)", as bars; the others as chips. */
export function measured(facts) {
  const rated = [];
  const plain = [];
  for (const { text, need: weight } of facts) {
    const [, name = text, need = weight] = /^(.*) \((\d+)\/100\)$/.exec(text) ?? [];
    if (need !== undefined) rated.push({ text: name, need: Number(need) });
    else plain.push(text);
  }
  return [bars(rated), chips(plain)];
}

export function meter(words, level) {
  const steps = [1, 2, 3, 4, 5].map((step) => h("span", { class: step <= level ? "on" : "off" }));
  return h(
    "p",
    { class: "meter" },
    h("span", { class: "steps", "aria-hidden": "true" }, steps),
    filled(words, { level }),
  );
}

export function people(found) {
  if (!found?.length) return null;
  return section(
    texts.here,
    found.map((person) => {
      const where = [person.team, person.site].filter(Boolean).join(", ");
      const ways = [person.slack && `Slack ${person.slack}`, person.email, person.channel].filter(Boolean).join(" · ");
      const away = person.until ? texts.standsInUntil : texts.standsIn;
      return h(
        "div",
        { class: "person" },
        h("span", { class: "initials", "aria-hidden": "true" }, initials(person.name)),
        h(
          "div",
          {},
          h(
            "p",
            {},
            h("strong", {}, person.name),
            person.part in texts.involvement ? badge(texts.involvement[person.part], "mild") : null,
          ),
          where ? h("p", { class: "faint" }, where) : null,
          person.stands_in_for
            ? h("p", { class: "faint" }, filled(away, { name: person.stands_in_for, until: person.until }))
            : null,
          ways ? h("p", {}, ways) : null,
        ),
      );
    }),
  );
}

const initials = (name) =>
  name
    .split(/\s+/)
    .slice(0, 2)
    .map((word) => [...word][0])
    .join("");

export function sources(found) {
  if (!found?.length) return null;
  const entries = found.map(({ title, url, places = [] }) => {
    // A comparison cites many places; past a few they say less than the source's name.
    const where = places.length && places.length <= 2 ? h("span", { class: "faint" }, ` (${places.join("; ")})`) : null;
    return h("li", {}, url ? link(url, title) : title, where);
  });
  return h(
    "footer",
    { class: "sources" },
    h("h4", {}, found.length > 1 ? texts.sources : texts.source),
    folded(h("ul"), entries, 3),
  );
}
