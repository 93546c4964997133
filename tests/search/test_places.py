"""Sites and teams of the company: which one a text names, and the company file read again when it changed."""

import logging
import os
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.company.model import Company
from bot.knowledge.files import read_knowledge
from bot.knowledge.store import Store, write_store
from bot.search.places import Place, company_names, open_company, place_named, places_in
from tests.conftest import SMALL_TREE, write_tree

TODAY = date(2026, 6, 15)
COMPANY = Company.parse_obj(
    {
        "name": "Crumb & Sons",
        "sites": {
            "hill": {"name": "Hill", "aliases": ["the old mill"]},
            "quay": {"name": "Quay Street"},
            "top": {"name": "Hill Top"},
        },
        "teams": {
            "counter": {"name": "Counter", "aliases": ["R&D"], "site": "quay", "email": "c@x.example"},
            "nights": {"name": "Night Shift", "site": "hill", "channel": "#nights"},
            "mill": {"name": "Mill"},
        },
    }
)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("who bakes the bread at HILL?", "hill"),
        ("who bakes at the Old  Mill", "hill"),
        ("the hillside", None),
        ("in Quay-Street, please", "quay"),
        ("the quay", None),
        ("who in r & d", "counter"),
        ("the night shift at Hill", "nights"),
        ("", None),
    ],
)
def test_a_place_is_found_by_its_whole_name_in_any_case(text: str, expected: str | None):
    found = place_named(COMPANY, text)
    assert (found.id if found else None) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("the night shift at Hill", [("nights", "night shift"), ("hill", "Hill")]),
        ("Hill, Hill and the counter", [("hill", "Hill"), ("hill", "Hill"), ("counter", "counter")]),
        ("R&D in Quay Street", [("counter", "R&D"), ("quay", "Quay Street")]),
        # The longest name, and none within it.
        ("the old mill on Hill Top", [("hill", "the old mill"), ("top", "Hill Top")]),
        ("nobody anywhere", []),
    ],
)
def test_every_place_is_found_where_it_stands(text: str, expected: list[tuple[str, str]]):
    found = places_in(COMPANY, text)
    assert [(mention.place.id, text[mention.start : mention.end]) for mention in found] == expected


def test_every_name_means_its_own_place():
    names = list(company_names(COMPANY))
    assert ("the old mill", Place("site", "hill", "Hill")) in names
    assert len(names) == 8
    assert all(place_named(COMPANY, f"who is it at {name}?") == place for name, place in names)


@given(
    st.text() | st.lists(st.sampled_from(["hill", "The", "old", "MILL", "quay", "street", "r", "&", "d"])).map(" ".join)
)
def test_places_in_any_text_stand_in_order_and_apart(text: str):
    mentions = places_in(COMPANY, text)
    known = {place for _, place in company_names(COMPANY)}
    end = 0
    for mention in mentions:
        assert end <= mention.start < mention.end <= len(text)
        assert mention.place in known
        assert place_named(COMPANY, text[mention.start : mention.end]) == mention.place
        end = mention.end
    assert (place_named(COMPANY, text) is None) == (not mentions)


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Store:
    folder = tmp_path_factory.mktemp("places")
    write_store(read_knowledge(write_tree(folder, SMALL_TREE)), folder / "small.db", {})
    return Store(folder / "small.db")


def test_a_company_file_is_read_again_only_when_it_changed(tmp_path: Path, store: Store):
    path = tmp_path / "company.yml"
    assert open_company(path, store, TODAY) is None
    path.write_text("name: Crumb", encoding="utf-8")
    first = open_company(path, store, TODAY)
    assert first
    assert open_company(path, store, TODAY) is first
    path.write_text("name: Bread", encoding="utf-8")
    os.utime(path, ns=(1, 1))
    again = open_company(path, store, TODAY)
    assert again
    assert again.name == "Bread"


def test_a_company_file_with_problems_counts_as_none_and_is_logged_once(
    tmp_path: Path, store: Store, caplog: pytest.LogCaptureFixture
):
    path = tmp_path / "company.yml"
    path.write_text("name: Crumb\nroles: [{role: nobody}]\n", encoding="utf-8")
    with caplog.at_level(logging.ERROR):
        assert open_company(path, store, TODAY) is open_company(path, store, TODAY) is None
    assert len(caplog.records) == 1
