"""What somebody tells of themselves: one thing of it, and what it says of them."""

from dataclasses import dataclass
from enum import Enum


class Tells(str, Enum):
    """What a thing that is told says of somebody.

    done: what they do or did; does: what they do, not for a living; unwanted: what they do not want to be; trait: what
    they are like, or have; level: of schooling, 1 to 5; limit: a Limit of the roles that they look for; unsaid:
    what they deny to have told.
    """

    like = "like"
    dislike = "dislike"
    # What they do not mind.
    accept = "accept"
    done = "done"
    does = "does"
    unwanted = "unwanted"
    studied = "studied"
    trait = "trait"
    level = "level"
    limit = "limit"
    unsaid = "unsaid"


@dataclass(frozen=True)
class Told:
    """One thing that somebody tells of themselves, in their words.

    roles: the ids that it names, where it is a role's. sure: whether the wording says so; else it only may be one.
    wish: the key of the wish of knowledge/wishes.yml that the wording was heard to be, whatever its words, or empty.
    """

    tells: Tells
    words: str
    roles: tuple[str, ...] = ()
    sure: bool = True
    wish: str = ""


@dataclass(frozen=True)
class Says:
    """What a stretch of a text was heard to tell of whoever speaks; tells: None where it tells nothing of the kinds.

    start, end: where its letters stand. sure: whether anything else is far less likely.
    asks: whether it asks something. leans: how far it sounds like what is wanted, below 0 like what is avoided.
    """

    start: int
    end: int
    tells: Tells | None
    sure: bool = True
    asks: bool = False
    leans: float = 0.0


@dataclass(frozen=True)
class Wished:
    """A stretch of a text in which somebody was heard to want something (like) or to avoid it (dislike).

    start, end: where its letters stand; wish: the key of the wish.
    """

    start: int
    end: int
    wish: str
    tells: Tells
