"""Which words of schooling or hiring a text asks the meaning of."""

import pytest

from bot.knowledge.terms import read_terms
from bot.reading.terms import LONGEST, MOST, TermNames
from bot.settings import ROOT

TERMS = read_terms(ROOT / "knowledge")
NAMES = TermNames({name: key for key, term in TERMS.terms.items() for name in term.called})


@pytest.mark.parametrize(
    ("text", "terms"),
    [
        ("what's an associate's degree", ("associate",)),
        ("whats a btec", ("btec",)),
        ("what does entry level actually mean if they want 3 years", ("entry_level",)),
        ("what do they mean by transferable skills", ("transferable_skills",)),
        ("difference between a diploma and a degree?", ("diploma", "degree")),
        ("it says probationary period 6 months, what is that", ("probation",)),
        ("ged? what is that", ("ged",)),
        ("could you explain what a foundation degree is", ("foundation_degree",)),
        ("what does the median stand for", ("median",)),
        ("do I need a degree", ()),
        ("what degree do I need for nursing", ()),
        ("what is the certificate for plumbing called", ()),
        ("how long is an apprenticeship", ()),
        ("I have a GED and 3 GCSEs", ()),
        ("what jobs are there with an associate's degree", ()),
        ("", ()),
    ],
)
def test_a_term_is_told_where_its_meaning_is_asked(text: str, terms: tuple[str, ...]):
    assert NAMES.asked_in(text) == terms


def test_of_many_terms_few_are_told_and_a_long_text_asks_for_none():
    assert len(NAMES.asked_in("what is a ged, a btec, an nvq, an hnd and a phd")) == MOST
    assert NAMES.asked_in("what is a ged " + "and so on " * LONGEST) == ()
