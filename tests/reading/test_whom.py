"""What is told beside whom to turn to with it."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.reading.here import Asks, Need
from bot.reading.reading import Asked
from bot.reading.whom import asks_only_whom, without_whom
from tests.reading.test_here import here


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("threw up all night, who must know?", "threw up all night"),
        ("who do I tell that the lift is stuck", "the lift is stuck"),
        ("whom should we inform about the leak", "the leak"),
        ("new number from May, tell whom", "new number from May"),
        ("he cut his hand, who knows what to do", "he cut his hand"),
        # Nothing is told beside it, or it says what is done.
        ("who do I ask", "who do I ask"),
        ("who must know", "who must know"),
        ("who tells the press", "who tells the press"),
        ("who reports to Ann", "who reports to Ann"),
        ("", ""),
    ],
)
def test_whom_to_turn_to_is_left_out_where_something_is_told_beside_it(text: str, told: str):
    assert without_whom(text) == told


@pytest.mark.parametrize(
    ("text", "alone"),
    [
        ("who do I tell", True),
        ("who do I call?", True),
        ("who do I tell that the lift is stuck", False),
        ("who pays the bills", False),
        ("", False),
    ],
)
def test_whom_to_turn_to_may_be_all_that_is_asked(text: str, alone: bool):
    assert asks_only_whom(text) is alone


# The first text opens the dictionary.
@settings(deadline=None)
@given(
    st.lists(st.sampled_from(["who", "do", "I", "tell", "must", "know", "whom", "the", "leak", ",", "?"])).map(" ".join)
)
def test_something_is_left_of_whatever_is_said(text: str):
    assert bool(without_whom(text)) == bool(text)


@pytest.mark.parametrize(
    ("text", "duty", "phrase"),
    [
        ("threw up all night, who must know", "threw up all night", ""),
        (
            "my bank is another one now, to whom do I tell the number",
            "my bank is another one now the number",
            "the number",
        ),
        ("a baby is coming, who do I talk to about time off", "a baby is coming time off", "time off"),
        ("whom do I tell that the tap drips", "the tap drips", "the tap drips"),
    ],
)
def test_who_asks_whom_to_turn_to_tells_what_they_need(text: str, duty: str, phrase: str):
    found = here(text, Asked.who, 0.9, need=Need(0.3, (("pay", 0.9),)))
    assert found is not None
    assert (found.asks, found.duty, found.surely) == (Asks.need, duty, True)
    assert found.phrases == ((phrase,) if phrase else ())
