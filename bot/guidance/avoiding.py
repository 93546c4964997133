"""What somebody wants to avoid, beside what is known of roles: which have it, or that nothing tells.

A thing is judged by what roles need (a skill, tool or field of knowledge of that name) and by the words of their
duties. How work feels, such as its hours or postures, no source of ours measures: that is said rather than guessed.
"""

from dataclasses import dataclass
from enum import Enum

import numpy as np

from bot.search.known import Known
from bot.search.language import content_lemmas, is_english_word

# From so surely on, a skill is meant by its name or by other words for it, rather than by something near in meaning.
BY_NAME = 0.9
# Where fewer roles than this name a thing, most that have it do not: they are left out, but nothing tells of others.
ENOUGH = 5


class Judged(str, Enum):
    """Whether what is known of roles tells of a thing: it does, nothing does, or the thing is no English."""

    told = "told"
    untold = "untold"
    unknown = "unknown"


@dataclass(frozen=True)
class Avoidance:
    """shares: of each role, in the order of Profiles.roles, how much of the thing it has, 0 to 1."""

    phrase: str
    judged: Judged
    shares: np.ndarray


def avoidance(known: Known, phrase: str) -> Avoidance:
    """What is known of a thing that somebody wants to avoid, in their words."""
    profiles = known.profiles
    found = known.skills.find(phrase)
    if found and found.score >= BY_NAME:
        return Avoidance(phrase, Judged.told, profiles.standing_of_any(found.skills))
    shares = by_duties(known, phrase)
    if np.count_nonzero(shares) >= ENOUGH:
        return Avoidance(phrase, Judged.told, shares)
    words = content_lemmas(phrase.lower())
    is_known = bool(shares.any()) or (bool(words) and all(map(is_english_word, words)))
    return Avoidance(phrase, Judged.untold if is_known else Judged.unknown, shares)


def by_duties(known: Known, phrase: str) -> np.ndarray:
    """1 for each role with a duty that has all words of a phrase: what is only alike in meaning is not avoided."""
    # In 'the sight of blood' it is blood that a duty would name.
    thing = phrase.rpartition(" of ")[2]
    return np.minimum(known.duties.with_words(thing), 1).astype(np.float32)
