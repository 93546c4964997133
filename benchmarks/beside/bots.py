"""The two bots that are measured: how each is started, until it answers, and stopped again."""

import os
import sys
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import yaml

from benchmarks.beside.memory import resident, tree
from benchmarks.drills.asking import kind_sentences
from benchmarks.drills.server import NO_LIMIT
from benchmarks.drills.storage_servers import Valkey
from bot.errors import RunError
from bot.runtime.process import Process, stopping
from bot.runtime.processes import environment, free_port, rasa_environment
from bot.runtime.questions import rest_address, sent
from bot.settings import ROOT, Settings

# Seconds in which a bot must have answered, and between two tries.
START, POLL = 600.0, 0.05
FIRST = "what does a nurse do"
STOCK = ROOT / "benchmarks/stock"


@dataclass(frozen=True)
class Part:
    """A process of a bot: what it is called in its log, what Python is given, and its environment."""

    name: str
    arguments: Sequence[str]
    environment: Mapping[str, str]


@dataclass(frozen=True)
class Bot:
    """A bot that is not running. parts: its processes, started at once."""

    name: str
    settings: Settings
    parts: Sequence[Part]


@dataclass
class Running:
    """A bot that answers. ready: the seconds from its start to its first answer."""

    bot: Bot
    ready: float = 0.0
    processes: list[Process] = field(default_factory=list)

    @property
    def url(self) -> str:
        return f"http://{self.bot.settings.host}:{self.bot.settings.port}"

    @property
    def conversations(self) -> Path:
        return self.bot.settings.conversations

    def memory(self) -> float:
        """Megabytes of all its processes."""
        return resident(pid for process in self.processes for pid in tree(process.pid))


def settings_in(settings: Settings, folder: Path) -> Settings:
    """With a port and conversations of its own, nobody's company, and nobody sent away for asking much."""
    return settings.in_folder(folder).but(port=free_port(), actions_port=0, most_at_once=NO_LIMIT)


def ours(settings: Settings, folder: Path) -> Bot:
    """As an operator runs it: `rolewise serve`, which starts the server and watches it."""
    own = settings_in(settings, folder)
    serve = str(Path(sys.executable).with_name("rolewise"))
    return Bot("ours", own, [Part("serve", [serve, "serve"], {**os.environ, **own.environment()})])


@contextmanager
def ours_of_two(settings: Settings, folder: Path) -> Iterator[Bot]:
    """The same with two workers, whose locks a Valkey has."""
    valkey = Valkey(folder)
    valkey.start()
    try:
        used = yaml.safe_load(settings.endpoints.read_text(encoding="utf-8"))
        used["lock_store"] = {"type": "bot.runtime.locks.RedisLocks", "url": "127.0.0.1", "port": valkey.port}
        endpoints = folder / "endpoints.yml"
        endpoints.write_text(yaml.safe_dump(used), encoding="utf-8")
        bot = ours(settings.but(endpoints=endpoints), folder)
        parts = [Part(part.name, part.arguments, {**part.environment, "SANIC_WORKERS": "2"}) for part in bot.parts]
        yield Bot("ours, two workers", bot.settings, parts)
    finally:
        valkey.stop()


def stock(settings: Settings, folder: Path, model: Path) -> Bot:
    """`rasa run` and rasa-sdk's server, as their manuals have them started."""
    own = settings_in(settings, folder).but(actions_port=free_port())
    run = [
        *("-m", "benchmarks.stock.rasa_main", "run", "--model", str(model)),
        *("--endpoints", str(STOCK / "endpoints.yml"), "--credentials", str(STOCK / "credentials.yml")),
        *("--interface", own.host, "--port", str(own.port)),
    ]
    act = ["-m", "benchmarks.stock.actions_main", "--actions", "actions", "--port", str(own.actions_port)]
    parts = [
        Part("actions", act, {**environment(own), "SANIC_HOST": own.host}),
        Part("rasa", run, rasa_environment(own)),
    ]
    return Bot("stock", own, parts)


@contextmanager
def running(bot: Bot, folder: Path) -> Iterator[Running]:
    """The bot from its first answer on; it is stopped at the end. folder: where its logs are."""
    found = Running(bot)
    with stopping(found.processes):
        began = time.perf_counter()
        for part in bot.parts:
            log = folder / f"{bot.name.replace(', ', '-').replace(' ', '-')}-{part.name}.log"
            found.processes.append(Process(part.name, part.arguments, log, part.environment))
        _await_answer(found)
        found.ready = time.perf_counter() - began
        yield found


def _await_answer(found: Running) -> None:
    deadline = time.monotonic() + START
    address = rest_address(found.bot.settings)
    number = 0
    while time.monotonic() < deadline:
        for process in found.processes:
            if not process.running:
                raise process.failure()
        number += 1
        # Whoever asked too early is not asked for again.
        if _answers(address, f"first-{number}"):
            return
        time.sleep(POLL)
    raise RunError(f"{found.bot.name} did not answer within {START:.0f} s.")


def _answers(address: str, sender: str) -> bool:
    try:
        texts = [message.get("text") for message in sent(address, sender, FIRST)]
    except (OSError, ValueError):
        return False
    return any(texts) and not any(text in kind_sentences() for text in texts)
