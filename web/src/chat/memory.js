// What one browser remembers of a conversation, shared by its tabs; where storage is denied, this page alone does.
const held = new Map();

export class Memory {
  constructor(base) {
    this.prefix = `rolewise ${base} `;
  }

  get(name) {
    const text = this.#stored(name);
    try {
      return text === null ? null : JSON.parse(text);
    } catch {
      return null;
    }
  }

  set(name, value) {
    const text = JSON.stringify(value);
    try {
      localStorage.setItem(this.prefix + name, text);
      held.delete(this.prefix + name);
    } catch {
      held.set(this.prefix + name, text);
    }
  }

  /** Calls changed(name) when another tab has set something, until the signal. */
  watch(changed, signal) {
    const set = ({ key }) => key?.startsWith(this.prefix) && changed(key.slice(this.prefix.length));
    addEventListener("storage", set, { signal });
  }

  #stored(name) {
    // What could not be stored, in a full storage as well, is newer than what is stored.
    if (held.has(this.prefix + name)) return held.get(this.prefix + name);
    try {
      return localStorage.getItem(this.prefix + name);
    } catch {
      return null;
    }
  }
}
