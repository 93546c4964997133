"""How much of a message is read."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.channels import requests
from bot.reading.edges import ending, opening
from bot.reading.extent import LONGEST, LONGEST_WORD, MOST_NAMES, MOST_QUESTIONS, MOST_THINGS, beginning
from bot.reading.marks import Mark
from bot.reading.naming import linker_of
from bot.reading.normal import normal
from bot.reading.read import read
from bot.reading.reading import Asked
from bot.reading.wishes import things_named
from bot.reading.words import pattern

UNIT = pattern(r"\W|\b(?:any kind|any|kind|of)(?!\w)")


def test_what_channels_take_is_read_whole():
    assert LONGEST == requests.LONGEST
    text = "word " * (LONGEST // 5)
    assert beginning(text) == text


@pytest.mark.parametrize(
    ("text", "read_of_it"),
    [
        ("a" * (LONGEST + 1), "a" * LONGEST),
        ("nurse " * LONGEST, ("nurse " * (LONGEST // 6)).strip()),
    ],
)
def test_of_more_the_beginning_is_read_up_to_a_whole_word(text: str, read_of_it: str):
    assert beginning(text) == read_of_it


@given(st.text(st.sampled_from("ab \n.,'"), max_size=300))
def test_no_word_is_longer_than_can_be_read_and_no_letter_is_lost(text: str):
    plain = normal(text)
    assert all(len(word) <= LONGEST_WORD for word in plain.split())
    assert normal(plain) == plain
    long = "a" * 200
    assert normal(long).replace(" ", "") == long


@pytest.mark.parametrize(
    ("text", "edge"),
    [("any kind of dog", "any kind of "), ("dog of any", ""), ("", ""), ("any kindness", "any "), ("kind", "kind")],
)
def test_the_words_that_a_text_begins_with(text: str, edge: str):
    assert text[: opening(UNIT, text)[-1]] == edge


@pytest.mark.parametrize(
    ("text", "edge"),
    [("a dog of any kind", " of any kind"), ("any dog", ""), ("", ""), ("kind", "kind"), ("mankind", "")],
)
def test_the_words_that_a_text_ends_with(text: str, edge: str):
    assert text[ending(UNIT, text)[-1] :] == edge


@given(st.lists(st.sampled_from(["any", "kind", "any kind", "dog", " ", ",", "of"]), max_size=12))
def test_edges_are_those_that_a_pattern_of_repeated_words_finds(words: list[str]):
    text = " ".join(words)
    first, last = (pattern(f"^(?:{UNIT.pattern})+").match(text), pattern(f"(?:{UNIT.pattern})+$").search(text))
    assert opening(UNIT, text)[-1] == (first.end() if first else 0)
    assert ending(UNIT, text)[-1] == (last.start() if last else len(text))


def test_of_many_duties_the_first_are_read_and_that_there_were_more():
    duties = [f"who mends {thing}" for thing in ("shoes", "cars", "bags", "pots", "books", "roofs", "tyres")]
    few, many = (read(", ".join(asked), Asked.who, 0.9) for asked in (duties[:MOST_QUESTIONS], duties))
    assert [duty.text for duty in many.duties] == [duty.text for duty in few.duties]
    assert len(few.duties) == MOST_QUESTIONS
    assert many.shows(Mark.more_asked)
    assert not few.shows(Mark.more_asked)


def test_of_many_things_the_first_are_looked_up():
    named = [f"thing{number}" for number in range(3 * MOST_THINGS)]
    assert things_named(", ".join(named)) == named[:MOST_THINGS]


def test_of_many_names_the_first_mean_something(known):
    named = ["nurse", "chef", "waiter", "carpenter"] * 10
    found = linker_of(known).mentions(", ".join(named))
    assert [mention.text for mention in found] == named[:MOST_NAMES]
