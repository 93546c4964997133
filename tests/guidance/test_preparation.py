"""What is missing between a schooling and what a role asks for, by O*NET's five job zones."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.guidance.preparation import shortfall, surplus


@given(st.integers(0, 5), st.integers(0, 5))
def test_nothing_is_missing_and_left_unused_at_once(zone: int, level: int):
    missing, unused = shortfall(zone, level), surplus(zone, level)
    assert missing >= 0 <= unused
    assert not (missing and unused)
    if not (zone and level):
        assert missing == unused == 0


@pytest.mark.parametrize(
    ("zone", "level", "missing", "unused"),
    [(4, 2, 2, 0), (4, 4, 0, 0), (4, 5, 0, 0), (3, 5, 0, 1), (1, 5, 0, 3), (0, 5, 0, 0), (5, 0, 0, 0)],
)
def test_one_step_more_than_needed_is_nothing_unusual(zone: int, level: int, missing: int, unused: int):
    assert (shortfall(zone, level), surplus(zone, level)) == (missing, unused)
