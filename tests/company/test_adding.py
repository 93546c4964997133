"""What sources say, put into a company: whom they mean, what is kept of a keeper's, and who is nobody."""

from copy import deepcopy
from typing import Any

import pytest

from bot.company.sources.adding import add_found
from bot.company.sources.found import Found, FoundRota, FoundShift, FoundSystem, FoundTeam
from bot.company.sources.whom import Whom

MAP: dict[str, Any] = {
    "name": "Crumb",
    "sites": {"hill": {"name": "Hill"}},
    "teams": {
        "it": {"name": "IT Help-Desk", "email": "it@crumb.example"},
        "ovens": {"name": "Ovens", "aliases": ["Bakers"]},
    },
    "people": {
        "ann": {"name": "Ann Loaf", "email": "Ann@crumb.example", "team": "ovens"},
        "bob": {"name": "Bob Rye"},
        "bob_2": {"name": "Bob Rye", "left": "2026-01-01"},
        "cid": {"name": "Cid Bun"},
        "cid_2": {"name": "Cid Bun"},
        "eve": {"name": "Eve Oat", "left": "2026-01-01"},
    },
    "systems": {
        "till": {"name": "Till", "owner": "ann", "channel": "#till"},
        "old": {"name": "Old", "source": "here"},
        "wiki": {"name": "Wiki", "owner": "ann", "channel": "#wiki", "purpose": "Old words.", "source": "here"},
    },
}
HANDLES = {"@AnnL": "ann", "@crumb/x": "Bakers", "user:bobby": "Bob Rye", "group:pay": "it@crumb.example"}


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("@crumb/it-help-desk", ("it",)),
        ("@crumb/sub/it_help_desk", ("it",)),
        ("group:default/bakers", ("ovens",)),
        ("IT help desk", ("it",)),
        ("it@crumb.example", ("it",)),
        ("ann@CRUMB.example", ("ann",)),
        ("@ann-loaf", ("ann",)),
        ("@annl", ("ann",)),
        ("@crumb/x", ("ovens",)),
        ("bobby", ("bob",)),
        ("user:default/bobby", ("bob",)),
        ("group:pay", ("it",)),
        # Of two of one name whoever is still here is meant; of two who are, neither.
        ("user:bob.rye", ("bob",)),
        ("cid bun", ("cid", "cid_2")),
        # Whoever left is known, so that it is a gap and not forgotten.
        ("Eve Oat", ("eve",)),
        # An id, a first name or half an address is no name; a team is no person and a person no team.
        ("@ann", ()),
        ("@crumb/ann-loaf", ()),
        ("user:ovens", ()),
        ("group:ann-loaf", ()),
        ("", ()),
    ],
)
def test_owners_are_meant_by_name_address_or_handle_and_never_by_a_guess(written: str, meant: tuple[str, ...]):
    assert Whom(MAP, HANDLES).meant(written) == meant


@pytest.mark.parametrize(
    ("text", "people"),
    [
        ("On call: Ann Loaf", ("ann",)),
        ("ann loaf - primary", ("ann",)),
        ("Primary (ann@crumb.example)", ("ann",)),
        ("Ann Loaf for Bob Rye", ("ann", "bob")),
        ("Annabel Loafer", ()),
        ("Ann", ()),
        ("Ovens", ()),
    ],
)
def test_a_title_names_whom_it_has_by_whole_name_or_address(text: str, people: tuple[str, ...]):
    assert Whom(MAP, {}).told_in(text) == people


def added(*found: Found, content: dict[str, Any] | None = None) -> tuple[dict[str, Any], list[str]]:
    result, notes = deepcopy(content or MAP), []
    add_found(result, found, {}, notes)
    return result, notes


def test_an_owner_that_is_nobody_is_reported_once_and_not_invented():
    systems = tuple(FoundSystem(f"S{number}", "here", owners=("@crumb/ghosts",)) for number in range(7))
    content, notes = added(Found("here", systems=systems))
    assert all("owner" not in content["systems"][f"s{number}"] for number in range(7))
    assert notes == ["here: '@crumb/ghosts' is nobody in the map; left out of S0, S1, S2, S3, S4 and 2 more"]


def test_an_owner_that_may_be_several_is_nobody_and_said():
    content, notes = added(Found("here", systems=(FoundSystem("S", "here", owners=("Cid Bun", "Ann Loaf")),)))
    assert content["systems"]["s"] == {"name": "S", "source": "here", "owner": "ann"}
    assert notes == ["here: 'Cid Bun' may mean cid or cid_2; left out of S"]


def test_several_owners_are_all_told_and_none_of_them_is_chosen():
    content, _ = added(Found("here", systems=(FoundSystem("S", "here", owners=("@crumb/ovens", "Ann Loaf")),)))
    assert content["systems"]["s"] == {"name": "S", "source": "here", "maintainers": ["ovens", "ann"]}


def test_a_source_changes_what_came_from_it_and_what_is_gone_there_ends():
    wiki = FoundSystem("wiki", "here", ("handbook",), ("@crumb/ovens",), "New words.", "https://wiki.example")
    content, notes = added(Found("here", systems=(wiki,)))
    assert content["systems"].keys() == {"till", "wiki"}
    assert content["systems"]["wiki"] == {
        "name": "Wiki", "owner": "ovens", "channel": "#wiki", "purpose": "New words.", "link": "https://wiki.example",
        "aliases": ["handbook"], "source": "here",
    }  # fmt: skip
    assert notes == []
    content, _ = added(Found("here", systems=(FoundSystem("Wiki", "here"),)))
    assert "owner" not in content["systems"]["wiki"]
    content, _ = added(Found("elsewhere"))
    assert content["systems"] == MAP["systems"]


def test_what_a_keeper_wrote_stays_and_the_difference_is_said():
    till = FoundSystem("Till", "CODEOWNERS, till", owners=("@crumb/ovens",), purpose="Takes money.")
    content, notes = added(Found("CODEOWNERS", systems=(till,)))
    assert content["systems"]["till"] == {**MAP["systems"]["till"], "purpose": "Takes money."}
    assert notes == [
        "CODEOWNERS, till: @crumb/ovens owns Till here, which the company file says otherwise; that counts"
    ]


def test_groups_are_teams_that_there_are_or_new_ones_under_names_that_are_free():
    teams = (
        FoundTeam(
            "bakers", "here", email="bakers@crumb.example", members=("ann@crumb.example", "Bob Rye", "@crumb/it")
        ),
        FoundTeam("Hill", "here", aliases=("hill-crew",), email="none", purpose="Grinds."),
    )
    content, notes = added(Found("here", teams=teams))
    # Ann's team it is anyway.
    assert content["teams"]["ovens"] == {**MAP["teams"]["ovens"], "email": "bakers@crumb.example", "members": ["bob"]}
    assert content["teams"]["hill"] == {"name": "Hill team", "aliases": ["hill-crew"], "purpose": "Grinds."}
    assert notes == [
        "here: 'none' is no address; it was left out",
        "here: '@crumb/it' is nobody in the map; left out of bakers",
    ]


def shift(*people: tuple[str, ...]) -> FoundShift:
    return FoundShift("2026-10-20", "2026-10-21", people, "on-call.ics, 'x' of 2026-10-20")


def test_a_rota_has_the_shifts_of_its_calendar_and_keeps_its_channel():
    content = {**MAP, "rotas": {"n": {"name": "Nights", "channel": "#n", "shifts": [{"person": "bob"}]},
                                "gone": {"name": "Gone", "source": "on-call.ics"}}}  # fmt: skip
    rota = FoundRota("nights", "on-call.ics", (shift(("ann@x.example", "Ann Loaf"), ("Zed",)),), "Bakers")
    found, notes = added(Found("on-call.ics", rotas=(rota,)), content=content)
    assert found["rotas"] == {
        "n": {
            "name": "Nights", "channel": "#n", "source": "on-call.ics", "team": "ovens",
            "shifts": [{"since": "2026-10-20", "until": "2026-10-21", "person": "ann"}],
        }
    }  # fmt: skip
    assert notes == ["on-call.ics: 'Zed' is nobody in the map; left out of on-call.ics, 'x' of 2026-10-20"]


def test_a_rota_of_a_person_is_refused_as_none_of_a_team():
    _, notes = added(Found("here", rotas=(FoundRota("Nights", "on-call.ics", (), "Ann Loaf"),)))
    assert notes == ["on-call.ics: 'Ann Loaf' is a person, and a rota is a team's; it was left out"]
