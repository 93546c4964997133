"""Who is on call, out of a table: a row for each shift, with the columns since, until and person."""

from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

from bot.company.dates import day_of, style_of
from bot.company.forms import DayOrTime, moment_of
from bot.company.sheets import Sheet, read_sheet
from bot.company.sources.found import Found, FoundRota, FoundShift
from bot.company.staff import style_or_first
from bot.errors import InvalidKnowledge
from bot.knowledge.parsing import Problem

COLUMNS = ("since", "until", "person")


def is_of_shifts(header: Sequence[str]) -> bool:
    """Whether a row names the columns of such a table."""
    return set(COLUMNS) <= {name.lower() for name in header}


def read_shifts(path: Path, source: str, dates: str = "", name: str = "", team: str = "") -> Found:
    """The rota of a table; both days of a shift are its own. dates: of bot.company.dates.STYLES; name: else the file's.

    Raises InvalidKnowledge with every cell that is no day or time, or that is empty.
    """
    sheet = read_sheet(path, is_of_shifts)
    if not is_of_shifts(sheet.header):
        missing = f"there must be columns {', '.join(COLUMNS)}; there are {', '.join(sheet.header)}"
        raise InvalidKnowledge([Problem(sheet.file, "row 1", missing)])
    places = [[each.lower() for each in sheet.header].index(column) for column in COLUMNS]
    rows = [(number, [line[place] if place < len(line) else "" for place in places]) for number, line in sheet.rows]
    style = style_or_first(style_of(cell for _, cells in rows for cell in cells[:2]), dates)
    problems: list[Problem] = []
    shifts = tuple(_shift(sheet, number, cells, style, problems) for number, cells in rows)
    if problems:
        raise InvalidKnowledge(problems)
    return Found(source, rotas=(FoundRota(name or path.stem, path.name, shifts, team),))


def _shift(sheet: Sheet, number: int, cells: Sequence[str], style: str, problems: list[Problem]) -> FoundShift:
    """A row as a shift; what is wrong with it is added to problems."""
    place = f"row {number}"
    since, until = (_moment(cell, style) for cell in cells[:2])
    for column, cell, read in zip(COLUMNS, cells, (since, until, cells[2]), strict=True):
        if not cell:
            problems.append(Problem(sheet.file, f"{place}, column '{column}'", "the cell is empty; write it"))
        elif not read:
            what = f"'{cell}' is no day or time; write it like 2026-06-15 or 2026-06-15 09:00"
            problems.append(Problem(sheet.file, f"{place}, column '{column}'", what))
    if len(since) == len(until) == len("2026-06-15") and until < since:
        what = f"the shift ends before {since}, when it begins; correct one of them"
        problems.append(Problem(sheet.file, f"{place}, column 'until'", what))
    return FoundShift(since, until, ((cells[2],),), f"{sheet.file}, {place}")


def _moment(cell: str, style: str) -> str:
    """A day or a time as a company file has it, one without a zone being this machine's; empty for what is neither."""
    try:
        if ":" in cell:
            return moment_of(datetime.fromisoformat(cell))
    except ValueError:
        return ""
    day = day_of(cell, style)
    written = day.isoformat() if day else ""
    return written if DayOrTime.regex.match(written) else ""  # type: ignore[union-attr]
