"""What is told of teams that say little of themselves: who leads them, and where they are asked."""

from pathlib import Path
from typing import Any

import yaml

from actions.knowledge import Known
from bot.reading.here import Asks, Here
from bot.saying.kinds import AnswerKind
from tests.actions.test_at_work import DUTIES, names, text, told
from tests.search.test_colleagues import WOOL


def with_duties(path: Path, more: dict[str, Any], *duties: dict[str, Any]) -> None:
    path.write_text(yaml.safe_dump({**WOOL, **more, "own_duties": [*DUTIES, *duties]}), encoding="utf-8")


def test_whoever_is_alone_in_a_team_leads_it(guided: Known, no_company: Path):
    people = {**WOOL["people"], "ida": {"name": "Ida Rask", "title": "Programmer", "team": "it", "manager": "asa"}}
    with_duties(no_company, {"people": people})
    assert names(told(guided, Here(Asks.lead, team="it"))) == ["Ida Rask"]


def test_for_the_channel_of_a_team_without_one_that_of_its_work_is_told(guided: Known, no_company: Path):
    with_duties(no_company, {}, {"duty": "IT", "accountable": "bert", "channel": "#it-help"})
    assert "#it-help is where to ask" in text(told(guided, Here(Asks.reach, team="it", way="channel")))
    assert told(guided, Here(Asks.reach, team="people", way="channel")).kind is AnswerKind.at_work
