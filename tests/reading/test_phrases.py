"""What a question is about, once its asking words are gone."""

import pytest
from bot.search.phrases import (
    duty_in_check,
    duty_parts,
    duty_phrase,
    joined_parts,
    questions_in,
    refers_back,
    subject,
    without_places,
)
from hypothesis import given
from hypothesis import strategies as st


@pytest.mark.parametrize(
    ("text", "phrase"),
    [
        ("who handles customer grievances", "customer grievances"),
        ("Who is responsible for hiring new people?", "hiring new people"),
        ("whom should I contact about a broken laptop", "a broken laptop"),
        ("whose job is it to approve the budget", "approve the budget"),
        ("which role keeps discipline among the staff", "keeps discipline among the staff"),
        ("pls tell me who looks after the warehouse", "the warehouse"),
        ("who do i call if my computer breaks", "my computer breaks"),
        ("the person who signs the contracts", "signs the contracts"),
        ("who's in charge of payroll?", "payroll"),
        ("whose remit is fire safety", "fire safety"),
        ("who manages the budget", "manages the budget"),
        ("I need to talk to someone about my salary", "my salary"),
        ("who sorts out the rota here please", "the rota"),
        ("what about the budget?", "the budget"),
        ("and for hiring?", "hiring"),
        ("customer grievances", "customer grievances"),
        ("my payslip is wrong, who corrects it", "my payslip is wrong"),
        ("The heating is cold. Who do I tell?", "The heating is cold"),
        ("who in the firm recruits people", "recruits people"),
        ("who recruits people at our company?", "recruits people"),
        ("in an office, who keeps the books", "keeps the books"),
        ("who", "who"),
    ],
)
def test_the_asking_words_of_a_who_question_go(text: str, phrase: str):
    assert duty_phrase(text) == phrase


@pytest.mark.parametrize(
    ("text", "role", "phrase"),
    [
        ("does a general manager recruit people", "general manager", "recruit people"),
        ("is recruiting part of a general manager's job?", "general manager", "recruiting"),
        ("is an operations manager responsible for the budget", "operations manager", "budget"),
        ("is customer service handled by the operations manager", "operations manager", "customer service"),
        ("do they handle complaints?", None, "complaints"),
        ("are they in charge of payroll", None, "payroll"),
        ("is hiring part of the job", None, "hiring"),
    ],
)
def test_the_duty_of_a_yes_or_no_question_is_found_on_either_side(text: str, role: str | None, phrase: str):
    start = text.find(role) if role else -1
    assert duty_in_check(text, [(start, start + len(role))] if role else []) == phrase


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("who hires people and who pays them", 2),
        ("who handles complaints? and who does the books?", 2),
        ("who hires, which role pays and who cleans", 3),
        ("pls tell me who looks after the warehouse", 1),
        ("who trains the people who clean", 2),
        ("what about the budget", 1),
    ],
)
def test_questions_are_counted(text: str, count: int):
    assert len(duty_parts(text)) == count


def test_a_list_is_cut_at_its_joints():
    assert joined_parts("customer complaints, the budget and hiring") == ["customer complaints", "the budget", "hiring"]
    assert joined_parts("hiring") == ["hiring"]


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


def test_pronouns_refer_back():
    assert refers_back("which departments do they work with")
    assert not refers_back("what does an astronaut do")


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


def places_of(text: str, *names: str) -> list[tuple[int, int]]:
    return [(text.index(name), text.index(name) + len(name)) for name in names]


@pytest.mark.parametrize(
    ("text", "places", "left"),
    [
        ("who handles complaints in Leeds", ["Leeds"], "who handles complaints"),
        ("who handles complaints at our Berlin office", ["Berlin"], "who handles complaints"),
        ("who handles complaints from our Leeds plant", ["Leeds"], "who handles complaints"),
        ("in Leeds, who handles complaints", ["Leeds"], "who handles complaints"),
        ("I'm in Leeds, who fixes laptops", ["Leeds"], "who fixes laptops"),
        ("who fixes laptops at the help desk", ["help desk"], "who fixes laptops"),
        ("who at the Leeds site handles complaints", ["Leeds"], "who handles complaints"),
        ("Who do I call in Leeds when the heating is cold?", ["Leeds"], "Who do I call when the heating is cold?"),
        ("who bakes bread", [], "who bakes bread"),
        # Nothing but the place.
        ("Leeds", ["Leeds"], ""),
        ("and in Leeds?", ["Leeds"], ""),
        ("what about Leeds", ["Leeds"], ""),
        ("who is it in Leeds", ["Leeds"], ""),
        ("not Leeds, I mean Berlin", ["Leeds", "Berlin"], ""),
        ("who handles complaints in Leeds and in Berlin", ["Leeds", "Berlin"], "who handles complaints"),
        # A team named for what it does: here it is the thing that is done.
        ("who does tax returns", ["tax"], "who does tax returns"),
        ("who keeps the ledger", ["ledger"], "who keeps the ledger"),
        ("who looks after customer care", ["customer care"], "who looks after customer care"),
    ],
)  # fmt: skip
def test_places_go_with_the_words_that_lead_to_them(text: str, places: list[str], left: str):
    assert " ".join(without_places(text, places_of(text, *places)).split()) == left


@given(st.text(), st.lists(st.tuples(st.integers(0, 20), st.integers(0, 20))))
def test_whatever_is_named_as_a_place_the_rest_is_no_longer_than_the_text(text: str, found: list[tuple[int, int]]):
    spans, end = [], 0
    for start, length in sorted(found):
        if start >= end and start + length <= len(text):
            spans.append((start, start + length))
            end = start + length
    # A space stands for each place at most.
    assert len(without_places(text, spans)) <= len(text) + len(spans)
