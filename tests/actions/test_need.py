"""Trouble at work, a person instead of the bot, and whether work is open to somebody."""

import pytest

from actions.knowledge import Known
from bot.reading.circumstances import SITUATIONS
from bot.reading.reading import Asked
from bot.saying import asking, need
from bot.saying.compose import document_of
from bot.saying.kinds import AnswerKind
from bot.saying.text import as_text
from bot.settings import load_settings
from tests.actions.asking import answered
from tests.actions.asking import said as saying
from tests.actions.bakery import bakery


def told(asked: Asked, text: str, known: Known) -> str:
    return as_text(document_of(answered(asked, saying(text), known)))


@pytest.mark.parametrize(
    ("text", "body"),
    [
        ("my boss hasn't paid me for two months", "Wage and Hour Division"),
        ("they fired me because I'm pregnant", "Equal Employment Opportunity Commission"),
        ("the machines are unsafe and we have no gloves", "Occupational Safety"),
        ("I was sacked without a reason in Germany", "Arbeitsgericht"),
        ("my manager bullies me", "labour inspectorate"),
        ("they refuse my sick leave in the UK", "Acas"),
        ("can you tell me my rights", "labour inspectorate"),
    ],
)
def test_trouble_at_work_names_who_helps_outside_a_company(guided: Known, text: str, body: str):
    answer = told(Asked.rights, text, guided)
    assert body in answer
    assert "legal advice" in answer
    assert len(answer) <= 600


def test_a_request_for_a_person_is_answered_honestly(guided: Known):
    answer = told(Asked.human, "can I talk to a human", guided)
    assert "I'm a program" in answer
    assert "American Job Centers" in answer


@pytest.fixture
def with_contact(monkeypatch: pytest.MonkeyPatch) -> None:
    settings = load_settings().but(contact_name="Ms Roe", contact_email="roe@example.org", contact_channel="#careers")
    for module in (need, asking):
        monkeypatch.setattr(module, "load_settings", lambda: settings)


@pytest.mark.usefixtures("with_contact")
def test_the_person_that_the_settings_name_is_offered(guided: Known):
    offered = "You can also reach Ms Roe here: roe@example.org or #careers."
    assert offered in told(Asked.human, "a human please", guided)
    assert offered in told(Asked.rights, "my boss bullies me", guided)
    stuck = answered(Asked.unclear, bakery("blargh", misunderstood=1), guided)
    assert stuck.kind is AnswerKind.stuck
    assert offered in as_text(document_of(stuck))


def test_nobody_is_offered_where_the_settings_name_none(guided: Known):
    stuck = answered(Asked.unclear, bakery("blargh", misunderstood=1), guided)
    assert "reach" not in as_text(document_of(stuck))


@pytest.mark.parametrize(
    ("text", "situation"),
    [
        ("I have a criminal record, which jobs can I do?", "record"),
        ("is it too late for me at 45", "age"),
        ("can a woman be a boxer", "gender"),
        ("I'm diabetic, which work is open to me", "health"),
        ("pregnant and looking for work", "pregnancy"),
        ("jobs for people with ADHD", "neurodivergent"),
        ("I'm a refugee and need a job", "origin"),
        ("I have a gap in my CV", "gap"),
    ],
)
def test_what_may_shut_somebody_out_is_answered_with_advisers_and_a_way_on(guided: Known, text: str, situation: str):
    answer = answered(Asked.situation, saying(text), guided)
    assert (answer.kind, answer.asked, answer.roles) == (AnswerKind.situation, situation, ())
    document = document_of(answer)
    assert "American Job Centers" in as_text(document)
    assert document.choices
    assert len(as_text(document)) <= 600


def test_of_a_role_that_is_named_its_preparation_is_told(guided: Known):
    answer = answered(Asked.situation, bakery("am I too old at 45 to become a head baker"), guided)
    text = as_text(document_of(answer))
    assert [role.title for role in answer.roles] == ["Head Baker"]
    assert "Head Baker" in text


def test_every_situation_has_words():
    assert len(set(SITUATIONS)) == 8
