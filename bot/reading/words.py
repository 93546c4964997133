"""Lists of words that the reading goes by, from bot/reading/words/."""

from functools import lru_cache
from pathlib import Path
from typing import Any

import yaml

_FOLDER = Path(__file__).parent / "words"


def words_of(kind: str, file: str = "grammar") -> frozenset[str]:
    """The words of one kind in a file there; KeyError where it has no such kind."""
    return frozenset(_lists(file)[kind].split())


def lines_of(kind: str, file: str = "grammar") -> tuple[str, ...]:
    """The same where each may be several words."""
    return tuple(_lists(file)[kind])


def pairs_of(kind: str, file: str) -> dict[str, str]:
    """Words and what each is brought to, of one kind in a file there; KeyError where it has no such kind."""
    return dict(_lists(file)[kind])


@lru_cache(maxsize=8)
def _lists(file: str) -> dict[str, Any]:
    return yaml.safe_load((_FOLDER / f"{file}.yml").read_text(encoding="utf-8"))
