"""What reading must know that is no wording: names of skills, countries, kinds of role, and places of the company."""

from collections.abc import Callable, Container
from dataclasses import dataclass, field

from bot.reading.place import Countries
from bot.reading.terms import TermNames


@dataclass(frozen=True)
class Names:
    """The names that reading must know: of skills by their keys, of countries, of kinds and of fields of role.

    wanted: the keys of what may be liked or avoided: skills, and what wishes are called. terms: what words of schooling
    and hiring are called.
    """

    skills: Container[str] = frozenset()
    countries: Countries = field(default_factory=lambda: Countries({}))
    is_kind: Callable[[str], bool] = lambda words: False
    is_field: Callable[[str], bool] = lambda words: False
    wanted: Container[str] = frozenset()
    terms: TermNames = field(default_factory=lambda: TermNames({}))


@dataclass(frozen=True)
class Place:
    """Where a text names a site or team of the company, and what it is called."""

    start: int
    end: int
    name: str
