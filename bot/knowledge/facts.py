"""The tables of figures, codes and names in knowledge/facts: tab-separated, sorted, with a header, one line a row.

knowledge/facts/tables.yml says of each table what it was made from. `rolewise knowledge refresh` writes them from the
official releases; nothing in them is written by hand, and an empty cell means that it was not measured.
"""

import os
import tempfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from bot.errors import InvalidKnowledge
from bot.knowledge.model import Source
from bot.knowledge.parsing import Problem, load_yaml, parse

FOLDER, ABOUT = "facts", "tables.yml"
# What the percentages of schooling, experience and training are of: answers numbered as O*NET numbers them.
ANSWERS = tuple(str(number) for number in range(1, 13))
RIASEC = ("realistic", "investigative", "artistic", "social", "enterprising", "conventional")
PERCENTILES = ("10", "25", "50", "75", "90")

# Every table with its columns; rows are sorted by all of them, from the left.
TABLES: Mapping[str, tuple[str, ...]] = {
    "occupations": ("code", "title", "group", "zone", "residual", "military"),
    "elements": ("element", "kind", "name"),
    "names": ("code", "name", "short", "sources", "reported"),
    "tasks": ("code", "task", "core"),
    "interests": ("code", *RIASEC),
    "values": ("code", "element", "extent"),
    "styles": ("code", "element", "importance"),
    "skills": ("code", "element", "importance", "level"),
    "preparation": ("code", "scale", *ANSWERS),
    "technologies": ("code", "name", "hot", "in_demand"),
    "related": ("code", "rank", "related"),
    "pay": (
        *("soc", "title", "employment", "hourly_mean", "annual_mean"),
        *(f"{basis}_{point}" for basis in ("hourly", "annual") for point in PERCENTILES),
    ),
    "outlook": (
        *("soc", "title", "employment", "employment_then", "change", "change_percent", "openings"),
        *("education", "experience", "training"),
    ),
}


@dataclass(frozen=True)
class Facts:
    """Rows by table, each a mapping from column to cell, and where each table is from."""

    rows: Mapping[str, tuple[Mapping[str, str], ...]]
    sources: Mapping[str, Source]

    def by(self, table: str, column: str = "code") -> dict[str, list[Mapping[str, str]]]:
        """The rows of a table by what stands in a column, in the order of the table."""
        found: dict[str, list[Mapping[str, str]]] = {}
        for row in self.rows[table]:
            found.setdefault(row[column], []).append(row)
        return found


def write_table(tree: Path, table: str, rows: Iterable[Sequence[str]]) -> None:
    """Writes a table, sorted and each row once, whole or not at all."""
    path = tree / FOLDER / f"{table}.tsv"
    path.parent.mkdir(parents=True, exist_ok=True)
    columns = TABLES[table]
    lines = ["\t".join(columns)]
    for row in sorted(set(map(tuple, rows)), key=lambda row: [_natural(cell) for cell in row]):
        if len(row) != len(columns) or any("\t" in cell or "\n" in cell for cell in row):
            raise ValueError(f"{table} has no row such as {row}")
        lines.append("\t".join(row))
    handle, scratch = tempfile.mkstemp(prefix=path.name + ".", suffix=".new", dir=path.parent)
    with os.fdopen(handle, "w", encoding="utf-8", newline="") as file:
        file.write("\n".join(lines) + "\n")
    os.chmod(scratch, 0o644)
    os.replace(scratch, path)


def _natural(cell: str) -> tuple[int, str]:
    """Whole numbers in their order: 9 before 10."""
    return (len(cell), cell) if cell.isdigit() else (0, cell)


def has_facts(tree: Path) -> bool:
    return (tree / FOLDER / ABOUT).is_file()


def read_facts(tree: Path) -> Facts:
    """All tables of a folder of knowledge files.

    Raises InvalidKnowledge with every table that is missing, has other columns or a row with more or fewer cells.
    """
    problems: list[Problem] = []
    about = load_yaml(tree / FOLDER / ABOUT, f"{FOLDER}/{ABOUT}", problems) or {}
    sources: dict[str, Source] = {}
    rows: dict[str, tuple[Mapping[str, str], ...]] = {}
    entries: dict[str, object] = {}
    for entry in about.values() if isinstance(about, dict) else ():
        for table in entry.get("tables", ()) if isinstance(entry, dict) else ():
            entries[table] = {key: value for key, value in entry.items() if key != "tables"}
    for table in TABLES:
        source = parse(Source, entries.get(table), f"{FOLDER}/{ABOUT}", table, problems)
        if source is not None:
            sources[table] = source
        rows[table] = tuple(_rows(tree, table, problems))
    if problems:
        raise InvalidKnowledge(sorted(problems))
    return Facts(rows, sources)


def _rows(tree: Path, table: str, problems: list[Problem]) -> Iterator[Mapping[str, str]]:
    name = f"{FOLDER}/{table}.tsv"
    advice = "make it anew with 'rolewise knowledge refresh'"
    try:
        lines = (tree / name).read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        problems.append(Problem(name, "", f"it cannot be read ({error}); {advice}"))
        return
    columns = TABLES[table]
    if not lines or lines[0].split("\t") != list(columns):
        problems.append(Problem(name, "line 1", f"its columns must be {', '.join(columns)}; {advice}"))
        return
    for number, line in enumerate(lines[1:], 2):
        cells = line.split("\t")
        if len(cells) != len(columns):
            problems.append(Problem(name, f"line {number}", f"{len(cells)} cells, not {len(columns)}; {advice}"))
            return
        yield dict(zip(columns, cells, strict=True))
