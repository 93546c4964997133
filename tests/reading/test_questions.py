"""The questions in a message, told apart; most messages are a stranger's (tests/cases/several_apart.txt)."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.reading.normal import normal
from bot.reading.questions import asking_part, asks_at_end, asks_beside, questions_in

CASES = Path(__file__).parents[1] / "cases" / "several_apart.txt"
# What stands between two questions of a message there.
CUT = " || "


@pytest.mark.parametrize(
    ("text", "questions"),
    [
        ("what does a nurse do? and how much does she earn", ["what does a nurse do?", "and how much does she earn"]),
        ("what does a nurse do and how much does she earn", ["what does a nurse do", "how much does she earn"]),
        ("what does a nurse do, and is it hard", ["what does a nurse do", "is it hard"]),
        ("tell me about nurses. how do I become one?", ["tell me about nurses.", "how do I become one?"]),
        ("list all roles. which use Excel?", ["list all roles.", "which use Excel?"]),
        ("is a chef above a cook and does he hire people", ["is a chef above a cook", "does he hire people"]),
        ("so what does a nurse do? also how long does it take?",
         ["so what does a nurse do?", "also how long does it take?"]),
        ("What does a chef do? What skills do they need? And where do they work?",
         ["What does a chef do?", "What skills do they need?", "And where do they work?"]),
        # Whom to turn to with what was asked is another question; with what was told, none.
        ("is it hard to be a nurse, and who do I ask", ["is it hard to be a nurse", "who do I ask"]),
        ("what does a chef do and who handles complaints", ["what does a chef do", "who handles complaints"]),
        ("who handles complaints? what does he do?", ["who handles complaints?", "what does he do?"]),
        ("what is the difference between a nurse and a doctor? and what do they earn?",
         ["what is the difference between a nurse and a doctor?", "and what do they earn?"]),
        ("what is the difference between a nurse and a doctor, and how is it in pay",
         ["what is the difference between a nurse and a doctor", "how is it in pay"]),
        # What is said before a question belongs to it, and what is said last to the last one.
        ("that helps. is it dangerous? my mum worries. how long does it take? i'm 19",
         ["that helps. is it dangerous?", "my mum worries. how long does it take? i'm 19"]),
        ("oh I could do that. would they take somebody my age, and is it less money",
         ["oh I could do that. would they take somebody my age", "is it less money"]),
        # However they are joined, if at all.
        ("what do they do all day do i need to be good at maths",
         ["what do they do all day", "do i need to be good at maths"]),
        ("train driver how to become, how long training", ["train driver how to become", "how long training"]),
        ("is it lonely in the truck n what is the licence called",
         ["is it lonely in the truck", "what is the licence called"]),
        # Somebody who is only described is asked for, and then about.
        ("the man who shoes horses, is there still work in that",
         ["the man who shoes horses", "is there still work in that"]),
        ("who decides if the insurance pays, how do you become that",
         ["who decides if the insurance pays", "how do you become that"]),
        ("software tester what he does and how much salary he gets",
         ["software tester what he does", "how much salary he gets"]),
    ],
)  # fmt: skip
def test_the_questions_of_a_message_are_told_apart(text: str, questions: list[str]):
    assert questions_in(text) == questions


@pytest.mark.parametrize(
    "text",
    [
        # What is set beside each other is asked about in the next sentence.
        "thinking ux design or maybe nursing? which one pays better",
        "how abt tester? like the ones who look for bugs",
        # One kind of question, answered together.
        "who hires people and who pays them",
        "which jobs use Excel and which use R",
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
        # What is asked in other words, or told beside.
        "why pay for a course if they train you",
        "does it have a future or is it dying out",
        "I have a boat licence, a bad temper and no patience. What would suit me?",
        "My grandson asks such things and I don't know what to say. What is a data engineer?",
        "tour guide?? no, I meant guide dogs",
        "What?? No, I'm fine! Can you tell me about HR jobs please",
        "the toilet has a leak, who do I call",
        "my kid has a fever so I won't be in, who do I tell? Porto office",
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


def rightly_cut(least: int, most: int) -> float:
    """The part of the messages with so many questions of which just as many are found."""
    lines = CASES.read_text(encoding="utf-8").splitlines()
    cases = [(line.replace(CUT, " "), line.count(CUT) + 1) for line in lines]
    found = [len(questions_in(normal(text))) == count for text, count in cases if least <= count <= most]
    return sum(found) / len(found)


def test_most_messages_of_a_stranger_that_ask_one_thing_are_left_whole():
    assert rightly_cut(1, 1) >= 0.84


def test_of_those_that_ask_several_most_are_cut_where_each_begins():
    assert rightly_cut(2, 3) >= 0.54


@pytest.mark.parametrize(
    ("text", "asks"),
    [
        ("My back is gone. What do they earn?", "What do they earn?"),
        ("What do they earn? My back is gone.", "What do they earn?"),
        ("Is it hard? I was bad at school. how long does it take", "how long does it take"),
        ("I asked what it pays me. You never listen.", "I asked what it pays me."),
        ("What do they earn?", None),
        ("My back is gone. I need work.", None),
        ("", None),
    ],
)
def test_the_sentence_that_asks_is_told_from_what_is_said_beside_it(text: str, asks: str | None):
    found = asking_part(text)
    assert (text[found[0] : found[1]].strip() if found else None) == asks


@pytest.mark.parametrize(
    ("text", "asks"),
    [
        ("im rubbish at maths tho will that matter", True),
        ("I've a bad back, would that be ok", True),
        ("is it dangerous", False),
        ("I know it is hard", False),
        ("I hate maths", False),
    ],
)
def test_what_ends_in_asking_about_what_it_says_asks(text: str, asks: bool):
    assert asks_at_end(text) is asks


@pytest.mark.parametrize(
    ("text", "asks"),
    [
        ("You don't know Ireland? Where do I ask about papers", True),
        ("You answer for America. I need who decides on my papers", True),
        ("That's rubbish. Are you even listening?", False),
        ("No. Is that right?", False),
        ("That was wrong", False),
    ],
)
def test_a_complaint_that_asks_something_besides_is_told_from_one_that_only_complains(text: str, asks: bool):
    assert asks_beside(text) is asks
