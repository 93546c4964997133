"""The duty that a question asks for, once its asking words are gone."""

import pytest

from bot.reading.duty import duty_in_check, duty_parts, duty_phrase, joined_parts


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
        ("I have read that nurses must draw blood. Is that true?", "nurses", "draw blood"),
        ("my uncle says chefs shout a lot, is it really so? I hate shouting", "chefs", "shout a lot"),
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
    assert joined_parts("customer complaints, the budget and hiring") == ("customer complaints", "the budget", "hiring")
    assert joined_parts("hiring") == ("hiring",)
