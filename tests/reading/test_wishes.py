"""What people name as liked, used or disliked, in their words."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.reading.wishes import things_named, wanted_and_averse
from bot.search.language import key_of


@pytest.mark.parametrize(
    ("text", "things"),
    [
        ("Excel", ["Excel"]),
        ("I am good at Excel, negotiating and I have looked after children",
         ["Excel", "negotiating", "looked after children"]),
        ("which jobs use Excel and SQL?", ["Excel", "SQL"]),
        ("Microsoft Excel; SQL / Python\nJava. cooking", ["Microsoft Excel", "SQL", "Python", "Java", "cooking"]),
        ("C++, C# & R", ["C++", "C#", "R"]),
        ("listening well", ["listening"]),
        ("anything with spreadsheets please", ["spreadsheets"]),
        ("lots of paperwork", ["paperwork"]),
        ("I hate selling, the sight of blood", ["selling", "sight of blood"]),
        ("I don't want to work with animals", ["animals"]),
        ("I've got 5 years of experience in sales", ["sales"]),
        ("I’ve worked in sales", ["sales"]),
        ("I can drive and I can cook", ["drive", "cook"]),
        ("Excel, SQL, Excel", ["Excel", "SQL"]),
        ("  Excel ,, , SQL ", ["Excel", "SQL"]),
        ("nothing", []),
        ("No idea", []),
        ("n/a", []),
        ("nothing but Excel", ["Excel"]),
        ("nothing with blood", ["blood"]),
        ("a", []),
        ("and", []),
        ("", []),
    ],
)  # fmt: skip
def test_the_words_around_a_thing_go(text: str, things: list[str]):
    assert things_named(text) == things


@pytest.mark.parametrize(
    ("text", "wanted", "averse"),
    [
        ("good with numbers but hate talking to people", ["numbers"], ["talking to people"]),
        ("I don't like maths but I'm good at drawing", ["drawing"], ["maths"]),
        ("I’m not good at sums, I love cooking", ["cooking"], ["sums"]),
        ("cooking and gardening, without driving or selling", ["cooking", "gardening"], ["driving", "selling"]),
        ("I hate selling and driving and I can cook", ["cook"], ["selling", "driving"]),
        ("jobs that need Excel and maths", ["Excel", "maths"], []),
        ("I don't know what, but I can cook", ["cook"], []),
        ("", [], []),
    ],
)  # fmt: skip
def test_what_is_wanted_and_what_is_not_are_told_apart(text: str, wanted: list[str], averse: list[str]):
    assert [things_named(clauses) for clauses in wanted_and_averse(text)] == [wanted, averse]


def test_a_long_name_with_joining_words_stays_whole_between_others():
    name = "Fleet Asset Management and Optimization Solutions: R/S, Lite"
    text = f"I use Excel and (mostly) {name} and C++"
    assert things_named(text, {key_of(name)}) == [name, "Excel", "C++"]


# Text as people write it, and as nobody does.
phrases = st.lists(
    st.sampled_from(
        ["I am good at", "Excel", "health and safety", "and", ",", "C++", "no", "R", "the", " ", "\n", "b.c"]
    )
).map(" ".join)
texts = st.text(max_size=80) | phrases


@settings(deadline=None)
@given(texts)
def test_things_are_pieces_of_the_text_each_once_and_never_blank(text: str):
    things = things_named(text)
    assert len(set(things)) == len(things)
    for thing in things:
        assert thing.strip() == thing != ""
        assert thing in text
