"""What a message in the middle of a conversation is about, as far as its wording alone can say."""

from collections.abc import Container, Mapping
from dataclasses import dataclass
from enum import Enum
from typing import Any


class Turn(str, Enum):
    """What somebody turns to.

    work: another line of work, which they describe or hint at; role: another role, by its name; back: the role that was
    talked about; listed: the jobs that were listed; self: themselves, or whom they ask for; aside: none of these.
    """

    work = "work"
    role = "role"
    back = "back"
    listed = "listed"
    self = "self"
    aside = "aside"


# What turns to something else than was talked about: which of them it is, makes no difference.
ELSEWHERE = frozenset((Turn.work, Turn.role))


@dataclass(frozen=True)
class Turned:
    """How much speaks for each thing that a message may turn to, best first, and the words that may say which work."""

    likely: tuple[tuple[Turn, float], ...]
    words: str = ""

    def among(self, possible: Container[Turn]) -> tuple[Turn, float]:
        """What it turns to, of what is possible in its conversation, and how much more speaks for that than for others.

        Raises ValueError where nothing of it is possible.
        """
        found = [(turn, score) for turn, score in self.likely if turn in possible]
        if not found:
            raise ValueError("A message turns to something.")
        first, most = found[0]
        others = (score for turn, score in found[1:] if not {first, turn} <= ELSEWHERE)
        return first, most - next(others, 0.0)


def turned_from_data(data: Mapping[str, Any]) -> Turned:
    """From its JSON; raises ValueError, KeyError or TypeError where it is something else."""
    likely = tuple((Turn(turn), float(score)) for turn, score in data["likely"])
    return Turned(likely, str(data.get("words", "")))
