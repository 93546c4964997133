"""Going on from a role and first steps into one: an answer, and the lines that say it."""

from dataclasses import replace

import pytest

from bot.saying.answer import Answer, DutyRef
from bot.saying.kinds import AnswerKind, FactKind
from tests.saying.lines import BAKER, HAND, SHOP, fact, lines_of


def duty(statement: str) -> DutyRef:
    return DutyRef(statement, statement, BAKER.id, "responsible")


WHY = "- “Why do you want to be the Baker, and why here?”"
TIP = "Have one true story ready for each: what was to be done, what you did, what came of it."
WORDS = "Use the advert's own words where they are true of you, and say in a letter why this employer."
SITE = fact(FactKind.site, "Find a job", None, place="Ministry", url="https://example.org")
COUNTRY = fact(FactKind.country, "Ruritania", None)


def test_where_a_role_leads_is_a_line_each_and_what_to_learn_first():
    facts = (
        fact(FactKind.onward, "Shop Manager", ref="shop"),
        fact(FactKind.carries_over, "Patience", SHOP),
        fact(FactKind.carries_over, "English Language", SHOP),
        fact(FactKind.pay_compared, "5,000", SHOP, value=5000),
        fact(FactKind.more_preparation, "3", SHOP),
        fact(FactKind.missing_skill, "Selling", SHOP),
        fact(FactKind.pay_compared, "900", HAND, value=-900),
        fact(FactKind.missing_skill, "Lifting", HAND),
    )
    assert lines_of(Answer(AnswerKind.onwards, (BAKER, SHOP, HAND), facts=facts)) == [
        "From the Baker, these are near: what carries over, and what they pay a year beside it.",
        "- Shop Manager: patience, English language; 5,000 dollars more; takes one to two years",
        "- Dough Hand: 900 dollars less",
        "For the Shop Manager, learn first: selling.",
    ]


def test_a_role_that_leads_nowhere_is_said_to():
    assert lines_of(Answer(AnswerKind.onwards, (BAKER,))) == [
        "My sources relate no other role to the Baker closely enough to say where it leads."
    ]


def test_an_interview_asks_of_each_duty_something_else():
    duties = tuple(map(duty, ("Kneads dough.", "Mixes flour and adds water.", "Hires people.")))
    assert lines_of(Answer(AnswerKind.interview, (BAKER,), duties)) == [
        "An interview for the Baker may well come to these:",
        "- “Have you ever been the one who kneads dough?”",
        "- “You would be the one who mixes flour and adds water. How would you begin?”",
        "- “What matters most to somebody who hires people?”",
        WHY,
        TIP,
    ]


def test_an_interview_of_a_role_without_duties_is_about_its_traits():
    facts = (fact(FactKind.gathers, "Gathers bakers of all kinds."), fact(FactKind.style, "Attention to Detail"))
    assert lines_of(Answer(AnswerKind.interview, (BAKER,), facts=facts)) == [
        "The Baker is no single job: it gathers bakers of all kinds.",
        "An interview for the Baker may well come to these:",
        "- “When did you last need attention to detail?”",
        WHY,
        TIP,
    ]


@pytest.mark.parametrize(
    ("answer", "lines"),
    [
        (
            Answer(
                AnswerKind.application,
                (BAKER,),
                (duty("Kneads dough."),),
                (fact(FactKind.first_skill, "Patience"), fact(FactKind.strength, "maths", None)),
            ),
            [
                "Applying as the Baker, show these first, each by something you have done: patience.",
                "You told me of maths: say it near the top, with an example.",
                "Anything you have done that comes near this work belongs in it:",
                "- Kneads dough.",
                WORDS,
            ],
        ),
        (
            Answer(AnswerKind.application),
            [
                "One page is enough: what you can do for this employer first, then your jobs with the newest first,"
                " each by what you achieved, with a figure where there is one. Then schooling, and languages.",
                "Tell me which job it is for, and I say what to show first.",
            ],
        ),
        (
            Answer(
                AnswerKind.courses,
                (BAKER,),
                facts=(
                    fact(FactKind.entry_education, "Associate's degree"),
                    fact(FactKind.entry_training, "Apprenticeship"),
                    fact(FactKind.education, "A course is usual."),
                    fact(FactKind.licence, "A licence is required."),
                    COUNTRY,
                    SITE,
                ),
                asked="apprenticeships",
            ),
            [
                "Yes, an apprenticeship is the usual way to become the Baker.",
                "People usually start as the Baker with a two-year associate's degree, followed by an apprenticeship.",
                "As for licences: A licence is required.",
                "Apprenticeships are listed here (Ruritania):",
                "- Find a job (Ministry): https://example.org",
            ],
        ),
        (
            Answer(
                AnswerKind.courses,
                (BAKER,),
                facts=(fact(FactKind.education, "A course is usual."), COUNTRY),
                asked="apprenticeships",
            ),
            [
                "An apprenticeship is not the usual way to become the Baker in the United States; elsewhere it may be.",
                "A course is usual.",
                "For Ruritania I hold no address; the public employment service there can tell, or name me another"
                " country.",
            ],
        ),
        (
            Answer(AnswerKind.courses, facts=(COUNTRY, SITE), asked="courses"),
            [
                "Tell me which job it is for, and I say what schooling people enter it with.",
                "Courses are listed here (Ruritania):",
                "- Find a job (Ministry): https://example.org",
            ],
        ),
        (
            Answer(AnswerKind.vacancies, (BAKER,), facts=(fact(FactKind.outlook_openings, "1,200"), COUNTRY, SITE)),
            [
                "Vacancies are listed here (Ruritania):",
                "- Find a job (Ministry): https://example.org",
                "In the United States, about 1,200 openings a year are expected for the Baker.",
            ],
        ),
        (
            Answer(
                AnswerKind.first_step,
                (BAKER,),
                facts=(
                    fact(FactKind.entry_education, "Associate's degree"),
                    fact(FactKind.first_skill, "Kneading"),
                    replace(SITE, ref="courses"),
                    replace(SITE, ref="vacancies"),
                ),
            ),
            [
                "Steps towards the Baker that fit into a week:",
                "- Spend half an hour with somebody who does the work, and ask what they would do again and what not.",
                "- People usually start with a two-year associate's degree: see which courses there are near you:"
                " https://example.org",
                "- Read three adverts, and note what all three ask for: https://example.org",
                "- Write down one thing that you have done that shows kneading. It goes to the top of your CV.",
            ],
        ),
        (
            Answer(AnswerKind.first_step),
            [
                "Whichever job it is to be, these fit into a week:",
                "- Choose two jobs to look at closely: name one, and I tell you what a day of it is made of.",
                "- Spend half an hour with somebody who does the work, and ask what they would do again and what not.",
                "- Read three adverts, and note what all three ask for.",
            ],
        ),
    ],
)
def test_a_first_step_is_told_in_a_few_lines(answer: Answer, lines: list[str]):
    assert lines_of(answer) == lines
