"""Who in the company to turn to."""

import logging
import os
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml

from actions.people import contacts, open_company, places
from bot.company.files import parse_company
from bot.company.model import Company
from bot.knowledge.files import read_knowledge
from bot.knowledge.store import Store, write_store
from bot.saying.answer import PersonRef
from bot.settings import ROOT, load_settings
from tests.conftest import SMALL_TREE, write_tree

TODAY = date(2026, 6, 15)
CONTENT: dict[str, Any] = {
    "name": "Crumb & Sons",
    "sites": {"hill": {"name": "Hill", "aliases": ["the old mill"]}, "quay": {"name": "Quay Street"}},
    "teams": {
        "counter": {"name": "Counter", "aliases": ["R&D"], "site": "quay", "channel": "#counter",
                    "email": "c@x.example"},
        "nights": {"name": "Night Shift", "site": "hill"},
        "days": {"name": "Day Shift", "site": "hill", "channel": "#days"},
    },
    "people": {
        "ann": {"name": "Ann", "slack": "U01ANN0001", "site": "hill", "deputy": "bob"},
        "bob": {"name": "Bob", "email": "bob@x.example", "site": "quay", "away": {"until": "2026-07-01"},
                "deputy": "dot"},
        "cid": {"name": "Cid", "slack": "@cid", "team": "nights", "away": True, "deputy": "days"},
        "dot": {"name": "Dot", "slack": "@dot", "team": "days"},
    },
    "roles": [
        {"role": "head_baker", "site": "hill", "people": ["ann"]},
        {"role": "head_baker", "site": "quay", "people": ["bob"]},
        {"role": "shop_manager", "team": "counter"},
        {"role": "mill_manager", "people": ["dot", "cid"]},
    ],
    "duties": [
        {"role": "head_baker", "duty": "bread", "accountable": "ann", "responsible": ["bob"]},
        {"role": "head_baker", "duty": "complaints", "site": "quay", "accountable": "counter"},
        {"role": "mill_manager", "duty": "flour", "accountable": "dot", "responsible": ["cid"]},
    ],
}  # fmt: skip


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Store:
    folder = tmp_path_factory.mktemp("people")
    write_store(read_knowledge(write_tree(folder, SMALL_TREE)), folder / "small.db", {})
    return Store(folder / "small.db")


@pytest.fixture
def company(store: Store) -> Company:
    return parse_company(CONTENT, "company.yml", store, TODAY)


@pytest.mark.parametrize(
    ("role", "duty", "site", "team", "expected"),
    [
        ("head_baker", "bread", None, None, [("Ann", "accountable", ""), ("Dot", "responsible", "Bob")]),
        ("head_baker", "bread", "quay", None, [("Ann", "accountable", ""), ("Dot", "responsible", "Bob")]),
        ("head_baker", "complaints", "quay", None, [("Counter", "accountable", "")]),
        ("head_baker", "complaints", "hill", None, [("Ann", "holder", "")]),
        ("head_baker", "complaints", None, None, [("Counter", "accountable", ""), ("Ann", "holder", "")]),
        ("head_baker", "apprentices", "quay", None, [("Dot", "holder", "Bob")]),
        ("mill_manager", None, None, None, [("Dot", "holder", ""), ("Day Shift", "holder", "Cid")]),
        ("mill_manager", None, None, "nights", [("Day Shift", "holder", "Cid")]),
        ("mill_manager", None, "quay", "nights", [("Day Shift", "holder", "Cid")]),
        ("shop_manager", None, None, None, [("Counter", "holder", "")]),
        ("no_such_role", None, None, None, []),
    ],
)
def test_the_accountable_come_first_and_deputies_stand_in(company: Company, role, duty, site, team, expected):
    found = contacts(company, role, duty, site, team, today=TODAY)
    assert [(each.name, each.part, each.stands_in_for) for each in found] == expected


def test_a_contact_says_how_to_reach_them(company: Company):
    assert contacts(company, "head_baker", site="quay", today=TODAY) == (
        PersonRef("Dot", "head_baker", "holder", site="Quay Street", team="Day Shift", slack="@dot", channel="#days",
                stands_in_for="Bob", until="2026-07-01", id="dot"),
    )  # fmt: skip
    assert contacts(company, "shop_manager", today=TODAY) == (
        PersonRef("Counter", "shop_manager", "holder", site="Quay Street", email="c@x.example",
                channel="#counter", id="counter"),
    )  # fmt: skip


@pytest.mark.parametrize(("day", "name"), [("2026-07-01", "Dot"), ("2026-07-02", "Bob")])
def test_who_is_back_answers_again(company: Company, day: str, name: str):
    (found,) = contacts(company, "head_baker", site="quay", today=date.fromisoformat(day))
    assert found.name == name


def test_a_deputy_who_has_the_role_too_is_named_once_and_for_that(store: Store):
    roles = [{"role": "head_baker", "site": "quay", "people": ["bob", "dot"]}]
    company = parse_company({**CONTENT, "roles": roles, "duties": []}, "company.yml", store, TODAY)
    assert [(each.name, each.stands_in_for) for each in contacts(company, "head_baker", today=TODAY)] == [("Dot", "")]


@pytest.mark.parametrize(
    ("role", "duty", "site", "expected"),
    [
        ("head_baker", None, None, ["hill", "quay"]),
        ("head_baker", None, "hill", []),
        ("head_baker", "bread", None, []),
        ("head_baker", "complaints", None, ["hill", "quay"]),
        ("shop_manager", None, None, []),
        ("mill_manager", None, None, ["days", "nights"]),
        ("mill_manager", None, "hill", ["days", "nights"]),
        ("mill_manager", "flour", None, []),
        ("no_such_role", None, None, []),
    ],
)
def test_a_place_is_asked_for_only_where_it_makes_a_difference(company: Company, role, duty, site, expected):
    assert [place.id for place in places(company, role, duty, site)] == expected


@pytest.mark.parametrize("role", ["head_baker", "shop_manager", "mill_manager"])
@pytest.mark.parametrize("duty", [None, "bread", "complaints", "till"])
def test_every_place_that_is_offered_has_someone_and_leaves_nothing_to_ask(company: Company, role: str, duty: str):
    for place in places(company, role, duty):
        chosen = {place.kind: place.id}
        assert contacts(company, role, duty, **chosen, today=TODAY)
        if place.kind == "site":
            assert all(each.kind == "team" for each in places(company, role, duty, place.id))


@pytest.fixture
def path(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where the settings say that the company file is; there is none yet."""
    monkeypatch.setenv("ROLEWISE_COMPANY", str(tmp_path / "company.yml"))
    return tmp_path / "company.yml"


def test_without_a_file_there_is_no_company(path: Path, store: Store):
    assert open_company(store) is None


def test_the_file_is_read_once_and_again_when_it_changes(path: Path, store: Store):
    path.write_text(yaml.safe_dump(CONTENT), encoding="utf-8")
    first = open_company(store, TODAY)
    assert first is not None
    assert open_company(store, TODAY) is first
    path.write_text(yaml.safe_dump({**CONTENT, "name": "Another"}), encoding="utf-8")
    os.utime(path, ns=(1, 1))
    again = open_company(store, TODAY)
    assert again is not None
    assert again.name == "Another"
    path.unlink()
    assert open_company(store, TODAY) is None


def test_a_broken_file_is_logged_once_and_answered_without(path: Path, store: Store, caplog: pytest.LogCaptureFixture):
    path.write_text("name: Crumb\nroles: [{role: nobody}]\n", encoding="utf-8")
    with caplog.at_level(logging.ERROR):
        assert open_company(store, TODAY) is None
        assert open_company(store, TODAY) is None
    assert len(caplog.records) == 1
    assert "company.yml: roles[0].role: there is no role 'nobody'" in caplog.text


def test_the_setting_reaches_the_processes_that_are_started(tmp_path: Path):
    given = load_settings({"ROLEWISE_COMPANY": str(tmp_path / "ours.yml")})
    assert given.company == tmp_path / "ours.yml"
    assert load_settings(given.environment()).company == given.company
    assert load_settings({}).company == ROOT / "knowledge/company.yml"
