"""What stock Rasa understood of a message as a reading that our actions can answer: its intent and the roles named."""

from collections.abc import Mapping
from typing import Any

from bot.reading.duty import duty_phrase
from bot.reading.marks import Mark
from bot.reading.reading import Asked, Duty, Named, Reading
from bot.search.known import Known
from bot.search.language import key_of

_INTENTS = frozenset(asked.value for asked in Asked)
# What asks for a duty: all that is left of the text without its asking words.
_OF_DUTY = frozenset((Asked.who, Asked.check, Asked.follow_up))


def reading_of(message: Mapping[str, Any], known: Known) -> Reading:
    """The reading of a tracker's latest message, as Rasa sends it to its action server."""
    text, intent = message.get("text") or "", message.get("intent") or {}
    asked = Asked(intent["name"]) if intent.get("name") in _INTENTS else Asked.unclear
    entities = [each for each in message.get("entities") or () if each.get("entity") == "role"]
    return Reading(
        text=text,
        asked=asked,
        sure=float(intent.get("confidence") or 0.0),
        roles=tuple(_named(each, known) for each in entities),
        duties=(Duty(duty_phrase(text)),) if asked in _OF_DUTY else (),
        marks=frozenset((Mark.english,)),
    )


def _named(entity: Mapping[str, Any], known: Known) -> Named:
    """The roles that have a name, else the one whose title is nearest, if one is near enough."""
    name = str(entity["value"])
    roles = known.names.roles(key_of(name), name.rpartition(" ")[2])
    found = roles or tuple(match.role for match in known.titles.answer(name, 1))
    return Named(name, found, int(entity.get("start") or 0), int(entity.get("end") or 0))
