// What the page is told of, and by whom: window.rolewise.on("answer", ...). See docs/embedding.md.

const NAMES = ["open", "close", "ask", "message", "answer", "result"];

export class Events {
  #listeners = new Map(NAMES.map((name) => [name, new Set()]));

  /** Calls listen(detail) from now on whenever that happens; returns what ends it. Throws a TypeError for another name. */
  on(name, listen) {
    const listeners = this.#listeners.get(name);
    if (!listeners) throw new TypeError(`no such event: ${name}; there are ${NAMES.join(", ")}`);
    listeners.add(listen);
    return () => listeners.delete(listen);
  }

  emit(name, detail = {}) {
    for (const listen of [...this.#listeners.get(name)]) {
      try {
        listen(detail);
      } catch (error) {
        // A mistake of the page's is reported as one, and breaks nothing here.
        reportError(error);
      }
    }
  }

  end() {
    for (const listeners of this.#listeners.values()) listeners.clear();
  }
}
