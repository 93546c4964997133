"""A small tree of knowledge files, the store built from it, and the running bot."""

import json
import urllib.request
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import hypothesis
import numpy as np
import pytest
import yaml

from benchmarks.stores import RELEASES, imported
from bot.knowledge.files import Knowledge, read_knowledge
from bot.knowledge.store import Store, write_store
from bot.runtime.processes import bot_running, free_port
from bot.runtime.setup import prepare
from bot.search.encoder import Encoder, load_encoder
from bot.search.index import build_index
from bot.search.known import Known, open_known
from bot.settings import Settings, load_settings

# Folders whose tests share servers that are slow to start, or a release that is slow to import.
TOGETHER = {
    "browser": "browser",
    "channels": "channels",
    "monitoring": "monitoring",
    "slack": "slack",
    "search": "search",
    "conversations": "search",
}

# How long one example takes is nothing a test asserts: a busy machine takes longer.
hypothesis.settings.register_profile("untimed", deadline=None)
hypothesis.settings.load_profile("untimed")

SMALL_TREE: dict[str, Any] = yaml.safe_load((Path(__file__).parent / "small_tree.yml").read_text(encoding="utf-8"))


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Lets files run side by side (`make test` does), but in one process those that are better off together."""
    for item in items:
        folder = item.path.parent.name
        item.add_marker(pytest.mark.xdist_group(TOGETHER.get(folder, f"{folder}/{item.path.name}")))


def write_tree(folder: Path, tree: dict[str, Any]) -> Path:
    """Writes a tree of knowledge files given as data: {'roles': {id: ...}, 'sources': ..., 'departments': ...}."""
    (folder / "roles").mkdir(parents=True, exist_ok=True)
    for key, role in tree["roles"].items():
        text = role if isinstance(role, str) else yaml.safe_dump(role, allow_unicode=True)
        (folder / "roles" / f"{key}.yml").write_text(text, encoding="utf-8")
    for name in ("sources", "departments"):
        (folder / f"{name}.yml").write_text(yaml.safe_dump(tree[name]), encoding="utf-8")
    return folder


@pytest.fixture
def tree(tmp_path: Path) -> Path:
    """The small tree, in a folder of its own, to be damaged at will."""
    return write_tree(tmp_path / "knowledge", SMALL_TREE)


@pytest.fixture(scope="session")
def settings() -> Settings:
    return load_settings()


@pytest.fixture(scope="session")
def encoder(settings: Settings) -> Encoder:
    return load_encoder(settings.encoder)


@pytest.fixture(scope="session")
def small(tmp_path_factory: pytest.TempPathFactory, settings: Settings, encoder: Encoder) -> Known:
    """The small tree, opened as the actions open it."""
    folder = tmp_path_factory.mktemp("small")
    return opened(read_knowledge(write_tree(folder, SMALL_TREE)), folder / "small.db", encoder)


def opened(knowledge: Knowledge, path: Path, encoder: Encoder, exact: bool = True) -> Known:
    """Some knowledge, written to a store and opened as the actions open it.

    exact: whether each text is encoded by itself, so that what is found can be compared with what the encoder says of
    it; the project's own store encodes the texts of a role together.
    """

    def each(groups: Sequence[Sequence[str]]) -> np.ndarray:
        return encoder.encode([text for group in groups for text in group])

    write_store(knowledge, path, build_index(knowledge.roles, each if exact else encoder.encode_apart))
    return Known(Store(path), encoder)


@pytest.fixture(scope="session")
def known(settings: Settings) -> Known:
    """The project's own knowledge."""
    return open_known(settings.store, settings.encoder)


def _data(message: dict[str, Any]) -> dict[str, Any]:
    return message.get("custom") or {}


@dataclass(frozen=True)
class Said:
    """What the bot said to one message, over REST."""

    messages: list[dict[str, Any]]

    @property
    def text(self) -> str:
        return "\n".join(message["text"] for message in self.messages if message.get("text"))

    @property
    def answer(self) -> dict[str, Any]:
        """The answer's data; empty where the bot only talked."""
        return next((data["answer"] for data in map(_data, self.messages) if "answer" in data), {})


@dataclass(frozen=True)
class Bot:
    """A running bot."""

    settings: Settings

    def say(self, message: str, sender: str) -> Said:
        request = urllib.request.Request(
            f"http://{self.settings.host}:{self.settings.port}/webhooks/rest/webhook",
            json.dumps({"sender": sender, "message": message}).encode(),
            {"Content-Type": "application/json"},
        )
        with urllib.request.urlopen(request, timeout=30) as response:
            return Said(json.load(response))


@contextmanager
def running(settings: Settings) -> Iterator[Bot]:
    """The bot, really running, on a port of its own."""
    own = settings.but(port=free_port(), actions_port=0)
    with bot_running(own, prepare(own)):
        yield Bot(own)


@pytest.fixture(scope="session")
def bot(settings: Settings, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Bot]:
    folder = tmp_path_factory.mktemp("bot")
    with running(settings.in_folder(folder)) as bot:
        yield bot


def _imported(settings: Settings, name: str) -> Path:
    store = imported(settings, name)
    if store is None:
        pytest.skip(f"{RELEASES[name]} is not beside the project (ROLEWISE_SHARED)")
    return store


@pytest.fixture(scope="session")
def onet_store(settings: Settings) -> Path:
    """The whole O*NET release, imported; a minute and a half unless it was before."""
    return _imported(settings, "onet")


@pytest.fixture(scope="session")
def esco_store(settings: Settings) -> Path:
    return _imported(settings, "esco")
