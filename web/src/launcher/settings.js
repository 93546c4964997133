// What the page chose: attributes of the line that embeds this, or the object rolewiseSettings for pages whose line is put
// in by something that leaves attributes out, as tag managers do.

// How the line is known where the browser does not say which one it is, as in modules.
const isLine = ({ src }) => src && new URL(src).pathname.endsWith("/widget.js");
// Whether something was chosen: an attribute that stands there, or true, and does not say "false".
const isSet = (value) => value !== undefined && value !== false && value !== "false";

/** {src, title, color, lang, greet, open, isPage, hasVoice} as far as they were chosen; an attribute counts before the object. */
export function chosen() {
  const scripts = [...document.scripts];
  const script = document.currentScript ?? scripts.find(isLine);
  const given = window.rolewiseSettings ?? {};
  const { title, color, lang, greet, open, page, voice } = { ...given, ...script?.dataset };
  // A script whose text was copied into the page has no address of its own.
  const src = given.src ?? script?.src ?? "";
  return { src, title, color, lang, greet, open: isSet(open), isPage: isSet(page), hasVoice: isSet(voice) };
}
