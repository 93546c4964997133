"""The company's own duties by what people ask for: by meaning, by words, and not at all where nothing is near."""

import pytest

from bot.company.model import Company, OwnDuty
from bot.search.own_duties import ENOUGH, LEAD, OwnDuties, OwnMatch, clear, words_for

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


def test_the_second_may_fit_less_where_that_is_asked_for_and_never_comes_without_the_first(duties: OwnDuties):
    pays, dyes = (duties.rank((phrase,))[0].entries for phrase in ("payslip", "dyes wool"))

    def told(first: float, second: float) -> list[str]:
        return [match.duty for match in clear([OwnMatch(pays, first), OwnMatch(dyes, second)], 0.4, others=0.3)]

    assert told(0.41, 0.38) == ["pays salaries", "dyes wool"]
    assert told(0.41, 0.31) == ["pays salaries"]
    assert told(0.39, 0.38) == []


def test_several_are_told_where_none_leads_but_nobody_who_is_confided_in_among_them(duties: OwnDuties):
    pays, dyes, bullying, team = (
        duties.rank((phrase,))[0].entries for phrase in ("payslip", "dyes wool", "bullying", "conflicts in a team")
    )

    def told(*matches: tuple[tuple, float]) -> list[str]:
        ranked = [OwnMatch(entries, fit) for entries, fit in matches]
        return [match.duty for match in clear(ranked, 0.4, others=0.2, lead=0.25, most=3)]

    assert told((pays, 0.5), (dyes, 0.4), (team, 0.3)) == ["pays salaries", "dyes wool", "conflicts in a team"]
    assert told((pays, 0.5), (dyes, 0.4), (team, 0.24)) == ["pays salaries", "dyes wool"]
    assert told((pays, 0.5), (bullying, 0.3), (dyes, 0.3)) == ["pays salaries", "dyes wool"]
    assert told((pays, 0.5), (bullying, 0.45), (dyes, 0.4)) == ["harassment and bullying"]


@pytest.mark.parametrize(
    ("name", "parts"),
    [
        ("Passes & keys", ["Passes", "keys"]),
        ("Accidents/first aid", ["Accidents", "first aid"]),
        ("bullying and harassment", ["bullying", "harassment"]),
        ("mail, parcels and keys", ["mail", "parcels", "keys"]),
        # Half of a sentence, or a thing that no sign joins.
        ("receives visitors and parcels", []),
        ("helps with laptops & answers the phone", []),
        ("Booking system", []),
    ],
)
def test_a_name_that_joins_several_things_is_each_of_them(name: str, parts: list[str]):
    entry = OwnDuty.parse_obj({"duty": name, "also": ["lanyards"], "accountable": "a"})
    assert words_for((entry, entry)) == [name, *parts, "lanyards"]


def test_two_words_that_a_duty_has_as_one_are_that_word(encoder):
    own = [{"duty": "lifejackets", "accountable": "a"}, {"duty": "life insurance", "accountable": "a"}]
    duties = OwnDuties(Company.parse_obj({"name": "Wool", "own_duties": own}), encoder)
    assert duties.rank(("torn life jackets",))[0].duty == "lifejackets"


def test_the_title_of_who_does_a_duty_speaks_for_it_where_the_area_of_work_does(encoder):
    people = {"a": {"name": "Ann", "title": "Web Developer"}, "b": {"name": "Bo", "title": "Gardener"}}
    own = [{"duty": "Blue", "responsible": ["a"]}, {"duty": "Green", "responsible": ["b"]}, {"duty": "Red"}]
    titled = OwnDuties(Company.parse_obj({"name": "Wool", "people": people, "own_duties": own}), encoder)
    plain = OwnDuties(
        Company.parse_obj({"name": "Wool", "own_duties": [{"duty": each["duty"]} for each in own]}), encoder
    )
    phrase, alike = ("the page shows an error in the browser",), {"Blue": 0.1, "Green": 0.1, "Red": 0.1}

    def gained(name: str) -> float:
        fits = [{match.duty: match.fit for match in each.rank(phrase, alike)} for each in (titled, plain)]
        return fits[0][name] - fits[1][name]

    assert gained("Blue") > gained("Green")
    assert gained("Red") == pytest.approx(0, abs=1e-6)
    assert titled.rank(phrase)[0].fit == pytest.approx(plain.rank(phrase)[0].fit)


def test_a_company_without_duties_of_its_own_finds_none(encoder):
    assert OwnDuties(Company(name="Wool"), encoder).rank(("anything",)) == []
