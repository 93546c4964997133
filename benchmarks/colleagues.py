"""Companies and what their colleagues ask: `python -m benchmarks.colleagues [QUESTIONS]` prints how it is answered.

Questions that have a staff list and a table of duties beside them (tests/cases/lumbrook, meridian, skerry) are asked
of the company that these make, with what a keeper adds by hand where that is beside them (map.yml); all others of the
one whose staff list is no part of the project (ROLEWISE_SHARED says where it is).
"""

import shutil
import sys
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import yaml

from benchmarks.stores import SHARED
from bot.company.beside import beside
from bot.company.files import company_content, parse_company, write_company
from bot.company.importing import import_staff
from bot.company.sheets import read_sheet
from bot.runtime.colleagues import evaluate_company
from bot.search.known import Known, open_known
from bot.settings import ROOT, load_settings

CASES = ROOT / "tests/cases"
STAFF, QUESTIONS = SHARED / "eval/company/hr_export.csv", CASES / "company_questions.tsv"
SECOND = CASES / "lumbrook"


def write_company_of_cases(path: Path, known: Known) -> None:
    """Writes the company file, with the tables beside it; the staff list must be there."""
    _write(path, known, STAFF, CASES / "company_duties.csv", "Nordwind", _by_hand(CASES / "company_map.yml"))


def write_second_company(path: Path, known: Known) -> None:
    """The same of a company that somebody invented who knew nothing of the bot: a factory with a web shop."""
    write_company_in(SECOND, path, known)


def write_company_in(folder: Path, path: Path, known: Known) -> None:
    """The same of the staff list and the table of duties in a folder, which the company is called like."""
    by_hand = _by_hand(folder / "map.yml")
    _write(path, known, folder / "staff.csv", folder / "duties.csv", folder.name.title(), by_hand)


def _by_hand(path: Path) -> dict[str, Any]:
    """What a keeper adds to an imported staff list; nothing where there is no such file."""
    added: dict[str, Any] = yaml.safe_load(path.read_text(encoding="utf-8")) if path.is_file() else {}
    return added


def _write(path: Path, known: Known, staff: Path, duties: Path, name: str, by_hand: Mapping[str, Any]) -> None:
    imported = import_staff([read_sheet(staff)], known.store, known.nearest_job, date.today(), name)
    content = company_content(imported.company)
    for part, entries in by_hand.items():
        for key, entry in entries.items():
            content.setdefault(part, {}).setdefault(key, {}).update(entry)
    write_company(parse_company(content, path.name, known.store), path, replace=True)
    shutil.copy(duties, beside(path)["own_duties"])


if __name__ == "__main__":
    settings = load_settings()
    questions = Path(sys.argv[1]) if len(sys.argv) > 1 else QUESTIONS
    beside_them = questions.resolve().parent
    with TemporaryDirectory() as folder:
        company, known = Path(folder, "company.yml"), open_known(settings.store, settings.encoder)
        if (beside_them / "staff.csv").is_file():
            write_company_in(beside_them, company, known)
        else:
            write_company_of_cases(company, known)
        print(evaluate_company(settings.but(company=company), questions))
