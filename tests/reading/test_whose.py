"""What is asked of what is somebody's, or a team's: their manager, their team, those in it, what is done for them."""

import pytest

from bot.reading.here import Asks
from tests.reading.test_here import here


@pytest.mark.parametrize(
    ("text", "asks", "whom"),
    [
        ("who is berts boss", Asks.manager, {"people": ("bert",)}),
        ("is Åsa's manager Bert", Asks.is_report, {"people": ("asa",), "other": ("bert",)}),
        ("which team is Bert in", Asks.team_of, {"people": ("bert",)}),
        ("Bert's team?", Asks.team_of, {"people": ("bert",)}),
        ("who is in Åsa's team", Asks.reports, {"people": ("asa",)}),
        ("who is in åsas crew these days", Asks.reports, {"people": ("asa",)}),
        ("who leads the dyeing lot", Asks.lead, {"team": "dyeing"}),
        ("who do we have in dyeing in Cork", Asks.members, {"team": "dyeing", "site": "cork"}),
        ("anyone from dyeing sitting in Cork?", Asks.members, {"team": "dyeing", "site": "cork"}),
        ("the channel for hr questions", Asks.reach, {"team": "people", "way": "channel"}),
        # What is done with something of somebody's asks for whoever does it.
        ("who books Åsa's trips", Asks.duty, {"people": ("asa",), "name": "Åsa"}),
        ("who books åsas trips", Asks.duty, {"people": ("asa",), "name": "åsa"}),
    ],
)
def test_what_is_somebodys_is_asked_for_with_or_without_its_mark(text: str, asks: Asks, whom: dict):
    found = here(text)
    assert found is not None
    assert (found.asks, {name: getattr(found, name) for name in whom}) == (asks, whom)
