"""Which country cities and regions are in: places.tsv."""

from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path

FILE = "places.tsv"


@lru_cache(maxsize=4)
def read_places(tree: Path) -> Mapping[str, str]:
    """The ISO 3166 code of the country by name, as a folder of knowledge has them; nothing where it has no table."""
    path = tree / FILE
    if not path.is_file():
        return {}
    lines = (line for line in path.read_text(encoding="utf-8").splitlines() if not line.startswith("#"))
    _, *rows = (line.split("\t") for line in lines)
    return {name: country for name, country in rows}
