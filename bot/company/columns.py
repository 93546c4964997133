"""What the columns of a staff list are: by the names that HR systems and directories have for them (columns.yml)."""

import re
from collections.abc import Mapping, Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any

import yaml

from bot.company.names import unaccented

# How many of a row's cells must be names of columns for it to be the header.
LEAST = 2


def column_key(name: str) -> str:
    """What names of columns are compared by: their letters and digits."""
    return re.sub(r"[\W_]+", "", unaccented(name))


def columns_in(header: Sequence[str]) -> dict[str, list[int]]:
    """The columns of each field, in the order in which they are preferred; fields that there are none of are left out.

    A column is of one field.
    """
    keys = [column_key(name) for name in header]
    found: dict[str, list[int]] = {}
    taken: set[int] = set()
    for field, names in _names().items():
        places = [place for name in names for place, key in enumerate(keys) if key == name and place not in taken]
        if places:
            found[field] = list(dict.fromkeys(places))
            taken.update(places)
    return found


def is_header(cells: Sequence[str]) -> bool:
    """Whether a row names columns rather than people."""
    return sum(map(len, columns_in(cells).values())) >= LEAST


def has_left(column: str, cell: str) -> bool:
    """Whether what stands in a column of somebody's status says that they left."""
    said = unaccented(cell.strip())
    if (answers := _file()["left_if"].get(column_key(column))) is not None:
        return said in [str(answer).lower() for answer in answers]
    return _begins(said, "left_words") and not is_away(cell)


def is_away(cell: str) -> bool:
    """Whether a status says that somebody is away for the time being."""
    return _begins(unaccented(cell), "away_words")


def _begins(said: str, words: str) -> bool:
    return any(re.search(rf"\b{re.escape(unaccented(word))}", said) for word in _file()[words])


@lru_cache(maxsize=1)
def _file() -> Mapping[str, Any]:
    return yaml.safe_load((Path(__file__).parent / "columns.yml").read_text(encoding="utf-8"))


@lru_cache(maxsize=1)
def _names() -> Mapping[str, tuple[str, ...]]:
    """The keys of each field's columns, in order."""
    return {
        field: tuple(dict.fromkeys(column_key(name) for names in systems.values() for name in names))
        for field, systems in _file()["fields"].items()
    }
