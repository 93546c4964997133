"""Keeps what reports are made from, and nothing else of a conversation: Rasa publishes each new event to it."""

import json
import logging
from typing import Any

import sqlalchemy as sa
from rasa.core.brokers.sql import SQLEventBroker
from sqlalchemy.exc import SQLAlchemyError

from bot.runtime.erasure import overwrite_what_is_deleted
from bot.runtime.privacy import without_contact_details

logger = logging.getLogger(__name__)

# The slots in which the actions say how a question was answered, and what the person thought of the answer.
REPORTED_SLOTS = frozenset({"outcome", "feedback"})

# Erasing looks for a sender's rows; Rasa makes no index for that. It is created together with the table.
_BY_SENDER = sa.Index("ix_reported_events_sender_id", SQLEventBroker.SQLBrokerEvent.sender_id)


class ReportBroker(SQLEventBroker):
    """An event broker that writes the events of `REPORTED_SLOTS` to an SQL database, without contact details.

    The sender stands in a column of its own, so that a person's events can be erased.
    """

    def __init__(self, **database: Any) -> None:
        super().__init__(**database)
        overwrite_what_is_deleted(self.engine)

    def publish(self, event: dict[str, Any]) -> None:
        """Writes the event if a report needs it; a database that fails is logged and disturbs nobody."""
        if event.get("event") != "slot" or event.get("name") not in REPORTED_SLOTS or event.get("value") is None:
            return
        kept = {key: event.get(key) for key in ("event", "name", "timestamp")}
        kept["value"] = _without_contact_details(event["value"])
        try:
            with self.session_scope() as session:
                session.add(self.SQLBrokerEvent(sender_id=event.get("sender_id"), data=json.dumps(kept)))
                session.commit()
        except SQLAlchemyError:
            logger.exception("An event for the reports could not be written to %r and is lost.", self.engine.url)


def _without_contact_details(value: Any) -> Any:
    if isinstance(value, str):
        return without_contact_details(value)
    if isinstance(value, list):
        return [_without_contact_details(each) for each in value]
    if isinstance(value, dict):
        # Ids of roles are the store's words, not the person's, and those of ESCO may have many digits.
        return {key: each if key == "roles" else _without_contact_details(each) for key, each in value.items()}
    return value
