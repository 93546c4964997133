"""The company file: what is read, every kind of mistake, what it leaves open, and the table it may be made from."""

import csv
import io
import re
from copy import deepcopy
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
import yaml
from hypothesis import example, given
from hypothesis import strategies as st

from bot.errors import InvalidKnowledge, SettingError
from bot.knowledge.assignments import assignments
from bot.knowledge.company import (
    Away,
    Charge,
    Company,
    Held,
    Person,
    Site,
    Team,
    check_company,
    company_text,
    parse_company,
    read_company,
    write_company,
)
from bot.knowledge.company_csv import COLUMNS, read_company_csv
from bot.knowledge.company_gaps import gaps, gaps_csv, gaps_text
from bot.knowledge.files import Knowledge, Problem, read_knowledge
from bot.knowledge.store import Store, write_store
from bot.settings import ROOT
from tests.conftest import SMALL_TREE, write_tree

TODAY = date(2026, 6, 15)
EMPTY = Knowledge((), {}, {})
GOOD: dict[str, Any] = {
    "name": "Crumb & Sons",
    "sites": {"hill": {"name": "Hill", "aliases": ["the mill"]}, "quay": {"name": "Quay"}},
    "teams": {"counter": {"name": "Counter", "site": "quay", "channel": "#counter"}},
    "people": {
        "ann": {"name": "Ann Loaf", "slack": "U01ANN0001", "site": "hill"},
        "bob": {"name": "Bob Rye", "email": "bob@crumb.example", "site": "quay", "deputy": "ann"},
        "cid": {"name": "Cid Bun", "slack": "@cid", "team": "counter", "deputy": "bob",
                "away": {"until": "2026-07-01"}},
        "eve": {"name": "Eve Oat", "left": "2026-01-31"},
    },
    "roles": [
        {"role": "head_baker", "site": "hill", "people": ["ann"]},
        {"role": "head_baker", "site": "quay", "people": ["bob"]},
        {"role": "shop_manager", "team": "counter"},
    ],
    "duties": [
        {"role": "head_baker", "duty": "bread", "site": "hill", "accountable": "ann",
         "responsible": ["bob", "counter"]},
        {"role": "shop_manager", "duty": "till", "accountable": "cid"},
    ],
}  # fmt: skip


@pytest.fixture(scope="module")
def bakery(tmp_path_factory: pytest.TempPathFactory) -> Knowledge:
    return read_knowledge(write_tree(tmp_path_factory.mktemp("bakery"), SMALL_TREE))


def changed(*changes: tuple[str, Any]) -> dict[str, Any]:
    """GOOD with values put at paths such as 'people.ann.slack'; ... removes one, and a list grows by its length."""
    content = deepcopy(GOOD)
    for path, value in changes:
        *parents, last = [int(part) if part.isdigit() else part for part in path.split(".")]
        place: Any = content
        for parent in parents:
            place = place[parent]
        if value is ...:
            del place[last]
        elif isinstance(place, list) and last == len(place):
            place.append(value)
        else:
            place[last] = value
    return content


def problems(content: Any, knowledge: Knowledge | Store, today: date | None = TODAY) -> list[tuple[str, str]]:
    try:
        parse_company(content, "company.yml", knowledge, today)
    except InvalidKnowledge as error:
        return [(problem.path, problem.message) for problem in error.problems if isinstance(problem, Problem)]
    return []


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
    fields = {name for model in (Company, Site, Team, Person, Held, Charge) for name in model.__fields__}
    assert [name for name in sorted({*fields, *COLUMNS}) if f"`{name}`" not in text] == []


@pytest.mark.parametrize(
    ("path", "value", "place", "message"),
    [
        ("name", ..., "name", "the field 'name' is missing; add it"),
        ("nmae", "x", "nmae", "unknown field 'nmae'; did you mean 'name'?"),
        ("people", ["ann"], "people", "wrong type; this must be a mapping"),
        ("duties", {"till": "cid"}, "duties", "wrong type; this must be a list"),
        ("sites", None, "sites", "'sites' is empty; write it or remove it"),
        ("people.Dan", {"name": "Dan"}, "people.Dan", "wrong form of an id"),
        ("sites.1", {"name": "One"}, "sites.1", "wrong form of an id"),
        ("people.ann.nick", "A", "people.ann.nick", "unknown field 'nick'"),
        ("people.ann.name", " ", "people.ann.name", "'name' is empty"),
        ("people.ann.slack", "<!here>", "people.ann.slack", "wrong form"),
        ("people.ann.email", "ann at crumb", "people.ann.email", "wrong form"),
        ("people.ann.left", "2026-02-30", "people.ann.left", "the calendar has no day 2026-02-30"),
        ("people.cid.away", {"until": date(2026, 7, 1)}, "people.cid.away.until", "put it in quotes"),
        ("people.cid.away", "yes", "people.cid.away", "wrong type; this must be a mapping"),
        ("teams.counter.channel", None, "teams.counter.channel", "what begins with # or @ needs quotes"),
        ("teams.counter.site", "quai", "teams.counter.site", "there is no site 'quai'; did you mean 'quay'?"),
        ("people.ann.site", "moon", "people.ann.site", "there is no site 'moon'; add it"),
        ("people.ann.team", "countr", "people.ann.team", "did you mean 'counter'?"),
        ("people.bob.deputy", "anne", "people.bob.deputy", "there is no person or team 'anne'; did you mean 'ann'?"),
        ("people.bob.deputy", "bob", "people.bob.deputy", "nobody stands in for themselves"),
        ("people.bob.deputy", "eve", "people.bob.deputy", "Eve Oat left on 2026-01-31; name someone else"),
        ("people.cid.deputy", ..., "people.cid", "Cid Bun is away without a deputy; name one"),
        ("people.bob.away", True, "people.cid.deputy", "Bob Rye is away too; name someone who is there"),
        ("roles.0.role", "head_bakr", "roles[0].role", "there is no role 'head_bakr'; did you mean 'head_baker'?"),
        ("roles.0.site", "hil", "roles[0].site", "did you mean 'hill'?"),
        ("roles.0.team", "nobody", "roles[0].team", "there is no team 'nobody'"),
        ("roles.0.people", "ann", "roles[0].people", "wrong type; this must be a list"),
        ("roles.0.people.1", "ann", "roles[0].people", "'ann' is listed twice"),
        ("roles.0.people.1", "bbob", "roles[0].people[1]", "there is no person or team 'bbob'; did you mean 'bob'?"),
        ("roles.0.people.1", "eve", "roles[0].people[1]", "Eve Oat left on 2026-01-31"),
        ("roles.0.people.1", "counter", "roles[0].people[1]", "'counter' is a team; name it under 'team'"),
        ("roles.1.site", "hill", "roles[1]", "head_baker at this place is listed in roles[0] too"),
        ("duties.0.duty", "bred", "duties[0].duty", "there is no duty of head_baker 'bred'; did you mean 'bread'?"),
        ("duties.0.duty", "till", "duties[0].duty", "there is no duty of head_baker 'till'"),
        ("duties.0.accountable", ..., "duties[0].accountable", "the field 'accountable' is missing"),
        ("duties.0.accountable", ["ann", "bob"], "duties[0].accountable", "exactly one is accountable"),
        ("duties.0.accountable", "eve", "duties[0].accountable", "Eve Oat left on"),
        ("duties.0.responsible.0", "eve", "duties[0].responsible[0]", "Eve Oat left on"),
        ("duties.0.informed", ["dan"], "duties[0].informed[0]", "there is no person or team 'dan'"),
        ("duties.0.consulted", ["bob", "bob"], "duties[0].consulted", "'bob' is listed twice"),
        ("teams.ann", {"name": "Ann's"}, "teams.ann", "'ann' is the id of a person too"),
        ("teams.counter.name", "THE  Mill", "teams.counter.name", "'the mill' is sites.hill.aliases[0] too"),
        ("sites.quay.name", "?!", "sites.quay.name", "a name needs a letter or a digit"),
    ],
)
def test_each_mistake_is_named_where_it_is_and_nothing_else(
    bakery: Knowledge, path: str, value: Any, place: str, message: str
):
    found = problems(changed((path, value)), bakery)
    assert [each for each in found if each[0] != place] == []
    assert [each for each in found if message in each[1]], found


ALSO_ANN = {"role": "shop_manager", "duty": "till", "accountable": "ann"}


@pytest.mark.parametrize(
    ("entry", "message"),
    [
        (ALSO_ANN, "duties[1] says that 'cid' is accountable at every site, this 'ann'; there can be only one"),
        ({**ALSO_ANN, "accountable": "cid"}, "duties[1] lists this duty for the same place; keep one"),
        ({**ALSO_ANN, "role": "head_baker", "duty": "bread", "site": "hill", "accountable": "bob"}, "at 'hill'"),
        ({**ALSO_ANN, "site": "hill"}, ""),
        ({**ALSO_ANN, "role": "head_baker", "duty": "bread"}, ""),
    ],
)
def test_a_duty_has_one_accountable_at_a_site(bakery: Knowledge, entry: dict[str, Any], message: str):
    found = problems(changed(("duties.2", entry)), bakery)
    assert len(found) == bool(message)
    assert all(message in each[1] for each in found)


@pytest.mark.parametrize(
    ("away", "deputies", "wrong"),
    [
        ({}, {"ann": "bob", "bob": "ann"}, {}),
        ({"ann": True}, {"ann": "bob", "bob": "ann"}, {}),
        ({"ann": True}, {"ann": "counter"}, {}),
        ({"ann": True, "bob": True}, {"ann": "bob", "bob": "ann"}, {"ann": "circle", "bob": "circle"}),
        (
            {"ann": True, "bob": True, "cid": True},
            {"ann": "bob", "bob": "cid", "cid": "ann"},
            {"ann": "circle of people who are away (Ann Loaf for Cid Bun for Bob Rye for Ann Loaf)",
             "bob": "circle", "cid": "circle"},
        ),
        ({"ann": True, "bob": True}, {"ann": "bob", "bob": "cid"}, {"ann": "Bob Rye is away too"}),
        ({"ann": {"until": "2026-06-15"}}, {}, {"ann": "without a deputy"}),
        ({"ann": {"until": "2026-06-14"}}, {}, {}),
    ],
)  # fmt: skip
def test_whoever_is_away_has_a_deputy_who_is_there(bakery: Knowledge, away, deputies, wrong):
    changes = [("people.cid.away", False), *((f"people.{key}.away", value) for key, value in away.items())]
    changes += [(f"people.{key}.deputy", value) for key, value in deputies.items()]
    found = dict(problems(changed(*changes), bakery))
    assert {path.split(".")[1] for path in found} == set(wrong)
    for key, message in wrong.items():
        assert any(f"people.{key}" in path and message in said for path, said in found.items()), found


def test_without_a_day_every_absence_counts(bakery: Knowledge):
    content = changed(("people.ann.away", {"until": "2020-01-01"}))
    assert problems(content, bakery, TODAY) == []
    assert [path for path, _ in problems(content, bakery, None)] == ["people.ann"]


@given(st.dates(date(2026, 1, 1), date(2026, 12, 31)), st.dates(date(2026, 1, 1), date(2026, 12, 31)), st.data())
def test_a_file_that_is_valid_on_a_day_is_valid_on_every_later_one(day: date, other: date, data: st.DataObject):
    people = ("ann", "bob", "cid")
    until = st.dates(date(2026, 1, 1), date(2026, 12, 31)).map(lambda each: {"until": each.isoformat()})
    changes = [(f"people.{key}.away", data.draw(st.one_of(st.booleans(), until))) for key in people]
    changes += [(f"people.{key}.deputy", data.draw(st.sampled_from((*people, "counter")))) for key in people]
    content = changed(*changes, ("roles", []), ("duties", []))
    earlier, later = ({path for path, _ in problems(content, EMPTY, each)} for each in sorted((day, other)))
    assert later <= earlier


def test_all_problems_are_reported_at_once_whichever_part_they_are_in(tmp_path: Path, bakery: Knowledge):
    content = changed(
        ("people.ann.email", "?"), ("sites.quay.nmae", "x"), ("roles.0.role", "baker"), ("duties.1.accountable", "dan")
    )
    path = tmp_path / "company.yml"
    path.write_text(yaml.safe_dump(content), encoding="utf-8")
    # Ann and the quay could not be read, but whoever names them is not wrong in that.
    assert [str(problem).partition(": ")[2].partition(":")[0] for problem in check_company(path, bakery)] == [
        "duties[1].accountable",
        "people.ann.email",
        "roles[0].role",
        "sites.quay.nmae",
    ]


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


@pytest.mark.parametrize(
    ("role", "duty", "site", "expected"),
    [
        ("head_baker", "bread", "hill", [("ann", "accountable"), ("bob", "responsible"), ("counter", "responsible")]),
        ("head_baker", "bread", "quay", [("bob", "holder")]),
        ("head_baker", "bread", None, [("ann", "accountable"), ("bob", "responsible"), ("counter", "responsible")]),
        ("head_baker", None, None, [("ann", "holder"), ("bob", "holder")]),
        ("head_baker", "complaints", "hill", [("ann", "holder")]),
        ("shop_manager", "till", "hill", [("cid", "accountable")]),
        ("shop_manager", "trainees", "quay", [("counter", "holder")]),
        ("shop_manager", None, "hill", [("counter", "holder")]),
        ("mill_manager", None, None, []),
    ],
)
def test_who_answers_for_a_duty_comes_before_who_has_the_role(bakery: Knowledge, role, duty, site, expected):
    company = parse_company(GOOD, "company.yml", bakery, TODAY)
    assert [(each.member, each.part) for each in assignments(company, role, duty, site)] == expected


def test_people_listed_for_all_sites_serve_their_own_before_the_others(bakery: Knowledge):
    content = changed(("roles", [{"role": "mill_manager", "people": ["ann", "cid"]}]))
    company = parse_company(content, "company.yml", bakery, TODAY)
    at = {site: [each.member for each in assignments(company, "mill_manager", site=site)] for site in company.sites}
    # Cid sits where his team does.
    assert at == {"hill": ["ann"], "quay": ["cid"]}
    company = company.copy(update={"sites": {**company.sites, "moor": Site(name="Moor")}})
    assert [each.member for each in assignments(company, "mill_manager", site="moor")] == ["ann", "cid"]


def found_gaps(content: dict[str, Any], knowledge: Knowledge) -> set[tuple[str, str, str, str]]:
    company = parse_company(content, "company.yml", knowledge, TODAY)
    return {(gap.gap, gap.role, gap.duty, gap.site) for gap in gaps(company, knowledge)}


def test_gaps_are_duties_and_sites_that_nobody_has(bakery: Knowledge):
    assert found_gaps(GOOD, bakery) == {
        ("unowned_duty", "head_baker", "bread", "quay"),
        ("unowned_duty", "head_baker", "apprentices", ""),
        ("unowned_duty", "head_baker", "complaints", ""),
        ("unowned_duty", "shop_manager", "complaints", ""),
        ("unowned_duty", "shop_manager", "trainees", ""),
    }


@pytest.mark.parametrize(
    ("changes", "more", "fewer"),
    [
        ([("roles.3", {"role": "mill_manager"})], {("vacant_role", "mill_manager", "", "")}, set()),
        (
            [("roles.3", {"role": "mill_manager", "site": "hill", "people": ["ann"]}),
             ("duties.2", {"role": "mill_manager", "duty": "flour", "accountable": "ann"})],
            {("unfilled_site", "mill_manager", "", "quay")},
            set(),
        ),
        (
            [("roles.1.people", [])],
            {("vacant_role", "head_baker", "", "quay")},
            {("unowned_duty", "head_baker", "bread", "quay")},
        ),
        (
            [("duties.2", {"role": "head_baker", "duty": "bread", "accountable": "bob"})],
            set(),
            {("unowned_duty", "head_baker", "bread", "quay")},
        ),
        ([("people.ann.slack", ...)], {("unreachable", "", "", "")}, set()),
        ([("people.cid.slack", ...)], set(), set()),
        ([("teams.counter.channel", ...)], {("unreachable", "", "", "")}, set()),
    ],
)  # fmt: skip
def test_each_kind_of_gap_is_found(bakery: Knowledge, changes, more, fewer):
    assert found_gaps(changed(*changes), bakery) == (found_gaps(GOOD, bakery) | more) - fewer


def test_gaps_print_as_a_table_and_as_csv(bakery: Knowledge):
    company = parse_company(changed(("roles.3", {"role": "mill_manager"})), "company.yml", bakery, TODAY)
    found = gaps(company, bakery)
    rows = list(csv.DictReader(io.StringIO(gaps_csv(found))))
    assert rows[0] == {
        "gap": "vacant_role", "role": "mill_manager", "duty": "", "site": "", "missing": "nobody is Mill Manager",
    }  # fmt: skip
    lines = gaps_text(found).splitlines()
    assert len(lines) == len(rows) + 1 == len(found) + 1
    assert len({line.index(word) for line, word in zip(lines, ["missing", "nobody"], strict=False)}) == 1
    assert gaps_text(()) == "There are no gaps."
    assert gaps_csv(()) == "gap,role,duty,site,missing\n"


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
