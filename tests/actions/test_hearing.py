"""What is told while the career finder asks something else: noted, asked about, or not understood."""

import pytest

from bot.guidance.finder import AVOID, STRENGTHS
from tests.actions.conftest import ACTIVITIES
from tests.actions.progress import AT_AVOID, BEGUN
from tests.actions.test_finder import NOT_HEARD, after, hear


def test_what_is_told_in_between_is_noted_and_answers_nothing_else():
    understood = hear(BEGUN, "and I hate maths", "dislike")
    assert understood
    assert understood.notes.avoided == ("maths",)
    assert understood.progress.ratings == BEGUN.ratings
    assert understood.progress.things(AVOID) == ("maths",)


def test_what_somebody_likes_in_between_counts_as_something_they_bring():
    understood = hear(BEGUN, "I love animals", "like")
    assert understood
    assert understood.notes.wanted == ("animals",)
    assert understood.progress.things(STRENGTHS) == ("animals",)
    assert understood.progress.current == BEGUN.current


def test_a_sentence_about_the_activity_itself_answers_it():
    words = ACTIVITIES[2]["text"].split()[-1]
    assert after(BEGUN, f"I hate {words}", "dislike") == (BEGUN.rated("dislike"), "")


@pytest.mark.parametrize("text", ["asdf ghjk", "purple elephants dance"])
def test_nonsense_is_said_not_to_be_understood(text: str):
    assert after(BEGUN, text, "nlu_fallback") == (BEGUN, NOT_HEARD)


def test_what_is_no_word_is_asked_for_in_other_words():
    understood = hear(AT_AVOID, "qwerty")
    assert understood
    assert understood.progress == AT_AVOID
    assert understood.notes.unknown == ("qwerty",)


def test_what_nothing_tells_of_is_kept_and_said():
    understood = hear(AT_AVOID, "selling and night shifts")
    assert understood
    assert understood.progress.things(AVOID) == ("selling", "night shifts")
    assert (understood.notes.avoided, understood.notes.untold) == (("selling",), ("night shifts",))
