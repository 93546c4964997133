"""Reads what occupations earn from the national file of the U.S. Occupational Employment and Wage Statistics.

The file is published each year as national_M<year>_dl.xlsx, alone or in a zip; a CSV copy of it will do.
The Bureau of Labor Statistics puts it in the public domain.
"""

import re

from bot.errors import ReleaseError
from bot.knowledge.files import Knowledge
from bot.knowledge.model import Figure, Pay, Source, Wages
from bot.knowledge.tables import Release, Row

CODE, TITLE, GROUP = "OCC_CODE", "OCC_TITLE", "O_GROUP"
# By the letter that the columns of wages begin with: the flag of occupations for which only the others are published.
OTHERS_ONLY = {"A": "HOURLY", "H": "ANNUAL"}
POINTS = {"low": "PCT10", "median": "MEDIAN", "high": "PCT90"}
# What older releases and trimmed copies may lack.
FURTHER = {"lower": "PCT25", "upper": "PCT75"}
COLUMNS = (
    *("AREA_TITLE", "AREA_TYPE", "I_GROUP", CODE, TITLE, GROUP, "ANNUAL", "HOURLY"),
    *(f"{letter}_{point}" for letter in OTHERS_ONLY for point in POINTS.values()),
)
OPTIONAL = ("TOT_EMP", *(f"{letter}_{point}" for letter in OTHERS_ONLY for point in (*FURTHER.values(), "MEAN")))
EXPECTED = (
    "Expected is the national file of the Occupational Employment and Wage Statistics, such as "
    "national_M2024_dl.xlsx, in the layout of recent years, a CSV copy of it, or the zip it comes in."
)
# Amounts by the letter of their columns, in US dollars; empty where the file does not tell its ceiling.
Ceiling = dict[str, float]


def read_oews(release: Release, year: int | None = None) -> Knowledge:
    """The pay of every occupation that the release has figures of, by SOC code, one source each; no roles.

    year: of the survey; without it, the one in the file's name.

    Raises ReleaseError where the release is of another area or layout or does not tell its year, and, naming file,
    row and column, where a cell is damaged.
    """
    table = _table(release)
    year = year or _year(table)
    found = surveyed(release)
    ceiling = _ceiling(release, table)
    pay = {code: _pay(row, year, ceiling) for code, row in found.items()}
    pay = {code: each for code, each in pay.items() if each.annual or each.hourly}
    return Knowledge((), {_source_id(code): _source(code, each) for code, each in pay.items()}, {}, pay)


def surveyed(release: Release) -> dict[str, Row]:
    """Every occupation's row of all industries nationwide, by SOC code, the detailed before the broad of one code.

    Raises ReleaseError where the release is of another area or layout, or names an occupation twice.
    """
    found: dict[str, tuple[Row, bool]] = {}
    areas: set[str] = set()
    try:
        for row in release.rows(_table(release), COLUMNS, OPTIONAL):
            areas.add(row["AREA_TITLE"])
            # An occupation is listed as a broad and as a detailed one where the two are the same.
            detailed = row[GROUP].lower() == "detailed"
            if not _is_nationwide(row) or not (detailed or row[GROUP].lower() == "broad"):
                continue
            _check(row)
            before = found.get(row[CODE])
            if before and before[1] == detailed:
                raise row.error(CODE, f"{row[CODE]} was listed before, in row {before[0].number}")
            if detailed or not before:
                found[row[CODE]] = row, detailed
    except ReleaseError as error:
        raise ReleaseError(f"{error} {EXPECTED}") from error
    if not found:
        what = f"it is about {', '.join(sorted(areas)[:3])}" if areas else "it is empty"
        raise ReleaseError(f"{release.path} has no occupation of all industries nationwide; {what}. {EXPECTED}")
    return {code: row for code, (row, _) in found.items()}


def _table(release: Release) -> str:
    """The table of wages; one that is alone may have any name."""
    named = [table for table in release.tables if table.lower().startswith("national_")]
    tables = named or list(release.tables)
    if len(tables) != 1:
        listed = ", ".join(tables[:5]) or "none"
        raise ReleaseError(f"{release.path} must hold one table of wages, and it holds: {listed}. {EXPECTED}")
    return tables[0]


def _year(table: str) -> int:
    named = re.search(r"_m(\d{4})(?:\D|$)", table.lower())
    if not named:
        raise ReleaseError(f"The name '{table}' does not tell the year of the survey; give it with --year, as 2024.")
    return int(named[1])


def _is_nationwide(row: Row) -> bool:
    return row["AREA_TYPE"] == "1" and row["I_GROUP"].lower() == "cross-industry"


def _check(row: Row) -> None:
    if not re.fullmatch(r"\d\d-\d{4}", row[CODE]):
        raise row.error(CODE, f"{row[CODE]!r} is not an occupation's code such as 11-1021")
    if not row[TITLE]:
        raise row.error(TITLE, "the title is empty")


def _ceiling(release: Release, table: str) -> Ceiling:
    """What '#' stands for, as the file's second sheet or the file of descriptions beside it says."""
    note = re.compile(r"^\s*#.*\$([\d,.]+\d) per hour\b.*\$([\d,]+) per year\b", re.MULTILINE)
    for each in (table, *(other for other in release.tables if "description" in other.lower())):
        for cell in release.cells(each):
            told = note.search(cell)
            if told:
                return {"H": _dollars(told[1]), "A": _dollars(told[2])}
    return {}


def _pay(row: Row, year: int, ceiling: Ceiling) -> Pay:
    return Pay.parse_obj(
        dict(
            sources=[_source_id(row[CODE])],
            occupation=row[TITLE],
            year=year,
            annual=_wages(row, "A", ceiling),
            hourly=_wages(row, "H", ceiling),
            employment=_count(row, "TOT_EMP"),
        )
    )


def _wages(row: Row, letter: str, ceiling: Ceiling) -> Wages | None:
    """Yearly (A) or hourly (H) wages; None where any of the three figures is not published."""
    if row[OTHERS_ONLY[letter]].lower() == "true":
        return None
    figures = {point: _figure(row, f"{letter}_{column}", ceiling.get(letter)) for point, column in POINTS.items()}
    if not all(figures.values()):
        return None
    further = {point: _figure(row, f"{letter}_{column}", ceiling.get(letter)) for point, column in FURTHER.items()}
    mean = _figure(row, f"{letter}_MEAN", None)
    return Wages.parse_obj(figures | further | {"mean": mean.dollars if mean else None})


def _figure(row: Row, column: str, ceiling: float | None) -> Figure | None:
    cell = row.get(column)
    if cell in ("*", "**", ""):
        return None
    if cell == "#":
        return Figure.parse_obj(dict(dollars=ceiling, or_more=True))
    if not re.fullmatch(r"\d[\d,]*(\.\d+)?", cell):
        raise row.error(column, f"{cell!r} is not an amount in dollars, nor '*' or '#'")
    return Figure.parse_obj(dict(dollars=_dollars(cell)))


def _count(row: Row, column: str) -> int | None:
    cell = row.get(column).replace(",", "")
    return int(cell) if cell.isdigit() else None


def _dollars(amount: str) -> float:
    return float(amount.replace(",", ""))


def _source_id(code: str) -> str:
    return "oews_" + code.replace("-", "_")


def _source(code: str, pay: Pay) -> Source:
    return Source.parse_obj(
        dict(
            title=f"Occupational Employment and Wage Statistics, May {pay.year}: {pay.occupation} ({code})",
            publisher="U.S. Bureau of Labor Statistics",
            url="https://www.bls.gov/oes/",
            licence="Public domain",
            release=f"OEWS May {pay.year}",
        )
    )
