// Which texts of an answer a drawing stands for, and which are still to be read.
import { KINDS } from "./kinds.js";
import { people, sources } from "./parts.js";

// Shorter facts ("4", "Care") also occur in sentences that say something else.
const TELLING = 6;

/** An answer's drawing: its elements, or none where its kind or its data is not one that is drawn. */
export function drawn(answer, ask) {
  const kind = KINDS[answer.kind];
  try {
    const found = kind ? kind.draw(answer, ask).filter(Boolean) : [];
    return {
      elements: found,
      lead: Boolean(kind?.lead?.(answer)),
      people: people(answer.people),
      sources: sources(answer.sources),
    };
  } catch (error) {
    // Data of another version than this widget: the texts say the same.
    console.warn("Rolewise: this answer is shown as text only.", error);
    return { elements: [], lead: false, people: null, sources: null };
  }
}

/** Whether a text says what the drawing shows: duties, facts, people or sources. */
export function shows(answer, drawing, text) {
  const told = [];
  if (drawing.sources && answer.kind !== "sources") told.push(...answer.sources.map((source) => source.title));
  if (drawing.people) told.push(...answer.people.flatMap((person) => [person.name, person.email, person.slack]));
  if (drawing.elements.length) {
    told.push(
      ...answer.duties.flatMap((duty) => [duty.statement, duty.asked]),
      ...(answer.facts ?? []).map((fact) => fact.text),
    );
    // Without a first line above it, a drawing's own titles say which roles it is about.
    if (!drawing.lead && answer.roles.length && answer.roles.every((role) => text.includes(role.title))) return true;
    if (answer.kind === "skill_users" || answer.kind === "roles") told.push(...answer.roles.map((role) => role.title));
  }
  return told.some((words) => words && words.length >= TELLING && text.includes(words));
}
