"""The databases in which something of conversations is kept: files of ours, or what an endpoints file names."""

import os
import re
import sqlite3
from collections.abc import Collection, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import sqlalchemy as sa
import yaml
from sqlalchemy.engine import URL, Connection, Engine
from sqlalchemy.exc import ArgumentError, DBAPIError

from bot.errors import RunError
from bot.settings import ROOT, Settings

# Seconds that a command waits for another process that writes to the same database, or for a server to answer.
BUSY = 10
# Rasa's table of events has this name both in the conversations and in the broker's database; there, the time of an
# event is only in its data.
EVENTS = sa.table("events", sa.column("sender_id"), sa.column("timestamp"), sa.column("data"))

# What keeps its events in an SQL database, in that table: ours, and Rasa's own.
_STORES = ("bot.runtime.conversations.ForgettingTrackerStore", "SQL", "sql")
_BROKERS = ("bot.runtime.broker.ReportBroker", "SQL", "sql")
# What the endpoints file says of a database, and what Rasa calls it.
_OPTIONS = {"url": "host", **{name: name for name in ("dialect", "port", "db", "username", "password", "query")}}


@dataclass(frozen=True)
class Databases:
    """events: what reports are made from; None where such events are published elsewhere, or nowhere."""

    conversations: URL
    events: URL | None

    def all(self) -> list[URL]:
        return [self.conversations, *([self.events] if self.events is not None else [])]


def databases(settings: Settings) -> Databases:
    """Those that the bot uses with these settings.

    Raises RunError where the endpoints file cannot be read, or keeps conversations in something else than SQL.
    """
    if settings.endpoints == ROOT / "endpoints.yml":
        return Databases(_sqlite(settings.conversations), _sqlite(settings.events))
    named = _read(settings)
    conversations = _address(settings, named.get("tracker_store"), _STORES)
    if conversations is None:
        raise RunError(f"{settings.endpoints} names no SQL database for conversations; in others nothing is looked up.")
    return Databases(conversations, _address(settings, named.get("event_broker"), _BROKERS))


def _sqlite(path: Path) -> URL:
    return URL.create("sqlite", database=str(path))


def called(url: URL) -> str:
    """What a database is called where people read it: the file, or the database and its server."""
    if url.get_backend_name() == "sqlite":
        return Path(str(url.database)).name
    return f"{url.database} on {url.host or url.query.get('host', 'this machine')}"


def file_of(url: URL) -> Path | None:
    """The file that a database is; None where it is none."""
    return Path(str(url.database)) if url.get_backend_name() == "sqlite" else None


@contextmanager
def opened(url: URL) -> Iterator[Engine | None]:
    """A database of events; None where there is none, and none is made.

    Raises RunError naming it where it is in use for too long, cannot be reached, or is no such database.
    """
    file = file_of(url)
    if file and not file.is_file():
        yield None
        return
    try:
        engine = _engine(url)
    except (ArgumentError, ImportError) as error:
        raise RunError(f"The database {called(url)} cannot be used: {error}.") from error
    try:
        yield engine if sa.inspect(engine).has_table(EVENTS.name) else None
    except DBAPIError as error:
        raise RunError(f"The database {file or called(url)} cannot be used: {str(error.orig).strip()}.") from error
    finally:
        engine.dispose()


def _engine(url: URL) -> Engine:
    patient = {"connect_timeout": BUSY, "options": f"-c lock_timeout={1000 * BUSY}"}
    postgresql = url.get_backend_name() == "postgresql"
    engine = sa.create_engine(url, hide_parameters=True, connect_args=patient if postgresql else {})
    overwrite_what_is_deleted(engine)
    return engine


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


def _read(settings: Settings) -> Mapping[str, Any]:
    try:
        found = yaml.safe_load(settings.endpoints.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, yaml.YAMLError) as error:
        raise RunError(f"ROLEWISE_ENDPOINTS names {settings.endpoints}, which cannot be read: {error}") from error
    return found if isinstance(found, dict) else {}


def _address(settings: Settings, part: object, types: Collection[str]) -> URL | None:
    """Where a part of the endpoints file keeps its events; None where that is no SQL database."""
    if not isinstance(part, dict) or part.get("type") not in types:
        return None
    # Here, as importing Rasa takes a second.
    from rasa.core.tracker_store import SQLTrackerStore

    given = {_OPTIONS[name]: _expanded(settings, value) for name, value in part.items() if name in _OPTIONS}
    try:
        return sa.engine.make_url(SQLTrackerStore.get_db_url(**given))
    except (ArgumentError, TypeError, ValueError) as error:
        raise RunError(f"{settings.endpoints} names a database that there cannot be: {error}") from error


def _expanded(settings: Settings, value: Any) -> Any:
    """With what the environment has of each ${NAME} in its place, as Rasa reads such files."""
    if isinstance(value, dict):
        return {key: _expanded(settings, each) for key, each in value.items()}
    if not isinstance(value, str):
        return value
    environ = {**os.environ, **settings.environment()}

    def found(name: re.Match[str]) -> str:
        if name[1] not in environ:
            raise RunError(f"{settings.endpoints} asks for the variable {name[1]}, which is not set.")
        return environ[name[1]]

    return re.sub(r"\$\{(\w+)\}", found, value)
