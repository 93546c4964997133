"""The company's own duties by what people ask for: by meaning, by words, and not at all where nothing is near."""

import pytest

from bot.company.model import Company
from bot.search.own_duties import ENOUGH, LEAD, OwnDuties, OwnMatch, clear

DUTIES = [
    {"duty": "dyes wool", "also": ["colours yarn", "mixes dyes"], "accountable": "a"},
    {"duty": "pays salaries", "also": ["payslip", "my pay is wrong"], "site": "hull", "accountable": "b"},
    {"duty": "pays salaries", "also": ["payslip"], "site": "cork", "accountable": "c"},
    {"duty": "harassment and bullying", "also": ["person of trust"], "accountable": "d", "confidential": True},
    {"duty": "conflicts in a team", "also": ["trouble with a colleague"], "accountable": "e"},
]


@pytest.fixture(scope="module")
def duties(encoder) -> OwnDuties:
    return OwnDuties(Company.parse_obj({"name": "Wool", "own_duties": DUTIES}), encoder)


@pytest.mark.parametrize(
    ("phrase", "duty"),
    [
        ("colours the yarn", "dyes wool"),
        ("there is a mistake in my payslip", "pays salaries"),
        ("I am being bullied", "harassment and bullying"),
        ("performs surgery", ""),
        ("drives the school bus", ""),
        ("", ""),
    ],
)
def test_a_duty_is_found_by_what_it_means_and_by_its_words(duties: OwnDuties, phrase: str, duty: str):
    found = clear(duties.rank((phrase,)))
    assert [match.duty for match in found[:1]] == ([duty] if duty else [])


def test_entries_of_one_duty_belong_together(duties: OwnDuties):
    (first, *_) = duties.rank(("pays salaries",))
    assert [entry.site for entry in first.entries] == ["hull", "cork"]


def test_of_several_phrases_the_one_that_fits_best_counts(duties: OwnDuties):
    (alone, *_), (both, *_) = duties.rank(("payslip",)), duties.rank(("the moon", "payslip"))
    assert (alone.duty, alone.fit) == (both.duty, pytest.approx(both.fit))


def test_two_that_come_equally_near_are_both_told_and_what_is_confidential_alone(duties: OwnDuties):
    pays, dyes, bullying = (duties.rank((phrase,))[0].entries for phrase in ("payslip", "dyes wool", "bullying"))
    first, near, far = ENOUGH + 0.1, ENOUGH + 0.1 - LEAD / 2, ENOUGH + 0.1 - LEAD * 2

    def told(*matches: tuple[tuple, float]) -> list[str]:
        return [match.duty for match in clear([OwnMatch(entries, fit) for entries, fit in matches])]

    assert told((pays, first), (dyes, near)) == ["pays salaries", "dyes wool"]
    assert told((pays, first), (dyes, far)) == ["pays salaries"]
    assert told((pays, first), (bullying, near)) == ["harassment and bullying"]
    assert told((pays, ENOUGH - 0.01)) == []


def test_a_company_without_duties_of_its_own_finds_none(encoder):
    assert OwnDuties(Company(name="Wool"), encoder).rank(("anything",)) == []
