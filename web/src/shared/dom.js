// Elements are only ever made here, from names of ours and texts that stay texts: nothing is parsed as HTML.

/** An element with attributes ("on…" are listeners; false and null leave one out) and children (texts stay texts). */
export function h(tag, attributes = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (name.startsWith("on")) element.addEventListener(name.slice(2), value);
    else if (value !== false && value != null) element.setAttribute(name, value === true ? "" : value);
  }
  element.append(...children.flat().filter((child) => child !== null && child !== undefined && child !== false));
  return element;
}

const SHAPES = {
  compass: ["M12 2.8a9.2 9.2 0 1 0 0 18.4 9.2 9.2 0 0 0 0-18.4z", "M15.8 8.2l-2.3 5.3-5.3 2.3 2.3-5.3z"],
  close: ["M6 6l12 12M18 6L6 18"],
  down: ["M5.5 9l6.5 6.5L18.5 9"],
  send: ["M4.5 12h14M12.5 5.5L19 12l-6.5 6.5"],
  restart: ["M4.5 12a7.5 7.5 0 1 0 2.4-5.5", "M4.3 3.8v4h4"],
  up: [
    "M7.5 10.5l3.7-7c1.3 0 2.2.9 2.2 2.2v3.8h4.7c1.2 0 2 1 1.8 2.2l-1.1 6c-.2.9-.9 1.6-1.9 1.6H7.5z",
    "M7.5 10.5h-3v8.8h3",
  ],
  copy: ["M9 9h10v11H9z", "M15 6V4.5H5V15h1.5"],
  print: ["M7 9V4h10v5", "M7 17H4.5V9h15v8H17", "M7 14h10v6H7z"],
  check: ["M5 12.5l4.5 4.5L19 7.5"],
  enlarge: ["M14 4.5h5.5V10M19.5 4.5L13 11M10 19.5H4.5V14M4.5 19.5L11 13"],
  shrink: ["M19.5 10H14V4.5M14 10l6-6M4.5 14H10v5.5M10 14l-6 6"],
  microphone: ["M12 3.5a3 3 0 0 1 3 3v5a3 3 0 0 1-6 0v-5a3 3 0 0 1 3-3z", "M5.5 11.5a6.5 6.5 0 0 0 13 0M12 18v3"],
  menu: ["M12 5v.01M12 12v.01M12 19v.01"],
  link: ["M9 5h10v10M19 5L7 17"],
};

/** A line drawing of 24 units that says nothing to screen readers. */
export function icon(name) {
  const namespace = "http://www.w3.org/2000/svg";
  const svg = document.createElementNS(namespace, "svg");
  const attributes = { viewBox: "0 0 24 24", class: "icon", "aria-hidden": "true", focusable: "false" };
  for (const [key, value] of Object.entries(attributes)) svg.setAttribute(key, value);
  for (const shape of SHAPES[name]) {
    const path = document.createElementNS(namespace, "path");
    path.setAttribute("d", shape);
    svg.append(path);
  }
  return svg;
}

/** Gives a shadow root its style sheets, in a way that needs no style-src of the page. */
export function adopt(root, ...sheets) {
  root.adoptedStyleSheets = sheets.map((text) => {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(text);
    return sheet;
  });
}
