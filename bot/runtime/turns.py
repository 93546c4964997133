"""A turn of Rasa's comes off whole, or the person is told that it did not.

Three things in Rasa 3.6 stand against that. Where the tracker store fails, FailSafeTrackerStore goes on with an empty
memory of its own, and the conversation is lost unseen; here the failure is raised. What is raised out of a turn is
answered with silence by some channels; here MessageProcessor.handle_message says utter_storage_failed on all of them.
And a conversation is saved, or erased, when everything was said; here MessageProcessor.execute_side_effects, which
sends what an action said, has the conversation erased before it says so. What else is said in a turn channels hold back
until it is kept: bot.channels.conversations and bot.channels.rest do.

Should a later Rasa lack one of these methods, that one is left alone and a warning is logged.
"""

import functools
import inspect
import logging
from collections.abc import Callable
from typing import Any, NoReturn

from rasa.core.channels.channel import CollectingOutputChannel, UserMessage
from rasa.core.processor import MessageProcessor
from rasa.core.tracker_store import FailSafeTrackerStore
from rasa.shared.core.events import Event, SlotSet
from rasa.shared.core.trackers import DialogueStateTracker

from bot.errors import StorageError
from bot.runtime import metrics
from bot.runtime.apology import FAILED_ACTION
from bot.runtime.conversations import FORGET

logger = logging.getLogger(__name__)

RESPONSE = "utter_storage_failed"


def keep_turns_whole() -> None:
    """From now on, what cannot be kept or erased is not passed over, in no conversation of this process."""
    for name in ("on_tracker_store_error", "on_tracker_store_retrieve_error"):
        _replace(FailSafeTrackerStore, name, ["self", "error"], lambda original: _raise)
    _replace(MessageProcessor, "handle_message", ["self", "message"], _telling)
    parameters = ["self", "events", "tracker", "output_channel"]
    _replace(MessageProcessor, "execute_side_effects", parameters, _erasing_first)


def _replace(owner: type, name: str, parameters: list[str], made: Callable[[Any], Any]) -> None:
    original = getattr(owner, name, None)
    if hasattr(original, "__wrapped__"):
        return
    if original is None or list(inspect.signature(original).parameters) != parameters:
        logger.warning("This Rasa has no %s.%s as expected: failing storage may pass unseen.", owner.__name__, name)
        return
    setattr(owner, name, functools.wraps(original)(made(original)))


def _raise(self: FailSafeTrackerStore, error: Exception) -> NoReturn:
    raise error


def _telling(original: Any) -> Any:
    async def handle_message(self: MessageProcessor, message: UserMessage) -> list[dict[str, Any]] | None:
        try:
            return await original(self, message)
        except StorageError as error:
            metrics.failed("storage")
            logger.error("A turn came to nothing: %s", error)
        channel = message.output_channel
        if isinstance(channel, CollectingOutputChannel):
            # Rasa says before it saves: what was said already is not kept either.
            channel.messages.clear()
        nobody = DialogueStateTracker(message.sender_id, self.domain.slots)
        said = await self.nlg.generate(RESPONSE, nobody, channel.name()) or {}
        await channel.send_response(message.sender_id, {**said, FAILED_ACTION: RESPONSE})
        return channel.messages if isinstance(channel, CollectingOutputChannel) else None

    return handle_message


def _erasing_first(original: Any) -> Any:
    async def execute_side_effects(
        self: MessageProcessor, events: list[Event], tracker: DialogueStateTracker, output_channel: Any
    ) -> None:
        if any(isinstance(event, SlotSet) and event.key == FORGET and event.value is True for event in events):
            # To save is to erase: bot.runtime.conversations.
            await self.tracker_store.save(tracker)
        await original(self, events, tracker, output_channel)

    return execute_side_effects
