"""Names of a company: people in any form, and what is a name only where it stands as one."""

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.company.model import Company
from bot.search.colleagues import CompanyNames, NameKind, likest

WOOL: dict[str, Any] = {
    "name": "Wool",
    "sites": {"hull": {"name": "Hull"}, "cork": {"name": "Cork", "aliases": ["the old mill"]}},
    "teams": {
        "dyeing": {"name": "Dyeing", "channel": "#dyeing", "site": "hull", "purpose": "Dyes wool."},
        "people": {"name": "People", "aliases": ["HR"], "lead": "eva"},
        "it": {"name": "IT"},
    },
    "people": {
        "asa": {"name": "Åsa Nyström", "title": "Head of Wool", "team": "dyeing", "site": "hull", "slack": "U0ASA00001",
                "email": "asa@wool.example", "deputy": "bert"},
        "bert": {"name": "Bert O'Hara", "title": "Senior Dyer", "team": "dyeing", "site": "cork", "manager": "asa",
                 "slack": "@bert.oh", "phone": "+44 20 1"},
        "cem": {"name": "Cem Işık", "title": "Dyer (Interim)", "team": "dyeing", "site": "hull", "manager": "asa",
                "away": True, "deputy": "bert"},
        "eva": {"name": "Eva Grace", "title": "Data Protection Officer", "team": "people", "site": "hull",
                "manager": "asa"},
        "eva_2": {"name": "Eva Klein", "title": "Recruiter", "team": "people", "manager": "eva"},
        "lou": {"name": "Lou Fern", "title": "Recruiter", "team": "people", "left": "2026-01-31"},
    },
    "systems": {"loom": {"name": "Loomsoft", "owner": "bert", "channel": "#looms"}},
    "rotas": {"nights": {"name": "Nights",
                         "shifts": [{"since": "2020-01-01", "until": "2099-12-31", "person": "bert"}]}},
}  # fmt: skip
NAMES = CompanyNames(Company.parse_obj(WOOL))


def found_in(text: str) -> list[tuple[str, str, tuple[str, ...]]]:
    return [(text[each.start : each.end], each.kind.value, each.ids) for each in NAMES.find(text)]


@pytest.mark.parametrize(
    ("text", "name", "ids"),
    [
        ("who is Åsa Nyström", "Åsa Nyström", ("asa",)),
        ("who is asa nystrom", "asa nystrom", ("asa",)),
        ("who is Nystroem", "Nystroem", ("asa",)),
        ("who is Åsa Nystrøm", "Åsa Nystrøm", ("asa",)),
        ("who is Asa Nystrm", "Asa Nystrm", ("asa",)),
        ("is Bert O'Hara's desk free", "Bert O'Hara", ("bert",)),
        ("ask bert ohara", "bert ohara", ("bert",)),
        ("who is @U0ASA00001", "@U0ASA00001", ("asa",)),
        ("who is @bert.oh", "@bert.oh", ("bert",)),
        ("mail asa@wool.example", "asa@wool.example", ("asa",)),
        ("who is Cem Isik", "Cem Isik", ("cem",)),
        ("who is Eva", "Eva", ("eva", "eva_2")),
        ("who is Eva Klein", "Eva Klein", ("eva_2",)),
        ("who is Lou", "Lou", ("lou",)),
        # What is theirs, without its mark; as a word of its own only where something follows.
        ("who is berts boss", "bert", ("bert",)),
        ("who is cem isiks boss", "cem isik", ("cem",)),
        ("graces number", "grace", ("eva",)),
        # Heard rather than read.
        ("who is Nystrem", "Nystrem", ("asa",)),
        ("who is Ohera", "Ohera", ("bert",)),
        ("who is Mr. O'Hara", "Mr. O'Hara", ("bert",)),
        ("the number of miss Klein", "miss Klein", ("eva_2",)),
        ("sorry who was eva klein again", "eva klein", ("eva_2",)),
        ("who was Lou again", "Lou", ("lou",)),
        # Whoever shares one name with a colleague is not that colleague.
        ("who is Bert Zorro", "Bert Zorro", ()),
    ],
)
def test_people_are_found_however_they_are_written(text: str, name: str, ids: tuple[str, ...]):
    assert found_in(text) == [(name, "person", ids)]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("who is the head of wool", [("head of wool", "title", ("head of wool",))]),
        ("who is the DPO", [("DPO", "title", ("data protection officer",))]),
        ("all dyers here", [("dyers", "title", ("dyer", "senior dyer"))]),
        ("in HULL and at the old mill", [("HULL", "site", ("hull",)), ("the old mill", "site", ("cork",))]),
        ("is Loomsoft on", [("Loomsoft", "system", ("loom",))]),
        ("who is in IT", [("IT", "team", ("it",))]),
        ("ask the it team", [("it", "team", ("it",))]),
        # Words like any other.
        ("who fixes it", []),
        ("very helpful", []),
        ("hulls and corks", []),
        ("", []),
    ],
)
def test_titles_places_and_systems_are_found_where_they_stand_as_names(text: str, found: list):
    assert found_in(text) == found


def test_the_company_itself_is_found_by_its_name_unless_that_is_a_word_like_any_other():
    named = CompanyNames(Company.parse_obj({**WOOL, "name": "Brackwater"}))
    assert [each.kind for each in named.find("who leads Brackwater")] == [NameKind.company]
    assert found_in("who leads wool") == []


def test_a_name_that_is_another_word_is_not_sure_in_small_letters():
    assert [each.sure for each in NAMES.find("what does grace do")] == [False]
    assert [each.sure for each in NAMES.find("what does Grace do")] == [True]


# The first name that is looked for opens the dictionary.
@settings(deadline=None)
@given(
    st.text() | st.lists(st.sampled_from(["Eva", "klein", "it", "IT", "HR", "@bert", "'s", "Nystrom"])).map(" ".join)
)
def test_names_in_any_text_stand_in_order_and_apart(text: str):
    end = 0
    for name in NAMES.find(text):
        assert end <= name.start < name.end <= len(text)
        assert name.ids or name.kind is NameKind.person
        end = name.end


def test_the_likest_titles_are_those_nearest_in_meaning(encoder):
    titles = {"a": "Software Engineer", "b": "Head Baker", "c": "Software Engineer"}
    assert likest(encoder, "software developer", titles) == ["a", "c"]
    assert likest(encoder, "software developer", {}) == []
