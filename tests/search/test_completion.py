"""Titles that go on from what is typed."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.search.completion import LONGEST, MOST, Completion


@pytest.fixture(scope="module")
def completion(known) -> Completion:
    return Completion(known.store)


@pytest.mark.parametrize(
    ("begin", "first"),
    [
        ("nur", "nurse"),
        ("acc", "accountant"),
        ("doc", "doctor"),
        ("ele", "electrician"),
        ("general man", "general manager"),
        ("registered nu", "registered nurse"),
    ],
)
def test_the_commonest_name_that_begins_so_comes_first(completion, begin, first):
    assert completion.titles(begin)[0].lower() == first


@pytest.mark.parametrize("begin", ["", "n", "xq", "what", "find", "n" * (LONGEST + 1)])
def test_what_no_name_begins_with_or_what_is_too_little_has_none(completion, begin):
    assert completion.titles(begin) == ()


def test_whole_names_come_before_names_with_such_a_word(completion):
    found = [title.lower().startswith("bar") for title in completion.titles("bar")]
    assert found == sorted(found, reverse=True)


@given(st.text(max_size=8))
def test_whatever_is_typed_a_few_different_names_come_that_have_it(completion, begin):
    begin = " ".join(begin.lower().split())
    found = completion.titles(begin)
    assert len(set(found)) == len(found) <= MOST
    assert all(begin in title.lower() for title in found)
