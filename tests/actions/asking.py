"""Questions as they are read, in a conversation, and what they are answered."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from actions.kinds import KINDS
from actions.knowledge import Known
from actions.memory import Memory
from actions.question import Question
from actions.remembering import remembered
from bot.guidance.finder import Progress
from bot.reading.known_names import Names, Place
from bot.reading.mentions import Mention
from bot.reading.place import Countries
from bot.reading.read import read
from bot.reading.reading import Asked, Duty, Named, Reading
from bot.saying.answer import Answer

NAMES = Names(
    countries=Countries({"Germany": "DE", "France": "FR", "United Kingdom": "GB", "UK": "GB", "New Zealand": "NZ"}),
    is_kind=lambda name: name in ("manager", "managers"),
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
        places = [Place(*place_of(self.at, self.text), self.at)] if self.at else []
        reading = read(self.text, asked, 0.9, list(_found(self.mentions, self.text)), places, NAMES)
        roles = tuple(
            replace(each, others=named.others, is_nearest=named.is_nearest)
            for named, each in zip(self.mentions, reading.roles, strict=True)
        )
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
    """A message in a conversation.

    mentions: the names in it, in their order. duties: the words of what it asks about, where they are not read.
    at: the site or team that it names. memory: fields of actions.memory.Memory.
    """
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


def place_of(name: str, text: str, after: int = 0) -> tuple[int, int]:
    """Where a text has a name; raises ValueError where it has not, so that no test asks about what nobody said."""
    start = text.index(name, after)
    return start, start + len(name)


def _found(names: Sequence[Named], text: str) -> Iterator[Mention]:
    end = 0
    for name in names:
        start, end = place_of(name.text, text, end)
        yield Mention(start, end, name.text, name.roles, True)
