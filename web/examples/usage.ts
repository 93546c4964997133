// What the types allow, and what they do not: checked by tsc, never run.
import { load, type Widget } from "rolewise-widget";

const widget: Widget = await load("https://bot.example.org", { title: "Guide", open: true, greet: 20, voice: false });
const off: () => void = widget.on("answer", ({ answer, seq }) => console.log(answer.roles[0]?.title, seq + 1));
widget.on("ask", ({ text }) => text.trim());
widget.on("result", ({ answer }) => answer.kind);
off();
await widget.ask("What does a nurse do?");
await window.rolewise?.open();
widget.destroy();

// @ts-expect-error there is no such event
widget.on("answers", () => {});
// @ts-expect-error a question is a text
widget.ask(1);
// @ts-expect-error there is no such option
await load("https://bot.example.org", { colour: "red" });
