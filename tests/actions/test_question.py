"""What only the conversation makes clear."""

from dataclasses import replace

import pytest

from actions.knowledge import Known
from actions.question import Question, in_context, named_together
from bot.reading.reading import Asked, Named
from bot.saying.document import Listing
from bot.saying.words import plain
from tests.actions.asking import Said, question, said
from tests.actions.bakery import BAKER, MILL, SHOP, bakery


@pytest.mark.parametrize(
    ("text", "named"),
    [("the second one, is it better than a head baker", [MILL, BAKER]), ("number two, a head baker", [BAKER])],
)
def test_what_is_picked_is_meant_beside_what_is_named(small: Known, text: str, named: list[str]):
    mention = Named("head baker", (BAKER,), text.index("head"), len(text))
    asked = question(Asked.pay, said(text, (mention,), choices=(SHOP, MILL)))
    assert list(in_context(asked, small).named) == named


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


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("is tester a dying job", ("tester",)),
        ("is a tester well paid", ("inspector",)),
        ("are inspectors well paid", ("inspector",)),
    ],
)
def test_a_word_alone_means_the_role_talked_of_whose_title_ends_in_it(known: Known, text: str, named: tuple[str, ...]):
    roles = {"tester": "onet_15_1253_00", "inspector": "onet_51_9061_00"}
    word = "inspectors" if "inspectors" in text else "tester"
    asked = said(text, (Named(word, (roles["inspector"],), is_kind=True),), focus=(roles["tester"],))
    found = in_context(replace_kind(question(Asked.outlook, asked)), known).named
    assert found == tuple(roles[each] for each in named)


def replace_kind(asked: Question) -> Question:
    """The question, its name standing for a kind of role."""
    return asked.naming(tuple(replace(each, is_kind=True) for each in asked.mentions))


@pytest.mark.parametrize(
    ("text", "choices", "focus", "together"),
    [
        ("which of those grow", (SHOP, MILL), (BAKER,), (SHOP, MILL)),
        ("and all of them?", (), (SHOP, MILL), (SHOP, MILL)),
        ("which one pays best", (SHOP, MILL), (), (SHOP, MILL)),
        ("what do they earn", (SHOP, MILL), (BAKER,), ()),
        ("which of those is the head baker", (SHOP, MILL), (), ()),
        ("which of those grow", (SHOP,), (), ()),
    ],
)
def test_which_of_those_is_asked_of_all_that_were_named(
    small: Known, text: str, choices: tuple[str, ...], focus: tuple[str, ...], together: tuple[str, ...]
):
    asked = question(Asked.pay, bakery(text, choices=choices, focus=focus))
    assert named_together(asked, small) == together


def test_what_is_left_of_a_list_was_not_named_yet(small: Known):
    left = Listing((plain(small.store.titles[MILL]),))
    asked = question(Asked.pay, bakery("which of those grow", choices=(BAKER, SHOP, MILL), unsaid=(left,)))
    assert named_together(asked, small) == (BAKER, SHOP)
