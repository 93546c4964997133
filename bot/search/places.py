"""Sites and teams of the company: which one a text names. The company file is read again whenever it changed."""

import logging
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from pathlib import Path

from bot.company.files import read_company
from bot.company.model import Company
from bot.company.names import name_words
from bot.errors import InvalidKnowledge
from bot.knowledge.store import Store
from bot.search.scanner import WholeNames

logger = logging.getLogger(__name__)


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


def open_company(path: Path, store: Store, today: date | None = None) -> Company | None:
    """The company in a file, read again when it changed; None where there is no file.

    A file with problems counts as none, and is logged once for each day and version of it.
    """
    try:
        stamp = path.stat()
    except OSError:
        return None
    return _open(path, (stamp.st_mtime_ns, stamp.st_size, stamp.st_ino), store, today)


@lru_cache(maxsize=4)
def _open(path: Path, stamp: tuple[int, ...], store: Store, today: date | None) -> Company | None:
    """stamp tells one version of the file from the next; today, for a problem may end with an absence."""
    try:
        return read_company(path, store, today)
    except InvalidKnowledge as error:
        logger.error("Answering without the company file %s: %s", path, error)
        return None


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
    return [PlaceMention(*found) for found in WholeNames(company_names(company)).find(text)]
