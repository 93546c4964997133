// Builds web/dist: widget.js by its name, everything that it or the demo page loads by a hash of its content.
import { createHash } from "node:crypto";
import { mkdir, readdir, readFile, rename, rm, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import * as esbuild from "esbuild";

const here = dirname(fileURLToPath(import.meta.url));
const src = join(here, "src");
const out = join(here, "dist");
// Built beside the old one and moved into place, so that a server never serves half of it.
const fresh = `${out}.new`;
// The words that the launcher needs before it has loaded the others, and the language that the chat brings with it.
const EARLY = ["title", "open", "unread", "greeting", "dismiss", "close", "loadFailed"];
const BUILT_IN = "en";

// Style sheets are adopted by shadow roots rather than put into <style>, which a strict policy forbids.
const sheets = {
  name: "style sheets as text",
  setup(build) {
    build.onLoad({ filter: /\.css$/ }, async ({ path }) => {
      const { code } = await esbuild.transform(await readFile(path, "utf8"), { loader: "css", minify: true });
      return { contents: code, loader: "text" };
    });
  },
};

async function bundle(entry, define = {}) {
  const result = await esbuild.build({
    entryPoints: [join(src, entry)],
    bundle: true,
    minify: true,
    format: "iife",
    target: ["chrome105", "firefox110", "safari16.4"],
    charset: "utf8",
    legalComments: "none",
    write: false,
    define,
    plugins: [sheets],
  });
  return result.outputFiles[0].contents;
}

async function asset(name, extension, contents) {
  const hash = createHash("sha256").update(contents).digest("hex").slice(0, 12);
  const file = `assets/${name}.${hash}.${extension}`;
  await writeFile(join(fresh, file), contents);
  return file;
}

await rm(fresh, { recursive: true, force: true });
await mkdir(join(fresh, "assets"), { recursive: true });

const finder = await asset("finder", "js", await bundle("finder/index.js"));
const chat = await asset("chat", "js", await bundle("chat/index.js", { FINDER_FILE: JSON.stringify(finder) }));
const early = {};
const files = {};
for (const name of (await readdir(join(src, "texts"))).sort()) {
  const language = name.replace(".json", "");
  const words = JSON.parse(await readFile(join(src, "texts", name), "utf8"));
  early[language] = Object.fromEntries(EARLY.map((key) => [key, words[key]]));
  if (language !== BUILT_IN) files[language] = await asset(`texts-${language}`, "json", JSON.stringify(words));
}
const known = { CHAT_FILE: chat, LAUNCHER_TEXTS: early, TEXT_FILES: files };
const defined = Object.fromEntries(Object.entries(known).map(([name, value]) => [name, JSON.stringify(value)]));
await writeFile(join(fresh, "widget.js"), await bundle("launcher/index.js", defined));
await writeFile(join(fresh, "chat.html"), await readFile(join(src, "page/index.html")));

const css = await esbuild.transform(await readFile(join(src, "demo/demo.css"), "utf8"), {
  loader: "css",
  minify: true,
});
const page = (await readFile(join(src, "demo/index.html"), "utf8"))
  .replace("demo.css", await asset("demo", "css", css.code))
  .replace("demo.js", await asset("demo", "js", await bundle("demo/demo.js")));
await writeFile(join(fresh, "index.html"), page);

await rm(out, { recursive: true, force: true });
await rename(fresh, out);
