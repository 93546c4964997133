"""What a thing that a message names is to whoever writes it, as far as the wording around it says."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import Enum


class Stance(str, Enum):
    """What a thing is to whoever names it.

    asked: what is asked about now; refused: what is ruled out, disliked or protested at; liked: what is wanted; own:
    what somebody is, was or learnt; passing: what is only mentioned, as somebody else's job.
    """

    asked = "asked"
    refused = "refused"
    liked = "liked"
    own = "own"
    passing = "passing"


@dataclass(frozen=True)
class Stood:
    """The likeliest stance to a thing, and how much more speaks for it than for any other."""

    stance: Stance
    lead: float


# Of each stretch of a text, text[start:end], the stance to it.
Standing = Callable[[str, Sequence[tuple[int, int]]], Sequence[Stood]]
