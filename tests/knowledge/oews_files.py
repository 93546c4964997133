"""A survey of pay in the layout of the national OEWS file, written to disk to be read. The figures are made up."""

import csv
import io
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from openpyxl import Workbook

# What the second sheet of the Excel file says of the signs.
NOTES = (
    "*  = indicates that a wage estimate is not available",
    "**  = indicates that an employment estimate is not available",
    "#  = indicates a wage equal to or greater than $115.00 per hour or $239,200 per year ",
)
MANAGERS: dict[str, Any] = {
    "AREA": "99",
    "AREA_TITLE": "U.S.",
    "AREA_TYPE": "1",
    "PRIM_STATE": "US",
    "NAICS": "000000",
    "NAICS_TITLE": "Cross-industry",
    "I_GROUP": "cross-industry",
    "OWN_CODE": "1235",
    "OCC_CODE": "11-1021",
    "OCC_TITLE": "General and Operations Managers",
    "O_GROUP": "detailed",
    "TOT_EMP": "3,584,420",
    "EMP_PRSE": 0.4,
    "JOBS_1000": 23.2,
    "LOC_QUOTIENT": None,
    "PCT_TOTAL": None,
    "PCT_RPT": None,
    "H_MEAN": 61.2,
    "A_MEAN": "127,300",
    "MEAN_PRSE": 0.3,
    "H_PCT10": 22.8,
    "H_PCT25": 31.1,
    "H_MEDIAN": 48.69,
    "H_PCT75": 78.2,
    "H_PCT90": 110.58,
    "A_PCT10": "47,420",
    "A_PCT25": 64690,
    "A_MEDIAN": "101,280",
    "A_PCT75": 162660,
    "A_PCT90": 230000,
    "ANNUAL": None,
    "HOURLY": None,
}


def occupation(code: str = "11-1021", title: str = "General and Operations Managers", **changes: Any) -> dict[str, Any]:
    """One row of the file, with some cells changed."""
    return MANAGERS | {"OCC_CODE": code, "OCC_TITLE": title} | changes


def write_survey(path: Path, rows: Sequence[dict[str, Any]], notes: Sequence[str] | None = NOTES) -> Path:
    """Writes rows as .csv or .xlsx, by the path's ending; notes go to a second sheet, for which CSV has no place."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(xlsx_of(rows, notes) if path.suffix == ".xlsx" else _csv_of(rows))
    return path


def xlsx_of(rows: Sequence[dict[str, Any]], notes: Sequence[str] | None) -> bytes:
    book = Workbook()
    book.active.append(list(rows[0]))
    for row in rows:
        book.active.append(list(row.values()))
    if notes:
        sheet = book.create_sheet("Field Descriptions")
        for note in notes:
            sheet.append([None, note])
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _csv_of(rows: Sequence[dict[str, Any]]) -> bytes:
    out = io.StringIO(newline="")
    writer = csv.DictWriter(out, list(rows[0]))
    writer.writeheader()
    writer.writerows(rows)
    return out.getvalue().encode()
