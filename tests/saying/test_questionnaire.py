"""The finder's questions: what is asked, how far one has come, and what can be pressed."""

from collections.abc import Callable

import pytest

from bot.reading.finder import rating_in
from bot.reading.situation import level_in
from bot.saying.document import Document, Heading
from bot.saying.questionnaire import ask_activity, ask_avoid, ask_education, ask_strengths
from bot.saying.text import as_text


def test_an_activity_is_asked_under_how_far_one_has_come():
    document = ask_activity(3, 18, "bake bread")
    assert isinstance(document.blocks[0], Heading)
    assert as_text(document).splitlines() == [
        "Question 3 of 18:",
        "Would you like to bake bread? Like, not sure, dislike or skip?",
    ]


def test_every_rating_that_can_be_pressed_is_understood():
    ratings = [rating_in(choice.payload) for choice in ask_activity(1, 2, "bake").choices]
    assert ratings == ["like", "unsure", "dislike", "skip"]


def test_every_schooling_that_can_be_pressed_is_understood():
    *levels, skip = ask_education().choices
    assert [level_in(choice.payload) for choice in levels] == [1, 2, 3, 4, 5]
    assert rating_in(skip.payload) == "skip"


@pytest.mark.parametrize(("ask", "payloads"), [(ask_strengths, ["Skip"]), (ask_avoid, ["Nothing"])])
def test_an_open_question_can_be_left_open(ask: Callable[[], Document], payloads: list[str]):
    assert [choice.payload for choice in ask().choices] == payloads
