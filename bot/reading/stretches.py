"""Stretches of a text: role names found in it, and where they stand to one another."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Protocol, TypeVar

from bot.reading.words import words_of
from bot.search.language import Doc, Span


class Placed(Protocol):
    """Anything that stands somewhere in a text."""

    @property
    def start(self) -> int: ...
    @property
    def end(self) -> int: ...


class Mentioned(Placed, Protocol):
    """A role's name in a text: Mention."""

    @property
    def text(self) -> str: ...
    @property
    def roles(self) -> tuple[str, ...]: ...


# What leads to what somebody says of themselves; not 'I would host a dinner'.
_OF_SPEAKER = re.compile(r"\bi\b[^.!?]*\b(?:an?|the|as|was|am|m|been|be) $", re.IGNORECASE)
_COMPARING = words_of("comparing")
# So many words on each side of a name say what it means.
AROUND = 8

_Placed = TypeVar("_Placed", bound=Placed)


@dataclass(frozen=True)
class Mention:
    """A stretch of a text that names a role; text: as it is written there, with a noun that it shares with another.

    roles: one id where it is clear; several where the name could mean any of them (best first);
    none where it looks like a title that the store does not know.
    """

    start: int
    end: int
    text: str
    roles: tuple[str, ...]
    exact: bool


def squeezed(text: str) -> tuple[str, list[int]]:
    """The text with every run of white space as one space, and where each of its letters stood."""
    places = [
        place for place, letter in enumerate(text) if not (letter.isspace() and place > 0 and text[place - 1].isspace())
    ]
    return "".join(" " if text[place].isspace() else text[place] for place in places), places


def in_place(mention: Mention, text: str, places: list[int]) -> Mention:
    """The mention in the text as it was written."""
    start, end = places[mention.start], places[mention.end - 1] + 1
    is_written = len(mention.text) == mention.end - mention.start
    return replace(mention, start=start, end=end, text=text[start:end] if is_written else mention.text)


def ends_inside_word(end: int, text: str) -> bool:
    """Whether what ends at a place ends inside a word: 'hands' of 'hands-on'."""
    return re.match(r"-\w", text[end:]) is not None


def is_parted(span: Span) -> bool:
    """Whether a stretch is no name: it has a small word at an edge, or one that sets two apart: 'boss than cook'."""
    return span[0].is_stop or span[-1].is_stop or any(each.is_stop and each.text in _COMPARING for each in span[1:-1])


def mention_of(span: Span, roles: tuple[str, ...], exact: bool) -> Mention:
    return Mention(span.start_char, span.end_char, span.text, roles, exact)


def around(doc: Doc, mention: Mention) -> str:
    """The words of a text around a mention, AROUND on each side: what says what it means there."""
    within = doc.char_span(mention.start, mention.end, alignment_mode="expand")
    return doc[max(0, within.start - AROUND) : within.end + AROUND].text


def of_speaker(mention: Mention, text: str) -> bool:
    """Whether whoever tells a story names somebody of themselves in it: 'I was the secretary there'."""
    return bool(_OF_SPEAKER.search(text[: mention.start]))


def over(stretch: Span | Placed, found: Iterable[_Placed]) -> list[_Placed]:
    """Those of some stretches of the text that one overlaps."""
    start, end = _edges(stretch)
    return [mention for mention in found if start < mention.end and mention.start < end]


def contains(stretch: Span | Placed, mention: Mention) -> bool:
    """Whether a stretch of the text is a mention and more."""
    start, end = _edges(stretch)
    return start <= mention.start and mention.end <= end and end - start > mention.end - mention.start


def _edges(stretch: Span | Placed) -> tuple[int, int]:
    if isinstance(stretch, Span):
        return stretch.start_char, stretch.end_char
    return stretch.start, stretch.end


def windows(doc: Doc | Span, longest: int) -> Iterable[Span]:
    """Every stretch of at most so many words that does not go on after a comma, stop or slash."""
    for start in range(len(doc)):
        for end in range(start + 1, min(start + longest, len(doc)) + 1):
            if doc[end - 1].is_punct and doc[end - 1].text not in ("-", "'", "&"):
                break
            if not (doc[start].is_punct or doc[end - 1].is_punct):
                yield doc[start:end]
