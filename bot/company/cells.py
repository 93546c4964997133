"""The cells of a table of the company as spreadsheets write CSV; docs/company.md describes the columns."""

import csv
import io
from collections.abc import Iterator
from difflib import get_close_matches
from pathlib import Path

from bot.knowledge.parsing import Problem

COLUMNS = ("role", "duty", "part", "site", "team", "person", "slack", "email", "channel", "away", "deputy", "left")
# Spreadsheets put whichever their country uses between cells.
DELIMITERS = ",;\t"
# Bytes of a table: some hundred thousand rows.
LARGEST = 32 * 2**20


def read_rows(path: Path, problems: list[Problem]) -> Iterator[tuple[int, dict[str, str]]]:
    """The rows that say something, each with its number; what keeps the table from being read is a problem."""
    text = _text(path, problems)
    if text is None:
        return
    first = text.partition("\n")[0]
    lines = csv.reader(io.StringIO(text, newline=""), delimiter=max(DELIMITERS, key=first.count), strict=True)
    header: list[str] | None = None
    number = 0
    try:
        for number, line in enumerate(lines, 1):
            cells = [" ".join(cell.split()) for cell in line]
            if header is None:
                header = [cell.lower() for cell in cells]
                wrong = list(_header_problems(path.name, header))
                problems += wrong
                if wrong:
                    return
            elif any(cells):
                if any(cells[len(header) :]):
                    place = f"row {number}, column {len(header) + 1}"
                    problems.append(Problem(path.name, place, "this cell has no header; remove it or quote the commas"))
                yield number, dict(zip(header, cells + [""] * len(header), strict=False))
    except csv.Error as error:
        problems.append(Problem(path.name, f"row {number + 1}", f"this is not a row of cells ({error}); mend it"))
    if header is None:
        problems.append(Problem(path.name, "", f"the file is empty; begin with a header: {', '.join(COLUMNS)}"))


def _text(path: Path, problems: list[Problem]) -> str | None:
    """What a table's file holds; None where it cannot be read, which is a problem."""
    try:
        if path.stat().st_size > LARGEST:
            problems.append(
                Problem(path.name, "", f"the file is larger than {LARGEST // 2**20} MB; name a smaller one")
            )
            return None
        return path.read_bytes().decode("utf-8-sig")
    except FileNotFoundError:
        problems.append(Problem(path.name, "", "the file is missing; name one that is there"))
        return None
    except OSError as error:
        problems.append(Problem(path.name, "", f"the file cannot be read ({error.strerror}); name another"))
        return None
    except UnicodeDecodeError as error:
        row = error.object.count(b"\n", 0, error.start) + 1
        problems.append(Problem(path.name, f"row {row}", "this is not UTF-8 text; save the table as 'CSV UTF-8'"))
        return None


def _header_problems(file: str, header: list[str]) -> Iterator[Problem]:
    unknown = set(header) - {*COLUMNS, ""}
    for column in dict.fromkeys(header):
        if column in unknown:
            near = get_close_matches(column, COLUMNS, 1)
            hint = f"did you mean '{near[0]}'?" if near else f"remove it; there may be {', '.join(COLUMNS)}"
            yield Problem(file, f"row 1, column '{column}'", f"unknown column; {hint}")
        elif column and header.count(column) > 1:
            yield Problem(file, f"row 1, column '{column}'", "the column is there twice; keep one")
    # A misspelt column is not missing as well.
    if "role" not in header and not unknown:
        yield Problem(file, "row 1", "there is no column 'role'; add it")
    if not {"person", "team"} & set(header) and not unknown:
        yield Problem(file, "row 1", "there is neither a column 'person' nor 'team'; add one")
