"""Roles above and below each other and the way between them: an answer, and the lines that say it."""

import pytest

from bot.saying.answer import Answer, FactRef
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


def way(name: str) -> FactRef:
    return fact(FactKind.way, name)


@pytest.mark.parametrize(
    ("roles", "told", "first"),
    [
        ((HAND, BAKER), "near", "is one step up in the same kind of work, and takes two to four years of preparation."),
        ((HAND, BAKER), "training", ", the honest way is to start training for it, which takes two to four years."),
        ((HAND, BAKER), "learnt", f" you can go directly: it takes {FOUR}."),
        (
            (HAND, BAKER),
            "practice",
            ", the way is to begin in that line of work: Baker usually asks for some years of it.",
        ),
        ((HAND, SHOP, BAKER), "steps", ", a sensible way is by the Shop Manager (one to two years to learn)."),
        (
            (HAND, SHOP, SHOP, BAKER),
            "earned",
            ", a sensible way is by the Shop Manager (one to two years to learn) and then the Shop Manager (one to two"
            " years to learn).",
        ),
    ],
)
def test_a_path_leads_with_the_way_then_what_it_takes(roles, told: str, first: str):
    facts = (way(told), fact(FactKind.preparation, "3", SHOP), *PATH)
    lead, *lines = lines_of(Answer(AnswerKind.path, roles, facts=facts))
    second = {
        "steps": ["Or you start training for Baker at once, which takes two to four years."],
        "earned": ["Baker itself usually asks for some years of related work first."],
    }
    assert lead.removeprefix("From Dough Hand to Baker").strip() == first.strip()
    assert lines == [
        *second.get(told, []),
        "A course is usual.",
        "What is missing (now → needed, of 100): lifting 0/45",
        "What you bring along (now → needed, of 100): kneading 90/70",
    ]


def test_where_no_source_tells_what_the_goal_takes_the_two_are_held_beside_each_other():
    (first, *_) = lines_of(Answer(AnswerKind.path, (HAND, BAKER), facts=(way("unknown"), *PATH)))
    assert first.startswith("How one gets from Dough Hand to Baker my sources don't tell")


def test_what_nobody_measured_of_the_start_is_told_as_what_to_get_good_at():
    answer = Answer(
        AnswerKind.path, (HAND, BAKER), facts=(way("near"), fact(FactKind.first_skill, "Kneading", need=90))
    )
    assert lines_of(answer)[1:] == ["What to get good at first, beginning with what matters most: kneading 0/90"]


def test_of_much_that_is_missing_the_first_is_told_before_the_rest():
    names = [f"Skill {number}" for number in range(FIRST + 2)]
    missing = tuple(fact(FactKind.missing_skill, name, need=50, have=0) for name in names)
    told = lines_of(Answer(AnswerKind.path, (HAND, BAKER), facts=(way("near"), *missing)))
    assert [line for line in told if line.startswith(("What is missing", "Also missing"))] == [
        "What is missing (now → needed, of 100): " + ", ".join(f"{name.lower()} 0/50" for name in names[:FIRST]),
        "Also missing (now → needed, of 100): " + ", ".join(f"{name.lower()} 0/50" for name in names[FIRST:]),
    ]


def test_roles_that_take_the_same_preparation_say_so_once():
    facts = (way("near"), fact(FactKind.preparation, "4"), fact(FactKind.preparation, "4", HAND))
    assert lines_of(Answer(AnswerKind.path, (HAND, BAKER), facts=facts)) == [
        "From Dough Hand to Baker is one step: it is the same kind of work, and takes no more preparation."
    ]
