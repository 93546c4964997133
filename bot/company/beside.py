"""The tables beside a company file, which a keeper fills in a spreadsheet: the company's own duties, and its titles.

Beside company.yml they are company.duties.csv and company.titles.csv; docs/company.md describes their columns.
"""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from difflib import get_close_matches
from pathlib import Path
from typing import Any

from bot.company.names import unaccented
from bot.company.sheets import read_sheet
from bot.errors import InvalidKnowledge
from bot.knowledge.parsing import MOST_COMPARED, Problem

# The part of a company file that each table adds to, and the columns that it must and may have.
TABLES: Mapping[str, tuple[tuple[str, ...], tuple[str, ...]]] = {
    "own_duties": (
        ("duty",),
        ("also", "site", "accountable", "responsible", "consulted", "informed", "channel", "link", "confidential"),
    ),
    "titles": (("title",), ("people", "role", "score", "reviewed")),
}
_SUFFIXES = {"own_duties": ".duties.csv", "titles": ".titles.csv"}
# Of these cells each holds several things, parted by semicolons; people and teams go by their names.
_LISTS, _MEMBERS = (
    ("also", "responsible", "consulted", "informed"),
    ("accountable", "responsible", "consulted", "informed"),
)
_PARTING = re.compile(r"\s*[;|\n]\s*")
_YES = ("yes", "true", "x", "1")


def beside(path: Path) -> dict[str, Path]:
    """Where the tables beside a company file are, there or not, by the part that they add to."""
    return {part: path.with_suffix(suffix) for part, suffix in _SUFFIXES.items()}


@dataclass
class Tables:
    """Rows of the tables as entries of a company file.

    places: by the path of each entry, the file and the number of its row.
    """

    entries: dict[str, list[dict[str, Any]]] = field(default_factory=lambda: defaultdict(list))
    places: dict[str, tuple[str, int]] = field(default_factory=dict)

    def placed(self, problem: Problem) -> Problem:
        """The same problem, where it stands in a table; as it is, where it is of none."""
        found = re.match(r"(\w+\[\d+\])(?:\.(\w+))?", problem.path)
        if not found or found[1] not in self.places:
            return problem
        file, row = self.places[found[1]]
        return Problem(file, f"row {row}, column '{found[2]}'" if found[2] else f"row {row}", problem.message)


def read_tables(path: Path, content: Mapping[str, Any], problems: list[Problem]) -> Tables:
    """The tables beside a company file whose own content is given; what is wrong with them is added to problems."""
    tables = Tables()
    names = _Names(content)
    for part, file in beside(path).items():
        if not file.is_file():
            continue
        own = content.get(part)
        first = len(own) if isinstance(own, list) else 0
        for number, cells in _rows(file, part, problems):
            place = f"{part}[{first + len(tables.entries[part])}]"
            tables.places[place] = (file.name, number)
            tables.entries[part].append(_entry(cells, names, place, problems))
    return tables


def _rows(file: Path, part: str, problems: list[Problem]) -> Iterator[tuple[int, dict[str, str]]]:
    needed, others = TABLES[part]
    try:
        sheet = read_sheet(file, lambda cells: needed[0] in map(str.lower, cells))
    except InvalidKnowledge as error:
        problems += (problem for problem in error.problems if isinstance(problem, Problem))
        return
    header = [name.lower() for name in sheet.header]
    for column in dict.fromkeys(header):
        place = f"row 1, column '{column}'"
        if column and column not in (*needed, *others):
            near = get_close_matches(column, (*needed, *others), 1)
            hint = f"did you mean '{near[0]}'?" if near else f"there may be {', '.join((*needed, *others))}"
            problems.append(Problem(file.name, place, f"unknown column; {hint}"))
        elif column and header.count(column) > 1:
            problems.append(Problem(file.name, place, "the column is there twice; keep one"))
    problems += (
        Problem(file.name, "row 1", f"there is no column '{column}'; add it")
        for column in needed
        if column not in header
    )
    known = {place: column for place, column in enumerate(header) if column in (*needed, *others)}
    for number, line in sheet.rows:
        yield number, {column: line[place] for place, column in known.items() if place < len(line) and line[place]}


def _entry(cells: Mapping[str, str], names: "_Names", path: str, problems: list[Problem]) -> dict[str, Any]:
    """What a row says, as a company file has it."""
    entry: dict[str, Any] = {}
    for column, cell in cells.items():
        parts = [part for part in _PARTING.split(cell) if part] if column in _LISTS else [cell]
        if column in _MEMBERS or column == "site":
            parts = [names.id(part, column == "site", f"{path}.{column}", problems) for part in parts]
        if column in ("confidential", "reviewed"):
            entry[column] = cell.lower() in _YES
        elif column == "score":
            entry[column] = _number(cell)
        elif column != "people":
            entry[column] = parts if column in _LISTS else parts[0]
    return entry


def _number(cell: str) -> float | str:
    try:
        return float(cell.replace(",", "."))
    except ValueError:
        return cell


class _Names:
    """The ids of people and teams, and of sites, by what a keeper calls them: id, name, other name, or address."""

    def __init__(self, content: Mapping[str, Any]):
        self._ids = {False: _ids_of(content, "people", "teams"), True: _ids_of(content, "sites")}

    def id(self, written: str, is_site: bool, path: str, problems: list[Problem]) -> str:
        """The id that is meant; where none is, or several are, a problem, and what was written."""
        ids = self._ids[is_site]
        # Of somebody who left and somebody of the same name who did not, the latter is meant.
        found = ids.get(unaccented(written), {})
        here = [key for key, left in found.items() if not left] or list(found)
        if len(here) == 1:
            return here[0]
        kind = "site" if is_site else "person or team"
        if here:
            problems.append(Problem("", path, f"'{written}' may mean {' or '.join(here)}; write that id"))
        else:
            near = get_close_matches(unaccented(written), list(ids), 1) if len(ids) <= MOST_COMPARED else []
            hint = f"did you mean '{near[0]}'?" if near else "add it to the company file, or correct the name"
            problems.append(Problem("", path, f"there is no {kind} '{written}'; {hint}"))
        return written


def _ids_of(content: Mapping[str, Any], *tables: str) -> dict[str, dict[str, bool]]:
    """Ids by all that they are called, each with whether it is of somebody who left."""
    found: dict[str, dict[str, bool]] = defaultdict(dict)
    for table in tables:
        entries = content.get(table)
        for key, entry in entries.items() if isinstance(entries, dict) else ():
            fields = entry if isinstance(entry, dict) else {}
            aliases = fields.get("aliases")
            names = [key, fields.get("name"), fields.get("email"), *(aliases if isinstance(aliases, list) else ())]
            for name in names:
                found[unaccented(str(name or key))][str(key)] = bool(fields.get("left"))
    return found
