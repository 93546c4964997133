"""An import of staff lists from end to end: read, put together with what there is, linked, checked, told."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from bot.company.beside import beside
from bot.company.cells import COLUMNS
from bot.company.export import Export, read_export
from bot.company.files import company_content, parse_company, read_company
from bot.company.linking import LINKED, Nearest, linked
from bot.company.merge import merged
from bot.company.model import Company
from bot.company.sheets import Sheet
from bot.errors import InvalidKnowledge
from bot.knowledge.parsing import Problem
from bot.knowledge.store import Store
from bot.tables import as_table

# So many notes are told one by one.
MOST_NOTES = 20


@dataclass(frozen=True)
class Imported:
    """A company out of staff lists, and how they were read."""

    company: Company
    export: Export
    notes: tuple[str, ...]


def is_old_table(sheet: Sheet) -> bool:
    """Whether a table says who has which duty of the knowledge, in the columns of bot.company.table."""
    header = {name.lower() for name in sheet.header if name}
    return header <= set(COLUMNS) and "role" in header and bool(header & {"duty", "part"})


def import_staff(
    sheets: Sequence[Sheet],
    store: Store,
    nearest: Nearest,
    today: date,
    name: str = "Our company",
    dates: str = "",
    before: Company | None = None,
) -> Imported:
    """The company in staff lists, each title with the occupation nearest to it.

    dates: of bot.company.dates.STYLES, found out where it is empty. before: the one so far, of which is kept what no
    list says. Raises InvalidKnowledge where a list names nobody, or where the company would not be valid.
    """
    export = read_export(sheets, name, today, dates)
    if not export.content["people"]:
        raise InvalidKnowledge([Problem(sheet.file, "", "no row names a person; add one") for sheet in sheets])
    notes = list(export.notes)
    content: dict[str, Any] = export.content
    if before is not None:
        content = merged(company_content(before), content, today, notes)
    people = content["people"].values()
    titles = (person["title"] for person in people if person.get("title") and not person.get("left"))
    known = linked(titles, nearest, before.titles if before else ())
    content = {**content, "titles": [each.dict(exclude_none=True) for each in known]}
    return Imported(parse_company(content, sheets[0].file, store, today), export, tuple(notes))


def company_before(path: Path, store: Store) -> Company | None:
    """The company so far, on whatever day; None where there is none. Raises InvalidKnowledge where it has problems."""
    return read_company(path, store) if path.is_file() else None


def told(imported: Imported, path: Path) -> str:
    """What was taken for what, how many people there are, and what is worth a look."""
    export, company = imported.export, imported.company
    left = sum(1 for person in company.people.values() if person.left)
    # Dates tell their style only where there is a day beyond the twelfth.
    style = "day before month" if export.style == "dmy" else "month before day"
    doubt = "" if export.is_told else "; the lists do not tell, so say --dates if it is the other way round"
    titles = Counter(bool(each.role) for each in company.titles)
    lines = [
        as_table(
            ("file", "column", "taken for", "for example"),
            [(file, column, field or "(left out)", example) for file, column, field, example in export.taken],
            widest=40,
        ),
        "",
        f"{export.rows} rows, {export.empty} empty ones; dates: {style}{doubt}.",
        f"{len(company.people) - left} people and {left} who left, {len(company.teams)} teams, "
        f"{len(company.sites)} sites.",
        f"{sum(titles.values())} titles: {titles[True]} are near an occupation ({LINKED} or more), "
        f"{titles[False]} stand for themselves; look through {beside(path)['titles'].name}.",
    ]
    if imported.notes:
        lines += ["", "Worth a look:", *(f"- {note}" for note in imported.notes[:MOST_NOTES])]
        more = len(imported.notes) - MOST_NOTES
        lines += [f"- and {more} more"] if more > 0 else []
    return "\n".join(lines)
