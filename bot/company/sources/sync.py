"""A company's map read again from what is set up: what changed is told, and a bad map never comes for a good one."""

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from bot.company.beside import beside
from bot.company.changes import Change, changes
from bot.company.files import check_duties, write_company
from bot.company.importing import Imported, company_before, import_staff
from bot.company.linking import Nearest
from bot.company.model import Company
from bot.company.sources.gathering import Access, gather
from bot.company.sources.listed import Sources
from bot.errors import SettingError
from bot.knowledge.store import Store

# Where more people, and a larger part of all, would have left at once, a source is rather cut off.
MOST_LEAVERS, LARGEST_PART = 5, 0.2


@dataclass(frozen=True)
class Synced:
    """What was read, and what is another in it.

    people_before: how many there were. stamps: what stood in the company file and beside it.
    """

    imported: Imported
    changes: tuple[Change, ...]
    people_before: int
    stamps: tuple[bytes | None, ...]


def read_again(path: Path, sources: Sources, store: Store, nearest: Nearest, access: Access, today: date) -> Synced:
    """Reads the sources of a company file and compares them with what it says; nothing is written.

    Raises InvalidKnowledge and DirectoryError where a source, or the map that would come of them, has problems.
    """
    stamps = _stamps(path)
    before = company_before(path, store)
    gathered = gather(sources, path.parent, access, today)
    imported = import_staff(gathered.sheets, store, nearest, today, "", sources.dates or "", before, gathered)
    check_duties(imported.company, path)
    earlier = before or Company.parse_obj({"name": imported.company.name})
    people = sum(1 for person in earlier.people.values() if not person.left)
    return Synced(imported, changes(earlier, imported.company), people, stamps)


def check_leavers(found: Synced) -> None:
    """Raises SettingError where so many people would have left at once that a source is rather cut off."""
    left = sum(1 for each in found.changes if each.kind == "person" and each.what == "left")
    if left > MOST_LEAVERS and left > found.people_before * LARGEST_PART:
        raise SettingError(
            f"{left} of {found.people_before} people would be taken to have left, so nothing was written; "
            "if they have, say --leavers."
        )


def write_again(path: Path, found: Synced) -> None:
    """Writes the company file where something changed; its own tables stay.

    Raises SettingError where somebody edited it meanwhile: what they wrote would be lost.
    """
    if not found.changes:
        return
    if _stamps(path) != found.stamps:
        raise SettingError(f"{path}, or a table beside it, was edited meanwhile. Nothing was written; sync again.")
    write_company(found.imported.company, path, replace=True)


def _stamps(path: Path) -> tuple[bytes | None, ...]:
    """What stands in the company file and the tables beside it."""
    return tuple(each.read_bytes() if each.is_file() else None for each in (path, *beside(path).values()))
