"""What is said to ask for what is missing, or to regret it."""

import pytest

from bot.saying.answer import Answer
from bot.saying.compose import document_of
from bot.saying.document import Paragraph
from bot.saying.kinds import AnswerKind
from bot.saying.text import as_text
from bot.saying.words import plain, quoted
from tests.saying.answers import BAKER, HAND, SHOP


@pytest.mark.parametrize(
    ("answer", "text", "choices"),
    [
        (
            Answer(AnswerKind.which_role, (BAKER, SHOP), asked="boss"),
            "“boss” can mean several roles. Do you mean the Baker or the Shop Manager?",
            ["Baker", "Shop Manager"],
        ),
        (
            Answer(AnswerKind.which_role, (BAKER,), asked="boss"),
            "By “boss”, do you mean the Baker?",
            ["Baker"],
        ),
        (
            Answer(AnswerKind.which_role),
            "Which role do you mean? Name it, or say what somebody does in it, and I look for it.",
            ["Which roles do you know?", "Find my role"],
        ),
        (
            Answer(AnswerKind.which_listed, (BAKER, SHOP, HAND)),
            "Which of them do you mean: the Baker, the Shop Manager or the Dough Hand?",
            ["Baker", "Shop Manager", "Dough Hand"],
        ),
        (
            Answer(AnswerKind.unknown_role, (BAKER, SHOP), asked="astronaut"),
            "I don't know a role called “astronaut”.\nPerhaps you mean the Baker or the Shop Manager?",
            ["Baker", "Shop Manager"],
        ),
        (Answer(AnswerKind.unknown_role, asked="astronaut"), "I don't know a role called “astronaut”.", []),
        (
            Answer(AnswerKind.same_role, (BAKER,), asked="baker, bread man"),
            "Those are one and the same to my sources, the Baker: baker, bread man.",
            [],
        ),
        (Answer(AnswerKind.need_two, (BAKER,)), "Which role shall I compare the Baker with?", []),
        (Answer(AnswerKind.rest, blocks=(Paragraph(plain("Left.")),)), "Left.", []),
    ],
)
def test_what_is_asked_can_be_answered_by_pressing(answer: Answer, text: str, choices: list[str]):
    document = document_of(answer)
    assert as_text(document) == text
    assert [choice.payload for choice in document.choices] == choices


@pytest.mark.parametrize(
    ("kind", "payloads"),
    [
        (AnswerKind.stuck, ["Which roles do you know?", "Find my role", "What does a nurse do?", "Help"]),
        (
            AnswerKind.lost,
            [
                *("Find my role", "Which roles do you know?", "Who handles customer complaints?"),
                *("Compare an accountant and a bookkeeper", "Which jobs pay most?"),
            ],
        ),
        (AnswerKind.fallback, []),
    ],
)
def test_ways_on_say_what_one_would_type(kind: AnswerKind, payloads: list[str]):
    assert [choice.payload for choice in document_of(Answer(kind)).choices] == payloads


@pytest.mark.parametrize("kind", [AnswerKind.no_cost, AnswerKind.no_company])
def test_what_is_not_held_is_said_of_the_role(kind: AnswerKind):
    assert "Baker" in as_text(document_of(Answer(kind, (BAKER,), asked="Baker")))
    assert "the " not in as_text(document_of(Answer(AnswerKind.no_cost)))[:30]


LONG = "there are grievances again, it is a long story, it is a long story, it is a long story, and so it goes on"
SHORT = "there are grievances again, it is a long story, it is a long story, it is a …"


@pytest.mark.parametrize(
    "answer",
    [
        Answer(AnswerKind.unknown_duty, unanswered=(LONG,)),
        Answer(AnswerKind.unknown_role, (BAKER,), asked=LONG),
        Answer(AnswerKind.which_role, (BAKER, SHOP), asked=LONG),
        Answer(AnswerKind.unknown_skill, asked=LONG),
    ],
    ids=lambda answer: answer.kind.value,
)
def test_of_much_that_was_said_the_beginning_is_quoted(answer: Answer):
    assert f"“{SHORT}”" in as_text(document_of(answer))


@pytest.mark.parametrize("verdict", ["unknown", "no"])
def test_of_one_role_half_a_message_is_not_said_back(verdict: str):
    text = as_text(document_of(Answer(AnswerKind.verdict, (BAKER,), asked=LONG, verdict=verdict)))
    assert "grievances" not in text
    assert "Baker" in text


def test_where_nobody_is_found_again_and_again_it_is_said_otherwise_each_time():
    said = [as_text(document_of(Answer(AnswerKind.unknown_duty, unanswered=("the moon",), tries=n))) for n in range(4)]
    assert len(set(said[:3])) == 3
    assert said[3] == said[2]
    assert all("“the moon”" in text for text in said)


def test_what_is_one_long_word_is_quoted_in_part():
    assert quoted("a" * 500) == "a" * 80 + " …"
    assert quoted(" a" * 40) == ("a " * 40).strip()
