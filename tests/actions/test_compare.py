"""Roles beside each other."""

import pytest

from actions.knowledge import Known
from bot.reading.reading import Asked
from tests.actions.asking import Said, answered
from tests.actions.bakery import BAKER, MILL, SHOP, bakery, facts, ids


def test_a_comparison_marks_what_both_do_and_quotes_the_source(small: Known):
    answer = answered(Asked.comparison, bakery("head baker and shop manager"), small)
    assert ids(answer) == [BAKER, SHOP]
    shared = {(duty.role, duty.id): duty.shared for duty in answer.duties}
    assert shared[BAKER, "complaints"]
    assert shared[SHOP, "complaints"]
    assert not shared[BAKER, "bread"]
    assert ("alike", "Both begin before sunrise.") in facts(answer)
    assert ("different", "Only the baker touches dough.") in facts(answer)


@pytest.mark.parametrize(
    ("question", "kind", "roles"),
    [
        (bakery("how does that differ from a mill manager", focus=(BAKER,)), "comparison",
         [BAKER, MILL]),
        (bakery("what is the difference", focus=(SHOP,), recent=(SHOP, BAKER)),
         "comparison", [BAKER, SHOP]),
        (bakery("what is the difference", focus=(SHOP, MILL)), "comparison",
         [SHOP, MILL]),
        (bakery("compare head baker"), "need_two", [BAKER]),
        (bakery("head baker vs astronaut"), "unknown_role", []),
        (bakery("head baker vs bank manager"), "unknown_role", None),
        (bakery("head baker vs manager"), "which_role", [SHOP, MILL]),
        (bakery("shop manager vs store manager"), "same_role", [SHOP]),
        # One name twice is no two names.
        (bakery("Shop manager vs shop manager"), "need_two", [SHOP]),
        (bakery("what is the difference"), "which_role", None),
        (bakery("compare head baker, shop manager and mill manager"), "comparison",
         [BAKER, SHOP, MILL]),
    ],
)  # fmt: skip
def test_which_roles_are_compared(small: Known, question: Said, kind: str, roles: list[str] | None):
    answer = answered(Asked.comparison, question, small)
    assert answer.kind == kind
    if roles is not None:
        assert ids(answer) == roles


def test_what_roles_share_is_duties_departments_and_skills(small: Known):
    answer = answered(Asked.shared, bakery("head baker and shop manager"), small)
    assert ("complaints", True) in [(duty.id, duty.shared) for duty in answer.duties]
    assert facts(answer) == [
        ("alike", "Both begin before sunrise."),
        ("department", "Office"),
        ("skill", "Patience"),
    ]
