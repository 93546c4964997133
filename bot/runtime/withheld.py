"""What is not kept of a conversation: that somebody spoke of being in trouble, and what was said to it."""

from collections.abc import Iterable, Iterator

from rasa.shared.core.events import ActionExecuted, BotUttered, Event, UserUttered
from rasa.shared.nlu.constants import INTENT_NAME_KEY

from bot.saying.comfort import kept_instead

# The intent that says it, and the one that tells nothing.
DISTRESS, UNCLEAR = "in_distress", "nlu_fallback"
# What stands for the message: its number in the conversation must stay, or what comes next would be taken for it.
WORDLESS = "…"
# What the turn looks like afterwards: one that answered nothing, so that a yes after it confirms nothing before it.
NEUTRAL = "action_go_on"
_LISTEN = "action_listen"


def without_trouble(events: Iterable[Event]) -> list[Event]:
    """The events of a turn as they are kept.

    Of somebody in distress neither words nor what was understood, said or done is left; only which slots and which form
    the turn left behind. Its message has no id any more: sent again, it is answered again.
    """
    return list(_kept(events))


def _kept(events: Iterable[Event]) -> Iterator[Event]:
    inside = False
    for event in events:
        if isinstance(event, UserUttered):
            inside = event.intent_name == DISTRESS
        if not inside:
            yield event
        elif isinstance(event, UserUttered):
            intent = {INTENT_NAME_KEY: UNCLEAR, "confidence": 1.0}
            yield UserUttered(WORDLESS, intent, timestamp=event.timestamp, input_channel=event.input_channel)
        elif isinstance(event, BotUttered):
            yield BotUttered(kept_instead(), timestamp=event.timestamp)
        elif isinstance(event, ActionExecuted) and event.action_name != _LISTEN:
            yield ActionExecuted(NEUTRAL, timestamp=event.timestamp)
        elif not _tells(event):
            yield event


def _tells(event: Event) -> bool:
    """Whether an event holds what was understood of a message."""
    return event.type_name in ("user_featurization", "entities")
