"""How much preparation roles take and people have: O*NET's five job zones, and education measured by them."""

import re

# An education of level n is what most roles of job zone n ask for.
LEVELS = (1, 2, 3, 4, 5)

_LEVEL_WORDS = (
    (
        5,
        r"ph\.?\s?d|doctora\w*|doctor'?s degree|master'?s?\b|msc|mba|m\.?a\.?$|post\s?grad\w*|graduate school"
        r"|law degree|medical degree|\bjd\b|\bmd\b|beyond a bachelor",
    ),
    (
        4,
        r"bachelor'?s?|\bbsc\b|\bba\b|\bb\.?tech\b|\bbeng\b|undergrad\w*|university|uni\b|college degree|degree"
        r"|graduate",
    ),
    (
        3,
        r"associate'?s?|vocational|apprentice\w*|trade school|certificate|diploma of|hnd|hnc|some college|college|btec"
        r"|technical school|training|nvq|journeyman|community college|further education|polytechnic",
    ),
    (
        1,
        r"no (?:school|education|diploma|qualification\w*|degree)|none|nothing|less than|dropped out|drop\s?out"
        r"|did ?n.t finish|without|primary|middle school|no high school|not finish|unfinished|left school",
    ),
    (
        2,
        r"high\s?school|secondary|a[\s-]levels?|gcse\w*|ged|abitur|baccalaureate|school|12th|matric\w*"
        r"|sixth form|diploma",
    ),
)
_LEVEL_PATTERNS = [(level, re.compile(pattern, re.IGNORECASE)) for level, pattern in _LEVEL_WORDS]


def level_in(text: str) -> int | None:
    """The level of education, 1 to 5, that a person's words mean: 'I have a bachelor's in physics' is 4.

    None where they mean none. A plain number from 1 to 5 means itself.
    """
    plain = text.strip().replace("’", "'").strip(" .!)")
    if plain in map(str, LEVELS):
        return int(plain)
    return next((level for level, pattern in _LEVEL_PATTERNS if pattern.search(plain)), None)


def shortfall(zone: int, level: int) -> int:
    """How many steps of preparation are missing; 0 where either is unknown (0) or nothing is missing."""
    return max(0, zone - level) if zone and level else 0


def surplus(zone: int, level: int) -> int:
    """How many steps of education a role would leave unused, beyond the one that is nothing unusual."""
    return max(0, level - zone - 1) if zone and level else 0
