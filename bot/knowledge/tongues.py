"""What occupations are called in other languages, and where those languages' speakers can read on: tongues.yml."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path

import yaml

FILE = "tongues.yml"


@dataclass(frozen=True)
class Tongues:
    """links: addresses by ISO 639 code. names: by code, what an occupation is called, to its English name."""

    links: Mapping[str, str] = field(default_factory=dict)
    names: Mapping[str, Mapping[str, str]] = field(default_factory=dict)


@lru_cache(maxsize=4)
def read_tongues(tree: Path) -> Tongues:
    """The table in a folder of knowledge; an empty one where the folder has none."""
    path = tree / FILE
    if not path.is_file():
        return Tongues()
    found = yaml.safe_load(path.read_text(encoding="utf-8"))
    names: dict[str, dict[str, str]] = {}
    for english, called in found["occupations"].items():
        for tongue, told in called.items():
            names.setdefault(tongue, {}).update((name.lower(), english) for name in told.split(", "))
    return Tongues(found["links"], names)
