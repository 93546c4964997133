"""What a conversation remembers: one frozen value, read from the slots and written to them here alone."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from bot.knowledge.countries import COUNTRIES
from bot.reading.here import Here, here_from_data
from bot.reading.reading import Asked, told_from_data
from bot.reading.told import Told
from bot.saying.document import Block, blocks_as_data, blocks_from_data

# How many roles a conversation remembers.
MOST_ROLES = 5


@dataclass(frozen=True)
class Memory:
    """What was talked about before a message.

    focus: ids of the roles the last answer was about; recent: of those talked of, newest first.
    topic: what was asked last, or what waits for a choice; duty: the words of the last duty asked about.
    choices: ids of the roles just offered; places: names of sites or teams just offered. place: the one named last.
    cited: ids of the last answer's sources. unsaid: what is left of it. recommended: ids of what the finder found.
    misunderstood: how often in a row nothing was understood. told: what the person told of themselves, oldest first.
    suggested: ids of what was named for that, since that was another list.
    here: what was asked last of the company's map; colleagues: ids of the people and teams told of.
    country: the ISO 3166 code of the one named last.
    """

    focus: tuple[str, ...] = ()
    recent: tuple[str, ...] = ()
    topic: Asked | None = None
    duty: str = ""
    choices: tuple[str, ...] = ()
    places: tuple[str, ...] = ()
    place: str = ""
    cited: tuple[str, ...] = ()
    unsaid: tuple[Block, ...] = ()
    recommended: tuple[str, ...] = ()
    misunderstood: int = 0
    told: tuple[Told, ...] = ()
    suggested: tuple[str, ...] = ()
    here: Here | None = None
    colleagues: tuple[str, ...] = ()
    country: str = ""

    @classmethod
    def of(cls, slots: Mapping[str, Any]) -> "Memory":
        """From a conversation's slots; what an older version of the bot wrote otherwise is forgotten."""
        lists = {name: _texts(slots.get(slot)) for name, slot in _LISTS.items()}
        return cls(
            topic=_topic(slots.get("topic")),
            duty=_text(slots.get("duty")),
            place=_text(slots.get("place")),
            country=code if (code := _text(slots.get("country"))) in COUNTRIES else "",
            unsaid=_blocks(slots.get("unsaid")),
            misunderstood=_count(slots.get("misunderstood")),
            told=_told(slots.get("told")),
            here=_here(slots.get("here")),
            **lists,
        )

    def slots(self) -> dict[str, Any]:
        """The slots that hold it, None for what is empty."""
        return {slot: list(getattr(self, name)) or None for name, slot in _LISTS.items()} | {
            "topic": self.topic.value if self.topic else None,
            "duty": self.duty or None,
            "place": self.place or None,
            "country": self.country or None,
            "unsaid": blocks_as_data(self.unsaid) or None,
            "misunderstood": self.misunderstood,
            "told": [_as_data(each) for each in self.told] or None,
            "here": self.here.as_data() if self.here else None,
        }

    def having_told(self, newest: Iterable[str]) -> "Memory":
        """With some roles as the newest that were talked of."""
        return replace(self, recent=tuple(dict.fromkeys((*newest, *self.recent)))[:MOST_ROLES])


_LISTS = {
    "focus": "focus_roles",
    "recent": "recent_roles",
    "choices": "choices",
    "places": "places",
    "cited": "cited",
    "recommended": "recommended",
    "suggested": "suggested",
    "colleagues": "colleagues",
}


def _text(value: Any) -> str:
    return value if isinstance(value, str) else ""


def _texts(value: Any) -> tuple[str, ...]:
    is_list = isinstance(value, list | tuple) and all(isinstance(each, str) for each in value)
    return tuple(value) if is_list else ()


def _count(value: Any) -> int:
    return value if isinstance(value, int) else 0


def _topic(value: Any) -> Asked | None:
    try:
        return Asked(value)
    except ValueError:
        return None


def _as_data(told: Told) -> dict[str, Any]:
    return {"tells": told.tells.value, "words": told.words, "roles": list(told.roles), "wish": told.wish}


def _told(value: Any) -> tuple[Told, ...]:
    try:
        return tuple(map(told_from_data, value or ()))
    except (KeyError, TypeError, ValueError):
        return ()


def _here(value: Any) -> Here | None:
    try:
        return here_from_data(value) if isinstance(value, Mapping) and value else None
    except (KeyError, TypeError, ValueError):
        return None


def _blocks(value: Any) -> tuple[Block, ...]:
    try:
        return blocks_from_data(value or ())
    except (KeyError, TypeError):
        return ()
