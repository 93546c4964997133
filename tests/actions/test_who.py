"""Who handles something, and whether a role does."""

import pytest

from actions.knowledge import Known
from bot.reading.reading import Asked
from tests.actions.asking import answered
from tests.actions.bakery import BAKER, MILL, SHOP, bakery, ids


def test_who_handles_names_the_owner_then_those_who_share_it(small: Known):
    answer = answered(Asked.who, bakery("who handles stale bread", duties=("stale bread",)), small)
    assert (answer.kind, ids(answer)) == ("who_handles", [SHOP, BAKER])
    assert [(duty.id, duty.involvement) for duty in answer.duties] == [
        ("complaints", "responsible"),
        ("complaints", "supports"),
    ]
    assert {source.id for source in answer.sources} == {"survey", "handbook"}


def test_two_duties_get_two_answers(small: Known):
    answer = answered(Asked.who, bakery("", duties=("grinding grain", "cashing up")), small)
    assert [(duty.asked, duty.role) for duty in answer.duties] == [
        ("grinding grain", MILL),
        ("cashing up", SHOP),
    ]


def test_a_duty_nobody_has_is_said_beside_one_that_somebody_has(small: Known):
    answer = answered(Asked.who, bakery("", duties=("cashing up", "moon landings")), small)
    assert (ids(answer), answer.unanswered) == ([SHOP], ("moon landings",))


def test_nothing_close_is_an_honest_unknown(small: Known):
    answer = answered(Asked.who, bakery("", duties=("moon landings",)), small)
    assert (answer.kind, answer.roles, answer.unanswered) == ("unknown_duty", (), ("moon landings",))


@pytest.mark.parametrize(
    ("role", "duty", "verdict", "roles"),
    [
        (SHOP, "cashing up", "yes", [SHOP]),
        (BAKER, "stale bread", "yes", [BAKER]),
        (BAKER, "cashing up", "no", [BAKER, SHOP]),
        (BAKER, "moon landings", "unknown", [BAKER]),
    ],
)
def test_whether_a_role_does_something(small: Known, role: str, duty: str, verdict: str, roles: list[str]):
    answer = answered(Asked.check, bakery(role.replace("_", " "), (duty,)), small)
    assert (answer.kind, answer.verdict, ids(answer)) == ("verdict", verdict, roles)


def test_a_check_without_any_role_asks_who_does_it(small: Known):
    answer = answered(Asked.check, bakery("is cashing up done", duties=("cashing up",)), small)
    assert (answer.kind, ids(answer)) == ("who_handles", [SHOP])
