"""Which country a question is about."""

import re
from collections.abc import Iterator
from functools import lru_cache

from bot.knowledge.countries import COUNTRIES
from bot.knowledge.store import Store

HOME = "US"
# After these a name is a place however it is written.
_IN = r"\b(?:in|for|from|across|within|of|throughout|to)\s+(?:the\s+)?"


def country_named(store: Store, text: str) -> str | None:
    """The ISO 3166 code of the first country that a text names; None where there is none, or only the United States.

    A name in small letters counts after 'in' and the like alone: 'turkey farmer' names none.
    """
    capital, anywhere, codes = _patterns(store)
    found = capital.search(text) or anywhere.search(text)
    return codes[found["name"].lower()] if found else None


@lru_cache(maxsize=4)
def _patterns(store: Store) -> tuple[re.Pattern[str], re.Pattern[str], dict[str, str]]:
    codes = {name.lower(): code for name, code in _names(store)}
    # The longest first: 'South Korea' is no 'Korea'.
    names = "|".join(re.escape(name) for name, _ in sorted(_names(store), key=lambda named: -len(named[0])))
    anywhere = re.compile(rf"{_IN}(?P<name>{names})\b", re.IGNORECASE)
    return re.compile(rf"\b(?P<name>{names})\b"), anywhere, codes


def _names(store: Store) -> Iterator[tuple[str, str]]:
    for code, name in COUNTRIES.items():
        if code != HOME:
            yield name, code
    for code, country in store.countries.items():
        for name in country.also:
            yield name, code
