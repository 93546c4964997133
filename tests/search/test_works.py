"""Work that is hinted at, over the project's own store: in words that nobody who wrote its hints has used."""

import yaml

from bot.search.known import Known
from bot.settings import ROOT

HINTS = [
    ("the people who check your bags on the screen before you fly", "33-9093.00"),
    ("somebody has to shoe the horses", "39-2021.00"),
    ("lay bricks on a scaffold in the rain", "47-2021.00"),
    ("the woman who takes your blood at the surgery", "31-9097.00"),
    ("look after the plane's engines", "49-3011.00"),
    ("teach toddlers songs and paint with them", "25-2011.00"),
    ("cut down trees with a chainsaw for the paper mill", "45-4021.00"),
    ("fly the helicopter for the rich guys", "53-2012.00"),
    ("nails, gel, little stones on them", "39-5092.00"),
    ("wash the dishes in a hotel kitchen", "35-9021.00"),
]


def test_work_that_is_hinted_at_comes_first_or_among_the_likeliest(known: Known):
    found = [[known.store.codes[match.role] for match in known.works.rank(text)[:3]] for text, _ in HINTS]
    right = list(zip(found, (code for _, code in HINTS), strict=True))
    # Measured: nine, and eight.
    assert sum(code in codes for codes, code in right) >= 9
    assert sum(code == codes[0] for codes, code in right) >= 8


def test_they_are_no_hints_that_were_learnt():
    learnt = yaml.safe_load((ROOT / "knowledge/hints.yml").read_text(encoding="utf-8"))
    assert not {text for text, _ in HINTS} & {text for texts in learnt.values() for text in texts}


def test_scores_are_best_first_and_no_more_than_asked_for(known: Known):
    for text in ("out on the tracks at night", "é", "...", "x" * 1000, "tracks \udfff\ud800"):
        scores = [match.score for match in known.works.rank(text, limit=4)]
        assert scores == sorted(scores, reverse=True)
        assert len(scores) <= 4


def test_words_that_say_which_work_count_besides(known: Known):
    text = "my brother sells cars and my sister mends teeth"
    assert known.works.rank(text, "sells cars") != known.works.rank(text, "mends teeth")


def test_a_store_without_hints_knows_of_none(small: Known):
    assert small.works.rank("bakes the bread at night") == []
