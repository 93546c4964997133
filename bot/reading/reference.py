"""What a message points back at: something said before, or one of several that were offered."""

import re
from enum import Enum

from bot.reading.words import any_of, pattern


class Led(Enum):
    """What leads to a name: 'the planner' was talked of, 'a planner' is any, and 'our teacher' is somebody's."""

    by_nothing = ""
    by_article = "the"
    by_any = "a"
    by_owner = "our"


PRONOUN = pattern(rf"\b{any_of('reference', 'pronoun')}")
_OTHER = pattern(r"\bthe other (?:one|role|job)\b|\bother one\b")
# 'Which is above the other' refers back without a pronoun.
_THE_OTHER = pattern(r"\bthe other\b")
_THOSE_SKILLS = pattern(r"\b(?:those|these|their|such|the same|my) skills\b")
_WHICH_OF_THEM = pattern(r"\bwhich (?:one|of (?:them|these|those|the two|both))\b(?! of\b)")
_WHICH_IS = pattern(
    r"(?:^|[,.;?!]\s*)(?:and\s+|so\s+)?which\s+(?:is|are|would|will|pays?|earns?|has|have|takes?|needs?|gets?|do|does)\b"
)
_MEANT = pattern(r"^\W*(?:(?:sorry|no|oh|ah|oops|well|actually)\W+)*i\s+mean[t]?\b")
_ARTICLE = pattern(r"\b(?:the|that|this|these|those)\s+$")
_ANY = pattern(r"\b(?:an?|any|another|every)\s+$")
_OWNING = pattern(r"\b(?:my|our|his|her|their)\s+$")
_ONE = pattern(r"\bone\b")

_PLACES = {
    **dict.fromkeys(("first", "1st", "1", "one"), 0),
    **dict.fromkeys(("second", "2nd", "2", "two"), 1),
    **dict.fromkeys(("third", "3rd", "3", "three"), 2),
    **dict.fromkeys(("fourth", "4th", "4", "four"), 3),
    **dict.fromkeys(("fifth", "5th", "5", "five"), 4),
    "last": -1,
}
_ORDINAL = "first|second|third|fourth|fifth|last|1st|2nd|3rd|4th|5th"
_PLACE = pattern(
    rf"\b(?P<nth>{_ORDINAL})\s+(?:one|role|job|option|choice|suggestion|recommendation|of (?:them|those|these))\b"
    rf"|\b(?:number|no\.?|option)\s*(?P<number>one|two|three|four|five|[1-5])\b"
    rf"|^\W*(?:(?:and|the|what about|how about|why|ok|so|maybe|not)\s+)*(?P<alone>{_ORDINAL}|[1-5])(?:\s+please)?\W*$"
)


def refers_back(text: str) -> bool:
    """Whether the text has a pronoun that stands for something said before."""
    return bool(PRONOUN.search(text))


def ordinal_in(text: str) -> int | None:
    """Which of several a text means: 1 for 'the second one', -1 for 'the last'; None where it means none."""
    found = _PLACE.search(text)
    return _PLACES[(found["nth"] or found["number"] or found["alone"]).lower()] if found else None


def asks_which(text: str) -> bool:
    """Whether a text asks which of those talked about is more of something: 'which one has better prospects'."""
    return bool(_WHICH_OF_THEM.search(text))


def chooses(text: str) -> bool:
    """Whether a text asks which of two it is, named before or after: 'nurse or carer, which is easier to get into'."""
    return bool(_WHICH_IS.search(text))


def led_by(text: str) -> Led:
    """What a text, up to a name, leads to it by."""
    if _OWNING.search(text):
        return Led.by_owner
    if _ARTICLE.search(text):
        return Led.by_article
    return Led.by_any if _ANY.search(text) else Led.by_nothing


def puts_right(text: str) -> bool:
    """Whether a text says what was meant before: 'sorry, I mean python'."""
    return bool(_MEANT.search(text))


def means_other(text: str) -> bool:
    """Whether a text means the role talked about before the present one: 'what about the other one'."""
    return bool(_OTHER.search(text))


def means_both(text: str) -> bool:
    """Whether a text means roles beside each other that were talked about: 'which is above the other'."""
    return refers_back(text) or bool(_THE_OTHER.search(text))


def means_those_skills(text: str) -> bool:
    return bool(_THOSE_SKILLS.search(text))


def says_one(text: str) -> bool:
    """Whether a text picks by 'one': 'the general one'."""
    return bool(_ONE.search(text))


def initials_in(text: str) -> list[tuple[int, int]]:
    """Where words of two to four capitals are, which may stand for a title: 'PA', 'GMs'."""
    return [found.span() for found in re.finditer(r"\b[A-Z]{2,4}s?\b", text)]
