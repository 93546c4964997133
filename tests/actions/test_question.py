"""What only the conversation makes clear."""

import pytest

from actions.knowledge import Known
from actions.question import in_context
from bot.reading.reading import Asked, Named
from tests.actions.asking import Said, question, said
from tests.actions.bakery import BAKER, MILL, SHOP, bakery


@pytest.mark.parametrize(
    ("asked", "named"),
    [
        (bakery("what does an SM earn", focus=(SHOP,)), (SHOP,)),
        (bakery("what do SMs earn", recent=(SHOP,)), (SHOP,)),
        (bakery("SM vs head baker", recent=(SHOP,)), (SHOP, BAKER)),
        (bakery("head baker vs SM", recent=(SHOP,)), (BAKER, SHOP)),
        (said("and the hb?", (Named("hb", (MILL, SHOP)),), focus=(BAKER,)), (BAKER,)),
        (bakery("what does an SM earn"), ()),
        (bakery("what does an XY earn", focus=(SHOP,)), ()),
        (bakery("so, sm, tell me", focus=(SHOP,)), ()),
        (bakery("what does an SM earn", focus=("a_role_long_gone",)), ()),
    ],
)
def test_initials_mean_a_role_that_was_talked_about(small: Known, asked: Said, named: tuple[str, ...]):
    assert in_context(question(Asked.pay, asked), small).named == named


@pytest.mark.parametrize(
    ("text", "named"),
    [("why the second one", (MILL,)), ("the last", (MILL,)), ("the third one", ()), ("and the rest", ())],
)
def test_a_place_in_what_was_offered_means_the_role_there(small: Known, text: str, named: tuple[str, ...]):
    assert in_context(question(Asked.follow_up, bakery(text, choices=(SHOP, MILL))), small).named == named


def test_a_word_that_means_several_means_the_one_of_them_that_was_offered(small: Known):
    asked = said("the baker", (Named("baker", (MILL, SHOP)),), choices=(BAKER, SHOP))
    assert in_context(question(Asked.follow_up, asked), small).named == (BAKER,)
