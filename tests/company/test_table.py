"""The table that a company file may be made from, and every kind of mistake in it."""

import csv
import io
import re
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from bot.company.cells import COLUMNS
from bot.company.files import parse_company
from bot.company.model import Company
from bot.company.table import read_company_csv
from bot.errors import InvalidKnowledge
from bot.knowledge.files import Knowledge
from tests.company.bakery import TODAY, changed

EMPTY = Knowledge((), {}, {})
# The table of the company above, as far as a table can say it.
TABLE = """\
role,duty,part,site,team,person,slack,email,channel,away,deputy,left
Head Baker,,,Hill,,Ann Loaf,U01ANN0001,,,,,
MASTER BAKER,,,Quay,,Bob Rye,,bob@crumb.example,,,Ann Loaf,
shop_manager,,,,Counter,,,,#counter,,,
,,,Quay,Counter,,,,,,,
,,,,Counter,Cid Bun,@cid,,,2026-07-01,bob rye,
head_baker,bread,,Hill,,Ann Loaf,,,,,,
head_baker,choose the loaves,Responsible,Hill,,Bob Rye,,,,,,
head_baker,Decides which bread is baked.,responsible,Hill,Counter,,,,,,,
shop_manager,till,accountable,,,Cid Bun,,,,,,
,,,,,Eve Oat,,,,,,2026-01-31
"""


def read_table(folder: Path, text: str | bytes, knowledge: Knowledge) -> Company:
    path = folder / "people.csv"
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return read_company_csv(path, knowledge, "Crumb & Sons", TODAY)


def table_problems(folder: Path, text: str | bytes, knowledge: Knowledge) -> list[str]:
    with pytest.raises(InvalidKnowledge) as caught:
        read_table(folder, text, knowledge)
    return [str(problem) for problem in caught.value.problems]


def test_a_table_gives_the_same_company_as_the_file(tmp_path: Path, bakery: Knowledge):
    content = yaml.safe_dump(changed(("sites.hill", {"name": "Hill"})))
    for short, long in {"ann": "ann_loaf", "bob": "bob_rye", "cid": "cid_bun", "eve": "eve_oat"}.items():
        content = content.replace(f"- {short}\n", f"- {long}\n").replace(f": {short}\n", f": {long}\n")
        content = content.replace(f"  {short}:\n", f"  {long}:\n")
    assert read_table(tmp_path, TABLE, bakery) == parse_company(yaml.safe_load(content), "x", bakery, TODAY)


@pytest.mark.parametrize(
    "variant",
    [TABLE.replace(",", ";"), TABLE.replace(",", "\t"), "\ufeff" + TABLE, TABLE.replace("\n", "\r\n"), TABLE + ",,\n"],
    ids=["semicolons", "tabs", "byte order mark", "Windows lines", "blank row"],
)
def test_tables_are_read_as_spreadsheets_write_them(tmp_path: Path, bakery: Knowledge, variant: str):
    assert read_table(tmp_path, variant, bakery) == read_table(tmp_path, TABLE, bakery)


def row(number: int, **cells: str) -> tuple[int, dict[str, str]]:
    return number, cells


@pytest.mark.parametrize(
    ("change", "place", "message"),
    [
        (row(2, role="hed baker"), "row 2, column 'role'", "there is no role 'hed baker'; did you mean 'head baker'?"),
        (row(2, role="bread chief"), "row 2, column 'role'", "may mean head_baker or shop_manager; write that id"),
        (row(7, role=""), "row 7, column 'role'", "the cell is empty; write whose duty this is"),
        (row(7, duty="bred"), "row 7, column 'duty'", "there is no duty of head_baker 'bred'; did you mean 'bread'?"),
        (row(8, duty=""), "row 8, column 'duty'", "the cell is empty; write the duty"),
        (row(8, part="responsable"), "row 8, column 'part'", "did you mean 'responsible'?"),
        (row(8, part="accountable"), "row 8, column 'part'", "row 7 names who is accountable; there can be only one"),
        (row(7, part="informed"), "row 7, column 'part'", "nobody is accountable for this duty here; add a row"),
        (row(10, person=""), "row 10, column 'person'", "nobody is named; write the person or team"),
        (row(8, person="Eve Oat"), "row 8, column 'person'", "Eve Oat left on 2026-01-31; name someone else"),
        (row(3, person="Eve Oat"), "row 3, column 'person'", "Eve Oat left on 2026-01-31; name someone else"),
        (row(2, slack="<!all>"), "row 2, column 'slack'", "wrong form"),
        (row(3, email="bob"), "row 3, column 'email'", "wrong form"),
        (row(4, team="", person="Dan"), "row 4, column 'channel'", "this is said of nobody; write the team"),
        (row(5, slack="@x"), "row 5, column 'slack'", "this is said of nobody; write the person"),
        (row(6, away="7/1/26"), "row 6, column 'away'", "wrong form"),
        (row(6, deputy=""), "row 6, column 'person'", "Cid Bun is away without a deputy"),
        (row(6, deputy="Bob Ray"), "row 6, column 'deputy'", "there is no person or team 'Bob Ray' in the table"),
        (row(6, deputy="Eve Oat"), "row 6, column 'deputy'", "Eve Oat left on 2026-01-31"),
        (row(7, slack="@other"), "row 7, column 'slack'", "row 2 says otherwise of Ann Loaf; correct one"),
        (row(5, site="Counter"), "row 4, column 'team'", "'counter' is sites.counter.name too; change one"),
    ],
)
def test_a_mistake_in_a_table_names_row_and_column(tmp_path: Path, bakery: Knowledge, change, place: str, message: str):
    number, cells = change
    rows = list(csv.DictReader(io.StringIO(TABLE)))
    rows[number - 2].update(cells)
    out = io.StringIO()
    writer = csv.DictWriter(out, COLUMNS)
    writer.writeheader()
    writer.writerows(rows)
    found = table_problems(tmp_path, out.getvalue(), bakery)
    assert any(each.startswith(f"people.csv: {place}: ") and message in each for each in found), found


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", ["people.csv: the file is empty; begin with a header: role, duty"]),
        ("role,persn\n", ["people.csv: row 1, column 'persn': unknown column; did you mean 'person'?"]),
        ("role,person,colour\n", ["people.csv: row 1, column 'colour': unknown column; remove it"]),
        ("role,person,role\n", ["people.csv: row 1, column 'role': the column is there twice"]),
        ("person\n", ["people.csv: row 1: there is no column 'role'; add it"]),
        ("role,site\n", ["people.csv: row 1: there is neither a column 'person' nor 'team'"]),
        ("role,person\nhead_baker,Loaf, Ann\n", ["people.csv: row 2, column 3: this cell has no header"]),
        ('role,person\nhead_baker,"Ann\n', ["people.csv: row 2: this is not a row of cells"]),
        (b"role,person\nhead_baker,\xff\n", ["people.csv: row 2: this is not UTF-8 text; save the table as"]),
    ],
)
def test_a_table_that_cannot_be_read_says_where(tmp_path: Path, bakery: Knowledge, text, expected: list[str]):
    found = table_problems(tmp_path, text, bakery)
    assert len(found) == len(expected)
    assert all(each.startswith(start) for each, start in zip(found, expected, strict=True)), found


def test_a_missing_table_is_named(tmp_path: Path, bakery: Knowledge):
    with pytest.raises(InvalidKnowledge, match=r"people\.csv: the file is missing"):
        read_company_csv(tmp_path / "people.csv", bakery)


def test_people_whose_names_make_the_same_id_are_told_apart(tmp_path: Path, bakery: Knowledge):
    company = read_table(tmp_path, "role,person\nhead_baker,Ana Só\nhead_baker,Ana So\nmill_manager,李\n", bakery)
    assert {key: person.name for key, person in company.people.items()} == {
        "ana_so": "Ana Só",
        "ana_so_2": "Ana So",
        "x": "李",
    }


@given(st.text(), st.lists(st.lists(st.sampled_from(["", "Ann", "yes", "#a", "2026-01-01"]), max_size=13), max_size=4))
def test_whatever_stands_in_a_table_is_read_or_named(text: str, rows: list[list[str]]):
    lines = [",".join(COLUMNS), *(",".join(cells) for cells in rows), text]
    with TemporaryDirectory() as folder:
        path = Path(folder) / "people.csv"
        path.write_text("\n".join(lines), encoding="utf-8")
        try:
            found: tuple[object, ...] = (read_company_csv(path, EMPTY),)
        except InvalidKnowledge as error:
            found = error.problems
        assert all(isinstance(each, Company) or re.match(r"people\.csv: row \d+", str(each)) for each in found)
