"""Where a question is about: a country, or a site or team of the company."""

import re
from collections.abc import Mapping, Sequence
from functools import lru_cache

from bot.reading.words import pattern
from bot.search.language import content_lemmas

# After these a name is a place however it is written.
_IN = r"\b(?:in|for|from|across|within|of|throughout|to)\s+(?:the\s+)?"
_OPENING = pattern(
    r"[\s,]*(?:\b(?:over|here|one|that|working|i'?m|i am|based|not|is)\b[\s,]*)*"
    r"\b(?:in|at|for|from|of|near|our|by)\b(?:\s+(?:our|the|my|your|this|that))?[\s,]*$"
)
_ENDING = pattern(
    r"^\s+(?:office|site|plant|branch|team|location|factory|warehouse|building|one|people)\b(?:,\s*)?|^\s*,\s*|^\s*[?!.]*$"
)
_JOINER_LEFT = pattern(r"(?:[\s,]+(?:and|or))+[\s,?]*$")
_ONLY_LEADS = pattern(r"(?:\W|\b(?:and|or|what|about|how|who|is|it|the|one|not|mean|i|please|pls|then|that)\b)*")


def country_named(text: str, countries: Mapping[str, str]) -> str:
    """The ISO 3166 code of the first country that a text names; empty where there is none.

    countries: codes by name. A name in small letters counts after 'in' and the like alone: 'turkey farmer' names none.
    """
    if not countries:
        return ""
    capital, anywhere = _patterns(frozenset(countries))
    found = capital.search(text) or anywhere.search(text)
    return {name.lower(): code for name, code in countries.items()}[found["name"].lower()] if found else ""


@lru_cache(maxsize=4)
def _patterns(countries: frozenset[str]) -> tuple[re.Pattern[str], re.Pattern[str]]:
    # The longest first: 'South Korea' is no 'Korea'.
    names = "|".join(map(re.escape, sorted(countries, key=lambda name: (-len(name), name))))
    return re.compile(rf"\b(?P<name>{names})\b"), pattern(rf"{_IN}(?P<name>{names})\b")


def without_places(text: str, places: Sequence[tuple[int, int]]) -> str:
    """The text without where it names places, and the words that lead to them: 'in Leeds', 'at our Berlin office'.

    Empty where nothing else is said.
    """
    rest = text
    for start, end in sorted(places, reverse=True):
        rest = rest[:start] + rest[end:]
    if _ONLY_LEADS.fullmatch(rest):
        return ""
    for start, end in sorted(places, reverse=True):
        led, followed = _OPENING.search(text[:start]), _ENDING.search(text[end:])
        # 'Who keeps the ledger' is no place, even if a team is called Ledger.
        if (led and led[0].strip(" ,")) or (followed and followed[0]) or not text[:start].strip():
            before = text[: led.start()] if led else text[:start]
            after = text[end + followed.end() :] if followed else text[end:]
            text = " ".join(f"{before} {after}".split())
    text = _JOINER_LEFT.sub("", text)
    return text if content_lemmas(text) and not _ONLY_LEADS.fullmatch(text) else ""
