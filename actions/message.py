"""A message before it is worded: which response of domain.yml, and what fills its blanks."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

BULLET = "- "
# A list is told in portions of about so many entries: more do not fit on a screen.
PORTION = 12
# One or two over are told at once rather than offered.
OVER = 3


@dataclass(frozen=True)
class Message:
    """A response's name, its values, and buttons ({"title", "payload"}; a payload is what one would type).

    values: texts, or messages that are worded first and become lines.
    rest: the entries of a long list that are left for when they are asked for.
    """

    response: str
    values: Mapping[str, "str | tuple[Message, ...]"] = field(default_factory=dict)
    buttons: tuple[dict[str, str], ...] = ()
    rest: tuple[str, ...] = ()


def bullets(items: Iterable[str]) -> str:
    return "\n".join(BULLET + item for item in items)


def portion(items: Sequence[str]) -> tuple[Sequence[str], tuple[str, ...]]:
    """The entries of a list to tell now, and those to leave for later."""
    return (items, ()) if len(items) <= PORTION + OVER else (items[:PORTION], tuple(items[PORTION:]))


def offered(titles: Iterable[str]) -> tuple[dict[str, str], ...]:
    """Buttons that say what they are called."""
    return tuple({"title": title, "payload": title} for title in titles)
