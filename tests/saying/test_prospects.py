"""Prospects: an answer, and the lines that say it."""

import pytest

from bot.saying.answer import Answer, RoleRef
from bot.saying.compose import document_of
from bot.saying.counting import is_counted_as
from bot.saying.kinds import AnswerKind, FactKind
from tests.saying.lines import BAKER, SHOP, fact, lines_of


def projected(role: RoleRef, growth: str, change: str, **more: str):
    return (
        fact(FactKind.outlook_occupation, role.title + "s", role),
        fact(FactKind.outlook_growth, growth, role),
        fact(FactKind.outlook_change, change, role),
        fact(FactKind.outlook_overall, "3.1", role),
        fact(FactKind.outlook_year, "2024", role),
        fact(FactKind.outlook_until, "2034", role),
        *(fact(FactKind(kind), text, role) for kind, text in more.items()),
    )


@pytest.mark.parametrize(
    ("roles", "facts", "lines"),
    [
        (
            (BAKER,),
            projected(
                BAKER,
                "much_faster",
                "9",
                outlook_openings="1,200",
                entry_education="High school diploma or equivalent",
                entry_training="Apprenticeship",
            ),
            [
                "The prospects of the Baker are very good: in the United States, jobs are expected to grow by 9 % from"
                " 2024 to 2034, much faster than all jobs together (3.1 %).",
                "About 1,200 openings a year are expected, counting those where somebody leaves.",
                "People typically enter with a secondary school diploma, followed by an apprenticeship.",
            ],
        ),
        (
            (BAKER, SHOP),
            (
                *projected(BAKER, "declining", "-2.5", outlook_openings="1"),
                fact(FactKind.no_outlook, "Shop Manager", SHOP),
            ),
            [
                "The prospects of the Baker are poor: in the United States, jobs are expected to fall by 2.5 % from"
                " 2024 to 2034, while all jobs together grow by 3.1 %.",
                "The projections I have don't cover the Shop Manager; https://www.bls.gov/ooh/ may help.",
                "Baker:",
                "About one opening a year is expected, counting those where somebody leaves.",
            ],
        ),
        (
            (BAKER,),
            (
                fact(FactKind.outlook_occupation, "Food makers"),
                *projected(BAKER, "slower", "1", entry_education="Something new")[1:],
            ),
            [
                "The prospects of the Baker are modest: in the United States, jobs are expected to grow by only 1 %"
                " from 2024 to 2034, all jobs together by 3.1 %.",
                "People typically enter with Something new.",
                "These figures are for Food makers as a whole.",
            ],
        ),
    ],
)
def test_prospects_are_judged_before_the_figures(roles, facts, lines: list[str]):
    assert lines_of(Answer(AnswerKind.outlook, roles, facts=facts)) == lines


FACTS = (
    *projected(BAKER, "faster", "9", outlook_openings="1,200"),
    *projected(SHOP, "slower", "-1", outlook_openings="90"),
)


@pytest.mark.parametrize(
    ("roles", "asked", "lines"),
    [
        (
            (BAKER, SHOP),
            "",
            [
                "Of the jobs I know, these are expected to grow fastest in number in the United States, 2024 to 2034"
                " (all jobs together: 3.1 %):",
                "- Baker: 9 %",
                "- Shop Manager: -1 %",
            ],
        ),
        (
            (SHOP,),
            "falling",
            [
                "Of the jobs I know, the Shop Manager is expected to fall fastest in number in the United States, 2024"
                " to 2034: -1 % (all jobs together: 3.1 %)."
            ],
        ),
        (
            (BAKER, SHOP),
            "openings",
            [
                "Of the jobs I know, these are expected to have the most openings in the United States, 2024 to 2034:",
                "- Baker: 1,200 a year",
                "- Shop Manager: 90 a year",
            ],
        ),
    ],
)
def test_a_ranking_says_what_it_ranks_by(roles, asked: str, lines: list[str]):
    assert lines_of(Answer(AnswerKind.ranking, roles, facts=FACTS, asked=asked)) == lines


def test_a_ranking_of_nothing_says_which_limits_left_none_and_offers_the_finder():
    limits = (fact(FactKind.limit, "no_degree", None), fact(FactKind.limit, "field", None))
    answer = Answer(AnswerKind.ranking, facts=limits, asked="nothing")
    assert lines_of(answer)[0].startswith("I found no jobs of that field and that typically need no degree.")
    assert [choice.payload for choice in document_of(answer).choices] == ["Find my role"]


@pytest.mark.parametrize(("roles", "told"), [((), "forecasts of demand"), ((BAKER,), "the demand for Baker")])
def test_without_projections_it_is_said_where_to_look(roles, told: str):
    (line,) = lines_of(Answer(AnswerKind.no_outlook, roles))
    assert told in line
    assert "https://" in line


@pytest.mark.parametrize(
    ("title", "occupation", "is_own"),
    [
        ("Accountant", "Accountants and Auditors", True),
        ("Line Installer or Repairer", "Line Installers and Repairers", True),
        ("Chemistry Professor", "Chemistry Teachers, Postsecondary", False),
        ("General Manager", "Managers", False),
    ],
)
def test_figures_are_a_role_s_own_where_the_occupation_begins_with_its_title(title: str, occupation: str, is_own: bool):
    assert is_counted_as(title, occupation) == is_own
