"""The questions in a message, told apart."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.reading.questions import questions_in


@pytest.mark.parametrize(
    ("text", "questions"),
    [
        ("what does a nurse do? and how much does she earn", ["what does a nurse do", "and how much does she earn"]),
        ("what does a nurse do and how much does she earn", ["what does a nurse do", "how much does she earn"]),
        ("what does a nurse do, and is it hard", ["what does a nurse do", "is it hard"]),
        ("tell me about nurses. how do I become one?", ["tell me about nurses.", "how do I become one"]),
        ("list all roles. which use Excel?", ["list all roles.", "which use Excel"]),
        ("is a chef above a cook and does he hire people", ["is a chef above a cook", "does he hire people"]),
        ("so what does a nurse do? also how long does it take?",
         ["so what does a nurse do", "also how long does it take"]),
        ("What does a chef do? What skills do they need? And where do they work?",
         ["What does a chef do", "What skills do they need", "And where do they work"]),
        ("what does a chef do and who handles complaints", ["what does a chef do", "who handles complaints"]),
        ("who handles complaints? what does he do?", ["who handles complaints", "what does he do"]),
        ("what is the difference between a nurse and a doctor? and what do they earn?",
         ["what is the difference between a nurse and a doctor", "and what do they earn"]),
    ],
)  # fmt: skip
def test_the_questions_of_a_message_are_told_apart(text: str, questions: list[str]):
    assert questions_in(text) == questions


@pytest.mark.parametrize(
    "text",
    [
        # One kind of question, answered together.
        "who hires people and who pays them",
        "which jobs use Excel and which use R",
        "what is the difference between a nurse and a doctor, and how is it in pay",
        # One question and something that is none.
        "hello. what does a nurse do",
        "I like dogs. what job suits me",
        "how do I become a nurse? thanks",
        "what does a nurse do? ok",
        "what does a nurse do? really?",
        "what does he do and why",
        # Joined words, not joined questions.
        "can they hire and fire",
        "how is research and development run",
        "what does a sales and marketing manager do",
        "what do you do when and how",
        "I can cook and can drive",
        "what does a nurse do??",
        "?",
        "",
        "does a manager decide what is sold and how it is sold",
        "what if I can cook and can drive",
    ],
)
def test_what_only_looks_like_several_questions_is_left_whole(text: str):
    assert questions_in(text) == [text]


@given(st.text() | st.lists(st.sampled_from("what who is and how ? . , nurse do can".split())).map(" ".join))
def test_questions_are_pieces_of_the_text_in_its_order(text: str):
    found, place = questions_in(text), 0
    assert found
    for question in found:
        place = text.index(question, place) + len(question)
