"""Which role stands above which, and the way from one to another."""

import pytest

from actions.knowledge import Known
from actions.paths import tell_ladder, tell_onwards, tell_order, tell_path
from bot.reading.reading import Asked
from bot.saying.answer import Answer
from tests.actions.asking import Said, answered
from tests.actions.bakery import BAKER, HAND, MILL, SHOP, bakery, facts, ids


def ends(answer: Answer) -> list[str]:
    """Where a path begins and where it gets to."""
    return [role.id for role in (answer.roles[0], answer.roles[-1])]


@pytest.mark.parametrize(
    ("role", "expected"),
    [
        (BAKER, [("next_roles", "Mill Manager"), ("led", "Shop Manager"),
                 ("step_down", "Dough Hand")]),
        (SHOP, [("reports_to", "Head Baker"), ("led", "Dough Hand")]),
        (HAND, [("reports_to", "Shop Manager"), ("step_up", "Head Baker")]),
        (MILL, [("no_ladder", "Mill Manager")]),
    ],
)  # fmt: skip
def test_the_ladder_is_who_is_above_and_below_and_what_takes_more_or_less(guided: Known, role: str, expected):
    answer = tell_ladder(guided, [role])
    assert facts(answer) == expected
    assert all(guided.store.titles[fact.ref] == fact.text for fact in answer.facts if fact.kind != "no_ladder")
    assert answer.sources


@pytest.mark.parametrize(
    ("start", "goal", "roles", "way"),
    [
        # The shop manager is halfway, but knows little of baking.
        (HAND, BAKER, [HAND, BAKER], "training"),
        (BAKER, HAND, [BAKER, HAND], "near"),
        (SHOP, BAKER, [SHOP, BAKER], "near"),
        (HAND, MILL, [HAND, MILL], "unknown"),
    ],
)
def test_a_path_leads_over_roles_that_are_a_step(guided: Known, start: str, goal: str, roles: list[str], way: str):
    answer = tell_path(guided, start, goal)
    assert (answer.kind, ids(answer), facts(answer, "way")) == ("path", roles, [("way", way)])
    assert answer.sources


def test_a_path_says_what_carries_over_and_what_is_missing(guided: Known):
    gaps = [
        (fact.kind, fact.text, fact.have, fact.need)
        for fact in tell_path(guided, BAKER, HAND).facts
        if fact.need is not None
    ]
    assert gaps == [
        ("carries_over", "Kneading", 90, 70),
        ("carries_over", "Patience", 60, 50),
        # Nobody measured how much a head baker lifts.
        ("first_skill", "Lifting", None, 45),
    ]
    there = tell_path(guided, HAND, BAKER)
    assert {text for _, text in facts(there, "missing_skill")} == {"Kneading", "Patience"}
    assert {text for _, text in facts(there, "first_skill")} == {"Chemistry", "Geography"}
    assert facts(there, "preparation") == [("preparation", "2"), ("preparation", "4")]
    assert facts(there, "education") == [("education", "An apprenticeship of three years.")]


def test_where_a_role_leads_comes_after_it(guided: Known):
    answer = tell_onwards(guided, [SHOP])
    assert ids(answer) == [SHOP, *[fact.ref for fact in answer.facts if fact.kind == "onward"]]
    assert BAKER in ids(answer)


@pytest.mark.parametrize(
    "text",
    [
        "from dough hand to head baker",
        "how do I get from a dough hand to a head baker",
        "I am a dough hand and want to become a head baker",
        "can a dough hand become a head baker",
        "I was a dough hand, how do I become a head baker",
        "leaving dough hand for head baker",
        # The goal first.
        "become a head baker after being a dough hand",
        "become a head baker as a dough hand",
        "how can I become a head baker, I'm a dough hand",
        "I want to be a head baker but I was a dough hand",
        "head baker from dough hand",
        "what would I need to be a head baker coming from dough hand",
        "I'd like to switch to head baker; I work as a dough hand",
        "what skills am I missing for head baker as dough hand",
        "to become a head baker having worked as a Dough Hand",
    ],
)
def test_the_start_and_the_goal_of_a_path_are_told_apart_in_any_order(guided: Known, text: str):
    assert ends(answered(Asked.path, bakery(text), guided)) == [HAND, BAKER]


@pytest.mark.parametrize(
    ("text", "roles"),
    [
        ("how do I get from there to head baker", [HAND, BAKER]),
        ("I want to be a head baker", [HAND, BAKER]),
        ("and to head baker?", [HAND, BAKER]),
        ("and from head baker?", [BAKER, HAND]),
        ("as a head baker, how do I get there", [BAKER, HAND]),
        ("I'm a head baker, how do I get there", [BAKER, HAND]),
        ("after being a head baker", [BAKER, HAND]),
    ],
)
def test_the_role_talked_about_is_the_other_end_of_a_path(guided: Known, text: str, roles: list[str]):
    assert ends(answered(Asked.path, bakery(text, focus=(HAND,)), guided)) == roles


@pytest.mark.parametrize(
    ("question", "kind", "roles"),
    [
        (bakery("I want to be a head baker"), "become", [BAKER]),
        (bakery("how do I get from one to the other", focus=(BAKER,), recent=(BAKER, HAND)), "path", [HAND, BAKER]),
        (bakery("how do I get there", focus=(BAKER,)), "need_two", [BAKER]),
        (bakery("from astronaut to head baker"), "unknown_role", []),
        (bakery("from waiter to manager"), "which_role", [SHOP, MILL]),
        (bakery("from head baker to bank manager"), "unknown_role", None),
        (bakery("how do I get from here to there", focus=("a_role_long_gone",)), "which_role", None),
        (bakery("from head baker to master baker"), "same_role", [BAKER]),
        (bakery("how do I switch careers"), "which_role", None),
    ],
)  # fmt: skip
def test_a_path_between_less_than_two_roles(guided: Known, question: Said, kind: str, roles: list[str] | None):
    answer = answered(Asked.path, question, guided)
    assert answer.kind == kind
    if roles is not None:
        assert (ends(answer) if kind == "path" else ids(answer)) == roles


@pytest.mark.parametrize(
    ("text", "focus", "verdict"),
    [
        ("is a head baker above a shop manager", (), "yes"),
        ("is a shop manager above a head baker", (), "no"),
        ("is a head baker above a dough hand", (), "yes"),
        ("is a shop manager below a head baker", (), "yes"),
        ("is a head baker junior to a shop manager", (), "no"),
        ("does a shop manager report to a head baker", (), "yes"),
        ("does a head baker report to a shop manager", (), "no"),
        ("is the shop manager subordinate to the head baker", (), "yes"),
        ("does the head baker manage the shop manager", (), "yes"),
        ("is it above a shop manager", (BAKER,), "yes"),
        ("is a shop manager above them", (BAKER,), "no"),
        ("is a shop manager below them", (BAKER,), "yes"),
        ("do they report to a head baker?", (SHOP,), "yes"),
        ("is that below a head baker", (SHOP,), "yes"),
        ("is a head baker their boss?", (SHOP,), "yes"),
        ("is a mill manager above a head baker", (), "unknown"),
        ("is the shop manager managed by the head baker", (), "yes"),
        ("is the shop manager supervised by the head baker", (), "yes"),
        ("is this above a shop manager", (BAKER,), "yes"),
        ("would they be above a shop manager", (BAKER,), "yes"),
        ("and which is above the other", (BAKER, SHOP), "yes"),
        ("and is it above a shop manager", (BAKER,), "yes"),
    ],
)
def test_which_of_two_roles_is_above(guided: Known, text: str, focus: tuple[str, ...], verdict: str):
    answer = answered(Asked.order, bakery(text, focus=focus), guided)
    assert (answer.kind, answer.verdict) == ("order", verdict)


@pytest.mark.parametrize(("upper", "lower", "verdict"), [(BAKER, SHOP, "yes"), (SHOP, BAKER, "no")])
def test_what_a_source_says_of_rank_needs_no_comparison_of_preparation(guided: Known, upper, lower, verdict):
    answer = tell_order(guided, upper, lower)
    assert (answer.verdict, ids(answer), answer.facts) == (verdict, [upper, lower], ())
    assert answer.sources


def test_where_no_source_ranks_two_roles_their_preparation_is_compared(guided: Known, same_zone: Known):
    assert tell_order(guided, MILL, BAKER).facts == ()
    higher = tell_order(same_zone, HAND, MILL)
    assert [(fact.kind, fact.role, fact.text) for fact in higher.facts] == [
        ("preparation", HAND, "2"),
        ("preparation", MILL, "4"),
        ("higher_zone", MILL, ""),
    ]
    assert facts(tell_order(same_zone, BAKER, MILL))[-1] == ("same_zone", "")
