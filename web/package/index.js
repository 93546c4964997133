// Loads the widget of a bot: the same file that a line of HTML would load, so that it is always of the bot's own version.

let loading = null;

/** See index.d.ts. */
export function load(bot, options = {}) {
  loading ??= insert(bot, options).catch((error) => {
    loading = null;
    throw error;
  });
  return loading;
}

async function insert(bot, options) {
  const script = document.createElement("script");
  script.src = new URL("widget.js", bot.endsWith("/") ? bot : `${bot}/`).href;
  const { nonce, ...attributes } = options;
  if (nonce) script.nonce = nonce;
  for (const [name, value] of Object.entries(attributes)) {
    if (value !== undefined && value !== false) script.dataset[name] = value === true ? "" : String(value);
  }
  await new Promise((resolve, reject) => {
    script.addEventListener("load", resolve);
    script.addEventListener("error", () => reject(new Error(`The chat could not be loaded from ${script.src}.`)));
    document.head.append(script);
  });
  script.remove();
  const { destroy, ...widget } = window.rolewise;
  return Object.freeze({
    ...widget,
    destroy() {
      loading = null;
      destroy();
    },
  });
}
