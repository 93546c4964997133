"""A real browser, the widget as it is built, and the real bot behind it.

ROLEWISE_SCREENSHOTS=1 writes the pictures of the README.
"""

import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
import yaml

playwright = pytest.importorskip("playwright.sync_api", reason="the Python package playwright is not installed")

from benchmarks.chromium import find_chromium, launch  # noqa: E402
from bot.errors import RunError  # noqa: E402
from bot.runtime.processes import free_port, stopping  # noqa: E402
from bot.runtime.setup import build_store, prepare  # noqa: E402
from bot.runtime.widget import prepare_widget  # noqa: E402
from bot.settings import ROOT, Settings  # noqa: E402
from tests.browser.chat import Chat  # noqa: E402
from tests.browser.pages import ForeignSite  # noqa: E402
from tests.browser.proxy import Proxy  # noqa: E402
from tests.channels.conftest import patient  # noqa: E402
from tests.channels.servers import Servers  # noqa: E402
from tests.conftest import running  # noqa: E402

IMAGES = ROOT / "docs" / "images"
COMPANY = Path(__file__).parent / "company.yml"
ATTACK = '<img src=x onerror="window.attacked=1"><script>window.attacked=2</script>[x](javascript:window.attacked=3)'

# Of a machine that does other things at the same time an answer may need longer than Playwright waits for it by itself.
playwright.expect.set_options(timeout=15_000)

NewVisitor = Callable[..., "playwright.BrowserContext"]


@pytest.fixture(scope="package")
def browser() -> Iterator["playwright.Browser"]:
    found = find_chromium()
    if not found:
        pytest.skip("no Chromium in PATH: install it (apt-get install chromium), or name it in ROLEWISE_CHROMIUM")
    # For this package alone: as long as it runs, nothing else can run an event loop in this thread.
    with playwright.sync_playwright() as started:
        opened = launch(started, found)
        yield opened
        opened.close()


@pytest.fixture(scope="package")
def widget(settings: Settings) -> Path:
    """The folder of the built widget."""
    try:
        return prepare_widget(settings)
    except RunError as error:
        if "needs Node.js" in str(error):
            pytest.skip(str(error))
        raise


@dataclass(frozen=True)
class Site:
    """The bot as a browser meets it. origin: of the other site whose pages may use it."""

    settings: Settings
    origin: str
    foreign: ForeignSite

    @property
    def url(self) -> str:
        return f"http://{self.settings.host}:{self.settings.port}"

    def embedded(self, attributes: str = "", strict: bool = False, allowed: bool = True, bot: str = "") -> str:
        """The address of a page of another site with the widget on it, of this bot or of one elsewhere."""
        return self.foreign.page(
            bot or self.url, attributes, strict, "bank.localhost" if allowed else "thief.localhost"
        )


@pytest.fixture(scope="package")
def site(
    browser: "playwright.Browser", widget: Path, settings: Settings, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Site]:
    """The bot, the company of company.yml in it."""
    port = free_port()
    origin = f"http://bank.localhost:{port}"
    own = patient(settings.in_folder(tmp_path_factory.mktemp("site"))).but(company=COMPANY, web_origins=(origin,))
    foreign = ForeignSite(port)
    with running(own) as bot:
        yield Site(bot.settings, origin, foreign)
    foreign.stop()


@pytest.fixture(scope="package")
def hostile(
    browser: "playwright.Browser", widget: Path, settings: Settings, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Servers]:
    """A bot of its own whose knowledge and company are written by an attacker, as far as their checks let it.

    Whether it does what it should, nobody else depends on: it may be stopped and started.
    """
    folder = tmp_path_factory.mktemp("hostile")
    tree = _hostile_knowledge(settings.knowledge, folder / "knowledge")
    own = settings.in_folder(folder).but(
        store=folder / "hostile.db",
        port=free_port(),
        actions_port=free_port(),
        web_key="h" * 40,
        web_people=True,
    )
    build_store(own, tree, own.store)
    own.company.write_text(yaml.safe_dump(_HOSTILE_COMPANY), encoding="utf-8")
    model = prepare(own)
    servers = Servers(own, model, [])
    with stopping(servers.processes):
        servers.start_actions()
        servers.start_rasa()
        yield servers


_HOSTILE_COMPANY = {
    "name": ATTACK,
    "sites": {"one": {"name": ATTACK}},
    "teams": {"desk": {"name": f"Desk {ATTACK}", "channel": "#javascript-window.attacked", "site": "one"}},
    "people": {
        "eve": {"name": f"Eve {ATTACK}", "team": "desk", "email": '"onload=window.attacked=5"@example.org'},
    },
    "roles": [{"role": "accountant", "people": ["eve"]}, {"role": "cashier", "team": "desk"}],
}


def _hostile_knowledge(tree: Path, copy: Path) -> Path:
    """The project's knowledge with scripts in what it says of accountants, and addresses that are none."""
    shutil.copytree(tree, copy, ignore=shutil.ignore_patterns("company.*"))
    path = copy / "roles" / "accountant.yml"
    role = yaml.safe_load(path.read_text(encoding="utf-8"))
    role["summary"]["text"] = ATTACK
    for part in ("duties", "skills", "tools", "education", "experience"):
        for fact in role.get(part, ()):
            for field in ("statement", "name", "text"):
                if field in fact:
                    fact[field] = f"{fact[field]} {ATTACK}"
    path.write_text(yaml.safe_dump(role, allow_unicode=True), encoding="utf-8")
    path = copy / "sources.yml"
    sources = yaml.safe_load(path.read_text(encoding="utf-8"))
    for source in sources.values():
        source["title"], source["url"] = f"{source['title']} {ATTACK}", "javascript:window.attacked=4"
    path.write_text(yaml.safe_dump(sources, allow_unicode=True), encoding="utf-8")
    return copy


@pytest.fixture
def proxy(site: Site) -> Iterator[Proxy]:
    """A way to the bot that can be disturbed."""
    made = Proxy(site.settings)
    made.start()
    yield made
    made.stop()


@pytest.fixture
def visitor(browser: "playwright.Browser") -> Iterator[NewVisitor]:
    """Makes visitors: each a browser of their own, with its own storage."""
    contexts = []

    def make(**options: object) -> "playwright.BrowserContext":
        context = browser.new_context(
            **{"reduced_motion": "reduce", "viewport": {"width": 1280, "height": 860}, **options}
        )
        context.set_default_timeout(10000)
        contexts.append(context)
        return context

    yield make
    for context in contexts:
        context.close()


@pytest.fixture
def chat(visitor: NewVisitor, site: Site) -> Chat:
    """The demo page with the chat opened."""
    return Chat(visitor().new_page(), site.settings).visit(site.url).open()


@pytest.fixture
def disturbed(visitor: NewVisitor, proxy: Proxy) -> Chat:
    """The same by way of the proxy."""
    return Chat(visitor().new_page(), proxy.settings).visit(proxy.url).open()
