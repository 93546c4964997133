"""Two companies and what their colleagues ask: `python -m benchmarks.colleagues [QUESTIONS]` prints how it is answered.

The questions of tests/cases/lumbrook are asked of the company there; all others of the one whose staff list is no part
of the project (ROLEWISE_SHARED says where it is), with what a keeper adds to it.
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
    by_hand: dict[str, Any] = yaml.safe_load((CASES / "company_map.yml").read_text(encoding="utf-8"))
    _write(path, known, STAFF, CASES / "company_duties.csv", "Nordwind", by_hand)


def write_second_company(path: Path, known: Known) -> None:
    """The same of a company that somebody invented who knew nothing of the bot: a factory with a web shop."""
    _write(path, known, SECOND / "staff.csv", SECOND / "duties.csv", "Lumbrook", {})


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
    write = write_second_company if questions.resolve().parent == SECOND else write_company_of_cases
    with TemporaryDirectory() as folder:
        company = Path(folder, "company.yml")
        write(company, open_known(settings.store, settings.encoder))
        print(evaluate_company(settings.but(company=company), questions))
