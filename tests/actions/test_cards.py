"""Somebody's card: what it tells of them, what may be asked next, and what is told in a line instead."""

from pathlib import Path

import pytest
import yaml

from actions.knowledge import Known
from bot.reading.here import Asks, Here
from bot.saying.compose import document_of
from bot.saying.document import Card
from bot.saying.text import as_text, text_of
from tests.actions.test_at_work import told
from tests.search.test_colleagues import WOOL


@pytest.fixture(autouse=True)
def company(no_company: Path) -> Path:
    no_company.write_text(yaml.safe_dump(WOOL), encoding="utf-8")
    return no_company


def test_somebody_is_told_as_a_card_with_what_may_be_asked_next(guided: Known):
    found = document_of(told(guided, Here(Asks.person, people=("cem",))))
    card = found.blocks[0]
    assert isinstance(card, Card)
    assert [(label, text_of(words)) for label, words in card.rows] == [
        ("Title", "Dyer (Interim)"),
        ("Team", "Dyeing"),
        ("Site", "Hull"),
        ("Manager", "Åsa Nyström"),
        ("Away", "now"),
        ("Stands in for them", "Bert O'Hara"),
        ("How to reach them", "#dyeing"),
    ]
    assert text_of(card.words) in as_text(found)
    assert [choice.payload for choice in found.suggestions] == ["who is Åsa Nyström", "who is in the Dyeing team"]


@pytest.mark.parametrize(
    "here", [Here(Asks.reach, people=("bert",), way="phone"), Here(Asks.manager, people=("bert",))]
)
def test_what_is_asked_of_somebody_is_told_in_a_line(guided: Known, here: Here):
    found = document_of(told(guided, here))
    assert not any(isinstance(block, Card) for block in found.blocks)
    assert found.suggestions == ()


def test_who_reports_to_somebody_may_be_asked_where_anybody_does(guided: Known):
    found = document_of(told(guided, Here(Asks.person, people=("asa",))))
    assert "who reports to Åsa Nyström" in [choice.payload for choice in found.suggestions]
    assert "Bert O'Hara stands in for Åsa Nyström." in as_text(found)
