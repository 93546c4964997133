"""Getting into a role and what it is like: an answer, and the lines that say it."""

import pytest

from bot.saying.answer import Answer, DutyRef
from bot.saying.compose import document_of
from bot.saying.document import Choice
from bot.saying.kinds import AnswerKind, FactKind
from tests.saying.lines import BAKER, HAND, SHOP, fact, lines_of

BECOMING = (
    fact(FactKind.preparation, "3"),
    fact(FactKind.education, "A course is usual."),
    fact(FactKind.education, "An exam ends it."),
    fact(FactKind.experience, "Two years are asked for."),
    fact(FactKind.first_skill, "Kneading", need=90),
    fact(FactKind.first_skill, "Patience"),
    fact(FactKind.way_in, "Dough Hand", ref="hand"),
    fact(FactKind.way_in, "Miller", ref="miller"),
    fact(FactKind.next_roles, "Shop Manager", ref="shop"),
)
NO_LICENCE = "Whether it takes a licence differs by place; the licensing office of your state or country can tell."
THREE = "one to two years of a vocational course, an apprenticeship or a two-year degree"


def duty(role: str, statement: str) -> DutyRef:
    return DutyRef(statement, statement, role, "responsible")


@pytest.mark.parametrize(
    ("answer", "lines"),
    [
        (
            Answer(AnswerKind.become, (BAKER,), facts=BECOMING),
            [
                f"The way into the work of the Baker takes {THREE}.",
                "A course is usual. An exam ends it.",
                "Two years are asked for.",
                "What to get good at first, beginning with what matters most: kneading 0/90",
                "Get good at patience.",
                "You could come to it by way of the Dough Hand or the Miller, which take less preparation.",
                "From there it can go on to the Shop Manager.",
                NO_LICENCE,
            ],
        ),
        (
            Answer(
                AnswerKind.become,
                (BAKER,),
                facts=(fact(FactKind.licence, "A licence is required."), fact(FactKind.way_in, "Dough Hand")),
            ),
            [
                "Of the way into the work of the Baker my sources tell this.",
                "As for licences: A licence is required.",
                "You could come to it by way of the Dough Hand, which takes less preparation.",
            ],
        ),
        (
            Answer(
                AnswerKind.become,
                (BAKER, HAND),
                facts=(fact(FactKind.preparation, "3"), fact(FactKind.licence, "A licence is required.")),
            ),
            [
                f"The way into the work of the Baker takes {THREE}.",
                "My sources say nothing on that for the Dough Hand. Ask what the role does, and I tell you what I"
                " know.",
                "Baker:",
                "As for licences: A licence is required.",
            ],
        ),
        (
            Answer(AnswerKind.duration, (BAKER,), facts=(fact(FactKind.duration, "1"), *BECOMING[1:2])),
            [
                "Preparing for the work of the Baker takes a few days to a few months of training on the job.",
                "A course is usual.",
            ],
        ),
        (
            Answer(AnswerKind.duration, (BAKER,)),
            ["How long it takes to prepare for the work of the Baker, my sources don't measure."],
        ),
        (
            Answer(
                AnswerKind.subjects,
                (BAKER,),
                facts=(fact(FactKind.subject, "Chemistry", need=70), fact(FactKind.subject, "Heat", need=50)),
            ),
            ["For the work of the Baker, study these, beginning with what matters most: chemistry 0/70, heat 0/50"],
        ),
        (
            Answer(AnswerKind.subjects, (BAKER,), facts=(fact(FactKind.subject, "Chemistry"),)),
            ["The work of the Baker draws on chemistry."],
        ),
        (
            Answer(
                AnswerKind.day,
                (BAKER,),
                (duty("baker", "Bakes."), duty("baker", "Tastes.")),
                (
                    fact(FactKind.tool, "Oven"),
                    fact(FactKind.tool, "Peel"),
                    fact(FactKind.department, "Office"),
                ),
            ),
            [
                "A day of the Baker is made of things like these, in no set order:",
                "- Bakes.",
                "- Tastes.",
                "Tools at hand are Oven and Peel.",
                "The Baker works with people from Office.",
            ],
        ),
        (
            Answer(
                AnswerKind.day,
                (BAKER, SHOP),
                (duty("baker", "Bakes."), duty("baker", "Tastes."), duty("shop", "Sells.")),
                (fact(FactKind.tool, "Oven"),),
            ),
            [
                "Much of the day of the Baker is like this: Bakes.",
                "Much of the day of the Shop Manager is like this: Sells.",
                "Baker:",
                "A day of the Baker is made of things like these, in no set order:",
                "- Bakes.",
                "- Tastes.",
                "The tool at hand is Oven.",
            ],
        ),
        (
            Answer(
                AnswerKind.setting,
                (BAKER,),
                facts=(
                    fact(FactKind.setting, "In hot rooms", need=80),
                    fact(FactKind.setting, "before sunrise"),
                    fact(FactKind.place, "Works in bakeries."),
                    fact(FactKind.needed_in, "Found in every town."),
                    fact(FactKind.department, "Office"),
                    fact(FactKind.department, "Mill"),
                ),
            ),
            [
                "The surroundings of the Baker, beginning with what is most common: in hot rooms 0/80",
                "The Baker also works before sunrise.",
                "The Baker works in bakeries.",
                "The Baker is found in every town.",
                "The Baker works with people from Office and Mill.",
            ],
        ),
        (
            Answer(
                AnswerKind.setting,
                (BAKER,),
                facts=(
                    fact(FactKind.needed_in, "Needed in schools."),
                    fact(FactKind.no_setting, "https://bakers.example"),
                ),
            ),
            [
                "The Baker is needed in schools.",
                "My sources don't measure what surroundings and hours the Baker has; for the United States, “Work"
                " Context” at https://bakers.example does.",
            ],
        ),
        (
            Answer(AnswerKind.setting, (BAKER,), facts=(fact(FactKind.no_setting, ""),)),
            ["My sources don't measure what surroundings and hours the Baker has."],
        ),
    ],
    ids=lambda value: value.kind.value if isinstance(value, Answer) else "",
)
def test_getting_into_a_role_and_its_days_are_told_in_sentences(answer: Answer, lines: list[str]):
    assert lines_of(answer) == lines


def test_of_a_group_that_is_no_job_the_roles_in_it_can_be_pressed():
    elsewhere = tuple(fact(FactKind.elsewhere, title) for title in ("Bread Baker", "Cake Baker"))
    document = document_of(
        Answer(AnswerKind.day, (BAKER,), facts=(fact(FactKind.gathers, "All who bake."), *elsewhere))
    )
    assert document.choices == (Choice("Bread Baker", "Bread Baker"), Choice("Cake Baker", "Cake Baker"))
