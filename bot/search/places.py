"""Sites and teams of the company: which one a text names. The company file is read again whenever it changed."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from bot.company.model import Company
from bot.company.names import name_words
from bot.company.watched import watched
from bot.knowledge.store import Store
from bot.search.scanner import WholeNames


@dataclass(frozen=True)
class Place:
    """A site or a team (kind) of the company."""

    kind: str
    id: str
    name: str


@dataclass(frozen=True)
class PlaceMention:
    """A stretch of a text, text[start:end], that names a place."""

    start: int
    end: int
    place: Place


def open_company(
    path: Path, store: Store, today: date | None = None, wait: bool = False, last_good: Path | None = None
) -> Company | None:
    """The company in a file, read again when it changed; None where there is no file, or none that can be used.

    A file with problems is logged once for each day and version of it, and what it said before goes on. A large one
    is read beside the answers; wait: until it is. last_good: where the last good one is kept for the next process.
    """
    return watched(path, store, today is not None, last_good).company(today, wait)


def company_names(company: Company) -> Iterator[tuple[str, Place]]:
    """Every name and alias of a site or team, with what it means."""
    for kind, table in (("site", company.sites), ("team", company.teams)):
        for key, entry in table.items():
            for name in (entry.name, *entry.aliases):
                yield name, Place(kind, key, entry.name)


def place_named(company: Company, text: str) -> Place | None:
    """The site or team that a text names, in whole words whatever their case; of several, the longest name."""
    found = places_in(company, text)
    return max(found, key=lambda mention: len(name_words(text[mention.start : mention.end]))).place if found else None


def places_in(company: Company, text: str) -> list[PlaceMention]:
    """Every site and team that a text names, in order, without overlaps."""
    return [PlaceMention(*found) for found in _names(company).find(text)]


def _names(company: Company) -> WholeNames[Place]:
    """The names of a company's places, made once for the one that is asked about again and again."""
    global _held
    if _held is None or _held[0] is not company:
        _held = (company, WholeNames(company_names(company)))
    return _held[1]


_held: tuple[Company, WholeNames[Place]] | None = None
