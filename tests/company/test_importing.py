"""Staff lists made into a company file: titles linked to occupations, what a keeper knows kept, what was read told."""

from datetime import date
from pathlib import Path

import pytest

from bot.company.beside import beside
from bot.company.cells import COLUMNS
from bot.company.files import read_company, write_company
from bot.company.importing import Imported, import_staff, is_old_table, told
from bot.company.linking import LINKED, linked, titles_csv, titles_text
from bot.company.model import Company, Title
from bot.company.sheets import read_sheet
from bot.errors import InvalidKnowledge
from bot.knowledge.store import Store

TODAY = date(2026, 11, 30)
NEAR = {
    "Baker-in-chief": ("head_baker", 0.81),
    "Miller": ("mill_manager", LINKED - 0.01),
    "Shop Lead": ("shop_manager", LINKED),
}
STAFF = "Name,Title,Department,Office\nAnn Ox,Baker-in-chief,Ovens,Hull\nBea Ox,Miller,Mill,Cork\nCem Ox,Shop Lead,,\n"


def nearest(title: str) -> tuple[str, float]:
    return NEAR.get(title, ("", 0.0))


@pytest.fixture
def store(small) -> Store:
    return small.store


def imported(folder: Path, store: Store, text: str, before: Company | None = None) -> Imported:
    path = folder / "staff.csv"
    path.write_text(text, encoding="utf-8")
    return import_staff([read_sheet(path)], store, nearest, TODAY, "Mill Ltd", before=before)


def test_a_title_is_linked_where_an_occupation_is_near_enough_and_else_stands_for_itself(tmp_path: Path, store: Store):
    company = imported(tmp_path, store, STAFF).company
    roles = {each.title: each.role for each in company.titles}
    assert roles == {"Baker-in-chief": "head_baker", "Miller": None, "Shop Lead": "shop_manager"}
    assert [held.people for held in company.holders("head_baker")] == [("ann_ox",)]
    assert company.holders("mill_manager") == ()
    assert company.role_of("BAKER in chief") == "head_baker"


def test_what_was_reviewed_stays_whatever_comes_near():
    before = (Title(title="Miller", role="head_baker", score=0.2, reviewed=True),)
    assert linked(["Miller", "miller (interim)"], nearest, before) == before


def test_titles_that_nobody_has_looked_at_come_first_and_are_told_with_their_occupation(tmp_path: Path, store: Store):
    company = imported(tmp_path, store, STAFF).company
    assert [line.split(",")[0] for line in titles_csv(company).splitlines()] == [
        "title",
        "Miller",
        "Shop Lead",
        "Baker-in-chief",
    ]
    assert "Head Baker (head_baker)" in titles_text(company, store.titles)
    assert "no titles of its own" in titles_text(Company(name="Mill"), store.titles)


def test_a_company_that_was_imported_reads_as_it_was_written(tmp_path: Path, store: Store):
    path = tmp_path / "company.yml"
    company = imported(tmp_path, store, STAFF).company
    write_company(company, path)
    assert read_company(path, store) == company
    assert beside(path)["titles"].is_file()
    edited = (
        beside(path)["titles"].read_text(encoding="utf-8").replace("Miller,1,,0.59,", "Miller,1,mill_manager,0.59,yes")
    )
    beside(path)["titles"].write_text(edited, encoding="utf-8")
    assert read_company(path, store).role_of("Miller") == "mill_manager"


def test_an_import_over_an_earlier_one_keeps_what_only_a_keeper_knows(tmp_path: Path, store: Store):
    before = imported(tmp_path, store, STAFF).company
    teams = {**before.teams, "ovens": before.teams["ovens"].copy(update={"channel": "#ovens", "purpose": "Bakes."})}
    people = {**before.people, "ann_ox": before.people["ann_ox"].copy(update={"phone": "+44 1", "deputy": "cem_ox"})}
    edited = before.copy(update={"teams": teams, "people": people})
    found = imported(
        tmp_path, store, "Name,Title,Department,Office\nAnn Ox,Miller,Ovens,Cork\nCem Ox,Shop Lead,,\n", edited
    )
    ann = found.company.people["ann_ox"]
    assert (ann.title, ann.site, ann.phone, ann.deputy) == ("Miller", "cork", "+44 1", "cem_ox")
    assert found.company.teams["ovens"].channel == "#ovens"
    assert found.company.people["bea_ox"].left == "2026-11-30"
    assert any(note.startswith("Bea Ox is in the list no longer") for note in found.notes)


def test_what_was_taken_for_what_is_told(tmp_path: Path, store: Store):
    text = told(imported(tmp_path, store, STAFF + "Dan Ox,,,,\n"), tmp_path / "company.yml")
    assert "staff.csv  Office      site       Hull" in text
    assert "4 people and 0 who left, 2 teams, 2 sites." in text
    assert (
        "3 titles: 2 are near an occupation (0.6 or more), 1 stand for themselves; look through company.titles.csv."
        in text
    )


def test_a_list_without_people_is_refused(tmp_path: Path, store: Store):
    with pytest.raises(InvalidKnowledge, match=r"staff\.csv: no row names a person"):
        imported(tmp_path, store, "Name,Title\n,Baker\n")


@pytest.mark.parametrize(
    ("header", "old"),
    [
        (",".join(COLUMNS), True),
        ("role,duty,person", True),
        # Without a duty or a part it is a staff list, whatever its titles are.
        ("role,person,team", False),
        ("Name,Role,Team", False),
    ],
)
def test_the_table_of_roles_and_duties_is_told_from_a_staff_list(tmp_path: Path, header: str, old: bool):
    (tmp_path / "staff.csv").write_text(f"{header}\n", encoding="utf-8")
    assert is_old_table(read_sheet(tmp_path / "staff.csv")) is old
