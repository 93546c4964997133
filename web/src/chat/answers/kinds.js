// How each kind of answer (actions/answer.py) is drawn. A drawing gets (answer, ask) and returns its elements.
import { h } from "../../shared/dom.js";
import { filled, texts } from "../../shared/texts.js";
import {
  badge,
  bars,
  card,
  chips,
  involvement,
  legend,
  list,
  measured,
  meter,
  of,
  roleChips,
  section,
} from "./parts.js";

const words = (facts) => facts.map((fact) => fact.text);

function title(answer, id) {
  return answer.roles.find((role) => role.id === id)?.title ?? id;
}

const phrases = (answer) => [...new Set(answer.duties.map((duty) => duty.asked))];

function whoHandles(answer) {
  const asked = phrases(answer);
  return asked.flatMap((phrase) => {
    const [best, ...others] = answer.duties.filter((duty) => duty.asked === phrase);
    return [
      asked.length > 1 ? h("p", { class: "phrase" }, filled(texts.onAsked, { asked: phrase })) : null,
      card(
        [title(answer, best.role), involvement(best)],
        h("p", {}, best.statement),
        others.length
          ? section(
              texts.alsoInvolved,
              list(
                others.map((duty) =>
                  h(
                    "div",
                    {},
                    h("strong", {}, title(answer, duty.role)),
                    involvement(duty),
                    h("p", {}, duty.statement),
                  ),
                ),
              ),
            )
          : null,
      ),
    ];
  });
}

function duties(heading) {
  return (answer) =>
    answer.roles.map((role) =>
      card(
        role.title,
        section(heading, list(answer.duties.filter((duty) => duty.role === role.id).map((duty) => duty.statement))),
        section(texts.tools, chips(words(of(answer, role, "tool")))),
        section(texts.facts.department, chips(words(of(answer, role, "department")))),
      ),
    );
}

function summary(answer) {
  return answer.roles.map((role) =>
    card(
      role.title,
      words(of(answer, role, "summary")).map((text) => h("p", {}, text)),
    ),
  );
}

function verdict(answer) {
  const [duty] = answer.duties;
  const partly = answer.verdict === "yes" && ["supports", "takes_part"].includes(duty?.involvement);
  const found = partly ? "part" : answer.verdict;
  if (!(found in texts.verdict)) return [];
  const owner = answer.roles.at(-1);
  return [
    card(
      [badge(texts.verdict[found], `verdict ${found}`), answer.roles[0].title],
      duty && found === "no"
        ? h("p", {}, `${texts.verdictOwner}: `, h("strong", {}, owner.title), involvement(duty))
        : null,
      duty ? section(texts.verdictDuty, h("p", {}, duty.statement)) : null,
    ),
  ];
}

function comparison(answer) {
  const { roles } = answer;
  // The aspect stands above its row rather than beside it: two roles then fit on a phone.
  const row = (heading, texts) => {
    const cells = roles.map(texts);
    return cells.some((cell) => cell.length)
      ? h(
          "tbody",
          {},
          h("tr", {}, h("th", { scope: "rowgroup", colspan: roles.length }, heading)),
          h(
            "tr",
            {},
            cells.map((cell) => h("td", {}, cell.length ? list(cell) : "–")),
          ),
        )
      : null;
  };
  const stated = (shared) => (role) =>
    answer.duties.filter((duty) => duty.role === role.id && duty.shared === shared).map((duty) => duty.statement);
  const facts = (kind) => (role) => words(of(answer, role, kind));
  const rows = [
    row(texts.onlyHere, stated(false)),
    row(texts.both, stated(true)),
    row(texts.scope, facts("scope")),
    row(texts.neededIn, facts("needed_in")),
  ].filter(Boolean);
  const caption = filled(texts.comparison, { roles: roles.map((role) => role.title).join(", ") });
  const table = h(
    "table",
    {},
    h("caption", { class: "unseen" }, caption),
    h(
      "thead",
      {},
      h(
        "tr",
        {},
        roles.map((role) => h("th", { scope: "col" }, role.title)),
      ),
    ),
    rows,
  );
  return [
    // Three roles and more are wider than a phone; the keyboard can scroll what it can reach.
    rows.length ? h("div", { class: "table", role: "region", tabindex: "0", "aria-label": caption }, table) : null,
    ...["alike", "different", "disagreement"].map((kind) =>
      section(texts.facts[kind], list(words(of(answer, null, kind)))),
    ),
    section(texts.facts.department, chips(words(of(answer, null, "department")))),
    section(texts.skills, chips(words(of(answer, null, "skill")))),
  ];
}

function why(answer, role) {
  const facts = (...kinds) => of(answer, role, ...kinds);
  const [enough] = facts("enough_steps");
  const [more] = facts("missing_steps");
  return [
    section(texts.liked, list(words(facts("liked")).slice(0, 3))),
    section(texts.strength, list(words(facts("strength", "strength_duty")))),
    section(texts.strengthRole, chips(words(facts("strength_role")))),
    section(texts.missing, bars(facts("missing_skill"))),
    more ? meter(texts.morePreparation, more.text) : enough ? meter(texts.preparation, enough.text) : null,
  ];
}

function recommendation(answer) {
  return [
    h(
      "ol",
      { class: "ranked" },
      answer.roles.map((role, place) =>
        h(
          "li",
          {},
          card([h("span", { class: "place", "aria-hidden": "true" }, `${place + 1}`), role.title], why(answer, role)),
        ),
      ),
    ),
  ];
}

function reason(answer) {
  return answer.roles.map((role) => card(role.title, why(answer, role)));
}

function path(answer, ask) {
  const steps = answer.roles.map((role) => h("li", {}, h("span", {}, role.title)));
  const missing = of(answer, null, "missing_skill");
  const carried = of(answer, null, "carries_over");
  return [
    h(
      "article",
      { class: "card" },
      section(texts.steps, h("ol", { class: "way" }, steps)),
      missing.length || carried.length ? legend() : null,
      section(texts.carriesOver, bars(carried)),
      section(texts.missingSkill, bars(missing)),
    ),
    roleChips(
      answer.roles.slice(1).map((role) => role.title),
      ask,
    ),
  ];
}

function skills(answer) {
  return answer.roles.map((role) =>
    card(
      role.title,
      section(texts.skills, ...measured(of(answer, role, "skill"))),
      section(texts.knowledge, ...measured(of(answer, role, "knowledge"))),
      section(texts.tools, ...measured(of(answer, role, "tool"))),
    ),
  );
}

// How facts of a kind are drawn under their label; those that are missing here are measured.
const FACTS = {
  education: (items) => list(items),
  licence: (items) => list(items),
  experience: (items) => list(items),
  disagreement: (items) => list(items),
  scope: (items) => list(items),
  needed_in: (items) => list(items),
  department: chips,
  interest: chips,
  style: chips,
  way_in: roleChips,
  next_roles: roleChips,
  reports_to: roleChips,
  step_up: roleChips,
  led: roleChips,
  step_down: roleChips,
  related: roleChips,
};

/** Draws a card a role, with a section for each of the kinds of facts that there are. */
function facts(...kinds) {
  return (answer, ask) =>
    answer.roles.map((role) =>
      card(
        role.title,
        kinds.map((kind) => {
          const found = of(answer, role, kind);
          const shown = FACTS[kind] ? [FACTS[kind](words(found), ask)] : measured(found);
          return section(texts.facts[kind], ...shown);
        }),
      ),
    );
}

function related(answer, ask) {
  return answer.roles.map((role) => {
    const near = of(answer, role, "related", "next_roles").map((fact) => fact.text);
    return near.length ? card(filled(texts.related, { role: role.title }), roleChips(near, ask)) : null;
  });
}

function skillUsers(answer, ask) {
  return [
    h(
      "article",
      { class: "card" },
      roleChips(
        answer.roles.map((role) => role.title),
        ask,
      ),
    ),
  ];
}

function roles(answer, ask) {
  const families = new Map();
  for (const fact of answer.facts ?? [])
    families.set(fact.text, [...(families.get(fact.text) ?? []), title(answer, fact.role)]);
  const groups = [...families].sort(([one], [other]) => one.localeCompare(other));
  return [
    h(
      "div",
      { class: "families" },
      groups.map(([family, titles]) =>
        h(
          "details",
          {},
          h("summary", {}, family, h("span", { class: "count" }, `${titles.length}`)),
          roleChips(titles, ask),
        ),
      ),
    ),
  ];
}

const lead = () => "lead";
const lines = () => "lines";

/**
 * How a kind is drawn, and what of its texts is kept beside the drawing although that says the same: the first line
 * ("lead"), or every line that it does not say ("lines").
 */
export const KINDS = {
  who_handles: { draw: whoHandles, keeps: (answer) => (phrases(answer).length === 1 ? "lead" : "") },
  role: { draw: duties(texts.duties) },
  day: { draw: duties(texts.day) },
  summary: { draw: summary },
  verdict: { draw: verdict, keeps: lead },
  comparison: { draw: comparison },
  shared: { draw: comparison, keeps: lead },
  recommendation: { draw: recommendation, keeps: lead },
  reason: { draw: reason, keeps: lead },
  path: { draw: path, keeps: lead },
  skills: { draw: skills },
  related: { draw: related },
  skill_users: { draw: skillUsers, keeps: lead },
  roles: { draw: roles, keeps: lead },
  become: {
    draw: facts("education", "licence", "experience", "first_skill", "way_in", "next_roles"),
    keeps: lines,
  },
  duration: { draw: facts("education", "experience"), keeps: lines },
  qualification: { draw: facts("education", "experience", "disagreement"), keeps: lines },
  subjects: { draw: facts("subject"), keeps: lines },
  setting: { draw: facts("setting", "needed_in", "department"), keeps: lines },
  contacts: { draw: facts("department", "reports_to"), keeps: lines },
  interests: { draw: facts("interest", "style"), keeps: lines },
  scope: { draw: facts("scope", "needed_in"), keeps: lines },
  ladder: { draw: facts("reports_to", "next_roles", "step_up", "led", "step_down", "related"), keeps: lines },
};
