"""An import of staff lists from end to end: read, put together with what there is, linked, checked, told."""

from collections import Counter
from collections.abc import Sequence
from copy import deepcopy
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
from bot.company.sources.adding import add_found
from bot.company.sources.gathering import Gathered
from bot.errors import InvalidKnowledge
from bot.knowledge.parsing import Problem
from bot.knowledge.store import Store
from bot.tables import as_table

# So many notes are told one by one.
MOST_NOTES = 20
# What a company is called that nobody gave a name.
UNNAMED = "Our company"


@dataclass(frozen=True)
class Imported:
    """A company out of staff lists and other sources, and how they were read; export: None without lists.

    notes: of lists. unplaced: what other sources say that was left out, and why.
    """

    company: Company
    export: Export | None
    notes: tuple[str, ...]
    unplaced: tuple[str, ...] = ()


def is_old_table(sheet: Sheet) -> bool:
    """Whether a table says who has which duty of the knowledge, in the columns of bot.company.table."""
    header = {name.lower() for name in sheet.header if name}
    return header <= set(COLUMNS) and "role" in header and bool(header & {"duty", "part"})


def import_staff(
    sheets: Sequence[Sheet],
    store: Store,
    nearest: Nearest,
    today: date,
    name: str = "",
    dates: str = "",
    before: Company | None = None,
    gathered: Gathered | None = None,
) -> Imported:
    """The company in staff lists and other sources, each title with the occupation nearest to it.

    name: what it is called, else as it was. dates: of bot.company.dates.STYLES, found out where it is empty. before:
    the one so far, of which is kept what no list says. gathered: what other sources than lists say; without lists,
    people stay who they are. Raises InvalidKnowledge where nobody is named, or where the company would not be valid.
    """
    other = gathered or Gathered()
    unplaced = list(other.notes)
    name = name or (before.name if before else UNNAMED)
    files = [sheet.file for sheet in sheets] or [each.source for each in other.found]
    earlier = company_content(before) if before else {}
    export = read_export(sheets, name, today, dates, earlier.get("people")) if sheets else None
    if not (export.content["people"] if export else before):
        missing = (
            "no row names a person; add one" if export else "it tells of no people, and there is no company file yet"
        )
        raise InvalidKnowledge([Problem(file, "", missing) for file in files])
    content: dict[str, Any] = deepcopy(export.content if export else {**earlier, "name": name})
    notes = list(export.notes if export else ())
    if before is not None and export is not None:
        said = {field for _, _, field, example in export.taken if example}
        content = merged(earlier, content, today, notes, said)
    add_found(content, other.found, other.handles, unplaced)
    people = content["people"].values()
    titles = (person["title"] for person in people if person.get("title") and not person.get("left"))
    known = linked(titles, nearest, before.titles if before else ())
    content = {**content, "titles": [each.dict(exclude_none=True) for each in known]}
    return Imported(parse_company(content, files[0], store, today), export, tuple(notes), tuple(unplaced))


def company_before(path: Path, store: Store) -> Company | None:
    """The company so far, on whatever day; None where there is none. Raises InvalidKnowledge where it has problems."""
    return read_company(path, store) if path.is_file() else None


def told(imported: Imported, path: Path) -> str:
    """What was taken for what, how many people there are, and what is worth a look."""
    company = imported.company
    left = sum(1 for person in company.people.values() if person.left)
    shifts = sum(len(rota.shifts) for rota in company.rotas.values())
    titles = Counter(bool(each.role) for each in company.titles)
    lines = [
        *(_told_lists(imported.export) if imported.export else ()),
        f"{len(company.people) - left} people and {left} who left, {len(company.teams)} teams, "
        f"{len(company.sites)} sites.",
        *([f"{len(company.systems)} systems, {len(company.rotas)} rotas of {shifts} shifts."]
          if company.systems or company.rotas else ()),
        f"{sum(titles.values())} titles: {titles[True]} are near an occupation ({LINKED} or more), "
        f"{titles[False]} stand for themselves; look through {beside(path)['titles'].name}.",
        *notes_told(imported),
    ]  # fmt: skip
    return "\n".join(lines)


def _told_lists(export: Export) -> list[str]:
    # Dates tell their style only where there is a day beyond the twelfth.
    style = "day before month" if export.style == "dmy" else "month before day"
    doubt = "" if export.is_told else "; the lists do not tell, so say --dates if it is the other way round"
    table = as_table(
        ("file", "column", "taken for", "for example"),
        [(file, column, field or "(left out)", example) for file, column, field, example in export.taken],
        widest=40,
    )
    return [table, "", f"{export.rows} rows, {export.empty} empty ones; dates: {style}{doubt}."]


def notes_told(imported: Imported) -> list[str]:
    """What is worth a look, as lines; none where nothing is. Of what was left out each is told, of lists the first."""
    notes = (*imported.unplaced, *imported.notes[:MOST_NOTES])
    more = len(imported.notes) - MOST_NOTES
    lines = ["", "Worth a look:", *(f"- {note}" for note in notes)] if notes else []
    return lines + ([f"- and {more} more"] if more > 0 else [])
