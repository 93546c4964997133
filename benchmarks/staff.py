"""What a large company costs: a staff list of so many people, imported, read again, and asked about.

`python -m benchmarks.staff [PEOPLE]` prints the figures beside those of a company of 60; 10,000 people are the aim.
"""

import csv
import random
import statistics
import sys
import time
from datetime import date, datetime
from pathlib import Path
from tempfile import TemporaryDirectory

from actions.company_map import CompanyMap
from actions.titled import ANSWERS
from bot.company.files import read_company, write_company
from bot.company.importing import import_staff
from bot.company.sheets import read_sheet
from bot.reading.here import Asks, Here
from bot.search.colleagues import CompanyNames, NameKind, names_of
from bot.search.known import open_known
from bot.settings import load_settings

HEADER = ("Employee ID", "First name", "Last name", "Position", "Department", "Office", "Email", "Supervisor ID",
          "Hire date", "Termination date", "Status")  # fmt: skip
# Names are put together of these: as many different ones as a company has, and some that several people share.
_FIRST = ("ma", "li", "jo", "an", "ka", "ro", "se", "ti", "no", "el", "ba", "fe")
_LAST = ("ra", "na", "sto", "ller", "wi", "ker", "man", "ski", "berg", "sen", "do", "tan", "ez", "ovic", "ley", "ford")
# How often each question is asked.
ASKED = 5
_LEVELS = ("", "Junior ", "Senior ", "Lead ", "Principal ", "Interim ")
_FIELDS = ("Payroll", "Software", "Sales", "Warehouse", "Quality", "Marketing", "Safety", "Legal", "Data", "Facilities",
           "Procurement", "Customer Support", "Logistics", "Network", "Product", "Training")  # fmt: skip
_JOBS = ("Specialist", "Engineer", "Manager", "Coordinator", "Analyst", "Assistant", "Director")
_SITES = ("Aldermoor", "Brackwater", "Cransford", "Dunholm", "Eastry", "Fenwick", "Garsdale", "Hexley")


def write_list(path: Path, people: int, seed: int = 7) -> None:
    """A staff list of invented people, the same for the same seed: semicolons, German days, one in fifty left."""
    chance = random.Random(seed)
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.writer(file, delimiter=";")
        writer.writerow(HEADER)
        for number in range(people):
            first = "".join(chance.choices(_FIRST, k=2)).title()
            last = "".join(chance.choices(_LAST, k=3)).title()
            title = f"{chance.choice(_LEVELS)}{chance.choice(_FIELDS)} {chance.choice(_JOBS)}"
            left = number % 50 == 49
            manager = "" if number == 0 else str(1000 + chance.randrange(min(number, max(1, people // 10))))
            writer.writerow(
                (1000 + number, first, last, title, chance.choice(_FIELDS), chance.choice(_SITES),
                 f"{first}.{last}.{number}@many.example".lower(), manager, f"{chance.randint(1, 28)}.03.2021",
                 "30.06.2026" if left else "", "Terminated" if left else "Active")
            )  # fmt: skip


def measured(people: int) -> str:
    """The seconds that each step takes for so many people, as a row of a table."""
    settings = load_settings()
    known = open_known(settings.store, settings.encoder)
    known.nearest("clerk")
    with TemporaryDirectory() as folder:
        table, company = Path(folder, "staff.csv"), Path(folder, "company.yml")
        write_list(table, people)
        began = time.perf_counter()
        imported = import_staff([read_sheet(table)], known.store, known.nearest_job, date.today())
        write_company(imported.company, company)
        imported_in = time.perf_counter() - began
        began = time.perf_counter()
        found = read_company(company, known.store)
        read_in = time.perf_counter() - began
    began = time.perf_counter()
    names = names_of(found)
    named_in = time.perf_counter() - began
    answered_in = statistics.median(
        _answering(CompanyMap(found, known, datetime.now().astimezone()), names) for _ in range(ASKED)
    )
    figures = f"{imported_in:.1f} | {read_in:.1f} | {named_in:.1f} | {1000 * answered_in:.0f}"
    return f"| {people} | {len(found.titles)} | {figures} |"


def _answering(found: CompanyMap, names: CompanyNames) -> float:
    """Seconds to find the names in a question and to answer it, for the slowest of some kinds of questions."""
    keys = list(found.company.people)
    person = found.company.people[keys[len(keys) // 2]]
    slowest = 0.0
    for asks in (Asks.person, Asks.reports, Asks.members, Asks.holder, Asks.top):
        began = time.perf_counter()
        named = names.find(f"what does {person.name} do with the {person.title} at {found.company.name}?")
        ids = {each.kind: each.ids for each in named}
        here = Here(
            asks, people=ids.get(NameKind.person, ()), titles=ids.get(NameKind.title, ()), team=person.team or ""
        )
        ANSWERS[asks](here, found)
        slowest = max(slowest, time.perf_counter() - began)
    return slowest


if __name__ == "__main__":
    print("| people | titles | imported, s | read again, s | names made, s | answered, ms |\n|" + " --- |" * 6)
    for size in (60, int(sys.argv[1]) if len(sys.argv) > 1 else 10_000):
        print(measured(size))
