"""Days as tables write them: which comes first, day, month or year, is found out from all of a table's dates."""

import re
from collections.abc import Iterable
from datetime import date, timedelta

# Which of day, month and year comes first where all are numbers; the first is taken where a table does not tell.
STYLES = ("dmy", "mdy")
_NUMBERS = re.compile(r"^(\d{1,4})[./\- ](\d{1,2})[./\- ](\d{2,4})(?:[T ,].*)?$")
_NAMED = re.compile(
    r"^(?:(\d{1,2})\.?[\s-]+([^\W\d]{3,})\.?|([^\W\d]{3,})\.?[\s-]+(\d{1,2}),?)[\s,-]+(\d{2,4})(?:[T ,].*)?$"
)
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
# A spreadsheet counts days from here.
_SERIAL, _FIRST_DAY = re.compile(r"^\d{5}(?:\.\d+)?$"), date(1899, 12, 30)
# A year of two digits is of this century up to here.
_PIVOT = 70


def style_of(cells: Iterable[str]) -> str:
    """The style of a table's dates; empty where every one of them may be read in either way, or none is of numbers."""
    found: set[str] = set()
    for cell in cells:
        parts = _NUMBERS.match(cell.strip())
        if parts and len(parts[1]) <= 2:
            first, second = int(parts[1]), int(parts[2])
            found |= {"dmy"} if first > 12 else {"mdy"} if second > 12 else set()
    return found.pop() if len(found) == 1 else ""


def day_of(cell: str, style: str) -> date | None:
    """The day that a cell means, in a style of STYLES; None where it means none."""
    cell = cell.strip()
    try:
        if _SERIAL.match(cell):
            return _FIRST_DAY + timedelta(days=int(float(cell)))
        if parts := _NUMBERS.match(cell):
            return _by_numbers(parts[1], parts[2], parts[3], style)
        if parts := _NAMED.match(cell):
            day, month = (parts[1], parts[2]) if parts[1] else (parts[4], parts[3])
            return date(_year(parts[5]), _MONTHS.index(month[:3].lower()) + 1, int(day))
    except (ValueError, OverflowError):
        return None
    return None


def _by_numbers(first: str, second: str, third: str, style: str) -> date:
    if len(first) == 4:
        return date(int(first), int(second), int(third))
    day, month = (second, first) if style == "mdy" else (first, second)
    return date(_year(third), int(month), int(day))


def _year(written: str) -> int:
    year = int(written)
    return year if len(written) > 2 else year + (2000 if year < _PIVOT else 1900)
