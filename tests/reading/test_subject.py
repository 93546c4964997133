"""What a question about a role is about, where no role of that name is known."""

import pytest

from benchmarks.grammar import subject


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
