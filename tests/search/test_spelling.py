"""Slips of the fingers, told from other words and put right."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rapidfuzz.distance import OSA

from bot.search.spelling import Speller, allowed_slips, closeness, is_typo, sound_of


@pytest.mark.parametrize(
    ("heard", "written"),
    [
        ("maryke", "marijke"),
        ("hendriks", "hendrickx"),
        ("benhadu", "benhaddou"),
        ("sabo", "szabo"),
        ("declerk", "declercq"),
        ("filip", "philip"),
        ("mayer", "maier"),
        ("smit", "smith"),
    ],
)
def test_a_name_that_is_only_heard_sounds_as_it_is_written(heard: str, written: str):
    assert sound_of(heard) == sound_of(written)


@pytest.mark.parametrize(("one", "other"), [("anna", "hanne"), ("petr", "piet"), ("klein", "klaas"), ("", "a")])
def test_other_names_sound_otherwise(one: str, other: str):
    assert sound_of(one) != sound_of(other)


WORDS = st.text("abc", min_size=1, max_size=9)


@pytest.mark.parametrize(
    ("written", "meant", "typo"),
    [
        ("haed baker", "head baker", True),
        ("mastr bakr", "master baker", True),
        ("shopmanager", "shop manager", True),
        ("head baker", "head baker", False),
        ("schedule", "scheduler", False),
        ("bank manager", "bakery manager", False),
        ("ceo", "cfo", False),
    ],
)
def test_a_slip_is_told_from_another_name(written: str, meant: str, typo: bool):
    assert is_typo(written, meant) == typo


def test_a_name_is_the_closer_the_fewer_slips():
    names = ["taxi dancer", "taxi dncer", "taxi dncr", "cab dancer"]
    assert closeness("taxi dancer", names).tolist() == pytest.approx([1, 0.8, 0.5, 0])
    assert closeness("ceo", ["cfo", "cto", "cpa"]).tolist() == pytest.approx([0.8, 0.8, 0])
    assert closeness("taxi", []).tolist() == []


@pytest.mark.parametrize(
    ("written", "meant", "begun_right"),
    [
        ("budget", "budget", "budget"),
        ("bugdet", "budget", "budget"),
        ("nudget", "budget", None),
        ("negotation", "negotiation", "negotiation"),
        # Equally near to both: the first in the alphabet.
        ("buxget", "budget", "budget"),
        ("bud", None, None),
        ("", None, None),
        ("gardening", None, None),
    ],
)
def test_the_nearest_word_is_meant(written: str, meant: str | None, begun_right: str | None):
    words = ["negotiation", "budget", "buyget"]
    assert Speller(words).meant(written) == meant
    assert Speller(words, begun_right=True).meant(written) == begun_right


@given(WORDS, st.lists(WORDS))
def test_no_other_word_is_nearer_than_the_one_that_is_meant(written: str, words: list[str]):
    near = sorted((OSA.distance(written, word), word) for word in words)
    expected = near[0][1] if near and near[0][0] <= allowed_slips(written) else None
    assert Speller(words).meant(written) == expected
