"""A real browser, the widget as it is built, and a server that speaks its contract.

ROLEWISE_SCREENSHOTS=1 writes the pictures of the README. ROLEWISE_BROWSER_SERVER names a running bot to ask instead,
for the tests that need none of the stand-in's tricks.
"""

import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

playwright = pytest.importorskip("playwright.sync_api", reason="the Python package playwright is not installed")

from bot.errors import RunError  # noqa: E402
from bot.runtime.widget import prepare_widget  # noqa: E402
from bot.settings import ROOT, Settings  # noqa: E402
from tests.browser.chat import Chat  # noqa: E402
from tests.browser.server import POLICY, Page, StandIn  # noqa: E402

BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
IMAGES = ROOT / "docs" / "images"


@pytest.fixture(scope="session")
def browser() -> Iterator["playwright.Browser"]:
    found = os.environ.get("ROLEWISE_CHROMIUM") or next(filter(None, map(shutil.which, BROWSERS)), None)
    if not found:
        pytest.skip("no Chromium in PATH: install it (apt-get install chromium), or name it in ROLEWISE_CHROMIUM")
    with playwright.sync_playwright() as started:
        # Chromium's sandbox does not run as root, as which tests in containers do.
        opened = started.chromium.launch(executable_path=found, chromium_sandbox=os.geteuid() != 0)
        yield opened
        opened.close()


@pytest.fixture(scope="session")
def _built(settings: Settings) -> Path:
    try:
        return prepare_widget(settings)
    except RunError as error:
        if "needs Node.js" in str(error):
            pytest.skip(str(error))
        raise


@pytest.fixture
def server(_built: Path) -> Iterator[StandIn]:
    """The stand-in, to be stopped, started and asked what it heard."""
    stand_in = StandIn()
    stand_in.start()
    yield stand_in
    stand_in.stop()


@pytest.fixture
def address(request: pytest.FixtureRequest) -> str:
    """Where a bot is to be asked: the stand-in, or the real one where it is named."""
    return os.environ.get("ROLEWISE_BROWSER_SERVER") or request.getfixturevalue("server").url


@pytest.fixture
def visitor(browser: "playwright.Browser") -> Iterator[Callable[..., "playwright.BrowserContext"]]:
    """Makes visitors: each a browser of their own, with its own storage."""
    contexts = []

    def make(**options: object) -> "playwright.BrowserContext":
        context = browser.new_context(
            **{"reduced_motion": "reduce", "viewport": {"width": 1280, "height": 860}, **options}
        )
        context.set_default_timeout(8000)
        contexts.append(context)
        return context

    yield make
    for context in contexts:
        context.close()


@pytest.fixture
def chat(visitor: Callable[..., "playwright.BrowserContext"], address: str) -> Chat:
    """The demo page with the chat opened."""
    return Chat(visitor().new_page()).visit(address).open()


@pytest.fixture
def embedded(server: StandIn) -> Iterator[Callable[..., str]]:
    """Makes pages on another origin that embed the widget; returns their addresses."""
    pages = []

    def make(attributes: str = "", strict: bool = False, allowed: bool = True, html: str = '<html lang="en">') -> str:
        script = f'<script src="{server.url}/widget.js" {attributes} defer></script>'
        body = (
            f'<!doctype html>{html}<head><title>Somebody</title><link rel="stylesheet" href="/page.css">{script}</head>'
            '<body><main><h1 id="own">A bank</h1>'
            '<button data-rolewise-ask="Who handles customer grievances?">Ask</button></main></body></html>'
        )
        page = Page(body, POLICY.format(bot=server.url) if strict else None)
        pages.append(page)
        url = page.start()
        if allowed:
            server.origins.add(url)
        return url

    yield make
    for page in pages:
        page.stop()
