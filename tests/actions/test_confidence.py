"""What people tell in confidence, of which no report is made."""

from pathlib import Path

import pytest
import yaml

from actions.answering import answer, outcome
from actions.at_work import in_company
from actions.feedback import feedback_on
from actions.knowledge import Known
from bot.reading.here import MATTERS, Asks, Here
from bot.reading.marks import Mark
from bot.reading.reading import Asked, Reading
from bot.runtime.broker import CONFIDENTIAL, _reported
from bot.saying.answer import Answer
from bot.saying.compose import document_of
from bot.saying.kinds import AnswerKind
from bot.saying.text import as_text
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
        Reading("I have the flu", here=Here(Asks.need, duty="I have the flu", is_private=True)),
    ],
    ids=lambda each: each.text,
)
def test_of_what_is_told_in_confidence_no_report_keeps_anything(guided: Known, reading: Reading):
    assert kept(guided, reading) == []


def in_confidence(matter: str, alike: tuple[tuple[str, float], ...], known: Known) -> Answer:
    here = Here(Asks.trust, duty="they do it again", own=True, surely=True, alike=alike, is_private=True, matter=matter)
    return answer(in_company(asked(here), known), known)


def test_whom_the_map_calls_confidential_is_told_first_and_alone(guided: Known):
    alike = (("dyes wool", 0.9), ("whistle-blowing", 0.7))
    found = in_confidence("wrongdoing", alike, guided)
    assert [person.name for person in found.people] == ["Eva Grace"]
    assert "in confidence" in as_text(document_of(found))


def test_whom_an_unmarked_map_names_for_it_is_told_alone_and_without_a_promise(guided: Known, company: Path):
    duties = [{"duty": "whistle-blowing", "accountable": "bert", "responsible": ["eva", "asa"]}]
    company.write_text(yaml.safe_dump({**WOOL, "own_duties": duties}), encoding="utf-8")
    found = in_confidence("wrongdoing", (("whistle-blowing", 0.9),), guided)
    text = as_text(document_of(found))
    assert [person.name for person in found.people] == ["Eva Grace"]
    assert "in confidence" not in text
    assert "Reports keep nothing" in text


@pytest.mark.parametrize("matter", MATTERS)
def test_where_the_map_names_nobody_for_it_no_name_is_told(guided: Known, matter: str, company: Path):
    company.write_text(yaml.safe_dump({**WOOL, "own_duties": DUTIES[-1:]}), encoding="utf-8")
    found = in_confidence(matter, (("dyes wool", 0.5),), guided)
    assert (found.kind, found.people, found.roles) == (AnswerKind.confided, (), ())
    assert "I name nobody" in as_text(document_of(found))
    reading = Reading("…", here=Here(Asks.trust, duty="…", surely=True, matter=matter))
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
