"""What somebody wants to avoid: judged by what is known of roles, else said not to be."""

import numpy as np
import pytest

from bot.guidance.avoiding import Judged, avoidance
from bot.search.known import Known


@pytest.mark.parametrize(
    ("phrase", "judged"),
    [
        ("selling", Judged.told),
        ("the sight of blood", Judged.told),
        ("lifting", Judged.told),
        ("night shifts", Judged.untold),
        ("standing all day", Judged.untold),
        ("qwerty", Judged.unknown),
        ("asdf ghjk", Judged.unknown),
        ("", Judged.unknown),
    ],
)
def test_a_thing_is_judged_by_names_and_by_words_of_duties(known: Known, phrase: str, judged: Judged):
    found = avoidance(known, phrase)
    assert found.judged is judged
    assert found.shares.any() == (judged is Judged.told)
    assert 0 <= found.shares.min() <= found.shares.max() <= 1


@pytest.mark.parametrize("role", ["registered_nurse", "veterinarian"])
def test_what_has_to_do_with_blood_is_told_by_its_duties(known: Known, role: str):
    assert avoidance(known, "the sight of blood").shares[known.profiles.place[role]] == 1


def test_a_thing_avoided_is_the_same_however_it_is_put(known: Known):
    assert np.array_equal(avoidance(known, "blood").shares, avoidance(known, "the sight of blood").shares)
