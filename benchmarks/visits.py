"""Visits of pages with and without a chat, each in a fresh browser: what they load, and when what was drawn."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import Any

from playwright.sync_api import Browser, CDPSession, Page, sync_playwright

from benchmarks.chromium import find_chromium, launch
from benchmarks.web_channel import QUESTIONS
from bot.errors import RunError
from bot.settings import Settings

# How many times slower the processor is made to look to the page.
SLOWER = (1, 4)
# Milliseconds that a page is left alone before it is said what it cost.
SETTLE = 300
# Browsers take every name under localhost for this machine, and another name for another site.
HOST = "bank.localhost"

PAGE = """<!doctype html><html lang="en"><head><meta charset="utf-8"><title>A bank</title>
<link rel="icon" href="data:,"><link rel="stylesheet" href="page.css">{embedded}</head>
<body><main><h1>A bank</h1><img src="picture.svg" alt="" width="720" height="240">{paragraphs}</main></body></html>"""
PARAGRAPH = "<p>We keep your money, lend it to others, and tell you at any time how much of it there is.</p>"
STYLE = "body {margin: 0; font: 18px/1.6 sans-serif} main {max-width: 720px; margin: 3rem auto}"
PICTURE = '<svg xmlns="http://www.w3.org/2000/svg"><rect width="720" height="240" fill="#0b6b5e"/></svg>'

# Notes when each thing was first drawn or pressed, in milliseconds since the page was asked for, and what held it up.
WATCH = """
const seen = (window.seen = { at: {}, lcp: 0, cls: 0, tasks: 0, blocked: 0 });
const observe = (type, act) =>
  new PerformanceObserver((list) => list.getEntries().forEach(act)).observe({ type, buffered: true });
observe("largest-contentful-paint", (entry) => (seen.lcp = entry.startTime));
observe("layout-shift", (entry) => entry.hadRecentInput || (seen.cls += entry.value));
observe("longtask", (entry) => { seen.tasks += 1; seen.blocked += entry.duration - 50; });
addEventListener("click", (event) => (seen.at.clicked ??= event.timeStamp), true);
addEventListener("keydown", (event) => event.key === "Enter" && (seen.at.asked ??= event.timeStamp), true);
const inside = (selector) => {
  const element = document.querySelector("rolewise-widget, deep-chat")?.shadowRoot?.querySelector(selector);
  return element?.getBoundingClientRect().width > 0;
};
const drawn = {
  page: () => document.readyState === "complete",
  launcher: () => inside(".launcher"),
  usable: () => inside("textarea:focus, #text-input"),
  answered: () => inside(".told:not(.welcome)"),
};
requestAnimationFrame(function look() {
  for (const name in drawn) if (!seen.at[name] && drawn[name]()) seen.at[name] = performance.now();
  requestAnimationFrame(look);
});
"""


@dataclass(frozen=True)
class Kind:
    """A kind of page. embedded: its line of HTML, {bot} in it; ready: the last thing that is drawn by itself."""

    name: str
    embedded: str
    ready: str


WITHOUT = Kind("without", "", "page")
LAUNCHER = Kind("with the widget", '<script src="{bot}/widget.js" defer></script>', "launcher")
OPENED = Kind("chat opened with the page", '<script src="{bot}/widget.js" data-open defer></script>', "usable")
DEEP_CHAT = Kind(
    "deep-chat",
    '<script type="module" src="{bot}/assets/deep-chat.js"></script><script>addEventListener("DOMContentLoaded", () => '
    'document.body.insertAdjacentHTML("beforeend", `<div style="position: fixed; right: 20px; bottom: 20px">'
    '<deep-chat demo="true"></deep-chat></div>`))</script>',
    "usable",
)

# Of every kind of page and slowness, all values of each thing that was measured.
Measured = dict[tuple[Kind, int], dict[str, list[float]]]


class Traffic:
    """What a page asks of others than its own site, and the bytes that come back, heads included."""

    def __init__(self, session: CDPSession) -> None:
        self._others: dict[str, str] = {}
        self._bytes = 0.0
        session.on("Network.requestWillBeSent", self._sent)
        session.on("Network.responseReceived", lambda event: self._came(event, event["response"]))
        session.on("Network.dataReceived", lambda event: self._came(event, event))
        session.send("Network.enable")

    def _sent(self, event: dict[str, Any]) -> None:
        url = event["request"]["url"]
        if url.startswith("http") and HOST not in url:
            self._others[event["requestId"]] = url

    def _came(self, event: dict[str, Any], part: dict[str, Any]) -> None:
        # Added up, as of an answer whose stream the chat closes no sum is ever told.
        if event["requestId"] in self._others:
            self._bytes += part["encodedDataLength"]

    def so_far(self, stage: str, bot: str) -> dict[str, float]:
        strange = sum(not url.startswith(bot) for url in self._others.values())
        return {f"{stage} requests": len(self._others), f"{stage} strange": strange, f"{stage} kB": self._bytes / 1000}


class _Silent(SimpleHTTPRequestHandler):
    def log_message(self, format: str, *arguments: Any) -> None:
        """Says nothing: the tables are the output."""


@contextmanager
def serving(folder: Path) -> Iterator[str]:
    """Serves a folder; yields its origin."""
    with ThreadingHTTPServer(("127.0.0.1", 0), partial(_Silent, directory=str(folder))) as server:
        Thread(target=server.serve_forever, args=(0.05,), daemon=True).start()
        yield f"http://{HOST}:{server.server_address[1]}"
        server.shutdown()


@contextmanager
def chromium() -> Iterator[Browser]:
    """Chromium as tests/browser finds it, which reaches no machine but this one.

    Raises RunError where there is none.
    """
    found = find_chromium()
    if not found:
        raise RunError("There is no Chromium: run `make browser`, or name it in ROLEWISE_CHROMIUM.")
    alone = "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1, EXCLUDE *.localhost"
    with sync_playwright() as playwright:
        browser = launch(playwright, found, alone)
        yield browser
        browser.close()


def visits(
    browser: Browser, settings: Settings, site: Path, origin: str, kinds: Sequence[Kind], rounds: int
) -> Measured:
    """Visits every kind of page in turn, in each round beginning with another one."""
    bot = f"http://{settings.host}:{settings.port}"
    for number, kind in enumerate(kinds):
        page = PAGE.format(embedded=kind.embedded.format(bot=bot), paragraphs=PARAGRAPH * 12)
        (site / f"{number}.html").write_text(page, encoding="utf-8")
    (site / "page.css").write_text(STYLE, encoding="utf-8")
    (site / "picture.svg").write_text(PICTURE, encoding="utf-8")
    measured: Measured = defaultdict(lambda: defaultdict(list))
    for round_ in range(rounds + 1):
        for slower in SLOWER:
            for place in range(len(kinds)):
                number = (place + round_) % len(kinds)
                found = visit(browser, f"{origin}/{number}.html", kinds[number], slower, bot)
                # The first round warms everything up.
                for name, value in found.items() if round_ else ():
                    measured[kinds[number], slower][name].append(value)
    return measured


def visit(browser: Browser, address: str, kind: Kind, slower: int, bot: str) -> dict[str, float]:
    """Opens a page in a fresh browser, and where the launcher is on it opens the chat and asks."""
    context = browser.new_context(viewport={"width": 1280, "height": 860})
    try:
        page = context.new_page()
        page.add_init_script(f"{{{WATCH}}}")
        session = context.new_cdp_session(page)
        traffic = Traffic(session)
        session.send("Emulation.setCPUThrottlingRate", {"rate": slower})
        page.goto(address)
        found = {"ready": reached(page, kind.ready)[kind.ready], **traffic.so_far("ready", bot)}
        seen = page.evaluate("({ ...seen, fcp: performance.getEntriesByName('first-contentful-paint')[0].startTime })")
        found |= {name: seen[name] for name in ("fcp", "lcp", "cls", "tasks", "blocked")}
        if kind is LAUNCHER:
            page.locator(".launcher").click()
            at = reached(page, "usable")
            found |= {"opening": at["usable"] - at["clicked"], **traffic.so_far("opened", bot)}
            page.keyboard.insert_text(QUESTIONS[0])
            page.keyboard.press("Enter")
            at = reached(page, "answered")
            page.locator(".typing").wait_for(state="hidden")
            # What the answer weighed is told a moment after it has ended.
            page.wait_for_timeout(SETTLE)
            found |= {"answering": at["answered"] - at["asked"], **traffic.so_far("answered", bot)}
            # A click excuses shifts for half a second; what answers move afterwards counts.
            found["cls"] = page.evaluate("seen.cls")
        return found
    finally:
        context.close()


def reached(page: Page, stage: str) -> dict[str, float]:
    """When each stage was reached, once this one is and the page has come to rest."""
    page.wait_for_function(f"seen.at.{stage}")
    page.wait_for_timeout(SETTLE)
    return page.evaluate("seen.at")
