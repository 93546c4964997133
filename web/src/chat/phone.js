// What is different where the chat covers the whole screen.

// As in chat.css.
const COVERS = matchMedia("(max-width: 480px), (max-height: 480px)");
// In the state of the page's history entry, which the back button leaves.
const MARK = "rolewise";

/** Keeps the panel in the part of the screen that is seen: a keyboard on it covers the rest. */
export function keepInSight(panel) {
  const seen = window.visualViewport;
  if (!seen) return;
  const fit = () => {
    // Whoever zooms in sees less because they want to.
    const covered = Math.abs(seen.scale - 1) < 0.01;
    panel.style.setProperty("--seen", covered ? `${seen.height}px` : "");
    panel.style.setProperty("--above", covered ? `${seen.offsetTop}px` : "");
  };
  for (const happens of ["resize", "scroll"]) seen.addEventListener(happens, fit);
  fit();
}

/** Lets the back button close the chat rather than leave the page, where the chat covers it. */
export class Back {
  #held = false;

  constructor(close) {
    addEventListener("popstate", () => {
      if (!this.#held || history.state?.[MARK]) return;
      this.#held = false;
      close();
    });
  }

  opened() {
    if (!COVERS.matches || this.#held) return;
    // What the page itself keeps there stays.
    if (!history.state?.[MARK]) history.pushState({ ...history.state, [MARK]: true }, "");
    this.#held = true;
  }

  closed() {
    if (this.#held && history.state?.[MARK]) history.back();
    this.#held = false;
  }
}
