"""Roles for a skill or a person: an answer, and the lines that say it."""

import pytest

from bot.saying.answer import Answer
from bot.saying.compose import document_of
from bot.saying.finding import REASONS
from bot.saying.kinds import AnswerKind, FactKind
from tests.saying.lines import BAKER, HAND, SHOP, fact, lines_of


@pytest.mark.parametrize(
    ("roles", "facts", "lines"),
    [
        (
            (BAKER, HAND, SHOP),
            (
                fact(FactKind.uses, "Kneading", None, need=1200),
                fact(FactKind.unknown_skill, "tides", None),
            ),
            [
                "Of the roles I know, 1,200 use Kneading; it matters most to the Baker.",
                "I know no skill or tool called “tides”, so I went without it.",
                "After it come:",
                "- Dough Hand",
                "- Shop Manager",
            ],
        ),
        (
            (BAKER, HAND),
            (fact(FactKind.uses, "Kneading", None, need=2), fact(FactKind.uses, "Heat", None, need=1)),
            [
                "Taken together, Kneading and Heat matter most to the Baker.",
                "Each by itself is used more widely: Kneading by 2 roles and Heat by one role.",
                "After it comes the Dough Hand.",
            ],
        ),
        (
            (BAKER,),
            (fact(FactKind.uses, "Kneading", None, need=1),),
            ["Of the roles I know, only the Baker uses Kneading."],
        ),
    ],
)
def test_the_role_to_which_a_skill_matters_most_is_told_first(roles, facts, lines: list[str]):
    assert lines_of(Answer(AnswerKind.skill_users, roles, facts=facts)) == lines


WHY = (
    *(fact(FactKind.liked, f"bake {number}") for number in range(REASONS + 2)),
    fact(FactKind.strength, "kneading"),
    fact(FactKind.strength_duty, "“bread”: Bakes bread."),
    fact(FactKind.strength_role, "Dough Hand", ref="hand"),
    fact(FactKind.missing_skill, "Patience", need=60),
    fact(FactKind.missing_steps, "4"),
)
FOUR = "two to four years, usually for a bachelor's degree"


def test_the_best_role_is_told_with_its_reasons_before_the_others():
    facts = (*WHY, fact(FactKind.missing_steps, "1", SHOP), fact(FactKind.liked, "sell", HAND))
    assert lines_of(Answer(AnswerKind.recommendation, (BAKER, SHOP, HAND), facts=facts)) == [
        "Of the roles I know, the Baker comes nearest to what you told me. You would like to bake 0.",
        "- Baker",
        "- Shop Manager",
        "- Dough Hand",
        "This is what speaks for the Baker. You would like to bake 0 and bake 1. It calls for what you named: kneading."
        " Much of what you did as Dough Hand is needed here. One of its duties asks for what you bring, “bread”: Bakes"
        f" bread. It takes more preparation than you have: {FOUR}.",
        "This is what speaks for the Shop Manager. It takes more preparation than you have: a few days to a few months"
        " of training on the job.",
        "This is what speaks for the Dough Hand. You would like to sell.",
    ]


@pytest.mark.parametrize(
    ("roles", "lines"),
    [
        ((BAKER,), ["Of the roles I know, the Baker comes nearest to what you told me."]),
        (
            (BAKER, SHOP),
            ["Of the roles I know, the Baker comes nearest to what you told me.", "- Baker", "- Shop Manager"],
        ),
    ],
)
def test_a_recommendation_of_one_role_or_two_is_told_in_sentences(roles, lines: list[str]):
    assert lines_of(Answer(AnswerKind.recommendation, roles)) == lines


def test_a_reason_is_told_with_the_figures_behind_it():
    figures = (
        fact(FactKind.correlation, "0.99"),
        fact(FactKind.share, "a: 1.00"),
        fact(FactKind.share, "b: 0.50"),
        fact(FactKind.total, "1.7"),
    )
    why, steps, lacks, method, *told = lines_of(Answer(AnswerKind.reason, (BAKER,), facts=(*WHY, *figures)))
    assert why.startswith("This is what speaks for the Baker. You would like to bake 0, bake 1 and bake 2. It calls")
    assert steps == f"It takes more preparation than you have: {FOUR}."
    assert lacks == "What it takes that you did not name, beginning with what matters most: patience 0/60"
    assert method.startswith("I work it out the same way every time")
    assert [line for line in told if line != method] == [
        "- Your interests and the role's agree to 0.99, where 1 is the same and -1 the opposite.",
        "- How much each thing you bring says about the role, from 0 to 1: a: 1.00 and b: 0.50.",
        "- In all that comes to 1.7: interests, plus the mean of what you bring, less what schooling is missing.",
    ]


@pytest.mark.parametrize(
    ("kind", "start", "choices"),
    [
        (AnswerKind.unknown_skill, "I know of no role that uses “tides”.", []),
        (AnswerKind.no_answers, "I need a few of your answers first", ["Find my role"]),
        (AnswerKind.nothing_left, "Every role I know has something", ["Start over"]),
    ],
)
def test_what_cannot_be_found_is_said_with_a_way_on(kind: AnswerKind, start: str, choices: list[str]):
    document = document_of(Answer(kind, asked="tides"))
    assert lines_of(Answer(kind, asked="tides"))[0].startswith(start)
    assert [choice.payload for choice in document.choices] == choices
