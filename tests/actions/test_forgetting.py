"""Being forgotten: asked about first, done once it is meant."""

from typing import Any

import pytest

from actions.forgetting import ActionAskForget, ActionForgetMe, ActionTellPrivacy
from actions.knowledge import Known
from tests.actions.tracker import message, run

ASKED = "Shall I erase our whole conversation, with all your answers? It cannot be brought back."


def test_being_forgotten_is_marked_for_whoever_erases(guided: Known, monkeypatch):
    ran = run(ActionForgetMe(), message("forget me"), guided, monkeypatch)
    assert (ran.responses, ran.slots) == (["utter_forgotten"], {"forget_me": True})


def test_erasing_is_asked_about_before_anything_is_erased(guided: Known, monkeypatch):
    ran = run(ActionAskForget(), message("delete my data", "forget_me"), guided, monkeypatch)
    (said,) = ran.messages
    assert said["text"] == ASKED
    assert [button["payload"] for button in said["buttons"]] == ["Yes", "No"]
    assert ran.slots == {}


@pytest.mark.parametrize("form", ["find_role_form", "feedback_form"])
def test_asking_leaves_a_form_so_that_yes_is_no_answer_to_it(guided: Known, monkeypatch, form: str):
    ran = run(ActionAskForget(), message("delete my data", "forget_me"), guided, monkeypatch, loop=form)
    assert [event["name"] for event in ran.events if event["event"] == "active_loop"] == [None]
    assert ran.slots == {"requested_slot": None}


@pytest.mark.parametrize(
    ("before", "slots"), [("action_ask_forget", {"forget_me": True}), ("action_answer", {}), ("", {})]
)
def test_who_says_it_again_means_it(guided: Known, monkeypatch, before: str, slots: dict[str, Any]):
    ran = run(ActionAskForget(), message("delete it now", "forget_me"), guided, monkeypatch, before=before)
    assert ran.slots == slots


def test_what_is_not_to_be_erased_is_left(guided: Known, monkeypatch):
    ran = run(ActionAskForget(), message("don't delete anything", "forget_me"), guided, monkeypatch)
    assert (ran.responses, ran.slots) == (["utter_not_forgotten"], {})


def test_what_is_kept_is_told_with_a_way_to_have_it_erased(guided: Known, monkeypatch):
    monkeypatch.setenv("ROLEWISE_RETENTION_DAYS", "12")
    ran = run(ActionTellPrivacy(), message("what do you store about me", "ask_privacy"), guided, monkeypatch)
    (said,) = ran.messages
    assert "after 12 days" in said["text"]
    assert [button["payload"] for button in said["buttons"]] == ["Delete my data"]
