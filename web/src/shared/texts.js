// All words of the widget's own stand in texts/, a file for each language; English is here, others are loaded.
import en from "../texts/en.json";

export { direction, filled } from "./language.js";

export const texts = { ...en };

/** Says everything in the words of another of those files from now on. */
export function speak(words) {
  Object.assign(texts, words);
}
