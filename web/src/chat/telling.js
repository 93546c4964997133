// What of a conversation a page is told of: docs/embedding.md has the events and their details.

// The kind of answer that the career finder ends with.
const RESULT = "recommendation";

/** From what the conversation says of itself to the page's events: what tells something is an answer as well. */
export function telling(emit) {
  return (name, detail) => {
    if (name !== "message") return emit(name, detail);
    const { seq, text, answer, document } = detail;
    emit("message", { seq, text });
    if (!answer) return;
    emit("answer", { seq, text, answer, document });
    if (answer.kind === RESULT) emit("result", { seq, text, answer, document });
  };
}
