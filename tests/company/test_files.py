"""The company file: what is read, what cannot be, and what is written."""

import re
from pathlib import Path

import pytest
import yaml
from hypothesis import example, given
from hypothesis import strategies as st

from bot.company.assignments import assignments
from bot.company.cells import COLUMNS
from bot.company.files import check_company, company_text, parse_company, read_company, write_company
from bot.company.gaps import gaps
from bot.company.model import Away, Charge, Company, Held, Person, Rota, Shift, Site, System, Team
from bot.company.table import read_company_csv
from bot.errors import SettingError
from bot.knowledge.files import Knowledge, read_knowledge
from bot.knowledge.store import Store, write_store
from bot.settings import ROOT
from tests.company.bakery import GOOD, TODAY, changed, problems

MODELS = (Company, Site, Team, Person, Held, Charge, System, Rota, Shift)


def test_a_good_file_is_read_whole(tmp_path: Path, bakery: Knowledge):
    path = tmp_path / "company.yml"
    path.write_text(yaml.safe_dump(GOOD), encoding="utf-8")
    assert check_company(path, bakery) == []
    company = read_company(path, bakery)
    assert company.people["cid"].away == Away(until="2026-07-01")
    assert [held.people for held in company.roles] == [("ann",), ("bob",), ()]


def test_the_example_is_valid_today_and_shows_an_absence_a_vacancy_two_sites_and_teams():
    knowledge = read_knowledge(ROOT / "knowledge")
    company = read_company(ROOT / "knowledge/company.example.yml", knowledge)
    assert len(company.sites) == 2
    assert len(company.teams) >= 2
    assert any(person.away and person.deputy for person in company.people.values())
    assert {gap.gap for gap in gaps(company, knowledge)} >= {"vacant_role", "unowned_duty"}


@pytest.mark.parametrize("kind", ["yaml", "csv"])
def test_the_examples_in_the_documentation_can_be_used(tmp_path: Path, kind: str):
    text = (ROOT / "docs/company.md").read_text(encoding="utf-8")
    (example,) = re.findall(rf"```{kind}\n(.*?)```", text, re.DOTALL)
    knowledge = read_knowledge(ROOT / "knowledge")
    path = tmp_path / f"company.{kind}"
    path.write_text(example, encoding="utf-8")
    company = (read_company if kind == "yaml" else read_company_csv)(path, knowledge)
    found = assignments(company, "operations_manager", "customer_grievances", next(iter(company.sites)))
    assert [each.part for each in found] == ["accountable", "responsible"]


def test_the_documentation_names_every_field_and_column():
    text = (ROOT / "docs/company.md").read_text(encoding="utf-8")
    fields = {name for model in MODELS for name in model.__fields__}
    assert [name for name in sorted({*fields, *COLUMNS}) if f"`{name}`" not in text] == []


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"name: [\n", "company.yml: line 2, column 1: this is not valid YAML"),
        (b"name: a\nname: b\n", "the field 'name' is given twice"),
        (b"\xff", "company.yml: byte 0: the file is not UTF-8"),
        (b"", "company.yml: it is empty; write it"),
        (b"- a\n", "company.yml: wrong type; this must be a mapping"),
        (None, "company.yml: the file is missing; create it"),
    ],
)
def test_a_file_that_cannot_be_read_is_one_problem(tmp_path: Path, bakery: Knowledge, content, message: str):
    path = tmp_path / "company.yml"
    if content is not None:
        path.write_bytes(content)
    (problem,) = check_company(path, bakery)
    assert message in str(problem)


def test_a_store_serves_to_check_against_as_well_as_the_files(tmp_path: Path, bakery: Knowledge):
    write_store(bakery, tmp_path / "small.db", {})
    store = Store(tmp_path / "small.db")
    assert problems(GOOD, store) == []
    assert problems(changed(("duties.0.duty", "bred")), store) == problems(changed(("duties.0.duty", "bred")), bakery)
    company = parse_company(GOOD, "company.yml", store, TODAY)
    assert gaps(company, store) == gaps(company, bakery)


def test_a_written_file_is_not_overwritten_unless_asked(tmp_path: Path, bakery: Knowledge):
    path = tmp_path / "new" / "company.yml"
    company = parse_company(GOOD, "company.yml", bakery, TODAY)
    write_company(company, path)
    assert read_company(path, bakery, TODAY) == company
    other = company.copy(update={"name": "Other"})
    with pytest.raises(SettingError, match="exists already and was left as it is"):
        write_company(other, path)
    assert read_company(path, bakery, TODAY) == company
    write_company(other, path, replace=True)
    assert read_company(path, bakery, TODAY).name == "Other"
    assert [each.name for each in path.parent.iterdir()] == ["company.yml"]


names = st.text(min_size=1).map(str.strip).filter(lambda text: any(each.isalnum() for each in text))


@example("two\x85lines", [], False, "#a")
@given(names, st.lists(names, max_size=3), st.booleans(), st.sampled_from(["#a", "b.c", None]))
def test_what_is_written_reads_as_the_same_company(name: str, aliases: list[str], away: bool, channel: str | None):
    company = Company(
        name=name,
        sites={"a": Site(name="A", aliases=())},
        teams={"t": Team(name=name, aliases=aliases, **({"channel": channel} if channel else {}))},
        people={"p": Person(name=name, deputy="t", away=away)},
        roles=[Held(role="r", people=["p"])],
        duties=[Charge(role="r", duty="d", accountable="t", informed=["p"])],
    )
    assert Company.parse_obj(yaml.safe_load(company_text(company))) == company
