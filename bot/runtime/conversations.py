"""Where Rasa keeps conversations: nothing that one person sends or one conversation holds stops the others."""

import json
import logging
import secrets
from collections.abc import Callable, Generator, Iterable
from contextlib import contextmanager
from functools import cache
from typing import Any

import sqlalchemy as sa
from rasa.core.brokers.broker import EventBroker
from rasa.core.tracker_store import FailSafeTrackerStore, SQLTrackerStore, TrackerStore
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import ActionExecuted, BotUttered, Event, SlotSet, UserUttered
from rasa.shared.core.trackers import DialogueStateTracker
from sqlalchemy.engine import Connection
from sqlalchemy.orm import Session, sessionmaker

from bot.channels.senders import SENDER as VISITOR
from bot.errors import StorageError
from bot.runtime.broker import ReportBroker
from bot.runtime.database import Database
from bot.runtime.erasure import ENDED, all_of_person, aside_of, end, erase, has_ended
from bot.runtime.kept import empty_journal
from bot.runtime.tails import BY_KIND, EVENTS, latest_session, session_start, whole
from bot.runtime.withheld import without_trouble

logger = logging.getLogger(__name__)

_TABLES = sa.MetaData()
for _table in (EVENTS, ENDED):
    _table.to_metadata(_TABLES)
# The slot in which an action says that the person wants to be forgotten.
FORGET = "forget_me"


class KeptTracker(DialogueStateTracker):
    """A conversation that knows how many of its events are in the store; the others are new."""

    kept = 0


class ForgettingTrackerStore(SQLTrackerStore):
    """Rasa's SQL tracker store, used off the event loop; it erases whoever's slot `forget_me` is true.

    A session is read from its end (bot.runtime.tails). A conversation that cannot be read is set aside under another
    name, and begins anew. Whatever else goes wrong is a StorageError.
    """

    def __init__(self, domain: Domain | None = None, event_broker: EventBroker | None = None, **address: Any) -> None:
        """address: what SQLTrackerStore.get_db_url takes. A database that is not there yet is waited for."""
        # Rasa's own would wait at the start until the database can be used, for ever.
        TrackerStore.__init__(self, domain, event_broker)
        self._database = Database(self.get_db_url(**address), _TABLES, [BY_KIND])
        self.engine = self._database.engine
        self.sessionmaker = sessionmaker(bind=self.engine)

    @contextmanager
    def session_scope(self) -> Generator[Session, None, None]:
        """A session; Rasa's own ends the whole process where a value cannot be stored or read."""
        with self.sessionmaker() as session:
            yield session

    async def writable(self) -> str | None:
        """None where a conversation could be saved just now; else a sentence that says why not."""
        return await self._database.writable()

    async def keys(self) -> Iterable[str]:
        def senders(connection: Connection) -> list[str]:
            return list(connection.execute(sa.select(EVENTS.c.sender_id).distinct()).scalars())

        return await self._database.in_thread(self._database.do, senders)

    def init_tracker(self, sender_id: str) -> KeptTracker:
        return KeptTracker(sender_id, self.domain.slots, max_event_history=self.max_event_history)

    async def retrieve(self, sender_id: str) -> KeptTracker | None:
        """The latest session as far as anything depends on it; None where nothing is kept that can be read."""
        return await self._database.in_thread(self._tracker, sender_id, latest_session)

    async def retrieve_full_tracker(self, conversation_id: str) -> KeptTracker | None:
        return await self._database.in_thread(self._tracker, conversation_id, whole)

    async def said(self, sender: str, since: int = 0) -> list[tuple[int, Event]]:
        """What the transcript of a conversation, all sessions of it, is made of, from one row on; each with its row."""
        return await self._database.in_thread(self._said, sender, since)

    async def has_ended(self, sender: str) -> bool:
        """Whether a visitor's conversation was erased, and nobody may go on with it."""
        if not sender.startswith(VISITOR):
            return False
        return await self._database.in_thread(self._database.do, lambda connection: has_ended(connection, sender))

    async def opinions(self, sender: str) -> dict[int, bool]:
        """What is thought of messages of a conversation, by their numbers: whether each helped."""
        return await self._database.in_thread(self._opinions, sender)

    async def save(self, tracker: DialogueStateTracker) -> None:
        """Saves and publishes the events that are new, or erases everything of the person."""
        # Rasa saves what goes beyond as many events as there are rows: saved after erasing, all would come back.
        if tracker.get_slot(FORGET) is True:
            await self._database.in_thread(self._forget, tracker.sender_id)
            return
        new = await self._database.in_thread(self._append, tracker)
        if isinstance(self.event_broker, ReportBroker):
            await self._database.in_thread(self.event_broker.keep, tracker.sender_id, new)
        elif self.event_broker:
            await self._stream_new_events(self.event_broker, new, tracker.sender_id)

    def _tracker(self, sender: str, rows_of: Callable[[Connection, str], list[str]]) -> KeptTracker | None:
        rows = self._database.do(lambda connection: rows_of(connection, sender))
        if not rows:
            return None
        try:
            tracker = KeptTracker.from_events(sender, [_event(data) for data in rows], self.domain.slots)
        except Exception as error:
            self._set_aside(sender, error)
            return None
        tracker.kept = len(rows)
        return tracker

    def _opinions(self, sender: str) -> dict[int, bool]:
        which = sa.select(EVENTS.c.data).where(
            EVENTS.c.sender_id == sender,
            EVENTS.c.type_name == SlotSet.type_name,
            EVENTS.c.action_name == "feedback",
        )
        rows = self._database.do(lambda connection: connection.execute(which.order_by(EVENTS.c.id)).all())
        said = [json.loads(row.data).get("value") for row in rows]
        # What was typed as an opinion is of no number: it is a message itself.
        return {each["seq"]: each["helpful"] for each in said if isinstance(each, dict) and "seq" in each}

    def _said(self, sender: str, since: int) -> list[tuple[int, Event]]:
        types = [kind.type_name for kind in (UserUttered, BotUttered, ActionExecuted)]
        told = EVENTS.c.type_name.in_(types) | (
            (EVENTS.c.type_name == SlotSet.type_name) & (EVENTS.c.action_name == "outcome")
        )
        which = sa.select(EVENTS.c.id, EVENTS.c.data).where(EVENTS.c.sender_id == sender, EVENTS.c.id >= since, told)
        rows = self._database.do(lambda connection: connection.execute(which.order_by(EVENTS.c.id)).all())
        try:
            return [(row.id, _event(row.data)) for row in rows]
        except Exception as error:
            self._set_aside(sender, error)
            return []

    def _set_aside(self, sender: str, error: Exception) -> None:
        name = f"{aside_of(sender)}{secrets.token_hex(4)}"
        rename = EVENTS.update().where(EVENTS.c.sender_id == sender).values(sender_id=name)
        self._database.do(lambda connection: connection.execute(rename))
        told = "A conversation is damaged (%s): it is kept as %s, and begins anew for the person."
        logger.error(told, type(error).__name__, name)

    def _append(self, tracker: DialogueStateTracker) -> list[Event]:
        """Saves the events that are new, and returns them."""

        def insert(connection: Connection) -> list[Event]:
            kept = tracker.kept if isinstance(tracker, KeptTracker) else _session_length(connection, tracker.sender_id)
            new = without_trouble(list(tracker.events)[kept:])
            if new:
                connection.execute(EVENTS.insert(), [_row(tracker.sender_id, event) for event in new])
            return new

        new = self._database.do(insert)
        if isinstance(tracker, KeptTracker):
            tracker.kept = len(tracker.events)
        return new

    def _forget(self, sender: str) -> None:
        """Raises StorageError where anything may be left; what can be erased is, all the same."""
        databases = [self._database]
        if isinstance(self.event_broker, ReportBroker):
            databases.append(self.event_broker.database)
        elif self.event_broker is not None:
            logger.warning("What was published of someone who was forgotten can only be erased where it went.")
        failed: list[StorageError] = []

        def work(connection: Connection) -> None:
            if connection.engine is self.engine:
                end(connection, [sender])
            erase(connection, all_of_person(connection, sender))

        for database in databases:
            try:
                database.do(work)
                database.do(empty_journal)
            except StorageError as error:
                failed.append(error)
        if failed:
            raise failed[0]


def store_of(tracker_store: TrackerStore) -> ForgettingTrackerStore:
    """The store inside the one that Rasa wraps it in; raises TypeError where endpoints.yml names another kind."""
    if isinstance(tracker_store, FailSafeTrackerStore):
        tracker_store = tracker_store._tracker_store
    if not isinstance(tracker_store, ForgettingTrackerStore):
        raise TypeError(f"endpoints.yml names {type(tracker_store).__name__}, not {ForgettingTrackerStore.__name__}.")
    return tracker_store


def _event(data: str) -> Event:
    """Raises anything at all where it is none."""
    parameters = json.loads(data)
    return _type(parameters["event"])._from_parameters(parameters)


@cache
def _type(name: str) -> type[Event]:
    """As Rasa finds it, which looks through all types for every event: most of the time that reading took."""
    return Event.resolve_by_type(name)


def _row(sender: str, event: Event) -> dict[str, Any]:
    """An event as Rasa's own store writes it."""
    data = event.as_dict()
    return {
        "sender_id": sender,
        "type_name": event.type_name,
        "timestamp": data.get("timestamp"),
        "intent_name": data.get("parse_data", {}).get("intent", {}).get("name"),
        "action_name": data.get("name"),
        "data": json.dumps(data),
    }


def _session_length(connection: Connection, sender: str) -> int:
    """How many events of a conversation that was not read from here are kept: Rasa's way to tell."""
    inside = (EVENTS.c.sender_id == sender) & (EVENTS.c.id >= session_start(connection, sender))
    return connection.execute(sa.select(sa.func.count()).select_from(EVENTS).where(inside)).scalar() or 0
