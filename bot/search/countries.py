"""Which country a question is about."""

import re
from collections.abc import Iterator
from functools import lru_cache

from bot.knowledge.countries import COUNTRIES
from bot.knowledge.store import Store
from bot.search.scanner import WholeNames

HOME = "US"
# After these a name is a place however it is written.
_IN = re.compile(r"\b(?:in|for|from|across|within|of|throughout|to)\s+(?:the\s+)?$", re.IGNORECASE)


def country_named(store: Store, text: str) -> str | None:
    """The ISO 3166 code of the first country that a text names; None where there is none, or only the United States.

    A name in small letters counts after 'in' and the like alone: 'turkey farmer' names none.
    """
    names, written = _countries(store)

    def counts(start: int, end: int) -> bool:
        return text[start:end] in written or bool(_IN.search(text[:start]))

    found = [(text[start:end] not in written, start, code) for start, end, code in names.find(text, counts)]
    return min(found)[2] if found else None


@lru_cache(maxsize=4)
def _countries(store: Store) -> tuple[WholeNames[str], frozenset[str]]:
    """The names of countries, and how they are written."""
    named = list(_names(store))
    return WholeNames(named), frozenset(name for name, _ in named)


def _names(store: Store) -> Iterator[tuple[str, str]]:
    for code, name in COUNTRIES.items():
        if code != HOME:
            yield name, code
    for code, country in store.countries.items():
        for name in country.also:
            yield name, code
