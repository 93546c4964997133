"""Short answers to the career finder's questions, as people type them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.guidance.finder import RATINGS
from bot.reading.finder import SKIP, corrects_last, question_named, rating_in, result_wanted


@pytest.mark.parametrize(
    ("text", "rating"),
    [
        ("Like", "like"),
        ("YES!!!", "like"),
        ("yes please", "like"),
        ("yes, please", "like"),
        ("Oh, definitely!", "strongly_like"),
        ("4", "like"),
        ("5.", "strongly_like"),
        ("👍", "like"),
        ("Not sure", "unsure"),
        ("hmm", "unsure"),
        (" hmm ", "unsure"),
        ("well, maybe", "unsure"),
        ("it depends", "unsure"),
        ("3", "unsure"),
        ("Dislike", "dislike"),
        ("nope.", "dislike"),
        ("no thanks", "dislike"),
        ("no, thanks", "dislike"),
        ("that's not for me", "dislike"),
        ("honestly,  I  hate it", "strongly_dislike"),
        ("2", "dislike"),
        ("1", "strongly_dislike"),
        ("strongly dislike", "strongly_dislike"),
        ("Skip", SKIP),
        ("skip please", SKIP),
        ("next question", SKIP),
        ("sorry, I meant dislike", "dislike"),
        ("no, I meant dislike", "dislike"),
        ("actually no", "dislike"),
        ("no wait, yes", "like"),
        ("", ""),
        ("  ", ""),
        ("6", ""),
        ("well", ""),
        ("what does a baker do?", ""),
        ("yes and no", ""),
        ("no idea what a likeness is", ""),
        ("back", ""),
        ("change number 2", ""),
    ],
)
def test_a_short_answer_is_read(text: str, rating: str):
    assert rating_in(text) == rating


@given(st.text())
def test_any_text_is_a_rating_or_none(text: str):
    assert rating_in(text) in {*RATINGS, SKIP, ""}
    assert corrects_last(text) in (True, False)
    assert question_named(text) in {None, *range(100)}


@given(
    st.sampled_from(["like", "Not sure", "no", "skip", "hmm", "it depends", "I'd love to"]),
    st.text(" \t\n", max_size=3),
)
def test_space_and_case_around_an_answer_change_nothing(answer: str, space: str):
    assert rating_in(f"{space}{answer}{space}") == rating_in(answer.upper()) == rating_in(answer)


@pytest.mark.parametrize(
    ("text", "corrects"),
    [
        ("no, I meant dislike", True),
        ("I meant yes", True),
        ("Sorry, no", True),
        ("actually no", False),
        ("wait, yes", True),
        ("no", False),
        ("not sorry at all", False),
        ("yes actually", False),
        ("", False),
    ],
)
def test_an_answer_that_is_about_the_question_before_is_noticed(text: str, corrects: bool):
    assert corrects_last(text) is corrects


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("change number 4", 4),
        ("number4", 4),
        ("the 4th answer", 4),
        ("I want the 1st, 2nd or 3rd again", 1),
        ("go back to question 12", 12),
        ("back to no. 3", 3),
        ("nr. 7 again", 7),
        ("change #4", 4),
        ("#4", 4),
        ("number 100", None),
        ("4", None),
        ("change my answer", None),
        ("the fourth", None),
    ],
)
def test_the_question_somebody_wants_back_is_read(text: str, number: int | None):
    assert question_named(text) == number


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("show more results", "more"),
        ("any other matches?", "more"),
        ("show only results for my schooling", "schooling"),
        ("what could I do without more school", "schooling"),
        ("show the result", ""),
    ],
)
def test_which_results_somebody_wants_is_read(text: str, wanted: str):
    assert result_wanted(text) == wanted
