"""Keeps what reports are made from, and nothing else of a conversation: Rasa publishes each new event to it."""

import json
import logging
from collections.abc import Iterable, Iterator
from typing import Any

import sqlalchemy as sa
from rasa.core.brokers.sql import SQLEventBroker
from rasa.core.tracker_store import SQLTrackerStore
from rasa.shared.core.events import Event
from sqlalchemy.orm import sessionmaker

from bot.errors import StorageError
from bot.runtime.database import Database
from bot.runtime.privacy import without_contact_details

logger = logging.getLogger(__name__)

# The slots in which the actions say how a question was answered, and what the person thought of the answer.
REPORTED_SLOTS = frozenset({"outcome", "feedback"})
# What is marked so was told in confidence, and is no report's: see actions.confidence.
CONFIDENTIAL = "confidential"

_EVENTS: sa.Table = SQLEventBroker.SQLBrokerEvent.__table__
# Erasing looks for a sender's rows; Rasa makes no index for that.
_BY_SENDER = sa.Index("ix_reported_events_sender_id", _EVENTS.c.sender_id)


class ReportBroker(SQLEventBroker):
    """An event broker that writes the events of `REPORTED_SLOTS` to an SQL database, without contact details.

    The sender stands in a column of its own, so that a person's events can be erased.
    """

    def __init__(self, **address: Any) -> None:
        """address: what SQLTrackerStore.get_db_url takes. A database that is not there yet is waited for."""
        self.database = Database(SQLTrackerStore.get_db_url(**address), self.Base.metadata, [_BY_SENDER])
        self.engine = self.database.engine
        self.sessionmaker = sessionmaker(bind=self.engine)

    def publish(self, event: dict[str, Any]) -> None:
        """Writes the event if a report needs it; a database that fails is logged and disturbs nobody."""
        self._write(event.get("sender_id"), [event])

    def keep(self, sender: str, events: Iterable[Event]) -> None:
        """The same for some events of one sender, at once."""
        self._write(sender, (event.as_dict() for event in events))

    def _write(self, sender: str | None, events: Iterable[dict[str, Any]]) -> None:
        rows = [{"sender_id": sender, "data": json.dumps(event)} for event in _reported(events)]
        if not rows:
            return
        try:
            self.database.do(lambda connection: connection.execute(_EVENTS.insert(), rows))
        except StorageError as error:
            logger.error("An event for the reports could not be written and is lost: %s", error)


def _reported(events: Iterable[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    """What reports need of those events that they need."""
    for event in events:
        is_reported = event.get("event") == "slot" and event.get("name") in REPORTED_SLOTS
        if is_reported and event.get("value") is not None and not _is_confidential(event["value"]):
            kept = {key: event.get(key) for key in ("event", "name", "timestamp")}
            yield kept | {"value": _without_contact_details(event["value"])}


def _is_confidential(value: Any) -> bool:
    return isinstance(value, dict) and bool(value.get(CONFIDENTIAL))


def _without_contact_details(value: Any) -> Any:
    if isinstance(value, str):
        return without_contact_details(value)
    if isinstance(value, list):
        return [_without_contact_details(each) for each in value]
    if isinstance(value, dict):
        # Ids of roles are the store's words, not the person's, and those of ESCO may have many digits.
        return {key: each if key == "roles" else _without_contact_details(each) for key, each in value.items()}
    return value
