"""How much preparation roles take and people have: O*NET's five job zones, and education measured by them."""

import re

# An education of level n is what most roles of job zone n ask for.
LEVELS = (1, 2, 3, 4, 5)

# Tried in this order: 'no degree' and 'high school graduate' come before 'degree' and 'graduate'.
_LEVEL_WORDS = (
    (
        3,
        r"(?:not|\w*n't|never) finish\w*.*(?:degree|college|uni)|(?:degree|college|uni\w*).*(?:unfinished|not finish)"
        r"|drop(?:ped)?\s?out (?:of|from) (?:college|uni\w*)",
    ),
    (
        1,
        r"no (?:school|education|diploma|qualifications?|high school)|none|nothing|less than|drop(?:ped)?\s?out"
        r"|without (?:a )?(?:diploma|school)|primary|middle school|(?:not|\w*n't|never) finish\w*|unfinished"
        r"|left school",
    ),
    (
        2,
        r"(?:no|without an?|not an?|don't have an?) (?:\w+ )?degree|(?:no|without|never) (?:\w+ )?(?:college|uni\w*)"
        r"|high\s?school|secondary|a[\s-]levels?|gcses?|ged|abitur|baccalaureate|12th|matric\w*|sixth form",
    ),
    (
        5,
        r"ph\.?\s?d|doctora\w*|doctor'?s degree|masters?|master's|msc|mba|m\.?a|post[\s-]?grad\w*"
        r"|graduate school|law degree|medical degree|jd|md|beyond a bachelor\w*",
    ),
    (
        3,
        r"associate'?s?|vocational|apprentice\w*|trade school|certificate|diploma of|hnd|hnc|some college|btec"
        r"|technical school|training|nvq|journeyman|community college|further education|polytechnic",
    ),
    (4, r"bachelor'?s?|b\.?sc|b\.?a|b\.?tech|beng|undergrad\w*|university|uni|college|degree|graduate\w*"),
    (2, r"school|diploma"),
)
_LEVEL_PATTERNS = [
    (level, re.compile(rf"(?<!\w)(?:{pattern})(?!\w)", re.IGNORECASE)) for level, pattern in _LEVEL_WORDS
]


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
