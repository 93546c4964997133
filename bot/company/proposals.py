"""What colleagues say of who does what, kept for the keeper to look at: a patch of the table of own duties.

Beside company.yml it is company.proposals.csv. Nothing of it counts before the keeper applies it.
"""

import csv
import io
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import astuple, dataclass, fields
from pathlib import Path

from bot.company.beside import TABLES, beside
from bot.company.files import read_company, write_whole
from bot.company.model import Company
from bot.company.names import unaccented
from bot.company.sheets import read_sheet
from bot.errors import InvalidKnowledge, SettingError
from bot.knowledge.parsing import Problem
from bot.knowledge.store import Store
from bot.tables import as_csv, as_table

SUFFIX = ".proposals.csv"
# So many are kept; whoever names more has to wait for the keeper.
MOST = 500
_DUTY, _RESPONSIBLE = "duty", "responsible"


@dataclass(frozen=True)
class Proposal:
    """That somebody does something, as a colleague says.

    day: YYYY-MM-DD. duty: in the colleague's words. person, member: the name and Slack's member id of who it is.
    by: the name of who says so. note: what else they wrote.
    """

    day: str
    duty: str
    person: str
    member: str
    by: str
    note: str = ""


_COLUMNS = tuple(field.name for field in fields(Proposal))


def proposals_file(company: Path) -> Path:
    """Where the proposals beside a company file are."""
    return company.with_suffix(SUFFIX)


def add_proposal(company: Path, proposal: Proposal) -> bool:
    """Keeps a proposal; False where there are too many already. Raises OSError."""
    path = proposals_file(company)
    if path.is_file() and len(read_proposals(company)) >= MOST:
        return False
    row = as_csv(_COLUMNS, [astuple(proposal)])
    # Each row by one write, so that those of several servers do not mix.
    with path.open("a", encoding="utf-8", newline="") as file:
        file.write(row if file.tell() == 0 else row.partition("\n")[2])
    return True


def read_proposals(company: Path) -> list[Proposal]:
    """The proposals beside a company file, oldest first. Raises InvalidKnowledge where the file is none of ours."""
    path = proposals_file(company)
    if not path.is_file():
        return []
    rows = list(csv.reader(io.StringIO(path.read_text(encoding="utf-8-sig"))))
    if not rows or tuple(rows[0]) != _COLUMNS:
        raise InvalidKnowledge([Problem(path.name, "row 1", f"the columns must be {', '.join(_COLUMNS)}")])
    wrong = [number for number, row in enumerate(rows, 1) if len(row) != len(_COLUMNS)]
    if wrong:
        raise InvalidKnowledge([Problem(path.name, f"row {wrong[0]}", f"there must be {len(_COLUMNS)} cells")])
    return [Proposal(*row) for row in rows[1:]]


def write_proposals(company: Path, proposals: Sequence[Proposal]) -> None:
    """Keeps these and no others; without any there is no file."""
    path = proposals_file(company)
    if proposals:
        write_whole(path, as_csv(_COLUMNS, map(astuple, proposals)).encode())
    else:
        path.unlink(missing_ok=True)


def person_meant(proposal: Proposal, company: Company) -> str:
    """The id of whom a proposal means: by Slack's member id, else by a name that one alone has; empty for nobody."""
    here = {key: person for key, person in company.people.items() if not person.left}
    by_member = [key for key, person in here.items() if proposal.member and person.slack == proposal.member]
    by_name = [key for key, person in here.items() if unaccented(person.name) == unaccented(proposal.person)]
    return next((found[0] for found in (by_member, by_name) if len(found) == 1), "")


def proposals_text(proposals: Sequence[Proposal], company: Company) -> str:
    """The proposals as a patch of the table of duties, each with its number, for the keeper."""
    rows = []
    for number, each in enumerate(proposals, 1):
        person = person_meant(each, company)
        change = f"+ {person}" if person else f"? {each.person} is nobody in the map"
        rows.append((number, each.duty, change, each.by, each.day, each.note))
    return as_table(("", "duty", "responsible", "says", "day", "note"), rows, numbers=("",), widest=60)


def apply_proposals(company: Path, chosen: Iterable[Proposal], store: Store) -> None:
    """Writes proposals into the table of own duties: to the row of the duty for all sites, else as a row of its own.

    Raises SettingError where a proposal means nobody of the map, and InvalidKnowledge where the company would not be
    valid; then the table stays as it is.
    """
    here = read_company(company, store)
    path = beside(company)["own_duties"]
    before = path.read_bytes() if path.is_file() else None
    header, rows = _table(path)
    for each in chosen:
        person = person_meant(each, here)
        if not person:
            raise SettingError(f"'{each.person}' is nobody in the map, or may be several; nothing was changed.")
        _enter(header, rows, each.duty, person)
    write_whole(path, as_csv(header, [[row.get(name, "") for name in header] for row in rows]).encode())
    try:
        read_company(company, store)
    except InvalidKnowledge:
        if before is None:
            path.unlink()
        else:
            write_whole(path, before)
        raise


def _table(path: Path) -> tuple[list[str], list[dict[str, str]]]:
    """The columns of the table of own duties and its rows; those that it needs where there is none yet."""
    if not path.is_file():
        return [_DUTY, "also", "site", "accountable", _RESPONSIBLE, "channel"], []
    sheet = read_sheet(path, lambda cells: TABLES["own_duties"][0][0] in map(str.lower, cells))
    header = [name.lower() for name in sheet.header]
    rows = [dict(zip(header, cells, strict=False)) for _, cells in sheet.rows]
    return [*header, *(name for name in (_RESPONSIBLE,) if name not in header)], rows


def _enter(header: Sequence[str], rows: list[dict[str, str]], duty: str, person: str) -> None:
    for row in rows:
        if _same(row, duty):
            named = [each.strip() for each in row.get(_RESPONSIBLE, "").split(";") if each.strip()]
            row[_RESPONSIBLE] = ";".join(dict.fromkeys((*named, person)))
            return
    rows.append(dict.fromkeys(header, "") | {_DUTY: duty, _RESPONSIBLE: person})


def _same(row: Mapping[str, str], duty: str) -> bool:
    return unaccented(row.get(_DUTY, "")) == unaccented(duty) and not row.get("site")
