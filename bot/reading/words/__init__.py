"""The words that reading knows, as data: one file a field, beside this one."""

import re
from functools import lru_cache
from pathlib import Path
from typing import Any

from bot.yaml_files import read_yaml

_LIST = re.compile(r"\{(\w+)\}")


@lru_cache(maxsize=16)
def _lists(file: str) -> dict[str, Any]:
    return read_yaml(Path(__file__).parent / f"{file}.yml")


@lru_cache(maxsize=16)
def words(file: str) -> dict[str, list[str]]:
    """The lists of a file, by name; a white space in an entry is any white space."""
    return {name: [" ".join(str(entry).split()) for entry in entries] for name, entries in _lists(file).items()}


def words_of(kind: str, file: str = "grammar") -> frozenset[str]:
    """The words of one kind in a file, where they are written as one text; KeyError where it has no such kind."""
    return frozenset(_lists(file)[kind].split())


def lines_of(kind: str, file: str = "grammar") -> tuple[str, ...]:
    """The same where each may be several words."""
    return tuple(_lists(file)[kind])


def pairs_of(kind: str, file: str) -> dict[str, str]:
    """Words and what each is brought to, of one kind in a file; KeyError where it has no such kind."""
    return dict(_lists(file)[kind])


def rows_of(kind: str, file: str) -> tuple[tuple[str, ...], ...]:
    """The rows of one kind in a file, each of several texts; KeyError where it has no such kind."""
    return tuple(tuple(row) for row in _lists(file)[kind])


def filled(file: str, text: str) -> str:
    """A pattern with any entry of a list in place of each {name}."""
    return _LIST.sub(lambda found: f"(?:{_alternatives(file, found[1])})", text)


def any_of(file: str, name: str) -> str:
    """A pattern for any entry of a list, whole words only, the longest tried first."""
    return rf"(?:{_alternatives(file, name)})(?!\w)"


def pattern(text: str) -> re.Pattern[str]:
    return re.compile(text, re.IGNORECASE)


def _alternatives(file: str, name: str) -> str:
    filled = [_LIST.sub(lambda found: f"(?:{_alternatives(file, found[1])})", entry) for entry in words(file)[name]]
    return "|".join(entry.replace(" ", r"\s+") for entry in sorted(filled, key=len, reverse=True))
