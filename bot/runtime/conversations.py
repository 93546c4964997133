"""Where Rasa keeps conversations, with a way to forget one from inside it."""

import logging
from typing import Any

from rasa.core.brokers.sql import SQLEventBroker
from rasa.core.tracker_store import SQLTrackerStore
from rasa.shared.core.trackers import DialogueStateTracker
from sqlalchemy.exc import SQLAlchemyError

from bot.runtime.erasure import all_of_person, erase, overwrite_what_is_deleted

logger = logging.getLogger(__name__)

# The slot in which an action says that the person wants to be forgotten.
FORGET = "forget_me"


class ForgettingTrackerStore(SQLTrackerStore):
    """Rasa's SQL tracker store; it erases a conversation, instead of saving it, whose slot `forget_me` is true.

    So it does with the same person's others. What the sender says afterwards begins a new conversation.
    """

    def __init__(self, **database: Any) -> None:
        super().__init__(**database)
        overwrite_what_is_deleted(self.engine)

    async def save(self, tracker: DialogueStateTracker) -> None:
        """Saves the events that are new, or erases everything of the person here and in an SQL event broker."""
        # Rasa saves what goes beyond as many events as there are rows: saved after erasing, all would come back.
        if tracker.get_slot(FORGET) is True:
            self._forget(tracker.sender_id)
        else:
            await super().save(tracker)

    def _forget(self, sender: str) -> None:
        engines = [self.engine]
        if isinstance(self.event_broker, SQLEventBroker):
            engines.append(self.event_broker.engine)
        elif self.event_broker is not None:
            logger.warning("What was published of conversation %r can only be erased where it went.", sender)
        for engine in engines:
            try:
                erase(engine, all_of_person(engine, sender))
            except SQLAlchemyError:
                # Raised, it would make Rasa keep the conversation in memory and publish it once more.
                logger.exception("Conversation %r is still in %r; use: rolewise forget", sender, engine.url)
