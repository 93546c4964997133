"""What a question about a role is about, where no role of that name is known."""

import pytest

from benchmarks.grammar import subject
from bot.reading.subject import is_confirmed


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("what does an astronaut do", "astronaut"),
        ("what skills does a film director need", "film director"),
        ("which departments do they work with", ""),
        ("what are the qualifications?", ""),
        ("duties?", ""),
    ],
)
def test_the_subject_is_what_asking_words_leave(text: str, left: str):
    assert subject(text) == left


@pytest.mark.parametrize(
    ("text", "named", "confirmed"),
    [
        ("is it the training manager who organises courses", "training manager", True),
        ("So is it a chef that orders the fish?", "chef", True),
        ("is the chef the one who orders", "chef", False),
        ("is it hard to be a chef who cooks", "chef", False),
    ],
)
def test_a_role_is_confirmed_where_it_is_asked_if_it_is_that_one(text: str, named: str, confirmed: bool):
    assert is_confirmed(text, named) is confirmed
