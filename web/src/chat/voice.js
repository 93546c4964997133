// A question that is spoken, where the browser can write it down; some browsers have their maker's servers do that.
import { h, icon } from "../shared/dom.js";
import { texts } from "../shared/texts.js";

/** Adds a button to the composer, where there is speech recognition; tell(words) says what went wrong. */
export function addVoice({ field, button: send }, tell) {
  const Recognition = window.SpeechRecognition ?? window.webkitSpeechRecognition;
  if (!Recognition) return;
  let listening = null;
  const button = h("button", { type: "button", class: "voice", onclick: () => (listening ? listening.stop() : start()) });
  const show = (recognition) => {
    listening = recognition;
    const label = recognition ? texts.speakStop : texts.speak;
    button.setAttribute("aria-label", label);
    button.title = label;
    button.setAttribute("aria-pressed", String(Boolean(recognition)));
  };

  function start() {
    const before = field.value && `${field.value.trimEnd()} `;
    const recognition = new Recognition();
    // What is asked is English, whatever language the browser speaks.
    recognition.lang = navigator.languages?.find((language) => /^en\b/i.test(language)) ?? "en-US";
    recognition.interimResults = true;
    recognition.onresult = ({ results }) => {
      field.value = before + [...results].map(([likeliest]) => likeliest.transcript).join("");
      field.dispatchEvent(new Event("input", { bubbles: true }));
    };
    recognition.onerror = ({ error }) => error === "aborted" || tell(texts.speakFailed);
    // Nothing is sent: what was heard is looked at first.
    recognition.onend = () => {
      show(null);
      field.focus();
    };
    tell("");
    recognition.start();
    show(recognition);
  }

  button.append(icon("microphone"));
  show(null);
  send.before(button);
}
