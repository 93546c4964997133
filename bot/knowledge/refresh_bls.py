"""Makes the tables of knowledge/facts that come from the U.S. Bureau of Labor Statistics: pay and prospects."""

from collections.abc import Sequence
from pathlib import Path

from bot.errors import ReleaseError
from bot.knowledge.facts import PERCENTILES, TABLES, write_table
from bot.knowledge.oews import CODE, TITLE, surveyed
from bot.knowledge.projections import projected
from bot.knowledge.tables import Release, Row

LETTERS = {"hourly": "H", "annual": "A"}


def refresh_bls(releases: Sequence[Release], tree: Path) -> dict[str, int]:
    """Writes the tables that the given files are for; how many rows each has. Which file is which shows in its name.

    Raises ReleaseError where a file is neither, or is damaged; no table is written then.
    """
    found: dict[str, list[Sequence[str]]] = {}
    for release in releases:
        is_survey = any(table.lower().startswith("national_") for table in release.tables)
        table, rows = ("pay", _pay(release)) if is_survey else ("outlook", _outlook(release))
        if table in found:
            raise ReleaseError(f"{release.path} is a second file of '{table}'; name one of each.")
        found[table] = rows
    for table, rows in found.items():
        write_table(tree, table, rows)
    return {table: len(rows) for table, rows in found.items()}


def _pay(release: Release) -> list[Sequence[str]]:
    return [_survey_row(row) for row in surveyed(release).values()]


def _survey_row(row: Row) -> Sequence[str]:
    cells = [row[CODE], row[TITLE], _told(row, "TOT_EMP"), _told(row, "H_MEAN"), _told(row, "A_MEAN")]
    for letter in LETTERS.values():
        cells += [_told(row, f"{letter}_{'MEDIAN' if point == '50' else 'PCT' + point}") for point in PERCENTILES]
    return cells


def _told(row: Row, column: str) -> str:
    """A figure, '#' where it is above the ceiling, nothing where it is not told."""
    cell = row.get(column)
    if cell in ("*", "**", "", "#"):
        return cell if cell == "#" else ""
    try:
        return f"{float(cell.replace(',', '')):.10g}"
    except ValueError:
        raise row.error(column, f"{cell!r} is not a figure, nor '*' or '#'") from None


def _outlook(release: Release) -> list[Sequence[str]]:
    found: list[Sequence[str]] = [[row[column] for column in TABLES["outlook"]] for row in projected(release)]
    if not found:
        raise ReleaseError(f"{release.path} has no occupations in table 1.2.")
    return found
