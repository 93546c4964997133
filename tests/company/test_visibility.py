"""What of people is seen by whom: by colleagues, and by visitors where those are told of people at all."""

import itertools
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml

from bot.company.files import company_content, read_company, write_company
from bot.company.merge import merged
from bot.company.model import FIELDS_OF_PEOPLE, Company, Person, Visibility
from bot.company.visibility import seen_by
from bot.errors import InvalidKnowledge

FULL = {
    "title": "Baker", "manager": "bob", "slack": "U1", "email": "ann@crumb.example", "phone": "+44 20 7946 0000",
    "zone": "Europe/London", "languages": ["French"], "team": "ovens", "site": "hull", "away": {"until": "2026-12-01"},
    "deputy": "bob",
}  # fmt: skip
CONTENT: dict[str, Any] = {
    "name": "Crumb",
    "sites": {"hull": {"name": "Hull"}},
    "teams": {"ovens": {"name": "Ovens", "members": ["bob"]}},
    "people": {"ann": {"name": "Ann Loaf", **FULL}, "bob": {"name": "Bob Rye", "team": "ovens", "title": "Miller"}},
}


def company(visibility: Any, **people: Any) -> Company:
    told = {key: person | {"visibility": people.get(key, {})} for key, person in CONTENT["people"].items()}
    return Company.parse_obj({**CONTENT, "people": told, "visibility": visibility})


def shown(person: Person) -> set[str]:
    return {field for field in FIELDS_OF_PEOPLE if getattr(person, field)}


def test_every_field_of_a_person_may_be_hidden_but_the_name_and_that_they_left():
    assert set(Person.__fields__) - set(FIELDS_OF_PEOPLE) == {"name", "aliases", "left", "visibility"}
    assert shown(company({}).people["ann"]) == set(FIELDS_OF_PEOPLE)


@pytest.mark.parametrize("field", FIELDS_OF_PEOPLE)
def test_a_field_is_seen_by_those_whom_it_is_for_and_nothing_else_changes(field: str):
    for level, colleagues in itertools.product(Visibility, (True, False)):
        seen = seen_by(company({field: level}), colleagues).people["ann"]
        is_seen = level is Visibility.everyone or (level is Visibility.colleagues and colleagues)
        assert shown(seen) == set(FIELDS_OF_PEOPLE) - (set() if is_seen else {field})
        assert seen.name == "Ann Loaf"


def test_a_persons_own_visibility_goes_before_the_companys():
    found = seen_by(
        company({"phone": "nobody", "email": "everyone"}, ann={"phone": "everyone", "email": "nobody"}), True
    )
    assert (found.people["ann"].phone, found.people["ann"].email) == ("+44 20 7946 0000", None)


def test_whose_team_is_hidden_is_not_among_its_members():
    found = seen_by(company({"team": "nobody"}), True)
    assert found.teams["ovens"].members == ()


def test_who_has_a_title_that_is_hidden_is_found_by_none():
    titles = {"titles": [{"title": "Baker", "role": "head_baker"}]}
    whole = Company.parse_obj(CONTENT | titles)
    assert whole.holders("head_baker")
    assert not seen_by(Company.parse_obj(CONTENT | titles | {"visibility": {"title": "nobody"}}), True).holders(
        "head_baker"
    )


def test_what_hides_nothing_is_the_company_itself_and_a_view_is_made_once():
    whole = company({"phone": "colleagues"})
    assert seen_by(whole, True) is whole
    assert seen_by(whole, False) is seen_by(whole, False) is not whole


def test_it_is_written_read_and_kept_by_an_import(tmp_path: Path, small: Any):
    path = tmp_path / "company.yml"
    write_company(company({"phone": "nobody"}, ann={"email": "colleagues"}), path)
    again = read_company(path, small.store)
    assert again.visibility == {"phone": Visibility.nobody}
    assert again.people["ann"].visibility == {"email": Visibility.colleagues}
    new = {"name": "Crumb", "people": {"ann": {"name": "Ann Loaf"}}}
    kept = merged(company_content(again), new, date(2026, 10, 15), [])
    assert (kept["visibility"], kept["people"]["ann"]["visibility"]) == ({"phone": "nobody"}, {"email": "colleagues"})


@pytest.mark.parametrize("visibility", [{"phne": "nobody"}, {"phone": "friends"}, {"name": "nobody"}, ["phone"]])
def test_what_is_no_field_or_no_audience_is_said(tmp_path: Path, small: Any, visibility: Any):
    path = tmp_path / "company.yml"
    path.write_text(yaml.safe_dump({**CONTENT, "visibility": visibility}), encoding="utf-8")
    with pytest.raises(InvalidKnowledge, match="visibility"):
        read_company(path, small.store)
