// What the page chose: attributes of the line that embeds this, or the object rolewiseSettings for pages whose line is put
// in by something that leaves attributes out, as tag managers do.

// How the line is known where the browser does not say which one it is, as in modules.
const isLine = ({ src }) => src && new URL(src).pathname.endsWith("/widget.js");

/** {src, title, color, open, lang} as far as they were chosen, and the line, if any; an attribute counts before the object. */
export function chosen() {
  const scripts = [...document.scripts];
  const script = document.currentScript ?? scripts.find(isLine);
  const given = window.rolewiseSettings ?? {};
  const { title = given.title, color = given.color, open = given.open, lang = given.lang } = script?.dataset ?? {};
  // A script whose text was copied into the page has no address of its own.
  const src = given.src ?? script?.src ?? "";
  return { src, title, color, lang, open: open !== undefined && open !== false && open !== "false" };
}
