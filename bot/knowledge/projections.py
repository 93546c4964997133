"""Reads how employment will develop from the workbook of the U.S. Employment Projections (table 1.2).

The Bureau of Labor Statistics publishes it each year as occupation.xlsx and puts it in the public domain.
"""

import re
from collections.abc import Iterable, Iterator, Mapping

from bot.errors import ReleaseError
from bot.knowledge.files import Knowledge
from bot.knowledge.model import Outlook, Source
from bot.knowledge.tables import Release, Row

SHEET = "Table 1.2"
# The columns, without the years and notes that their names carry: '2024 National Employment Matrix code'.
_COLUMNS = {
    "title": r"^\d{4} National Employment Matrix title$",
    "soc": r"^\d{4} National Employment Matrix code$",
    "kind": r"^Occupation type$",
    "employment": r"^Employment, {now}$",
    "employment_then": r"^Employment, {then}$",
    "change": r"^Employment change, numeric",
    "change_percent": r"^Employment change, percent",
    "openings": r"^Occupational openings",
    "education": r"^Typical education needed for entry$",
    "experience": r"^Work experience in a related occupation$",
    "training": r"^Typical on-the-job training",
}
# How the total over all occupations is coded.
ALL_OCCUPATIONS = "00-0000"
# What stands where there is no value, and what training is called where none is needed.
_NONE = ("—", "-", "")


def read_projections(release: Release) -> Knowledge:
    """How the employment of every occupation of the workbook will develop, by SOC code, one source each; no roles.

    Raises ReleaseError as projected does.
    """
    lines = list(_rows(release))
    rows = {row["soc"]: row for row in _projected(lines)}
    if ALL_OCCUPATIONS not in rows:
        raise ReleaseError(f"{release.path}: table 1.2 has no total of all occupations ({ALL_OCCUPATIONS}).")
    years = _years(lines[0])
    outlook = outlooks(rows, *map(int, years))
    source = dict(
        publisher="U.S. Bureau of Labor Statistics",
        url="https://www.bls.gov/emp/",
        licence="Public domain",
        release="Employment Projections {}-{}".format(*years),
    )
    sources = {
        source_id(code): Source.parse_obj(source | {"title": f"{source['release']}: {each.occupation} ({code})"})
        for code, each in outlook.items()
    }
    return Knowledge((), sources, {}, outlook=outlook)


def source_id(code: str) -> str:
    return "ep_" + code.replace("-", "_")


def outlooks(rows: Mapping[str, Mapping[str, str]], year: int, until: int) -> dict[str, Outlook]:
    """The rows of projected, by code, as prospects; those without a change are left out."""
    overall = float(rows[ALL_OCCUPATIONS]["change_percent"])
    return {
        code: Outlook.parse_obj(
            dict(
                sources=[source_id(code)],
                occupation=row["title"],
                year=year,
                until=until,
                employment=_number(row["employment"]),
                employment_then=_number(row["employment_then"]),
                change_percent=_number(row["change_percent"]),
                overall_percent=overall,
                openings=_number(row["openings"]),
                education=row["education"] or None,
                experience=row["experience"] or None,
                training=row["training"] or None,
            )
        )
        for code, row in rows.items()
        if code != ALL_OCCUPATIONS and row["change_percent"]
    }


def _number(cell: str) -> float | None:
    return float(cell) if cell else None


def projected(release: Release) -> Iterator[dict[str, str]]:
    """The total and every occupation of the workbook, by the columns of knowledge/facts/outlook.tsv.

    Employment, change and openings are in thousands, openings a year; what the workbook does not tell is empty.

    Raises ReleaseError where it is another workbook or layout, or a cell is damaged.
    """
    return _projected(_rows(release))


def _projected(rows: Iterable[Row]) -> Iterator[dict[str, str]]:
    names: dict[str, str] = {}
    for row in rows:
        if not names:
            names = _named(row)
        code = row[names["soc"]]
        if code == ALL_OCCUPATIONS or row[names["kind"]] == "Line item":
            yield _cells(row, names)


def _rows(release: Release) -> Iterator[Row]:
    if len(release.tables) != 1:
        raise ReleaseError(f"{release.path} must be the one workbook of the Employment Projections.")
    return release.rows(release.tables[0], (), sheet=SHEET, header_row=2)


def _years(row: Row) -> list[str]:
    """The year of the count and that of the projection."""
    years = sorted({year for column in row.cells for year in re.findall(r"^Employment, (\d{4})$", column)})
    if len(years) != 2:
        raise ReleaseError(f"{row.file}, row 2: expected is one column of employment for each of two years.")
    return years


def _named(row: Row) -> dict[str, str]:
    """Which column of the workbook is which of ours."""
    years = _years(row)
    found = {}
    for name, pattern in _COLUMNS.items():
        wanted = re.compile(pattern.replace("{now}", years[0]).replace("{then}", years[1]))
        matching = [column for column in row.cells if wanted.search(column)]
        if len(matching) != 1:
            raise ReleaseError(f"{row.file}, row 2: there is no column of '{name}' such as table 1.2 has.")
        found[name] = matching[0]
    return found


def _cells(row: Row, names: dict[str, str]) -> dict[str, str]:
    if not re.fullmatch(r"\d\d-\d{4}", row[names["soc"]]):
        raise row.error(names["soc"], f"{row[names['soc']]!r} is not an occupation's code such as 11-1021")
    found = {}
    for name, column in names.items():
        cell = re.sub(r"\[\d+\]$", "", row[column]).strip()
        found[name] = "" if cell in _NONE else cell
        if name in ("employment", "employment_then", "change", "change_percent", "openings") and found[name]:
            found[name] = f"{row.number_in(column):.10g}"
    found.pop("kind")
    return found
