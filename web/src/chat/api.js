// What the server understands: see bot/channels/web.py.
import { readEvents } from "./sse.js";

// The server sends a comment every ten seconds; three missed ones, and the connection is dead.
const SILENCE = 35_000;

/**
 * Why a request came to nothing.
 *
 * kind: "unreachable" (try again), "session" (the token is no longer good), "busy" (the person has sent too much) or
 * "refused" (trying again the same way is of no use unless the person wants to). text: the server's words, if any.
 * after: seconds for which the server asks to wait, or 0.
 */
export class Failure extends Error {
  constructor(kind, text = "", after = 0) {
    super(text || kind);
    Object.assign(this, { kind, text, after });
  }
}

export class Api {
  constructor(base) {
    this.base = base;
    this.token = null;
  }

  async newSession() {
    return (await this.#request("chat/session", { method: "POST" })).json();
  }

  async reset() {
    return (await this.#request("chat/reset", { method: "POST" })).json();
  }

  async history(after) {
    return (await this.#request(`chat/history?after=${after}`)).json();
  }

  async feedback(seq, helpful, comment) {
    await this.#request("chat/feedback", { method: "POST", json: { seq, helpful, comment } });
  }

  /** A token that shows the conversation's last result of the finder to whoever has it: {token, expires}. */
  async keepResult() {
    return (await this.#request("chat/result", { method: "POST" })).json();
  }

  /** The result that such a token is for, as the finder's data of a message. */
  async result(token) {
    return (await this.#request("chat/result", { token })).json();
  }

  /**
   * Sends a message ({id, text} or {id, button}) and calls take(reply) for each reply; returns, when it is answered, how
   * many messages the server keeps of the conversation.
   */
  async ask(message, take) {
    const connection = new AbortController();
    let timer;
    const alive = () => {
      clearTimeout(timer);
      timer = setTimeout(() => connection.abort(), SILENCE);
    };
    let done = null;
    try {
      alive();
      const sent = { method: "POST", json: message, signal: connection.signal };
      const response = await this.#request("chat/messages", sent);
      await readEvents(
        response.body,
        (name, data) => {
          if (name === "message") take(data);
          if (name === "error") throw new Failure("refused", data.text);
          if (name === "done") done = data;
        },
        alive,
      );
    } catch (error) {
      throw error instanceof Failure ? error : new Failure("unreachable");
    } finally {
      clearTimeout(timer);
    }
    if (!done) throw new Failure("unreachable");
    return done.latest;
  }

  async #request(path, { method = "GET", json, signal, token = this.token } = {}) {
    const headers = {};
    if (token) headers.Authorization = `Bearer ${token}`;
    if (json) headers["Content-Type"] = "application/json";
    let response;
    try {
      response = await fetch(new URL(path, this.base), {
        method,
        headers,
        body: json && JSON.stringify(json),
        signal: signal ?? AbortSignal.timeout(SILENCE),
        credentials: "omit",
        cache: "no-store",
      });
    } catch {
      throw new Failure("unreachable");
    }
    if (response.ok) return response;
    const problem = await response.json().then(
      ({ error }) => error,
      () => null,
    );
    const text = problem?.text ?? "";
    if (response.status === 401) throw new Failure("session", text);
    const after = Number(response.headers.get("Retry-After")) || 0;
    if (response.status === 429) throw new Failure("busy", text, after || 10);
    throw new Failure(response.status >= 500 ? "unreachable" : "refused", text, after);
  }
}
