"""Roles above and below each other and the way between them: an answer, and the lines that say it."""

import pytest

from bot.saying.answer import Answer
from bot.saying.kinds import AnswerKind, FactKind
from bot.saying.paths import FIRST
from tests.saying.lines import BAKER, HAND, SHOP, fact, lines_of

FOUR = "two to four years, usually for a bachelor's degree"
PATH = (
    fact(FactKind.carries_over, "Kneading", need=70, have=90),
    fact(FactKind.missing_skill, "Lifting", need=45, have=0),
    fact(FactKind.preparation, "2", HAND),
    fact(FactKind.preparation, "4"),
    fact(FactKind.education, "A course is usual."),
)


@pytest.mark.parametrize(
    ("facts", "lines"),
    [
        (
            (
                fact(FactKind.step_down, "Dough Hand"),
                fact(FactKind.led, "Shop Manager"),
                fact(FactKind.led, "Dough Hand"),
                fact(FactKind.reports_to, "Owner"),
                fact(FactKind.next_roles, "Miller"),
                fact(FactKind.step_up, "Owner"),
            ),
            [
                "The Baker reports to the Owner.",
                "From the Baker people move on to the Miller.",
                "A step up from the Baker is the Owner, which takes more preparation.",
                "The Shop Manager and the Dough Hand report to the Baker.",
                "Below the Baker is the Dough Hand: it takes less preparation, and one may come from there.",
            ],
        ),
        (
            (
                fact(FactKind.step_up, "Owner"),
                fact(FactKind.step_up, "Miller"),
                fact(FactKind.led, "Dough Hand"),
                fact(FactKind.step_down, "Dough Hand"),
                fact(FactKind.step_down, "Cashier, Clerk, or Teller"),
                fact(FactKind.step_down, "Packer"),
            ),
            [
                "Steps up from the Baker are the Owner and the Miller, which take more preparation.",
                "The Dough Hand reports to the Baker.",
                "Below the Baker are the Dough Hand; the Cashier, Clerk, or Teller; and the Packer: they take less"
                " preparation, and one may come from there.",
            ],
        ),
        (
            (fact(FactKind.no_ladder, "Baker"), fact(FactKind.related, "Miller")),
            ["My sources name no step above or below the Baker.", "Nearest to the Baker is the Miller."],
        ),
    ],
)
def test_the_steps_around_a_role_are_a_sentence_each(facts, lines: list[str]):
    assert lines_of(Answer(AnswerKind.ladder, (BAKER,), facts=facts)) == lines


@pytest.mark.parametrize(
    ("verdict", "facts", "lines"),
    [
        ("yes", (), ["Yes, my sources put the Baker above the Shop Manager."]),
        ("no", (), ["No, it is the other way round: my sources put the Shop Manager above the Baker."]),
        (
            "unknown",
            (
                fact(FactKind.preparation, "1"),
                fact(FactKind.preparation, "4", SHOP),
                fact(FactKind.higher_zone, "", SHOP),
            ),
            [
                "My sources put neither the Baker nor the Shop Manager above the other.",
                f"The Shop Manager takes more preparation: {FOUR}. For the Baker it is a few days to a few months of"
                " training on the job.",
            ],
        ),
        (
            "unknown",
            (
                fact(FactKind.preparation, "4"),
                fact(FactKind.preparation, "4", SHOP),
                fact(FactKind.same_zone, ""),
            ),
            [
                "My sources put neither the Baker nor the Shop Manager above the other.",
                f"Both take about the same preparation: {FOUR}.",
            ],
        ),
    ],
)
def test_which_of_two_is_above_is_answered_first(verdict: str, facts, lines: list[str]):
    assert lines_of(Answer(AnswerKind.order, (BAKER, SHOP), facts=facts, verdict=verdict)) == lines


@pytest.mark.parametrize(
    ("roles", "facts", "first"),
    [
        ((HAND, BAKER), (), "From Dough Hand to Baker is one step: the roles are related."),
        (
            (HAND, SHOP, BAKER),
            (),
            "From Dough Hand to Baker, the way that asks for the least new skill at each step is Dough Hand → Shop"
            " Manager → Baker.",
        ),
        (
            (HAND, BAKER),
            (fact(FactKind.unconnected, "Baker"),),
            "I know of no related roles that lead from Dough Hand to Baker, but I can hold the two beside each other.",
        ),
    ],
)
def test_a_path_leads_with_the_way_then_what_it_takes(roles, facts, first: str):
    assert lines_of(Answer(AnswerKind.path, roles, facts=(*PATH, *facts))) == [
        first,
        # The goal's, not the start's.
        f"Preparing for the work of the Baker takes {FOUR}.",
        "What is missing (now → needed, of 100): lifting 0/45",
        "What you bring along (now → needed, of 100): kneading 90/70",
        "A course is usual.",
    ]


def test_of_much_that_is_missing_the_first_is_told_before_the_rest():
    names = [f"Skill {number}" for number in range(FIRST + 2)]
    missing = tuple(fact(FactKind.missing_skill, name, need=50, have=0) for name in names)
    told = lines_of(Answer(AnswerKind.path, (HAND, BAKER), facts=missing))
    assert [line for line in told if line.startswith(("What is missing", "Also missing"))] == [
        "What is missing (now → needed, of 100): " + ", ".join(f"{name.lower()} 0/50" for name in names[:FIRST]),
        "Also missing (now → needed, of 100): " + ", ".join(f"{name.lower()} 0/50" for name in names[FIRST:]),
    ]


def test_roles_that_take_the_same_preparation_say_so_once():
    facts = (fact(FactKind.preparation, "4"), fact(FactKind.preparation, "4", HAND))
    assert f"Both take about the same preparation: {FOUR}." in lines_of(
        Answer(AnswerKind.path, (HAND, BAKER), facts=facts)
    )
