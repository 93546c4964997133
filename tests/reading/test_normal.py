"""Whatever is typed becomes plain text, and plain text stays as it is."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.reading.normal import normal


@pytest.mark.parametrize(
    ("typed", "plain"),
    [
        # quotes, dashes, spaces
        ("what\u2019s a \u201cprompt engineer\u201d", 'what\'s a "prompt engineer"'),
        ("a sous\u2011chef \u2013 what\u00a0is it", "a sous-chef - what is it"),
        ("  what \t does  a nurse do ", "what does a nurse do"),
        ("hello\r\n\r\n what does a nurse do", "hello\nwhat does a nurse do"),
        # letters and pictures
        ("\uff57\uff48\uff41\uff54 does a nurse do\uff1f", "what does a nurse do?"),
        ("what does a nurse \U0001f469\u200d\u2695\ufe0f do \U0001f64f\U0001f3fd", "what does a nurse do"),
        ("caf\u00e9 owner", "caf\u00e9 owner"),
        ("cafe\u0301 owner", "caf\u00e9 owner"),
        ("nur\u200bse\u0000", "nurse"),
        ("pay of 50\u20ac in C++, C# & R", "pay of 50\u20ac in C++, C# & R"),
        # marks
        ("what does a nurse do????", "what does a nurse do?"),
        ("what?!?! really!!!", "what? really!"),
        ("well... a nurse,, then", "well. a nurse, then"),
        ("\u00bfwhat is a nurse?", "what is a nurse?"),
        ("not serving food lol i mean games", "not serving food, i mean games"),
        ("lol no. haha", "lol no. haha"),
        # capitals
        ("WHAT DOES A NURSE DO", "what does a nurse do"),
        ("WHO IS THE CEO?!", "who is the ceo?"),
        ("CEO", "CEO"),
        ("what does a CEO do", "what does a CEO do"),
        # asking words in haste
        ("wat does a nurse do", "what does a nurse do"),
        ("Wats a nurse", "What is a nurse"),
        ("hwo fixes laptops pls", "who fixes laptops please"),
        ("do u know wich nurse", "do you know which nurse"),
        ("WAT DOES A NURSE DO", "what does a nurse do"),
        # what only looks so
        ("a U-boat, the E.U. and U.S. law", "a U-boat, the E.U. and U.S. law"),
        ("u-boat captain", "u-boat captain"),
        ("", ""),
        ("\U0001f600", ""),
    ],
)
def test_typing_becomes_plain_text(typed: str, plain: str):
    assert normal(typed) == plain


# Letters that are written in several ways, pictures, marks and words that stand for others.
_AWKWARD = st.lists(
    st.sampled_from(
        [*"aA\u0130e\u0301\u00b4\u200d\ufe0f\u20e3 .?!,-\n'\u2019\u2026\u203c\uff21\u00df1", "wat", "U", "u", " "]
    )
).map("".join)


@given(st.text() | _AWKWARD)
def test_plain_text_stays_as_it_is(text: str):
    plain = normal(text)
    assert normal(plain) == plain


@given(st.text() | _AWKWARD)
def test_no_picture_or_control_character_is_left(text: str):
    assert all(letter.isprintable() or letter == "\n" for letter in normal(text))
