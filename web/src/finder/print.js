// Prints one part of the widget, or has it saved as a PDF by the browser's own dialogue.

// On the page, for as long as it is printed: nothing but the widget.
const PAGE =
  "@media print { body > :not(rolewise-widget) { display: none !important; } html, body { background: none !important; } }";

/** Prints the sheet alone; the widget's style sheet says how it looks on paper. */
export function printed(sheet) {
  const host = sheet.getRootNode().host;
  const style = new CSSStyleSheet();
  style.replaceSync(PAGE);
  const before = document.adoptedStyleSheets;
  document.adoptedStyleSheets = [...before, style];
  host.classList.add("printing");
  addEventListener(
    "afterprint",
    () => {
      document.adoptedStyleSheets = document.adoptedStyleSheets.filter((each) => each !== style);
      host.classList.remove("printing");
    },
    { once: true },
  );
  print();
}
