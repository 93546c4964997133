"""A database that nobody who talks with the bot can stop, and that heals by itself.

It is used in threads of its own, so that one that is slow or in use by others holds up only who needs it, and not for
long. Where tables are gone they are made anew, where an SQLite file is damaged it is set aside first.
"""

import asyncio
import logging
import time
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from pathlib import Path
from typing import Any, TypeVar

import sqlalchemy as sa
from rasa.core.tracker_store import create_engine_kwargs
from sqlalchemy.engine import URL, Connection, Engine
from sqlalchemy.exc import ProgrammingError, SQLAlchemyError
from sqlalchemy.pool import NullPool

from bot.errors import StorageError
from bot.runtime import patience
from bot.runtime.damage import is_damage, set_aside
from bot.runtime.kept import overwrite_what_is_deleted

logger = logging.getLogger(__name__)

# Seconds that a message waits: for others who write; for all of one transaction, the connection included.
WAIT, ANSWER = 2, 2.5
# How many messages wait for one database side by side.
THREADS = 32
# What servers that begin at once take turns by, in PostgreSQL.
_TURN = 5_005_114

# Written to by nothing but the check whether anything can be written.
_CHECKS = sa.MetaData()
_CHECK = sa.Table(
    "storage_checks",
    _CHECKS,
    sa.Column("id", sa.Integer, primary_key=True, autoincrement=False),
    sa.Column("at", sa.Float),
)

# What drivers say, and what is said of it; all else is told by its kind only, as drivers quote what they were given.
_TOLD = {
    "locked": "another process has been writing to it for too long",
    "readonly": "it cannot be written to",
    "read-only": "it cannot be written to",
    "is full": "the disk is full",
    "no space left": "the disk is full",
    "disk i/o error": "the disk does not read or write it",
    "unable to open": "it cannot be opened",
    "is the server running": "its server does not answer",
    "could not translate": "its server does not answer",
    "the database system is": "its server is just starting or stopping",
    "connection": "the connection to its server broke",
    "timeout": "it takes too long",
    "not a database": "it is damaged",
    "malformed": "it is damaged",
}

Result = TypeVar("Result")


class Database:
    """Some tables in an SQL database; whatever goes wrong with them is a StorageError, which quotes nobody."""

    def __init__(self, url: str | URL, tables: sa.MetaData, indexes: Sequence[sa.Index]):
        """indexes: of these tables; an older database may lack them."""
        self.engine = _engine(sa.engine.make_url(url))
        self._tables, self._indexes = tables, indexes
        self._threads = ThreadPoolExecutor(THREADS, thread_name_prefix=f"database {self.name}")
        self._begin()

    @property
    def name(self) -> str:
        """What it is called in the log: the file, or the database and its server."""
        url = self.engine.url
        return str(url.database) if self._file else f"{url.database} on {url.host}"

    async def in_thread(self, function: Callable[..., Result], *given: Any) -> Result:
        """What a function that uses this database returns, or raises."""
        return await asyncio.get_running_loop().run_in_executor(self._threads, partial(function, *given))

    def do(self, work: Callable[[Connection], Result]) -> Result:
        """What is done in one transaction; it may be done once more where tables were missing.

        Raises StorageError.
        """
        try:
            with patience.of(ANSWER), self.engine.begin() as connection:
                return work(connection)
        except SQLAlchemyError as error:
            if not self._mended(error):
                raise StorageError(self._told(error)) from None
        except ValueError:
            # Half a surrogate pair, or a character that PostgreSQL does not take.
            raise StorageError(f"{self.name} cannot hold a text that it was given.") from None
        try:
            with patience.of(ANSWER), self.engine.begin() as connection:
                return work(connection)
        except SQLAlchemyError as error:
            raise StorageError(self._told(error)) from None

    async def writable(self) -> str | None:
        """None where something could be written just now; else a sentence that says why not."""
        try:
            await self.in_thread(self.do, _write)
        except StorageError as error:
            return str(error)
        return None

    @property
    def _file(self) -> Path | None:
        return Path(str(self.engine.url.database)) if self.engine.dialect.name == "sqlite" else None

    def _begin(self) -> None:
        """Makes what is missing; a database that cannot be used yet may be later."""
        try:
            self._make()
        except SQLAlchemyError as error:
            if not self._mended(error):
                logger.error("%s", self._told(error))

    def _make(self) -> None:
        with patience.of(ANSWER), self.engine.begin() as connection:
            if self._complete(connection):
                return
        with self.engine.begin() as connection:
            _take_turn(connection)
            self._tables.create_all(connection)
            _CHECKS.create_all(connection)
            for index in self._indexes:
                index.create(connection, checkfirst=True)

    def _complete(self, connection: Connection) -> bool:
        there = sa.inspect(connection)
        return all(there.has_table(name) for name in (*self._tables.tables, *_CHECKS.tables)) and all(
            any(index.name == each["name"] for each in there.get_indexes(index.table.name)) for index in self._indexes
        )

    def _mended(self, error: SQLAlchemyError) -> bool:
        """Whether what failed may go well now."""
        damaged = is_damage(error)
        if not (damaged or isinstance(error, ProgrammingError) or "no such table" in str(error)):
            return False
        try:
            if damaged and self._file:
                set_aside(self._file)
            self._make()
        except (SQLAlchemyError, OSError):
            return False
        return True

    def _told(self, error: SQLAlchemyError) -> str:
        said = str(getattr(error, "orig", "")).lower()
        why = next((told for part, told in _TOLD.items() if part in said), type(error).__name__)
        return f"{self.name} cannot be used: {why}."


def _engine(url: URL) -> Engine:
    sqlite = url.get_backend_name() == "sqlite"
    # A connection a transaction: one that is kept would go on with a file that was deleted or set aside.
    options = {"poolclass": NullPool} if sqlite else {**create_engine_kwargs(url), "pool_pre_ping": True}
    # hide_parameters: they are what people wrote, and errors are logged.
    engine = sa.create_engine(url, hide_parameters=True, **options)
    overwrite_what_is_deleted(engine, WAIT)
    if engine.dialect.name == "postgresql":
        _wait_briefly(engine)
    return engine


def _wait_briefly(engine: Engine) -> None:
    """Makes PostgreSQL say soon that others write for too long; what it says nothing of, bot.runtime.patience ends."""
    patience.watch(engine)

    @sa.event.listens_for(engine, "connect")
    def configure(connection: Any, _: object) -> None:
        with connection.cursor() as cursor:
            cursor.execute(f"SET lock_timeout = {1000 * WAIT}")
        connection.commit()


def _take_turn(connection: Connection) -> None:
    """Lets nobody else make tables until the transaction ends: of servers that begin at once, one does."""
    if connection.dialect.name == "sqlite":
        connection.exec_driver_sql("BEGIN IMMEDIATE")
    elif connection.dialect.name == "postgresql":
        # An index over many rows takes its time.
        connection.exec_driver_sql("SET LOCAL lock_timeout = 0")
        connection.exec_driver_sql(f"SELECT pg_advisory_xact_lock({_TURN})")


def _write(connection: Connection) -> None:
    now = time.time()
    if not connection.execute(_CHECK.update().values(at=now)).rowcount:
        connection.execute(_CHECK.insert().values(id=1, at=now))
