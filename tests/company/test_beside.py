"""The tables beside a company file: the company's own duties as a keeper fills them in, by the names of people."""

from pathlib import Path
from typing import Any

import pytest
import yaml

from bot.company.beside import TABLES, beside
from bot.company.files import check_company, read_company, write_company
from bot.company.gaps import gaps
from bot.company.last_good import LastGood
from bot.knowledge.files import Knowledge
from bot.knowledge.store import Store, write_store
from bot.settings import ROOT
from tests.company.bakery import GOOD, TODAY, changed, problems

DUTIES = """\
duty,also,site,accountable,responsible,channel,link,confidential
bread for weddings,wedding loaves; big orders,Hill,ann@crumb.example,Bob Rye;counter,#orders,,
keeps a secret,,,cid,,,https://crumb.example/trust,yes
"""
PEOPLE: dict[str, Any] = {**GOOD["people"], "ann": {**GOOD["people"]["ann"], "email": "ann@crumb.example"}}


def written(folder: Path, table: str | bytes = DUTIES, content: dict[str, Any] | None = None) -> Path:
    path = folder / "company.yml"
    path.write_text(yaml.safe_dump(content or {**GOOD, "people": PEOPLE}), encoding="utf-8")
    beside(path)["own_duties"].write_bytes(table if isinstance(table, bytes) else table.encode())
    return path


def test_a_table_of_duties_names_people_as_people_are_called(tmp_path: Path, bakery: Knowledge):
    first, second = read_company(written(tmp_path), bakery, TODAY).own_duties
    assert (first.duty, first.also, first.site) == ("bread for weddings", ("wedding loaves", "big orders"), "hill")
    assert (first.accountable, first.responsible, first.channel) == ("ann", ("bob", "counter"), "#orders")
    assert (second.accountable, second.link, second.confidential) == ("cid", "https://crumb.example/trust", True)


@pytest.mark.parametrize("variant", [DUTIES.replace("\n", "\r\n"), "\ufeff" + DUTIES, DUTIES.encode("utf-16")])
def test_the_table_may_be_saved_by_any_spreadsheet(tmp_path: Path, bakery: Knowledge, variant: str | bytes):
    (tmp_path / "other").mkdir()
    assert read_company(written(tmp_path, variant), bakery) == read_company(written(tmp_path / "other"), bakery)


@pytest.mark.parametrize(
    ("before", "after", "said"),
    [
        (
            "Bob Rye",
            "Bob Ray",
            "row 2, column 'responsible': there is no person or team 'Bob Ray'; did you mean 'bob rye'?",
        ),
        ("Hill", "Hell", "row 2, column 'site': there is no site 'Hell'; did you mean 'hill'?"),
        ("cid,,,https", ",,,ftp", "row 3, column 'link': wrong form"),
        ("cid,,,https://crumb.example/trust", ",,,", "row 3: nobody is named for this duty, nor a channel or a page"),
        ("accountable", "acountable", "row 1, column 'acountable': unknown column; did you mean 'accountable'?"),
        ("duty,also", "dut,also", "row 1: there is no column 'duty'; add it"),
        ("#orders", "# orders", "row 2, column 'channel': wrong form"),
        ("channel", "duty", "row 1, column 'duty': the column is there twice; keep one"),
    ],
)
def test_a_mistake_in_the_table_names_file_row_and_column(
    tmp_path: Path, bakery: Knowledge, before: str, after: str, said: str
):
    assert before in DUTIES
    found = [str(each) for each in check_company(written(tmp_path, DUTIES.replace(before, after, 1)), bakery, TODAY)]
    assert any(each.startswith(f"company.duties.csv: {said}") for each in found), found


def test_a_name_that_several_have_is_asked_for_and_one_who_left_does_not_count(tmp_path: Path, bakery: Knowledge):
    twins = {**PEOPLE, "bob_2": {"name": "Bob Rye"}}
    (problem,) = check_company(written(tmp_path, DUTIES, {**GOOD, "people": twins}), bakery, TODAY)
    assert (
        str(problem)
        == "company.duties.csv: row 2, column 'responsible': 'Bob Rye' may mean bob or bob_2; write that id"
    )
    gone = {**PEOPLE, "bob_2": {"name": "Bob Rye", "left": "2026-01-31"}}
    assert (
        read_company(written(tmp_path, DUTIES, {**GOOD, "people": gone}), bakery).own_duties[0].responsible[0] == "bob"
    )


def test_what_only_a_keeper_can_mend_is_a_gap_and_no_mistake(tmp_path: Path, bakery: Knowledge):
    table = "duty,accountable,responsible\nold bread,Eve Oat,\nnew bread,,Ann Loaf\nrye,Ann Loaf,\n"
    company = read_company(written(tmp_path, table), bakery, TODAY)
    assert {(gap.gap, gap.duty) for gap in gaps(company, bakery) if gap.gap in ("gone", "unaccountable")} == {
        ("gone", "old bread"),
        ("unaccountable", "new bread"),
    }


def test_writing_the_company_leaves_the_keepers_table_alone(tmp_path: Path, bakery: Knowledge):
    path = written(tmp_path)
    company = read_company(path, bakery, TODAY)
    write_company(company, path, replace=True)
    assert read_company(path, bakery, TODAY) == company
    assert beside(path)["own_duties"].read_text(encoding="utf-8") == DUTIES


def test_the_last_good_version_keeps_the_tables_as_well(tmp_path: Path, bakery: Knowledge):
    write_store(bakery, tmp_path / "small.db", {})
    store = Store(tmp_path / "small.db")
    path = written(tmp_path)
    last = LastGood(path, tmp_path / "kept" / "last.yml")
    last.keep()
    company = read_company(path, store, TODAY)
    beside(path)["own_duties"].write_text("duty,accountable\nbread,Nobody\n", encoding="utf-8")
    assert last.company(store, TODAY) == company
    last.forget()
    assert last.company(store, TODAY) is None
    assert list((tmp_path / "kept").iterdir()) == []


@pytest.mark.parametrize(
    ("path", "value", "place", "message"),
    [
        ("people.ann.manager", "ann", "people.ann.manager", "nobody reports to themselves"),
        ("people.ann.manager", "anne", "people.ann.manager", "there is no person 'anne'; did you mean 'ann'?"),
        ("people.ann.phone", "soon", "people.ann.phone", "wrong form"),
        ("teams.counter.lead", "an", "teams.counter.lead", "there is no person 'an'; did you mean 'ann'?"),
        ("teams.counter.members", ["bb"], "teams.counter.members[0]", "there is no person 'bb'"),
        (
            "systems",
            {"till": {"name": "Till", "owner": "dan"}},
            "systems.till.owner",
            "there is no person or team 'dan'",
        ),
        ("rotas", {"r": {"name": "R", "team": "x"}}, "rotas.r.team", "there is no team 'x'"),
        (
            "rotas",
            {"r": {"name": "R", "shifts": [{"since": "2026-06-02", "until": "2026-06-01", "person": "ann"}]}},
            "rotas.r.shifts[0].until",
            "the shift ends before 2026-06-02",
        ),
        ("titles", [{"title": "Dyer", "role": "dier"}], "titles[0].role", "there is no role 'dier'"),
        (
            "own_duties",
            [{"duty": "bread", "channel": "#b", "site": "hil"}],
            "own_duties[0].site",
            "did you mean 'hill'?",
        ),
    ],
)
def test_every_relation_of_the_map_is_checked(bakery: Knowledge, path: str, value: Any, place: str, message: str):
    assert any(where == place and message in said for where, said in problems(changed((path, value)), bakery))


def test_the_documentation_names_every_column_of_the_tables():
    text = (ROOT / "docs/company.md").read_text(encoding="utf-8")
    columns = {column for needed, others in TABLES.values() for column in (*needed, *others)}
    assert [column for column in sorted(columns) if f"`{column}`" not in text] == []
