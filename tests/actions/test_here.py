"""Who it is in the company, over a small store and a small company file."""

from pathlib import Path
from typing import Any

import pytest
import yaml

from actions.answering import ActionAnswer
from actions.here import MOST_PEOPLE, find_people
from actions.knowledge import Known
from bot.reading.reading import Asked, Named
from bot.saying.answer import Answer
from bot.saying.compose import document_of
from bot.saying.text import as_text
from tests.actions.asking import Said, answered, said
from tests.actions.tracker import message, place_entity, question, role_entity, run

BAKER, SHOP, MILL, HAND = "head_baker", "shop_manager", "mill_manager", "dough_hand"
COMPANY: dict[str, Any] = {
    "name": "Crumb & Sons",
    "sites": {"hill": {"name": "Hill"}, "quay": {"name": "Quay Street", "aliases": ["the quay"]}},
    "teams": {
        "counter": {"name": "Counter", "site": "quay", "channel": "#counter"},
        "nights": {"name": "Night Shift", "site": "hill"},
        "days": {"name": "Day Shift", "site": "hill", "channel": "#days"},
    },
    "people": {
        "ann": {"name": "Ann", "slack": "U01ANN0001", "site": "hill"},
        "bob": {"name": "Bob", "site": "quay", "away": {"until": "2999-07-01"}, "deputy": "dot"},
        "cid": {"name": "Cid", "team": "nights"},
        "dot": {"name": "Dot", "email": "dot@x.example", "team": "days"},
        "eve": {"name": "Eve", "site": "quay", "away": True, "deputy": "ann"},
        "fay": {"name": "Fay"},
        "gus": {"name": "Gus"},
        "hal": {"name": "Hal"},
    },
    "roles": [
        {"role": BAKER, "site": "hill", "people": ["ann"]},
        {"role": BAKER, "site": "quay", "people": ["bob"]},
        {"role": SHOP, "team": "counter"},
        {"role": MILL, "people": ["cid", "dot"]},
    ],
    "duties": [
        {"role": SHOP, "duty": "till", "accountable": "eve"},
        {"role": BAKER, "duty": "bread", "site": "hill", "accountable": "ann"},
        {"role": BAKER, "duty": "bread", "site": "quay", "accountable": "fay"},
    ],
}


@pytest.fixture
def company(no_company: Path) -> Path:
    return written(COMPANY, no_company)


def written(content: dict[str, Any], path: Path) -> Path:
    path.write_text(yaml.safe_dump(content), encoding="utf-8")
    return path


def people(answer: Answer) -> list[tuple[str, str]]:
    return [(person.name, person.stands_in_for) for person in answer.people]


@pytest.mark.parametrize(
    ("role", "place", "kind", "named", "choices"),
    [
        (BAKER, "", "which_place", [], ["Hill", "Quay Street"]),
        (BAKER, "Hill", "person", [("Ann", "")], []),
        (BAKER, "the quay", "person", [("Dot", "Bob")], []),
        (BAKER, "Atlantis", "which_place", [], ["Hill", "Quay Street"]),
        (SHOP, "", "person", [("Counter", "")], []),
        # Nobody has it at Hill: whoever has it elsewhere is better than nobody.
        (SHOP, "Hill", "person", [("Counter", "")], []),
        (MILL, "", "which_place", [], ["Night Shift", "Day Shift"]),
        (MILL, "Night Shift", "person", [("Cid", "")], []),
        (MILL, "Hill", "which_place", [], ["Night Shift", "Day Shift"]),
        (HAND, "", "nobody_here", [], []),
        (HAND, "Hill", "nobody_here", [], []),
    ],
)
def test_who_has_a_role_is_named_once_the_place_is_clear(
    guided: Known, company: Path, role: str, place: str, kind: str, named, choices: list[str]
):
    answer = find_people(guided, (role,), place)
    assert (answer.kind, [each.id for each in answer.roles]) == (kind, [role])
    assert (people(answer), list(answer.choices)) == (named, choices)


def test_a_person_is_named_with_how_to_reach_them(guided: Known, company: Path):
    (dot,) = find_people(guided, (BAKER,), "Quay Street").people
    assert (dot.role, dot.team, dot.email, dot.channel, dot.until) == (
        BAKER,
        "Day Shift",
        "dot@x.example",
        "#days",
        "2999-07-01",
    )


def test_a_team_that_is_turned_to_itself_is_not_named_twice(guided: Known, company: Path):
    (counter,) = find_people(guided, (SHOP,), "").people
    assert (counter.name, counter.team, counter.site, counter.channel) == ("Counter", "", "Quay Street", "#counter")


def test_no_more_than_a_few_people_are_named_for_one_role(guided: Known, no_company: Path):
    crowd = {"role": HAND, "people": ["ann", "eve", "fay", "gus", "hal"]}
    written({**COMPANY, "roles": [*COMPANY["roles"], crowd]}, no_company)
    assert len(find_people(guided, (HAND,), "Hill").people) <= MOST_PEOPLE


@pytest.mark.parametrize("content", [None, {"name": "Crumb", "roles": [{"role": "nobody"}]}])
def test_without_a_company_file_that_can_be_read_there_is_no_company(guided: Known, no_company: Path, content):
    if content:
        written(content, no_company)
    answer = find_people(guided, (BAKER,), "")
    assert (answer.kind, answer.asked, answer.people) == ("no_company", "Head Baker", ())
    found = answered(Asked.who, said("", duties=("cashing up",)), guided)
    assert (found.kind, found.people) == ("who_handles", ())


@pytest.mark.parametrize(
    ("duty", "place", "roles", "named", "choices"),
    [
        ("cashing up", "", [SHOP], [("Ann", "Eve")], []),
        ("choose the loaves", "", [BAKER], [], ["Hill", "Quay Street"]),
        ("choose the loaves", "Hill", [BAKER], [("Ann", "")], []),
        ("choose the loaves", "Quay Street", [BAKER], [("Fay", "")], []),
        # Of those who share it only the first is who to turn to.
        ("stale bread", "", [SHOP, BAKER], [("Counter", "")], []),
        ("moon landings", "", [], [], []),
    ],
)
def test_who_handles_something_is_told_with_who_that_is_here(
    guided: Known, company: Path, duty: str, place: str, roles: list[str], named, choices: list[str]
):
    answer = answered(Asked.who, said(f"and in {place}", duties=(duty,), at=place), guided)
    assert ([role.id for role in answer.roles], people(answer)) == (roles, named)
    assert list(answer.choices) == choices


def test_two_duties_are_told_with_the_people_of_both_in_their_order(guided: Known, company: Path):
    answer = answered(Asked.who, said("", duties=("cashing up", "stale bread")), guided)
    assert people(answer) == [("Ann", "Eve"), ("Counter", "")]


def test_the_place_is_asked_for_the_role_it_makes_a_difference_to(guided: Known, company: Path):
    answer = answered(Asked.who, said("", duties=("cashing up", "choose the loaves")), guided)
    assert "Who the Head Baker is depends on where you are" in as_text(document_of(answer))


# ---- in a conversation


def test_a_place_that_was_asked_for_and_chosen_is_remembered(guided: Known, company: Path, monkeypatch):
    first = run(
        ActionAnswer(),
        message("who is our head baker", "ask_person", [role_entity("head baker", BAKER)]),
        guided,
        monkeypatch,
    )
    assert first.kinds == ["which_place"]
    assert [button["payload"] for button in first.messages[0]["buttons"]] == ["Hill", "Quay Street"]
    assert (first.slots["places"], first.slots["topic"]) == (["Hill", "Quay Street"], "ask_person")
    chosen = message("Hill", "follow_up", [place_entity("Hill")])
    second = run(ActionAnswer(), chosen, guided, monkeypatch, **first.slots)
    assert second.kinds == ["person"]
    assert (second.slots["place"], second.slots["places"]) == ("Hill", None)
    third = run(
        ActionAnswer(),
        message("and who is it", "ask_person"),
        guided,
        monkeypatch,
        **{**first.slots, **second.slots},
    )
    assert third.kinds == ["person"]


def test_a_place_is_kept_for_the_question_that_comes_second_in_a_message(guided: Known, company: Path, monkeypatch):
    first = message(
        "who is our head baker in Hill",
        "ask_person",
        [role_entity("head baker", BAKER), place_entity("Hill")],
        [question("who chooses the loaves", "ask_who"), question("and who is it", "ask_person")],
    )
    ran = run(ActionAnswer(), first, guided, monkeypatch)
    assert ran.kinds == ["person", "who_handles", "person"]
    told = [said["custom"]["answer"]["people"] for said in ran.messages]
    assert [[person["name"] for person in people] for people in told] == [["Ann"]] * 3
    assert ran.slots["place"] == "Hill"


@pytest.mark.parametrize(
    ("question", "kind", "named"),
    [
        (said("Quay Street", focus=(BAKER,), places=("Hill", "Quay Street"), topic=Asked.person), "person",
         [("Dot", "Bob")]),
        (said("quay street!", focus=(BAKER,), places=("Hill", "Quay Street"), topic=Asked.person), "person",
         [("Dot", "Bob")]),
        (said("and in Hill?", at="Hill", focus=(BAKER,), topic=Asked.person), "person", [("Ann", "")]),
        (said("in Hill", at="Hill", focus=(BAKER,), duty="choose the loaves", topic=Asked.who),
         "who_handles", [("Ann", "")]),
        (said("in the Night Shift", at="Night Shift", focus=(MILL,), topic=Asked.duties), "person", [("Cid", "")]),
    ],
)  # fmt: skip
def test_a_place_continues_the_question_before_it(guided: Known, company: Path, question: Said, kind: str, named):
    answer = answered(Asked.follow_up, question, guided)
    assert (answer.kind, people(answer)) == (kind, named)


@pytest.mark.parametrize(
    ("question", "kind"),
    [
        (said("who is our bank manager", (Named("bank manager", ()),)), "unknown_role"),
        (said("who is our manager", (Named("manager", (SHOP, MILL)),)), "which_role"),
        (said("who is it here"), "which_role"),
        (said("who is it here", focus=(BAKER,), place="Hill"), "person"),
    ],
)
def test_the_role_has_to_be_clear_before_a_person_is_named(guided: Known, company: Path, question: Said, kind: str):
    assert answered(Asked.person, question, guided).kind == kind
