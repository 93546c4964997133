// A conversation as the visitor knows it: what was said, what is on its way, and what went wrong. No element in here.
import { filled, texts } from "../shared/texts.js";
import { Failure } from "./api.js";

// Seconds before a message that did not come through is sent again, with the same id, so that it is answered once; in
// all a little longer than a restart of the server takes.
const AGAIN = [1, 2, 4, 6, 8, 10, 10];
// Of a crowd that was sent away at once, not all come back at once.
const jitter = () => 1 + Math.random() / 4;
const now = () => Date.now() / 1000;
const wait = (seconds) => new Promise((resolve) => setTimeout(resolve, seconds * 1000));

/**
 * messages: {key, seq, from: "user" | "bot", text, buttons?, answer?, document?, id?, at?, helpful?}, in order; at: when
 * it was said, in seconds since 1970; helpful: what the visitor thinks of it, where they said. Those of the visitor
 * that are not answered yet also have state: "sending", "waiting" (for the network) or "failed", and problem: why.
 * changed(): called after every change. notice: a sentence on the whole conversation.
 */
export class Conversation {
  messages = [];
  notice = "";
  #queue = Promise.resolve();
  #starting = null;

  /** emit(name, detail): tells the page of "ask" and "message". signal: of when this page is done with it. */
  constructor(api, memory, changed, emit = () => {}, signal = undefined) {
    Object.assign(this, { api, memory, changed, emit });
    memory.watch((name) => this.#otherTab(name), signal);
    addEventListener("online", () => this.#resume(), { signal });
    addEventListener("offline", changed, { signal });
    addEventListener("focus", () => this.refresh(), { signal });
    document.addEventListener("visibilitychange", () => document.hidden || this.refresh(), { signal });
  }

  get busy() {
    return this.messages.some((message) => message.state === "sending");
  }

  get offline() {
    return !navigator.onLine;
  }

  get #latest() {
    return this.messages.reduce((latest, { seq }) => Math.max(latest, Math.floor(seq ?? 0)), 0);
  }

  /** Takes up where this browser left off: earlier messages, and those that were never answered. */
  async start() {
    this.#takeToken();
    const pending = this.memory.get("pending") ?? [];
    if (this.api.token) await this.refresh();
    for (const { id, text, button } of pending) {
      if (!this.messages.some((message) => message.id === id)) {
        this.messages.push({ key: id, id, from: "user", text, button });
      }
      this.#enqueue(this.messages.find((message) => message.id === id));
    }
  }

  /** Sends what the visitor typed, or a button ({title, payload}) that was pressed. */
  send(text, button) {
    const id = crypto.randomUUID?.() ?? randomId();
    const said = button ? button.title : text;
    const message = { key: id, id, from: "user", text: said, button: button?.payload, at: now() };
    this.messages.push(message);
    this.notice = "";
    this.#keepPending(message);
    this.emit("ask", { text: message.text });
    this.#enqueue(message);
  }

  retry(message) {
    this.#keepPending(message);
    this.#enqueue(message);
  }

  /** Brings what was said elsewhere since: in another tab, or before a reload. */
  async refresh() {
    if (!this.api.token) return;
    try {
      const { messages, times = {}, opinions = {} } = await this.api.history(this.#latest);
      this.#merge(messages.map((each) => ({ ...each, at: times[each.seq], helpful: opinions[each.seq] })));
      if (this.notice === texts.historyFailed) this.notice = "";
    } catch (failure) {
      if (failure.kind === "session") {
        const unanswered = this.messages.filter((message) => message.state);
        if (this.messages.some((message) => !message.state)) this.notice = texts.newSession;
        this.messages = unanswered;
        this.#forgetToken();
      } else if (!this.messages.length) this.notice = texts.historyFailed;
    }
    this.changed();
  }

  async restart() {
    try {
      this.#setToken(this.api.token ? await this.api.reset() : null);
    } catch (failure) {
      if (failure.kind !== "session") {
        this.notice = failure.text || texts.unreachable;
        return this.changed();
      }
      this.#forgetToken();
    }
    this.memory.set("pending", []);
    this.messages = [];
    this.notice = "";
    this.changed();
  }

  async feedback(message, helpful, comment = "") {
    await this.api.feedback(message.seq, helpful, comment);
    message.helpful = helpful;
  }

  #enqueue(message) {
    message.state = "sending";
    message.problem = "";
    this.changed();
    // One after the other, so that a quick second message cannot overtake the first.
    this.#queue = this.#queue.then(() => this.#deliver(message));
  }

  async #deliver(message) {
    if (!this.messages.includes(message)) return;
    const { id, text, button } = message;
    let renewed = false;
    for (let attempt = 0; ; attempt++) {
      try {
        await this.#session();
        const sent = button === undefined ? { id, text } : { id, button };
        const kept = await this.api.ask(sent, (reply) => this.#replied(message, reply));
        delete message.state;
        this.#dropPending(message);
        if (kept === 0) await this.#forgotten(message);
        else this.memory.set("latest", this.#latest);
        return this.changed();
      } catch (failure) {
        if (!(failure instanceof Failure)) throw failure;
        if (failure.kind === "session" && !renewed) {
          renewed = true;
          // What was offered and said before is another conversation's.
          if (this.messages.some((other) => other !== message && !other.state)) this.notice = texts.newSession;
          this.messages = this.messages.filter((other) => other.state);
          this.#forgetToken();
          this.changed();
        } else if (failure.kind === "unreachable" && !this.offline && attempt < AGAIN.length) {
          await wait(Math.max(AGAIN[attempt], failure.after) * jitter());
        } else {
          return this.#failed(message, failure);
        }
      }
    }
  }

  /** Shows no more what the server has erased, in this tab and in the others; what it said to that stays here. */
  async #forgotten({ seq }) {
    const farewell = this.messages.filter((message) => message.from === "bot" && message.seq > seq);
    // Before whatever is said in the conversation that begins now.
    for (const message of farewell) Object.assign(message, { seq: 0, key: `farewell ${message.seq}` });
    this.messages = [...farewell, ...this.messages.filter((message) => message.state)];
    this.#setToken(await this.api.reset().catch(() => null));
  }

  #failed(message, { kind, text, after }) {
    message.state = kind === "unreachable" && this.offline ? "waiting" : "failed";
    message.problem =
      {
        unreachable: message.state === "waiting" ? texts.waiting : text || texts.unreachable,
        busy: filled(texts.tooMany, { seconds: after }),
      }[kind] ??
      (text || texts.refused);
    // Only what never arrived is sent again after a reload.
    if (kind !== "unreachable") this.#dropPending(message);
    this.changed();
  }

  #replied(message, reply) {
    if (this.messages.some(({ seq, from }) => seq === reply.seq && from === "bot")) return;
    // The server counts the visitor's messages as well: this one came before its first reply.
    message.seq ??= reply.seq - 0.5;
    const said = { ...reply, at: now() };
    this.#insert(said);
    this.emit("message", said);
    this.changed();
  }

  #merge(messages) {
    for (const found of messages) {
      const own = this.messages.find((message) => isSame(message, found));
      if (own) own.seq = found.seq;
      else this.#insert(found);
    }
    this.#sort();
  }

  #insert(message) {
    this.messages.push({ ...message, key: message.id ?? `${message.from} ${message.seq}` });
    this.#sort();
  }

  #sort() {
    // Array.sort is stable: what has no number yet stays last, as it was typed.
    this.messages.sort((one, other) => (one.seq ?? Infinity) - (other.seq ?? Infinity) || 0);
  }

  #session() {
    if (this.api.token) return Promise.resolve();
    this.#starting ??= this.api
      .newSession()
      .then((session) => this.#setToken(session))
      .finally(() => (this.#starting = null));
    return this.#starting;
  }

  #takeToken() {
    const session = this.memory.get("session");
    this.api.token = session && session.expires * 1000 > Date.now() ? session.token : null;
  }

  #setToken(session) {
    this.api.token = session?.token ?? null;
    this.memory.set("session", session);
    // Other tabs are told of changes only, and the new conversation may come to as many messages as the old one had.
    this.memory.set("latest", 0);
  }

  #forgetToken() {
    this.#setToken(null);
  }

  #keepPending({ id, text, button }) {
    this.#dropPending({ id });
    this.memory.set("pending", [...(this.memory.get("pending") ?? []), { id, text, button }]);
  }

  #dropPending({ id }) {
    this.memory.set(
      "pending",
      (this.memory.get("pending") ?? []).filter((each) => each.id !== id),
    );
  }

  #resume() {
    for (const message of this.messages) if (message.state === "waiting") this.#enqueue(message);
    this.refresh();
  }

  #otherTab(name) {
    if (name === "session") {
      this.#takeToken();
      if (!this.busy) this.messages = [];
      this.refresh().then(this.changed);
    } else if (name === "latest" && !this.busy) {
      this.refresh();
    }
  }
}

/** Whether a message of the history is one that is here already, perhaps without its number. */
function isSame({ seq, from, id, text }, found) {
  if (from !== found.from) return false;
  if (seq === found.seq) return true;
  return from === "user" && (found.id ? id === found.id : !seq && text === found.text);
}

// crypto.randomUUID is only there on HTTPS pages.
function randomId() {
  const bytes = [...crypto.getRandomValues(new Uint8Array(16))];
  const hex = bytes.map((byte) => byte.toString(16).padStart(2, "0")).join("");
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})/, "$1-$2-$3-$4-");
}
