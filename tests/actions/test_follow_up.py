"""Questions that only make sense after another."""

import pytest

from actions.knowledge import Known
from bot.reading.reading import Asked
from tests.actions.asking import Said, answered
from tests.actions.bakery import BAKER, MILL, SHOP, bakery, ids


@pytest.mark.parametrize(
    ("question", "kind", "roles"),
    [
        (bakery("and a shop manager?", topic=Asked.skills), "skills", [SHOP]),
        (bakery("shop manager"), "role", [SHOP]),
        (bakery("and a head baker?", topic=Asked.who, duty="cashing up"), "verdict",
         [BAKER, SHOP]),
        (bakery("what about the till", duties=("the till",), focus=(SHOP,), topic=Asked.duties), "verdict",
         [SHOP]),
        (bakery("and flour?", duties=("flour",), focus=(SHOP,), topic=Asked.who), "who_handles",
         [MILL]),
        (bakery("the mill one", choices=(SHOP, MILL), topic=Asked.duties), "role", [MILL]),
        (bakery("the second one", choices=(SHOP, MILL), topic=Asked.duties), "role", [MILL]),
        (bakery("1", choices=(SHOP, MILL), topic=Asked.scope), "scope", [SHOP]),
        (bakery("manager", topic=Asked.duties), "which_role", [SHOP, MILL]),
        (bakery("and a bank manager?", topic=Asked.duties), "unknown_role", None),
        (bakery("and the mill manager?", topic=Asked.comparison, recent=(BAKER,)), "comparison",
         [BAKER, MILL]),
        (bakery("shop manager", topic=Asked.comparison), "need_two", [SHOP]),
        (bakery("and a shop manager?", topic=Asked.day, focus=(BAKER,)), "day", [SHOP]),
        (bakery("and a shop manager?", topic=Asked.become, focus=(BAKER,)), "become", [SHOP]),
        (bakery("what about the other one", topic=Asked.skills, focus=(SHOP,),
                  recent=(SHOP, BAKER)), "skills", [BAKER]),
        (bakery("and in the oven room?", topic=Asked.roles, focus=(SHOP,)), "roles", [BAKER]),
        (bakery("and in the oven room?", topic=Asked.who, duty="stale bread", focus=(SHOP,)),
         "who_handles", [BAKER]),
    ],
)  # fmt: skip
def test_a_follow_up_continues_the_question_before_it(small: Known, question: Said, kind: str, roles: list[str] | None):
    answer = answered(Asked.follow_up, question, small)
    assert answer.kind == kind
    if roles is not None:
        assert ids(answer) == roles


def test_it_is_the_role_talked_about_and_not_a_department(known: Known):
    text = "and is it in charge of payroll?"
    question = bakery(text, focus=("operations_manager",), topic=Asked.duties)
    assert answered(Asked.follow_up, question, known).kind == "verdict"
