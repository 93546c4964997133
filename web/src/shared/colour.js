// One colour of the page's choice becomes a few that can be read (WCAG 2.2 AA) in light and in dark.

export const DEFAULT_COLOUR = "#3346d3";
const SURFACES = { light: "#ffffff", dark: "#1b1e2b" };
// 4.5 is asked for; a little more for the tinted backgrounds that coloured text also stands on.
const ENOUGH = 5.2;

const channels = (hex) => [1, 3, 5].map((at) => parseInt(hex.slice(at, at + 2), 16));
const hexOf = (values) => `#${values.map((value) => Math.round(value).toString(16).padStart(2, "0")).join("")}`;

function luminance(hex) {
  const [red, green, blue] = channels(hex).map((value) => {
    const share = value / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

export function contrast(one, other) {
  const [low, high] = [luminance(one), luminance(other)].sort((a, b) => a - b);
  return (high + 0.05) / (low + 0.05);
}

function readable(colour, surface, towards) {
  let found = colour;
  for (let share = 0.05; contrast(found, surface) < ENOUGH && share <= 1; share += 0.05) {
    found = hexOf(channels(colour).map((value, at) => value + (channels(towards)[at] - value) * share));
  }
  return found;
}

/** Any CSS colour as #rrggbb; the default where it is none, or is not opaque. */
export function parsed(text) {
  if (!text || !CSS.supports("color", text)) return DEFAULT_COLOUR;
  const pen = document.createElement("canvas").getContext("2d");
  pen.fillStyle = text;
  return /^#[0-9a-f]{6}$/.test(pen.fillStyle) ? pen.fillStyle : DEFAULT_COLOUR;
}

/** A style sheet with the colours of the widget that follow from one. */
export function palette(text) {
  const accent = parsed(text);
  const rules = (towards, surface) => {
    const ink = readable(accent, surface, towards);
    return `--accent:${accent};--on-accent:${contrast(accent, "#ffffff") >= 4.5 ? "#ffffff" : "#10121a"};--ink:${ink};`;
  };
  return (
    `:host{${rules("#000000", SURFACES.light)}}` +
    `@media (prefers-color-scheme:dark){:host{${rules("#ffffff", SURFACES.dark)}}}`
  );
}
