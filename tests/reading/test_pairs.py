"""What a text sets beside each other, and what it wants joined."""

import itertools

import pytest

from bot.reading.pairs import combined_in, sides_in


@pytest.mark.parametrize(
    ("text", "left", "right"),
    [
        ("growth for ux vs nursing? in %", "ux", "nursing"),
        ("which earns more a plumber or hvac", "plumber", "hvac"),
        ("does hvac pay more than being an electrician", "hvac", "electrician"),
        ("plumber/electrician who earns more", "plumber", "electrician"),
        ("what about like bank teller or a drs office front desk", "bank teller", "drs office front desk"),
        ("is IT or retail better", "IT", "retail"),
    ],
)
def test_the_names_on_both_sides_are_among_what_may_be_them(text: str, left: str, right: str):
    sides = sides_in(text)
    assert sides is not None
    assert left in sides[0]
    assert right in sides[1]
    assert all(len(longer) >= len(shorter) for side in sides for longer, shorter in itertools.pairwise(side))


@pytest.mark.parametrize("text", ["is it days or nights then", "more or less", "what does a nurse do", "", "or"])
def test_where_nothing_that_may_be_a_name_is_on_a_side_there_are_none(text: str):
    sides = sides_in(text)
    assert sides is None or all(sides)


@pytest.mark.parametrize(
    ("text", "joined"),
    [
        ("is there something between nursing and IT", ("nursing", "IT")),
        ("a job that joins law and the environment?", ("law", "environment")),
        ("can you mix psychology with sports somehow", ("psychology", "sports")),
        ("music + kids but not a school teacher", ("music", "kids")),
        ("what is in the middle of electrician and programmer", ("electrician", "programmer")),
        ("fashion and computers together, is that a thing", ("fashion", "computers")),
        ("what is the difference between a nurse and a doctor", None),
        ("do both need a degree", None),
        ("a nurse and a cook, which one pays better", None),
        ("i like maths and music", None),
    ],
)
def test_two_things_are_joined_only_where_work_is_asked_for_that_has_both(text: str, joined):
    assert combined_in(text) == joined
