"""The company of tests/cases/company_questions.tsv: a staff list beside the project, with what a keeper adds to it.

`python -m benchmarks.colleagues [QUESTIONS]` asks its questions and prints how they are answered. The staff list is no
part of the project (ROLEWISE_SHARED says where it is).
"""

import shutil
import sys
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


def write_company_of_cases(path: Path, known: Known) -> None:
    """Writes the company file, with the tables beside it; the staff list must be there."""
    imported = import_staff([read_sheet(STAFF)], known.store, known.nearest_job, date.today(), "Nordwind")
    by_hand: dict[str, Any] = yaml.safe_load((CASES / "company_map.yml").read_text(encoding="utf-8"))
    content = company_content(imported.company)
    for part, entries in by_hand.items():
        for key, entry in entries.items():
            content.setdefault(part, {}).setdefault(key, {}).update(entry)
    write_company(parse_company(content, path.name, known.store), path, replace=True)
    shutil.copy(CASES / "company_duties.csv", beside(path)["own_duties"])


if __name__ == "__main__":
    settings = load_settings()
    with TemporaryDirectory() as folder:
        company = Path(folder, "company.yml")
        write_company_of_cases(company, open_known(settings.store, settings.encoder))
        questions = Path(sys.argv[1]) if len(sys.argv) > 1 else QUESTIONS
        print(evaluate_company(settings.but(company=company), questions))
