"""The names that a store's roles, skills and countries give to reading."""

from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path

from bot.knowledge.countries import COUNTRIES
from bot.knowledge.places import read_places
from bot.knowledge.store import Store
from bot.knowledge.terms import read_terms
from bot.knowledge.tongues import read_tongues
from bot.reading.known_names import Names
from bot.reading.mentions import TitleLinker
from bot.reading.place import Countries
from bot.reading.terms import TermNames
from bot.search.known import Known, uncollected

# The country whose figures are told where none is named.
HOME = "US"


@lru_cache(maxsize=4)
def linker_of(known: Known) -> TitleLinker:
    """What finds the roles of a store in a sentence; made once for each."""
    with uncollected():
        return TitleLinker(known.names, known.sense, known.nearest)


@lru_cache(maxsize=4)
def names_of(known: Known, tree: Path | None = None) -> Names:
    """What gives a text its names; tree: the folder of knowledge that knows which country cities are in."""
    return Names(
        known.skills.keys,
        Countries(codes_of(known.store), read_places(tree) if tree else None),
        linker_of(known).is_kind,
        lambda words: bool(known.names.of_field(words)),
        known.wishes.keys.union(known.skills.keys),
        TermNames(_called(tree) if tree else {}),
    )


def _called(tree: Path) -> dict[str, str]:
    """The id of each term of a folder of knowledge by its names."""
    return {name: key for key, term in read_terms(tree).terms.items() for name in term.called}


def codes_of(store: Store) -> dict[str, str]:
    """The ISO 3166 code of every country by each of its names, but for the one whose figures are told anyway."""
    own = {name: code for code, name in COUNTRIES.items() if code != HOME}
    return own | {name: code for code, country in store.countries.items() for name in country.also}


def foreign_names(tree: Path) -> Mapping[str, Mapping[str, str]]:
    """What occupations are called in other languages, as a folder of knowledge says: for bot.reading.tongue."""
    return read_tongues(tree).names
