"""What is said of somebody to be confirmed, read as the question whether it is so."""

import pytest

from bot.reading.here import Asks
from tests.reading.test_here import here


@pytest.mark.parametrize(
    ("text", "asks", "whom"),
    [
        ("Bert sits in Hull, right?", Asks.is_at, {"people": ("bert",), "site": "hull"}),
        ("bert's in cork isn't he", Asks.is_at, {"people": ("bert",), "site": "cork"}),
        ("Bert is in the dyeing team or not", Asks.is_member, {"people": ("bert",), "team": "dyeing"}),
        ("Bert belongs to dyeing?", Asks.is_member, {"people": ("bert",), "team": "dyeing"}),
        ("do you know if Bert works in Hull", Asks.is_at, {"people": ("bert",), "site": "hull"}),
        ("is it true that Bert is the head of wool", Asks.is_title, {"people": ("bert",)}),
        ("the head of wool is Åsa, yes?", Asks.is_title, {"people": ("asa",), "titles": ("head of wool",)}),
        ("Åsa leads dyeing?", Asks.is_title, {"people": ("asa",), "team": "dyeing"}),
        ("Bert reports to Åsa, correct?", Asks.is_report, {"people": ("bert",), "other": ("asa",)}),
        ("Bert reports to Åsa", Asks.is_report, {"people": ("bert",), "other": ("asa",)}),
        ("am I right that Bert works for Åsa", Asks.is_report, {"people": ("bert",), "other": ("asa",)}),
        ("Bert's manager is Åsa, right", Asks.is_report, {"people": ("bert",), "other": ("asa",)}),
        ("the manager of Bert is Åsa?", Asks.is_report, {"people": ("bert",), "other": ("asa",)}),
        ("Åsa manages Bert, doesn't she", Asks.is_manager, {"people": ("asa",), "other": ("bert",)}),
        ("Bert carries the bales, doesn't he?", Asks.does, {"people": ("bert",), "duty": "carries the bales"}),
        ("it's Bert who handles the dyes, right?", Asks.does, {"people": ("bert",)}),
        ("Bert owns Loomsoft, right?", Asks.does, {"people": ("bert",), "system": "loom"}),
        ("I heard Lou left", Asks.is_here, {"people": ("lou",)}),
    ],
)
def test_a_statement_to_be_confirmed_asks_whether_it_is_so(text: str, asks: Asks, whom: dict):
    found = here(text)
    assert found is not None
    assert (found.asks, {name: getattr(found, name) for name in whom}) == (asks, whom)


@pytest.mark.parametrize(
    ("text", "asks"),
    [
        ("Bert O'Hara, who is that", Asks.person),
        ("Bert is off sick this week, what's his number?", Asks.reach),
        ("Bert's e-mail?", Asks.reach),
        ("who is Bert?", Asks.person),
        ("Bert isn't in Hull, right?", None),
        ("Bert needs a new apron?", None),
        ("my loom is broken, right?", None),
    ],
)
def test_what_asks_otherwise_or_says_nothing_of_anybody_is_no_such_thing(text: str, asks: Asks | None):
    checks = (Asks.does, Asks.is_at, Asks.is_here, Asks.is_title, Asks.is_member, Asks.is_manager, Asks.is_report)
    found = here(text)
    assert found is None or (found.asks not in checks and asks in (None, found.asks))
