"""Somebody in distress: what is said, in which country, and what becomes of a form."""

from typing import Any

import pytest

from actions import comfort as module
from actions.answering import ActionAnswer
from actions.comfort import ActionComfort, turning_in
from actions.feedback import ValidateFeedbackForm
from actions.finder import ValidateFindRoleForm
from actions.knowledge import Known
from bot.reading.marks import Mark
from bot.reading.reading import Asked, Reading
from bot.settings import load_settings
from tests.actions.tracker import Ran, run


def heard(country: str = "") -> dict[str, Any]:
    """A message of somebody in distress, as bot.nlu.reading leaves it."""
    return {"text": "i want to die", "readings": [Reading(asked=Asked.distress, sure=1.0, country=country).as_data()]}


def said(ran: Ran) -> str:
    (only,) = ran.messages
    return only["text"]


@pytest.mark.parametrize(
    ("country", "numbers"),
    [
        ("", ["911", "988", "1-800-799-7233"]),
        ("GB", ["999", "116 123", "0808 2000 247"]),
        ("IN", ["112", "14416"]),
        ("BR", ["190", "192 for an ambulance", "188"]),
    ],
)
def test_the_lines_of_the_country_are_told(guided: Known, monkeypatch, country: str, numbers: list[str]):
    text = said(run(ActionComfort(), heard(country), guided, monkeypatch))
    assert all(number in text for number in numbers)
    assert "findahelpline.com" in text
    assert "befrienders.org" in text


def test_where_no_line_is_sure_the_pages_for_everywhere_are_told(guided: Known, monkeypatch):
    text = said(run(ActionComfort(), heard("TV"), guided, monkeypatch))
    assert "988" not in text
    assert "findahelpline.com" in text
    assert "emergency number where you are" in text


@pytest.mark.parametrize("country", ["", "GB", "TV", "BE", "DE"])
def test_it_is_short_and_there_is_nothing_to_press(guided: Known, monkeypatch, country: str):
    ran = run(ActionComfort(), heard(country), guided, monkeypatch)
    text = said(ran)
    assert len(text) <= 900
    assert len(text.splitlines()) <= 8
    assert ran.messages[0]["buttons"] == []
    assert "answer" not in ran.messages[0]["custom"]
    assert "!" not in text


def perhaps(country: str = "") -> dict[str, Any]:
    """A question of somebody who may be in trouble."""
    reading = Reading("which roles are there", Asked.roles, 0.9, country=country, marks=frozenset((Mark.minded,)))
    return {"text": reading.text, "readings": [reading.as_data()]}


@pytest.mark.parametrize(("country", "line"), [("", "988"), ("GB", "116 123")])
def test_who_may_be_in_trouble_is_answered_and_told_beside_it_where_to_turn(
    guided: Known, monkeypatch, country: str, line: str
):
    answer, beside = run(ActionAnswer(), perhaps(country), guided, monkeypatch).messages
    assert answer["custom"]["answer"]["kind"] == "roles"
    assert line in beside["text"]
    assert "findahelpline.com" in beside["text"]
    assert len(beside["text"].splitlines()) == 1


@pytest.mark.parametrize(("slot", "line"), [("GB", "116 123"), ("a country long gone", "988")])
def test_where_somebody_said_before_that_they_are_their_numbers_are_told(
    guided: Known, monkeypatch, slot: str, line: str
):
    assert line in said(run(ActionComfort(), heard(), guided, monkeypatch, country=slot))
    _, beside = run(ActionAnswer(), perhaps(), guided, monkeypatch, country=slot).messages
    assert line in beside["text"]


def test_where_to_turn_is_not_told_again_within_the_last_turns(guided: Known, monkeypatch):
    _, beside = run(ActionAnswer(), perhaps(), guided, monkeypatch).messages
    assert len(run(ActionAnswer(), perhaps(), guided, monkeypatch, said=beside["text"]).messages) == 1


@pytest.mark.parametrize("form", ["find_role_form", "feedback_form"])
def test_a_form_is_left_and_takes_nothing_of_it_for_an_answer(guided: Known, monkeypatch, form: str):
    validating = {"find_role_form": ValidateFindRoleForm, "feedback_form": ValidateFeedbackForm}[form]()
    for slot in ("strengths", "education", "avoid", "likes", "comment"):
        assert run(validating, heard(), guided, monkeypatch, loop=form, requested_slot=slot).events == []
    left = run(ActionComfort(), heard(), guided, monkeypatch, loop=form)
    assert [event["name"] for event in left.events if event["event"] == "active_loop"] == [None]
    assert left.slots == {"requested_slot": None}


def test_nothing_is_counted_as_an_outcome(guided: Known, monkeypatch):
    assert run(ActionComfort(), heard(), guided, monkeypatch).events == []


def test_a_person_is_offered_where_the_settings_name_one(guided: Known, monkeypatch):
    settings = load_settings().but(contact_name="our welfare office", contact_phone="+44 20 7946 0000")
    monkeypatch.setattr(module, "load_settings", lambda: settings)
    text = said(run(ActionComfort(), heard(), guided, monkeypatch))
    assert "our welfare office" in text
    assert "+44 20 7946 0000" in text


def test_every_country_of_the_table_can_be_told():
    for country in ("US", "GB", "ZA", "SE"):
        assert turning_in(country).country
