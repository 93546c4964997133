"""What people tell in confidence, of which no report is made."""

from pathlib import Path

import pytest
import yaml

from actions.answering import answer, outcome
from actions.at_work import in_company
from actions.feedback import feedback_on
from actions.knowledge import Known
from bot.reading.here import Asks, Here
from bot.reading.marks import Mark
from bot.reading.reading import Asked, Reading
from bot.runtime.broker import CONFIDENTIAL, _reported
from tests.actions.test_at_work import asked
from tests.search.test_colleagues import WOOL

DUTIES = [
    {"duty": "harassment and bullying", "accountable": "eva", "confidential": True},
    {"duty": "whistle-blowing", "also": ["reports fraud"], "accountable": "eva", "confidential": True},
    {"duty": "occupational health", "also": ["mental health"], "accountable": "bert", "confidential": True},
    {"duty": "dyes wool", "accountable": "asa"},
]


@pytest.fixture(autouse=True)
def company(no_company: Path) -> Path:
    no_company.write_text(yaml.safe_dump({**WOOL, "own_duties": DUTIES}), encoding="utf-8")
    return no_company


def kept(known: Known, reading: Reading) -> list[dict]:
    question = asked(Here(Asks.duty, duty="…"))
    question = in_company(type(question)(reading, question.memory), known)
    found = outcome(question, answer(question, known), known)
    return list(_reported([{"event": "slot", "name": "outcome", "value": found, "timestamp": 1.0}]))


@pytest.mark.parametrize(
    "reading",
    [
        Reading("my boss touches me", Asked.rights, 0.9, trouble="harassment"),
        Reading("who do I tell that my boss bullies me", Asked.who, 0.9, trouble="bullying"),
        Reading("can I be a pilot with diabetes", Asked.situation, 0.9, situation="health"),
        Reading("who is there", Asked.who, 0.9, marks=frozenset({Mark.minded})),
        Reading("who does whistle-blowing", Asked.who, 0.9, here=Here(Asks.duty, duty="whistle-blowing")),
        Reading("I need mental health support", here=Here(Asks.need, duty="mental health", surely=True)),
        Reading("they cook the books", here=Here(Asks.need, duty="cook the books", alike=(("whistle-blowing", 0.6),))),
        Reading("somebody is nasty", here=Here(Asks.trust, duty="somebody is nasty")),
    ],
    ids=lambda each: each.text,
)
def test_of_what_is_told_in_confidence_no_report_keeps_anything(guided: Known, reading: Reading):
    assert kept(guided, reading) == []


def test_of_everything_else_reports_keep_the_question(guided: Known):
    reading = Reading(
        "who dyes wool", Asked.who, 0.9, here=Here(Asks.duty, duty="dyes wool", alike=(("dyes wool", 1.0),))
    )
    [event] = kept(guided, reading)
    assert event["value"]["question"] == "who dyes wool"


def test_an_opinion_on_it_is_not_kept_either(guided: Known):
    class Slots:
        def get_slot(self, name: str) -> dict:
            return {"kind": "who_here", "question": "", CONFIDENTIAL: True}

    opinion = feedback_on(Slots(), helpful=False, comment="my boss is the contact")  # type: ignore[arg-type]
    assert list(_reported([{"event": "slot", "name": "feedback", "value": opinion, "timestamp": 1.0}])) == []
