"""Erasing conversations, for one person who asks for it and for all whose time is over."""

import hashlib
import sqlite3
import time
from collections.abc import Collection, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from json import loads
from pathlib import Path
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Connection, Engine
from sqlalchemy.exc import DBAPIError

from bot.errors import RunError
from bot.runtime.damage import files_set_aside
from bot.settings import Settings
from bot.slack.senders import SENDER, person_of

# Seconds that a command waits for another process that writes to the same file.
BUSY = 10
SECONDS_A_DAY = 24 * 60 * 60
# What the senders of damaged conversations are renamed to begins with this; nobody may speak for them.
ASIDE = "set-aside:"

# Rasa's table of events has this name both in the conversations and in the broker's database; there, the time of an
# event is only in its data.
_EVENTS = sa.table("events", sa.column("sender_id"), sa.column("timestamp"), sa.column("data"))


@dataclass(frozen=True)
class Erased:
    """How much was erased: whole conversations, their events, and events that reports were made from."""

    conversations: int
    events: int
    reported: int


def forget(settings: Settings, sender: str) -> Erased:
    """Erases everything that was said with a person, by the sender of any of their conversations.

    All counts are zero where nothing was.
    """
    senders = {sender}
    for path in (settings.conversations, settings.events):
        with opened(path) as engine:
            if engine:
                with engine.connect() as connection:
                    senders |= all_of_person(connection, sender)
    return _forget(settings, senders)


def forget_older_than(settings: Settings, days: float) -> Erased:
    """Erases each conversation whose newest event, in either database, is older than so many days.

    So it does with damaged files that were set aside, by the time of their last change.
    """
    newest: dict[str, float] = {}
    for sender, moment in (*_latest(settings.conversations), *_latest_reported(settings.events)):
        newest[sender] = max(moment, newest.get(sender, 0.0))
    before = time.time() - days * SECONDS_A_DAY
    for file in (*files_set_aside(settings.conversations), *files_set_aside(settings.events)):
        if file.stat().st_mtime < before:
            file.unlink()
    return _forget(settings, [sender for sender, moment in newest.items() if moment < before])


def erase(connection: Connection, senders: Collection[str]) -> dict[str, int]:
    """Deletes all events of some senders; returns how many each of them had, if any."""
    counts = {
        sender: connection.execute(_EVENTS.delete().where(_EVENTS.c.sender_id == sender)).rowcount for sender in senders
    }
    return {sender: count for sender, count in counts.items() if count}


def all_of_person(connection: Connection, sender: str) -> set[str]:
    """The senders of all conversations that the person has, with those of theirs that were set aside.

    In Slack there may be several, elsewhere it is the one.
    """
    person = person_of(sender)
    senders = {sender, *_beginning(connection, aside_of(sender))}
    if person.startswith(SENDER):
        team = person.rpartition(":")[0]
        senders |= {each for each in _beginning(connection, f"{team}:") if person_of(each) == person}
    return senders


def aside_of(sender: str) -> str:
    """What the new names of a person's damaged conversations begin with; it does not tell whose they are."""
    digest = hashlib.sha256(person_of(sender).encode("utf-8", "surrogatepass")).hexdigest()
    return f"{ASIDE}{digest[:32]}:"


def _beginning(connection: Connection, start: str) -> Collection[str]:
    found = sa.select(_EVENTS.c.sender_id).where(_EVENTS.c.sender_id.startswith(start, autoescape=True))
    return connection.execute(found.distinct()).scalars().all()


def overwrite_what_is_deleted(engine: Engine, wait: float = BUSY) -> None:
    """Makes SQLite wait so many seconds for other writers, but not for readers, and leave nothing of deleted rows.

    All connections that write need this, not only the one that deletes: what SQLite moves from one page to another
    while it inserts stays behind otherwise. Other databases have ways of their own and are left alone.
    """
    if engine.dialect.name != "sqlite":
        return

    @sa.event.listens_for(engine, "connect")
    def configure(connection: Any, _: object) -> None:
        # A letter that was damaged on the disk makes no whole conversation unreadable.
        connection.text_factory = lambda text: str(text, "utf-8", "replace")
        connection.execute("PRAGMA secure_delete = ON")
        connection.execute(f"PRAGMA busy_timeout = {int(1000 * wait)}")
        # Said once, it stays so for the file; where it is in use or cannot be written to just now, the next one will.
        with suppress(sqlite3.Error):
            connection.execute("PRAGMA journal_mode = WAL")


def empty_journal(connection: Connection) -> None:
    """Takes what was erased out of SQLite's journal as well; one that others are reading is emptied by the last."""
    if connection.dialect.name == "sqlite":
        connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")


@contextmanager
def opened(path: Path) -> Iterator[Engine | None]:
    """A database of events; None where there is none, and none is made.

    Raises RunError naming the file where it is in use for too long, or is no such database.
    """
    if not path.is_file():
        yield None
        return
    engine = sa.create_engine(f"sqlite:///{path}")
    overwrite_what_is_deleted(engine)
    try:
        yield engine if sa.inspect(engine).has_table(_EVENTS.name) else None
    except DBAPIError as error:
        raise RunError(f"The database {path} cannot be used: {error.orig}.") from error
    finally:
        engine.dispose()


def reported_events(engine: Engine) -> Iterator[tuple[str | None, dict[str, Any]]]:
    """The events that reports are made from, oldest first, each with its sender; what is damaged is empty."""
    with engine.connect() as connection:
        # All at once: as long as reading lasts, nobody can write.
        rows = connection.execute(sa.select(_EVENTS.c.sender_id, _EVENTS.c.data).order_by(sa.text("id"))).all()
    for sender, data in rows:
        yield sender, _event(data)


def _event(data: str) -> dict[str, Any]:
    try:
        event = loads(data)
    except (TypeError, ValueError, RecursionError):
        return {}
    return event if isinstance(event, dict) else {}


def _forget(settings: Settings, senders: Collection[str]) -> Erased:
    events, reported = (_erase_in(path, senders) for path in (settings.conversations, settings.events))
    return Erased(len(events.keys() | reported.keys()), sum(events.values()), sum(reported.values()))


def _erase_in(path: Path, senders: Collection[str]) -> dict[str, int]:
    with opened(path) as engine:
        if engine is None:
            return {}
        with engine.begin() as connection:
            counts = erase(connection, senders)
        if counts:
            # The file may be older than overwrite_what_is_deleted, and hold what that cannot reach.
            with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
                connection.execute(sa.text("VACUUM"))
                empty_journal(connection)
    return counts


def _latest(path: Path) -> list[tuple[str, float]]:
    with opened(path) as engine:
        if engine is None:
            return []
        latest = sa.func.max(_EVENTS.c.timestamp)
        with engine.connect() as connection:
            rows = connection.execute(sa.select(_EVENTS.c.sender_id, latest).group_by(_EVENTS.c.sender_id))
            return [(sender, moment or 0.0) for sender, moment in rows]


def _latest_reported(path: Path) -> list[tuple[str, float]]:
    with opened(path) as engine:
        if engine is None:
            return []
        return [(sender, event.get("timestamp") or 0.0) for sender, event in reported_events(engine) if sender]
