// Which texts of an answer a drawing stands for, and which are still to be read.
import { KINDS } from "./kinds.js";
import { people, sources } from "./parts.js";

// Shorter facts ("4", "Care") also occur in sentences that say something else.
const TELLING = 6;

// What is said of names is never drawn.
const REMARKS = new Set(["counted", "nearest", "or_else"]);

/** An answer's drawing: its elements, or none where its kind or its data is not one that is drawn. */
export function drawn(answer, ask) {
  const kind = KINDS[answer.kind];
  try {
    const found = kind ? kind.draw(answer, ask).filter(Boolean) : [];
    return {
      elements: found,
      keeps: kind?.keeps?.(answer) ?? "",
      people: people(answer.people),
      sources: sources(answer.sources),
    };
  } catch (error) {
    // Data of another version than this widget: the texts say the same.
    console.warn("Rolewise: this answer is shown as text only.", error);
    return { elements: [], keeps: "", people: null, sources: null };
  }
}

/** What of a text the drawing does not say, and is still to be read; first: whether it is the answer's first text. */
export function unsaid(answer, drawing, text, first) {
  if (isRemark(answer, text)) return text;
  const told = toldBy(answer, drawing);
  const says = (words) => told.some((fact) => fact && fact.length >= TELLING && words.includes(fact));
  const { keeps, elements } = drawing;
  if (elements.length && keeps === "lines") {
    const lines = text.split("\n");
    return lines.filter((line) => !says(line) && !isHeading(line, answer)).join("\n");
  }
  // Without a first line above it, a drawing's own titles say which roles it is about.
  const titled = elements.length && !keeps && answer.roles.length;
  if (!says(text) && !(titled && answer.roles.every((role) => text.includes(role.title)))) return text;
  return keeps === "lead" && first ? text.split("\n", 1)[0] : "";
}

/** Whether a text is a line about a name: which job is counted where, what stands in for what, what else has the name. */
function isRemark(answer, text) {
  const remarks = (answer.facts ?? []).filter((fact) => REMARKS.has(fact.kind));
  return !text.includes("\n") && remarks.some((fact) => text.includes(fact.text));
}

/** What a drawing says: duties, facts, people and sources. */
function toldBy(answer, { elements, people, sources }) {
  const told = [];
  if (sources && answer.kind !== "sources") told.push(...answer.sources.map((source) => source.title));
  if (people) told.push(...answer.people.flatMap((person) => [person.name, person.email, person.slack]));
  if (elements.length) {
    // Of those who use a skill the roles alone are drawn.
    const facts = answer.kind === "skill_users" ? [] : (answer.facts ?? []).filter((fact) => !REMARKS.has(fact.kind));
    told.push(
      ...answer.duties.flatMap((duty) => [duty.statement, duty.asked]),
      ...facts.map((fact) => fact.text),
    );
    if (answer.kind === "skill_users" || answer.kind === "roles") told.push(...answer.roles.map((role) => role.title));
  }
  return told;
}

/** Whether a line only says which role the lines below it are about. */
function isHeading(line, answer) {
  return line.endsWith(":") && answer.roles.some((role) => line.includes(role.title));
}
