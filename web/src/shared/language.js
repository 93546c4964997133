// What one knows of a language before its words are loaded.

/** A text with its {blanks} filled; an unknown blank stays as it is. */
export function filled(text, values) {
  return text.replace(/\{(\w+)\}/g, (blank, name) => (name in values ? String(values[name]) : blank));
}

const RIGHT_TO_LEFT = /^(ar|dv|fa|he|iw|ku|ps|sd|ug|ur|yi)\b/i;

/** Which way a language is written: "rtl" or "ltr". */
export function direction(language) {
  return RIGHT_TO_LEFT.test(language) ? "rtl" : "ltr";
}
