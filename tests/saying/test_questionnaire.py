"""The finder's questions: what is asked, how far one has come, and what can be pressed."""

import pytest

from bot.guidance.finder import RATINGS
from bot.reading.finder import rating_in
from bot.reading.situation import level_in
from bot.saying.document import Heading
from bot.saying.questionnaire import (
    Notes,
    acknowledge,
    ask_activity,
    ask_activity_again,
    ask_further,
    ask_further_again,
    offer_ways_out,
)
from bot.saying.text import as_text


def test_an_activity_is_asked_under_how_far_one_has_come():
    document = ask_activity(3, 18, "bake bread")
    assert isinstance(document.blocks[0], Heading)
    assert as_text(document).splitlines() == [
        "Question 3 of 18:",
        "Would you like to bake bread? Say from 1, strongly dislike, to 5, strongly like; or “skip”.",
    ]


def test_every_rating_that_can_be_pressed_is_understood():
    ratings = [rating_in(choice.payload) for choice in ask_activity(1, 2, "bake").choices]
    assert ratings == [*RATINGS, "skip"]


def test_every_schooling_that_can_be_pressed_is_understood():
    *levels, skip = ask_further("education").choices
    assert [level_in(choice.payload) for choice in levels] == [1, 2, 3, 4, 5]
    assert rating_in(skip.payload) == "skip"


@pytest.mark.parametrize(("question", "payloads"), [("strengths", ["Skip"]), ("avoid", ["Nothing"])])
def test_an_open_question_can_be_left_open(question: str, payloads: list[str]):
    assert [choice.payload for choice in ask_further(question).choices] == payloads


def test_asked_again_a_question_is_a_line_with_the_same_answers():
    whole, again = ask_activity(3, 18, "bake bread"), ask_activity_again(3, 18, "bake bread")
    assert as_text(again) == "Question 3 of 18 is still open: would you like to bake bread?"
    assert again.choices == whole.choices


@pytest.mark.parametrize("question", ["strengths", "education", "avoid"])
def test_the_last_questions_are_asked_again_in_a_line(question: str):
    again = as_text(ask_further_again(question))
    assert len(again.splitlines()) == 1
    assert len(again) < len(as_text(ask_further(question))) or question == "avoid"
    assert ask_further_again(question).choices == ask_further(question).choices


def test_what_somebody_says_in_their_own_words_is_acknowledged_or_said_not_to_be_known():
    notes = Notes(avoided=("maths",), wanted=("animals",), untold=("night shifts",), unknown=("qwerty",))
    assert as_text(acknowledge(notes)).splitlines() == [
        "Noted: no maths.",
        "Noted, you like or bring animals.",
        "Nothing I have tells which roles are free of night shifts, so ask about that where you apply.",
        "I don't know what to make of “qwerty”, so I left it out.",
    ]


def test_who_is_not_understood_again_and_again_can_skip_stop_or_see_the_result():
    assert [choice.payload for choice in offer_ways_out().choices] == ["Skip", "Pause", "Show the result"]
