"""What all servers of the bot must remember together: the events that one of them handles, and the bot's threads."""

import asyncio
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, TypeVar

import sqlalchemy as sa
from sqlalchemy.engine import Connection, Engine
from sqlalchemy.exc import DBAPIError, IntegrityError

from bot.slack.senders import storable

DAY = 24 * 60 * 60.0
# Slack gives up on an event after an hour; a claim is kept for longer than any retry may take.
CLAIM_DAYS = 1
# Seconds between two looks for what may be forgotten.
TIDY = 60 * 60.0
# Seconds for which what is written after a thumbs down is about that answer.
COMMENT_PATIENCE = 15 * 60.0

Result = TypeVar("Result")


class _Name(sa.types.TypeDecorator):
    """A name out of what Slack sends."""

    impl = sa.String(255)
    cache_ok = True

    def process_bind_param(self, value: str, dialect: sa.engine.Dialect) -> str:
        return storable(value)


_METADATA = sa.MetaData()
_CLAIMS = sa.Table(
    "slack_claims",
    _METADATA,
    sa.Column("name", _Name, primary_key=True),
    sa.Column("at", sa.Float, nullable=False, index=True),
)
_THREADS = sa.Table(
    "slack_threads",
    _METADATA,
    sa.Column("name", _Name, primary_key=True),
    sa.Column("at", sa.Float, nullable=False, index=True),
)
_RATED = sa.Table(
    "slack_rated",
    _METADATA,
    sa.Column("name", _Name, primary_key=True),
    sa.Column("sender", _Name, nullable=False),
    sa.Column("seq", sa.Integer, nullable=False),
    sa.Column("at", sa.Float, nullable=False, index=True),
)


@dataclass(frozen=True)
class Rated:
    """A message of the bot's that somebody called unhelpful: its conversation, and its number there."""

    sender: str
    seq: int


class Tables:
    """Some tables in a database, made where they are missing: at the start, and after the database was lost."""

    def __init__(self, metadata: sa.MetaData, engine: Engine):
        self._metadata, self._engine = metadata, engine
        self._create()

    def use(self, work: Callable[..., Result], *given: Any, **named: Any) -> Result:
        """What some work with the tables returns; it is done once more where they were missing."""
        try:
            return work(*given, **named)
        except DBAPIError:
            there = sa.inspect(self._engine)
            if all(there.has_table(name) for name in self._metadata.tables):
                raise
        self._create()
        return work(*given, **named)

    def _create(self) -> None:
        for _ in self._metadata.tables:
            try:
                return self._metadata.create_all(self._engine)
            except DBAPIError:
                # Another server was faster with one of them, and may be so once for each.
                continue
        self._metadata.create_all(self._engine)


class Memory:
    """Claims, threads and comments that are expected, in an SQL database."""

    def __init__(self, engine: Engine, thread_days: int):
        """thread_days: how long a thread is followed after the last message in it."""
        self._engine, self._thread_days = engine, thread_days
        self._tidied = 0.0
        self._tables = Tables(_METADATA, engine)

    async def claim(self, *names: str) -> bool:
        """Claims all of these names for the caller; False, and none of them claimed, where one was claimed before."""
        return await asyncio.to_thread(self._tables.use, self._claim, names, time.time())

    async def follow(self, thread: str) -> None:
        """Remembers that somebody asked the bot in a thread; thread: a name of it and of them."""
        await asyncio.to_thread(self._tables.use, self._follow, thread, time.time())

    async def follows(self, thread: str) -> bool:
        return await asyncio.to_thread(self._tables.use, self._follows, thread)

    async def note_shared(self, channel: str) -> None:
        """Remembers that a channel is shared with other companies; channel: a name of it and of its workspace."""
        await self.follow(f"shared:{channel}")

    async def is_shared(self, channel: str) -> bool:
        return await self.follows(f"shared:{channel}")

    async def expect_comment(self, place: str, rated: Rated) -> None:
        """Remembers that what is written next in a place, of one person, may say what was wrong with an answer."""
        await asyncio.to_thread(self._tables.use, self._expect, place, rated, time.time())

    async def expected_comment(self, place: str) -> Rated | None:
        """What the next message in that place may be about; None where nothing was called unhelpful just before."""
        return await asyncio.to_thread(self._tables.use, self._expected, place, time.time())

    async def comment_came(self, place: str) -> None:
        """Expects none any more in that place."""
        await asyncio.to_thread(self._tables.use, self._forget_comment, place)

    def _claim(self, names: tuple[str, ...], now: float) -> bool:
        try:
            with self._engine.begin() as connection:
                if now - self._tidied > TIDY:
                    self._tidied = now
                    _forget(connection, _CLAIMS, now - CLAIM_DAYS * DAY)
                    _forget(connection, _THREADS, now - self._thread_days * DAY)
                    _forget(connection, _RATED, now - COMMENT_PATIENCE)
                connection.execute(_CLAIMS.insert(), [{"name": name, "at": now} for name in names])
        except IntegrityError:
            return False
        return True

    def _follow(self, thread: str, now: float) -> None:
        try:
            with self._engine.begin() as connection:
                again = _THREADS.update().where(_THREADS.c.name == thread).values(at=now)
                if not connection.execute(again).rowcount:
                    connection.execute(_THREADS.insert(), {"name": thread, "at": now})
        except IntegrityError:
            # Another server has just remembered it.
            return

    def _follows(self, thread: str) -> bool:
        with self._engine.connect() as connection:
            found = connection.execute(sa.select(_THREADS.c.name).where(_THREADS.c.name == thread))
            return found.first() is not None

    def _expect(self, place: str, rated: Rated, now: float) -> None:
        with self._engine.begin() as connection:
            connection.execute(_RATED.delete().where(_RATED.c.name == place))
            connection.execute(_RATED.insert(), {"name": place, "sender": rated.sender, "seq": rated.seq, "at": now})

    def _expected(self, place: str, now: float) -> Rated | None:
        recent = (_RATED.c.name == place) & (_RATED.c.at > now - COMMENT_PATIENCE)
        with self._engine.connect() as connection:
            row = connection.execute(sa.select(_RATED.c.sender, _RATED.c.seq).where(recent)).first()
        return Rated(row.sender, row.seq) if row else None

    def _forget_comment(self, place: str) -> None:
        with self._engine.begin() as connection:
            connection.execute(_RATED.delete().where(_RATED.c.name == place))


def _forget(connection: Connection, table: sa.Table, before: float) -> None:
    connection.execute(table.delete().where(table.c.at < before))
