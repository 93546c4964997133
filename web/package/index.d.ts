/** How the widget looks and begins: the attributes of its line of HTML. */
export interface Options {
  /** What stands above the chat. */
  title?: string;
  /** Your colour, as CSS writes it. */
  color?: string;
  /** Opens the chat at once. */
  open?: boolean;
  /** The language of the widget's own words, and the direction of writing: "en", "de", "es"; otherwise the page's own. */
  lang?: string;
  /** Seconds after which whoever has not opened it is greeted, once a visit. */
  greet?: number;
  /** Offers to speak a question. Some browsers have what is heard written down by their maker's servers. */
  voice?: boolean;
  /** The nonce of a Content-Security-Policy. */
  nonce?: string;
}

export interface Role {
  id: string;
  title: string;
  score: number;
  code: string;
}

/** What was found, as data; docs/answers.md describes all of it. */
export interface AnswerData {
  kind: string;
  roles: Role[];
  duties: unknown[];
  sources: unknown[];
  [part: string]: unknown;
}

export interface Message {
  /** Its number in the conversation. */
  seq: number;
  text: string;
}

export interface Answer extends Message {
  answer: AnswerData;
  /** The answer as headings, paragraphs, lists, bars and tables. */
  document?: unknown;
}

export interface Events {
  open: Record<string, never>;
  close: Record<string, never>;
  /** The visitor asks something. */
  ask: { text: string };
  /** The bot says something. */
  message: Message;
  /** What it says is an answer. */
  answer: Answer;
  /** The answer is the result of the career finder. */
  result: Answer;
}

export interface Widget {
  /** Opens the chat; done when it is there. */
  open(): Promise<void>;
  close(): void;
  /** Opens the chat and asks; done when the question is on its way. */
  ask(text: string): Promise<void>;
  /** Calls listen whenever it happens; returns what ends that. */
  on<Name extends keyof Events>(event: Name, listen: (detail: Events[Name]) => void): () => void;
  /** Takes the widget off the page. The conversation is kept for the next time. */
  destroy(): void;
}

/** Puts the widget of a bot on the page, once, and returns it; rejects where it cannot be loaded. */
export function load(bot: string, options?: Options): Promise<Widget>;

declare global {
  interface Window {
    /** There once the widget is; window is told by an event "rolewise". */
    rolewise?: Widget;
  }
}
