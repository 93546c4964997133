"""People out of staff lists as HR systems export them: who is one and the same, who left, who reports to whom."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from bot.company.columns import columns_in, has_left, is_away
from bot.company.dates import STYLES, day_of, style_of
from bot.company.names import unaccented
from bot.company.sheets import Sheet

# The fields of which a column holds dates.
DATES = ("since", "left")
# Years from here on stand for 'for ever'.
_NEVER = 2200


@dataclass(frozen=True)
class Row:
    """What a row says of somebody, by field; where: the file and the row. left: when, where it says that they left."""

    where: str
    cells: Mapping[str, str]
    since: date | None = None
    left: date | None = None
    is_away: bool = False


@dataclass
class Worker:
    """A person, all of whose rows are put together: of what contradicts itself the newest counts."""

    rows: list[Row] = field(default_factory=list)

    def cell(self, name: str) -> str:
        """The newest cell of a field that is not empty."""
        return next((row.cells[name] for row in self.newest if row.cells.get(name)), "")

    @property
    def newest(self) -> list[Row]:
        """The rows, newest first; without dates the last one in the table is."""
        ordered = sorted(enumerate(self.rows), key=lambda pair: (pair[1].since or date.min, pair[0]))
        return [row for _, row in reversed(ordered)]

    @property
    def left(self) -> date | None:
        """When they left, where their newest row says so."""
        return self.newest[0].left

    @property
    def name(self) -> str:
        whole = " ".join(filter(None, (self.cell("first_name"), self.cell("last_name"))))
        return whole or turned(self.cell("name"))


def turned(name: str) -> str:
    """A name with what people are called first: 'Vogt, Katharina' as 'Katharina Vogt'."""
    last, comma, first = name.partition(",")
    return f"{first.strip()} {last.strip()}" if comma and first.strip() else name.strip()


def rows_of(sheet: Sheet, style: str, today: date, notes: list[str]) -> list[Row]:
    """The rows of a sheet by field; a date that means no day is said and left out."""
    columns = columns_in(sheet.header)
    return [_row(sheet, number, line, columns, style, today, notes) for number, line in sheet.rows]


def _row(
    sheet: Sheet,
    number: int,
    line: Sequence[str],
    columns: Mapping[str, Sequence[int]],
    style: str,
    today: date,
    notes: list[str],
) -> Row:
    def first(places: Iterable[int]) -> str:
        return next((line[place] for place in places if place < len(line) and line[place]), "")

    where = f"{sheet.file}, {sheet.unit} {number}"
    cells = {name: first(places) for name, places in columns.items()}
    days: dict[str, date | None] = {}
    for name in DATES:
        days[name] = day_of(cells[name], style) if cells.get(name) else None
        if cells.get(name) and days[name] is None:
            notes.append(f"{where}: '{cells[name]}' is no day; it was left out")
    states = [(sheet.header[place], line[place]) for place in columns.get("status", ()) if place < len(line)]
    gone = any(has_left(column, cell) for column, cell in states)
    left = days["left"]
    if left and (left > today or left.year >= _NEVER) and not gone:
        if left.year < _NEVER:
            notes.append(f"{where}: leaves on {left}; import the list again after that day")
        left = None
    away = any(is_away(cell) for _, cell in states)
    return Row(where, cells, days["since"], left or (min(today, left or today) if gone else None), away)


def dates_style(sheets: Iterable[Sheet]) -> str:
    """The style of the dates of some sheets, as bot.company.dates has it; empty where they do not tell."""
    cells = (
        line[place]
        for sheet in sheets
        for name in DATES
        for place in columns_in(sheet.header).get(name, ())
        for _, line in sheet.rows
        if place < len(line)
    )
    return style_of(cells)


def workers_of(rows: Iterable[Row]) -> list[Worker]:
    """The people whom rows tell of, in order: rows of one id, else of one address, else of one name, are one's."""
    found: list[Worker] = []
    by: dict[tuple[str, str], Worker] = {}
    for row in rows:
        worker = Worker([row])
        if not worker.name:
            continue
        keys = [(name, row.cells[name].casefold()) for name in ("id", "email") if row.cells.get(name)]
        keys = keys or [("name", unaccented(worker.name))]
        known = next((by[key] for key in keys if key in by), None)
        if known is None:
            found.append(worker)
        else:
            known.rows.append(row)
        by.update((key, known or worker) for key in keys)
    return found


class Managers:
    """Finds whom a cell means: by id, by e-mail address, by name."""

    def __init__(self, workers: Sequence[Worker]):
        self._found: dict[str, list[int]] = defaultdict(list)
        for place, worker in enumerate(workers):
            # Of lists that are put together each may have ids of its own.
            told = (row.cells.get(name, "") for row in worker.rows for name in ("id", "email"))
            names = (*told, worker.name, turned(worker.cell("name")))
            for name in dict.fromkeys(unaccented(name) for name in names if name):
                self._found[name].append(place)

    def find(self, cell: str) -> list[int]:
        """The places of the workers whom it may mean; none, where it means nobody in the list."""
        # 'Katharina Vogt (1001)' names her by both.
        inner = cell[cell.find("(") + 1 : cell.rfind(")")] if cell.rstrip().endswith(")") else ""
        outer = cell.partition("(")[0]
        for written in (inner, cell, turned(cell), outer, turned(outer)):
            if found := self._found.get(unaccented(written.strip())):
                return found
        return []


def style_or_first(style: str, asked: str = "") -> str:
    """The style to read dates in: the one asked for, else the one found, else the first of STYLES."""
    return asked or style or STYLES[0]
