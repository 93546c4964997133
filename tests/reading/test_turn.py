"""What is possible in a conversation decides what a message turns to, and how surely."""

import pytest

from bot.reading.reading import Reading, from_data
from bot.reading.turn import Turn, Turned

SAID = Turned(((Turn.back, 0.6), (Turn.work, 0.5), (Turn.role, 0.45), (Turn.self, 0.2)), "the docks")


@pytest.mark.parametrize(
    ("possible", "turn", "lead"),
    [
        (set(Turn), Turn.back, 0.1),
        # Which of work and a role it is makes no difference.
        ({Turn.work, Turn.role, Turn.self}, Turn.work, 0.3),
        ({Turn.self}, Turn.self, 0.2),
    ],
)
def test_the_likeliest_of_what_is_possible_is_meant(possible: set[Turn], turn: Turn, lead: float):
    found, by = SAID.among(possible)
    assert found is turn
    assert by == pytest.approx(lead)


def test_what_turns_to_nothing_possible_is_an_error():
    with pytest.raises(ValueError, match="turns to something"):
        SAID.among({Turn.aside})


def test_it_travels_with_the_reading():
    reading = Reading("what about the docks", turned=SAID)
    assert from_data(reading.as_data()) == reading
