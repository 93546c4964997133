"""Pay: an answer, and the lines that say it."""

import pytest

from bot.saying.answer import Answer, RoleRef
from bot.saying.kinds import AnswerKind, FactKind
from tests.saying.lines import BAKER, SHOP, fact, lines_of


def paid(role: RoleRef, median: str, occupation: str = "", **more: str):
    return (
        fact(FactKind.pay_occupation, occupation or role.title + "s", role),
        fact(FactKind.pay_year, "2024", role),
        fact(FactKind.pay_unit, more.pop("unit", "a year"), role),
        fact(FactKind.pay_median, median, role),
        *(fact(FactKind(f"pay_{point}"), text, role) for point, text in more.items()),
    )


def local(kind: str, text: str):
    return fact(FactKind(f"local_{kind}"), text, unit="EUR a month", year=2024, place="Germany")


@pytest.mark.parametrize(
    ("facts", "lines"),
    [
        (
            paid(BAKER, "40,000", low="30,000", high="239,200 or more", lower="35,000", upper="50,000", hour="19.20"),
            [
                "At the median the Baker earns 40,000 US dollars a year, or 19.20 an hour, in the United States (May"
                " 2024).",
                "The middle half earns 35,000 to 50,000.",
                "Of ten people one earns less than 30,000 and one more than 239,200.",
            ],
        ),
        (
            paid(BAKER, "239,200 or more", "Bread Makers", unit="a year"),
            [
                "At the median the Baker earns at least 239,200 US dollars a year in the United States (May 2024).",
                "These figures are for Bread Makers as a whole.",
            ],
        ),
        (
            paid(BAKER, "above what the file shows"),
            ["At the median the Baker earns above what the file shows a year in the United States (May 2024)."],
        ),
        (
            (fact(FactKind.no_pay, "Baker"),),
            ["I have no pay figures for the Baker: the survey I read does not count it."],
        ),
        (
            (local("median", "2,700"), local("low", "2,100"), local("high", "3,500"), local("source", "The Guild")),
            [
                "In Germany the Baker earns 2,700 EUR a month at the median (The Guild, 2024). Of ten people one earns"
                " less than 2,100 and one more than 3,500."
            ],
        ),
        (
            (
                fact(FactKind.pay_elsewhere, "France", None),
                fact(FactKind.pay_look, "INSEE", None),
                fact(FactKind.pay_url, "https://insee.example", None),
                *paid(BAKER, "20", unit="an hour"),
            ),
            [
                "I have no pay figures for France; INSEE publishes them, at https://insee.example. For comparison, here"
                " are those for the United States.",
                "At the median the Baker earns 20 US dollars an hour in the United States (May 2024).",
            ],
        ),
    ],
)
def test_what_a_role_earns_is_told_from_the_median_outwards(facts, lines: list[str]):
    assert lines_of(Answer(AnswerKind.pay, (BAKER,), facts=facts)) == lines


@pytest.mark.parametrize(
    ("kind", "text", "first"),
    [
        (
            FactKind.pay_compared,
            "12,000",
            "The Shop Manager earns more than the Baker: 12,000 US dollars more at the median.",
        ),
        (
            FactKind.pay_compared,
            "139,200 or more",
            "The Shop Manager earns more than the Baker: at least 139,200 US dollars more at the median.",
        ),
        (
            FactKind.pay_compared,
            "",
            "The Shop Manager earns more than the Baker at the median; by how much, the survey does not show.",
        ),
        (FactKind.pay_together, "Traders", "The survey counts both as Traders, so it doesn't tell their pay apart."),
        (
            FactKind.pay_equal,
            "40,000",
            "The Shop Manager and the Baker earn the same at the median: 40,000 US dollars.",
        ),
        (
            FactKind.pay_incomparable,
            "",
            "Which of the two earns more, the Shop Manager or the Baker, these figures do not show.",
        ),
    ],
)
def test_of_two_the_one_that_earns_more_is_told_before_the_figures(kind: FactKind, text: str, first: str):
    facts = (
        *paid(BAKER, "40,000", low="30,000", high="50,000"),
        *paid(SHOP, "52,000", "Traders"),
        fact(kind, text, SHOP),
    )
    assert lines_of(Answer(AnswerKind.pay, (BAKER, SHOP), facts=facts)) == [
        first,
        "At the median, in US dollars (United States, May 2024), they earn:",
        "- Baker: 40,000 a year; of ten people one earns less than 30,000 and one more than 50,000",
        "- Shop Manager: 52,000 a year; these are the figures for Traders",
    ]


@pytest.mark.parametrize(
    ("roles", "asked", "limits", "lines"),
    [
        (
            (SHOP, BAKER),
            "",
            (),
            [
                "Of the jobs I know, these earn most at the median, in US dollars a year (United States, May 2024):",
                "- Shop Manager: 52,000",
                "- Baker: 40,000",
            ],
        ),
        (
            (BAKER,),
            "lowest",
            (fact(FactKind.limit, "no_degree", None), fact(FactKind.limit, "interest", None, ref="artistic")),
            [
                "Of the jobs that typically need no degree and that are above all creative, the Baker earns least:"
                " 40,000 US dollars a year at the median (United States, May 2024)."
            ],
        ),
    ],
)
def test_a_ranking_by_pay_says_what_narrows_it(roles, asked: str, limits, lines: list[str]):
    facts = (*limits, *paid(BAKER, "40,000"), *paid(SHOP, "52,000"))
    assert lines_of(Answer(AnswerKind.pay_ranking, roles, facts=facts, asked=asked)) == lines


@pytest.mark.parametrize(
    ("roles", "start"),
    [((), "I have no figures on pay"), ((BAKER, SHOP), "I have no figures on the pay of Baker and Shop Manager")],
)
def test_without_figures_it_is_said_where_to_look(roles, start: str):
    (line,) = lines_of(Answer(AnswerKind.no_pay, roles))
    assert line.startswith(start)
    assert "https://" in line
