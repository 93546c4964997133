"""Questions as they are read, in a conversation, and what they are answered."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from actions.kinds import KINDS
from actions.knowledge import Known
from actions.memory import Memory
from actions.question import Question
from actions.remembering import remembered
from bot.guidance.finder import Progress
from bot.reading.mentions import Mention
from bot.reading.place import Countries
from bot.reading.read import Names, Place, read
from bot.reading.reading import Asked, Duty, Named, Reading
from bot.saying.answer import Answer

NAMES = Names(
    countries=Countries({"Germany": "DE", "France": "FR", "United Kingdom": "GB", "UK": "GB", "New Zealand": "NZ"})
)


@dataclass(frozen=True)
class Said:
    """A message and its conversation: what it names is given, the rest is read; at: a site or team that it names."""

    text: str
    mentions: tuple[Named, ...] = ()
    duties: tuple[str, ...] | None = None
    at: str = ""
    memory: Memory = field(default_factory=Memory)

    def reading(self, asked: Asked) -> Reading:
        found = [_mention(self.text, named) for named in self.mentions]
        places = [Place(0, len(self.at), self.at)] if self.at else []
        reading = read(self.text, asked, 0.9, found, places, NAMES)
        roles = tuple(replace(named, part=each.part) for named, each in zip(self.mentions, reading.roles, strict=True))
        duties = reading.duties if self.duties is None else tuple(map(Duty, self.duties))
        return replace(reading, roles=roles, duties=duties)


def said(
    text: str,
    mentions: Sequence[Named] = (),
    duties: Sequence[str] | None = None,
    *,
    at: str = "",
    **memory: Any,
) -> Said:
    """A message in a conversation; at: the site or team that it names; memory: fields of actions.memory.Memory."""
    return Said(text, tuple(mentions), None if duties is None else tuple(duties), at, Memory(**memory))


def question(asked: Asked, message: Said, progress: Progress | None = None, is_finding: bool = False) -> Question:
    return Question(message.reading(asked), message.memory, progress or Progress((), {}), is_finding)


def answered(asked: Asked, message: Said, known: Known, **state: Any) -> Answer:
    """What a message is answered that asks this; state: as of question()."""
    asks = question(asked, message, **state)
    return KINDS[asks.reading.asked].answer(asks, known)


def remembered_after(asked: Asked, message: Said, known: Known, **state: Any) -> Memory:
    """What is remembered after a message was answered."""
    asks = question(asked, message, **state)
    return remembered(asks, answered(asked, message, known, **state))


def named(text: str, *roles: str) -> Named:
    """A name and the roles that it may mean."""
    return Named(text, roles)


def _mention(text: str, name: Named) -> Mention:
    start = max(0, text.find(name.text))
    return Mention(start, start + len(name.text), name.text, name.roles, True)
