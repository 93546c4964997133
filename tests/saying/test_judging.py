"""Whether a job is worth it and which is the best: an answer, and the lines that say it."""

import pytest

from bot.saying.answer import Answer
from bot.saying.compose import document_of
from bot.saying.kinds import AnswerKind, FactKind
from tests.saying.lines import BAKER, HAND, fact, lines_of


def test_what_bears_on_whether_it_is_worth_it_is_a_line_each():
    facts = (
        fact(FactKind.pay_median, "40,000", value=40000),
        fact(FactKind.pay_unit, "a year"),
        fact(FactKind.pay_year, "2024"),
        fact(FactKind.outlook_change, "-2", value=-2),
        fact(FactKind.outlook_overall, "3.1", value=3.1),
        fact(FactKind.outlook_until, "2034"),
        fact(FactKind.preparation, "4"),
        fact(FactKind.strain, "much", value=90),
    )
    assert lines_of(Answer(AnswerKind.worth, (BAKER,), facts=facts)) == [
        "Whether being the Baker is worth it depends on what matters to you. What is measured (United States):",
        "- Pay: 40,000 US dollars a year at the median (May 2024).",
        "- Prospects: 2 % fewer jobs by 2034; all jobs together: 3.1 % more.",
        "- Getting there: two to four years, usually for a bachelor's degree.",
        "- Strain: bearing stress matters a lot in it (90 of 100).",
    ]


def test_where_nothing_bears_on_it_that_is_said():
    assert lines_of(Answer(AnswerKind.worth, (BAKER,))) == [
        "My sources say nothing on that for the Baker. Ask what the role does, and I tell you what I know."
    ]


@pytest.mark.parametrize(
    ("asked", "says"),
    [
        ("Stress Tolerance", "matters most in these"),
        ("least Stress Tolerance", "matters least in these"),
        ("Achievement", "these do it most"),
        ("least Achievement", "these do it least"),
    ],
)
def test_a_list_by_a_trait_says_what_is_measured_instead(asked: str, says: str):
    facts = (fact(FactKind.trait, "98"), fact(FactKind.trait, "90", HAND))
    above, *lines = lines_of(Answer(AnswerKind.trait_ranking, (BAKER, HAND), facts=facts, asked=asked))
    assert "nobody measured" in above
    assert says in above
    assert lines == ["- Baker: 98", "- Dough Hand: 90"]


def test_a_list_by_a_trait_that_the_limits_leave_empty_is_no_list():
    answer = Answer(AnswerKind.trait_ranking, facts=(fact(FactKind.limit, "no_degree", None),), asked="Achievement")
    assert document_of(answer).choices


@pytest.mark.parametrize(("asked", "choices"), [("", 3), ("easy", 3)])
def test_that_no_job_is_the_best_comes_with_what_can_be_asked_instead(asked: str, choices: int):
    document = document_of(Answer(AnswerKind.no_best, asked=asked))
    assert len(document.choices) == choices
