"""Erasing conversations, for one person who asks for it and for all whose time is over."""

import hashlib
import time
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from json import loads
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import URL, Connection, Engine

from bot.channels.senders import SENDER as VISITOR
from bot.runtime.damage import files_set_aside
from bot.runtime.kept import EVENTS, Databases, databases, empty_journal, file_of, opened
from bot.settings import Settings
from bot.slack.senders import SENDER, person_of

SECONDS_A_DAY = 24 * 60 * 60
# What the senders of damaged conversations are renamed to begins with this; nobody may speak for them.
ASIDE = "set-aside:"

# Conversations that were erased while somebody may have a token for them. Their names, digests of random ones, tell of
# nobody.
ENDED = sa.Table(
    "ended_conversations",
    sa.MetaData(),
    sa.Column("conversation", sa.String(64), primary_key=True),
    sa.Column("at", sa.Float, nullable=False),
)


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
    senders, where = {sender}, databases(settings)
    for url in where.all():
        with opened(url) as engine:
            if engine:
                with engine.connect() as connection:
                    senders |= all_of_person(connection, sender)
    return _forget(where, senders)


def forget_older_than(settings: Settings, days: float) -> Erased:
    """Erases each conversation whose newest event, in either database, is older than so many days.

    So it does with damaged files that were set aside, by the time of their last change, and with what tells of
    conversations that they have ended, once no token can open them.
    """
    where, now = databases(settings), time.time()
    newest: dict[str, float] = {}
    reported = _latest_reported(where.events) if where.events is not None else []
    for sender, moment in (*_latest(where.conversations), *reported):
        newest[sender] = max(moment, newest.get(sender, 0.0))
    before = now - days * SECONDS_A_DAY
    for file in filter(None, map(file_of, where.all())):
        for aside in files_set_aside(file):
            if aside.stat().st_mtime < before:
                aside.unlink()
    _forget_endings(where.conversations, now - settings.web_token_days * SECONDS_A_DAY)
    return _forget(where, [sender for sender, moment in newest.items() if moment < before])


def end(connection: Connection, senders: Collection[str]) -> None:
    """Notes that nobody may go on with conversations whose tokens are still good; of others nothing is noted."""
    names = [_digest(sender) for sender in senders if sender.startswith(VISITOR)]
    if names:
        connection.execute(ENDED.delete().where(ENDED.c.conversation.in_(names)))
        connection.execute(ENDED.insert(), [{"conversation": name, "at": time.time()} for name in names])


def has_ended(connection: Connection, sender: str) -> bool:
    """Whether a visitor's conversation was erased."""
    which = sa.select(ENDED.c.at).where(ENDED.c.conversation == _digest(sender))
    return connection.execute(which).first() is not None


def erase(connection: Connection, senders: Collection[str]) -> dict[str, int]:
    """Deletes all events of some senders; returns how many each of them had, if any."""
    counts = {
        sender: connection.execute(EVENTS.delete().where(EVENTS.c.sender_id == sender)).rowcount for sender in senders
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
    return f"{ASIDE}{_digest(person_of(sender))[:32]}:"


def _beginning(connection: Connection, start: str) -> Collection[str]:
    found = sa.select(EVENTS.c.sender_id).where(EVENTS.c.sender_id.startswith(start, autoescape=True))
    return connection.execute(found.distinct()).scalars().all()


def reported_events(engine: Engine) -> Iterator[tuple[str | None, dict[str, Any]]]:
    """The events that reports are made from, oldest first, each with its sender; what is damaged is empty."""
    with engine.connect() as connection:
        # All at once: as long as reading lasts, nobody can write.
        rows = connection.execute(sa.select(EVENTS.c.sender_id, EVENTS.c.data).order_by(sa.text("id"))).all()
    for sender, data in rows:
        yield sender, _event(data)


def _event(data: str) -> dict[str, Any]:
    try:
        event = loads(data)
    except (TypeError, ValueError, RecursionError):
        return {}
    return event if isinstance(event, dict) else {}


def _forget(where: Databases, senders: Collection[str]) -> Erased:
    events = _erase_in(where.conversations, senders, ending=True)
    reported = _erase_in(where.events, senders) if where.events is not None else {}
    return Erased(len(events.keys() | reported.keys()), sum(events.values()), sum(reported.values()))


def _erase_in(url: URL, senders: Collection[str], ending: bool = False) -> dict[str, int]:
    """ending: whether what was erased can no longer be opened by who has its token."""
    with opened(url) as engine:
        if engine is None:
            return {}
        with engine.begin() as connection:
            if ending:
                # The database may be older than this table.
                ENDED.create(connection, checkfirst=True)
                end(connection, senders)
            counts = erase(connection, senders)
        if counts and file_of(url):
            # The file may be older than overwrite_what_is_deleted, and hold what that cannot reach.
            with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
                connection.execute(sa.text("VACUUM"))
                empty_journal(connection)
    return counts


def _latest(url: URL) -> list[tuple[str, float]]:
    with opened(url) as engine:
        if engine is None:
            return []
        latest = sa.func.max(EVENTS.c.timestamp)
        with engine.connect() as connection:
            rows = connection.execute(sa.select(EVENTS.c.sender_id, latest).group_by(EVENTS.c.sender_id))
            return [(sender, moment or 0.0) for sender, moment in rows]


def _latest_reported(url: URL) -> list[tuple[str, float]]:
    with opened(url) as engine:
        if engine is None:
            return []
        return [(sender, event.get("timestamp") or 0.0) for sender, event in reported_events(engine) if sender]


def _forget_endings(url: URL, before: float) -> None:
    with opened(url) as engine:
        if engine is not None and sa.inspect(engine).has_table(ENDED.name):
            with engine.begin() as connection:
                connection.execute(ENDED.delete().where(ENDED.c.at < before))


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
