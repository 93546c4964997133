"""Names in a text: the longest, apart, in order."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.search.scanner import WholeNames, scan

NAMES = WholeNames([("New Guinea", 1), ("Guinea", 2), ("Papua New Guinea", 3), ("R&D", 4), ("guinea fowl farm", 5)])
WORDS = st.lists(st.sampled_from("abc"), max_size=12)
KNOWN = st.sets(st.lists(st.sampled_from("abc"), min_size=1, max_size=4).map(tuple))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Guinea", [("Guinea", 2)]),
        ("from papua new guinea", [("papua new guinea", 3)]),
        ("Papua-New  Guinea, Guinea", [("Papua-New  Guinea", 3), ("Guinea", 2)]),
        # The longest of those that overlap, whichever comes first.
        ("a new Guinea fowl farm", [("Guinea fowl farm", 5)]),
        ("r & d", [("r & d", 4)]),
        ("guineas", []),
        ("", []),
    ],
)
def test_whole_names_are_found_in_any_case(text: str, expected: list[tuple[str, int]]):
    assert [(text[start:end], meaning) for start, end, meaning in NAMES.find(text)] == expected


def test_a_name_that_does_not_count_makes_room_for_one_that_does():
    text = "Papua New Guinea"
    found = NAMES.find(text, lambda start, end: start > 0)
    assert [(text[start:end], meaning) for start, end, meaning in found] == [("New Guinea", 1)]


@given(WORDS, KNOWN, st.integers(1, 4))
def test_names_are_taken_longest_first(words: list[str], names: set[tuple[str, ...]], longest: int):
    stretches = [(start, end) for start in range(len(words)) for end in range(start + 1, len(words) + 1)]
    expected: list[tuple[int, int]] = []
    for start, end in sorted(stretches, key=lambda stretch: (stretch[0] - stretch[1], stretch[0])):
        apart = all(end <= other or other_end <= start for other, other_end in expected)
        if end - start <= longest and tuple(words[start:end]) in names and apart:
            expected.append((start, end))
    assert scan(words, longest, lambda stretch: tuple(stretch) in names) == sorted(expected)
