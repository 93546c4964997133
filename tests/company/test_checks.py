"""Every kind of mistake in a company file is named where it is."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from bot.company.files import check_company
from bot.knowledge.files import Knowledge
from tests.company.bakery import TODAY, changed, problems

EMPTY = Knowledge((), {}, {})


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
