"""Faults of what servers share: a PostgreSQL that keeps conversations, a Valkey that keeps their locks."""

from collections.abc import Collection, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import yaml

from benchmarks.drills.faults import Fault
from benchmarks.drills.holding_up import held_up, held_up_again_and_again
from benchmarks.drills.server import Server
from benchmarks.drills.storage_servers import PostgreSQL, StorageServer, Valkey
from bot.settings import ROOT


@dataclass(frozen=True)
class Shared:
    """conversations: the address of their database. endpoints: the file that has the bot use both."""

    postgresql: PostgreSQL
    valkey: Valkey
    conversations: str
    endpoints: Path

    @property
    def faults(self) -> Sequence[Fault]:
        servers: tuple[tuple[str, StorageServer], ...] = (("PostgreSQL", self.postgresql), ("Valkey", self.valkey))
        return [
            fault
            for name, server in servers
            for fault in (
                Fault(f"{name} stopped", "a machine that is down", partial(stopped, server), seconds=8),
                Fault(f"{name} started again", "an update of it", partial(started_again, server)),
                Fault(f"{name} hangs", "a network that swallows all", partial(hanging, server), seconds=8),
                Fault(f"{name} slow", "others who use it hard", partial(slow, server), seconds=10),
            )
        ]


@contextmanager
def shared(folder: Path) -> Iterator[Shared]:
    """Both, running, in a folder of their own."""
    (folder / "valkey").mkdir(parents=True)
    postgresql, valkey = PostgreSQL(folder / "postgresql"), Valkey(folder / "valkey")
    try:
        valkey.start()
        conversations = postgresql.new_database("conversations")
        endpoints = folder / "endpoints.yml"
        endpoints.write_text(yaml.safe_dump(_using(conversations, valkey.port)), encoding="utf-8")
        yield Shared(postgresql, valkey, conversations, endpoints)
    finally:
        valkey.end()
        postgresql.end()


def _using(conversations: str, port: int) -> dict[str, object]:
    """The project's own endpoints but for where conversations and locks are."""
    own = yaml.safe_load((ROOT / "endpoints.yml").read_text(encoding="utf-8"))
    return {
        **own,
        "tracker_store": {"type": own["tracker_store"]["type"], "url": conversations},
        "lock_store": {"type": "bot.runtime.locks.RedisLocks", "url": "127.0.0.1", "port": port},
    }


@contextmanager
def stopped(storage: StorageServer, server: Server) -> Iterator[Collection[str]]:
    storage.stop()
    try:
        yield ()
    finally:
        storage.start()


@contextmanager
def started_again(storage: StorageServer, server: Server) -> Iterator[Collection[str]]:
    storage.stop()
    storage.start()
    yield ()


@contextmanager
def hanging(storage: StorageServer, server: Server) -> Iterator[Collection[str]]:
    with held_up(storage.pids()):
        yield ()


@contextmanager
def slow(storage: StorageServer, server: Server) -> Iterator[Collection[str]]:
    with held_up_again_and_again(storage.pids):
        yield ()
