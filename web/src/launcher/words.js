// The few words that are there before the chat is: build.mjs takes them out of texts/, and says where the rest is.

/** Which of the languages there are words in is meant by a tag such as "de-AT"; English where none is. */
export function spoken(language) {
  const [base] = language.toLowerCase().split(/[-_]/);
  return base in LAUNCHER_TEXTS ? base : "en";
}

export const wordsOf = (language) => LAUNCHER_TEXTS[language];

/** All words of a language, or none where they are English or cannot be had: then the chat speaks English. */
export async function loadWords(language, base) {
  if (!(language in TEXT_FILES)) return {};
  try {
    const response = await fetch(new URL(TEXT_FILES[language], base), { credentials: "omit" });
    return response.ok ? await response.json() : {};
  } catch {
    return {};
  }
}
