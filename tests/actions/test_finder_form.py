"""The form of the career finder: how it begins, asks, goes on and ends."""

import pytest

from actions.finder import ActionAskFindRoleFormLikes, ActionClearFinder, ValidateFindRoleForm, slots_of
from actions.knowledge import Known
from bot.guidance.finder import AVOID, EDUCATION, LIKES, STRENGTHS, Progress
from tests.actions.conftest import ACTIVITIES
from tests.actions.progress import AT_AVOID, BEGUN, COUNT, at
from tests.actions.tracker import message, run


@pytest.mark.parametrize(
    ("progress", "response"),
    [(at(), "utter_finder_started"), (BEGUN, "utter_finder_resumed"), (AT_AVOID.told(AVOID, {}), "utter_finder_again")],
)
def test_the_finder_says_whether_it_begins_goes_on_or_is_done(guided: Known, monkeypatch, progress, response):
    ran = run(ValidateFindRoleForm(), message("find my role", "find_role"), guided, monkeypatch, **slots_of(progress))
    assert ran.responses == [response]
    assert ran.slots == {**slots_of(progress), "finder_asked": None}


def test_the_form_s_answer_is_kept(guided: Known, monkeypatch):
    asked = {"requested_slot": LIKES, **slots_of(BEGUN)}
    ran = run(ValidateFindRoleForm(), message("like", "like"), guided, monkeypatch, **asked)
    assert ran.responses == []
    assert ran.slots == {**slots_of(at("like", "dislike", "like")), "finder_asked": {"question": None, "missed": 0}}


def test_the_form_leaves_an_aside_alone(guided: Known, monkeypatch):
    asked = {"requested_slot": LIKES, **slots_of(BEGUN)}
    ran = run(ValidateFindRoleForm(), message("what does a head baker do", "ask_duties"), guided, monkeypatch, **asked)
    assert (ran.messages, ran.events) == ([], [])


def test_the_form_ends_where_the_result_is_asked_for(guided: Known, monkeypatch):
    asked = {"requested_slot": LIKES, **slots_of(BEGUN)}
    ran = run(ValidateFindRoleForm(), message("show the result", "show_result"), guided, monkeypatch, **asked)
    assert ran.responses == ["utter_finder_enough"]
    assert {**slots_of(BEGUN), "requested_slot": None}.items() <= ran.slots.items()


@pytest.mark.parametrize(("progress", "number"), [(at(), 1), (BEGUN, 3)])
def test_the_next_activity_is_asked_with_a_button_for_each_answer(
    guided: Known, monkeypatch, progress: Progress, number: int
):
    ran = run(ActionAskFindRoleFormLikes(), message("like"), guided, monkeypatch, **slots_of(progress))
    (asked,) = ran.messages
    asks = f"Would you like to {ACTIVITIES[number - 1]['text']}?"
    assert asked["custom"]["finder"] == {"question": LIKES, "number": number, "total": COUNT, "asks": asks}
    assert ACTIVITIES[number - 1]["text"] in asked["text"]
    said = ["Strongly dislike", "Dislike", "Not sure", "Like", "Strongly like", "Skip"]
    assert [button["payload"] for button in asked["buttons"]] == said


def test_a_question_that_waited_is_asked_again_in_a_line(guided: Known, monkeypatch):
    slots = {**slots_of(BEGUN), "finder_asked": {"question": "3", "missed": 0}}
    (asked,) = run(
        ActionAskFindRoleFormLikes(), message("what does a baker earn"), guided, monkeypatch, **slots
    ).messages
    assert asked["text"].startswith(f"Question 3 of {COUNT} is still open: would you like to ")
    assert len(asked["buttons"]) == 6


@pytest.mark.parametrize(("before", "ways_out"), [(0, False), (1, False), (2, True), (5, True)])
def test_what_is_not_understood_three_times_gets_a_way_out(guided: Known, monkeypatch, before: int, ways_out: bool):
    waiting = {"question": "3", "missed": before}
    slots = {"requested_slot": LIKES, "finder_asked": waiting, **slots_of(BEGUN)}
    read = run(ValidateFindRoleForm(), message("asdf ghjk", "nlu_fallback"), guided, monkeypatch, **slots)
    assert read.responses == ["utter_finder_hint"]
    assert read.slots["finder_asked"] == {"question": "3", "missed": before + 1}
    (asked,) = run(
        ActionAskFindRoleFormLikes(), message("asdf"), guided, monkeypatch, **{**slots, **read.slots}
    ).messages
    payloads = [button["payload"] for button in asked["buttons"]]
    assert (payloads == ["Skip", "Pause", "Show the result"]) is ways_out


def test_clearing_the_finder_leaves_nothing(guided: Known, monkeypatch):
    ran = run(ActionClearFinder(), message("start over"), guided, monkeypatch, recommended=["head_baker"])
    assert ran.slots == dict.fromkeys(
        ("ratings", "noted", "finder_asked", LIKES, STRENGTHS, EDUCATION, AVOID, "recommended")
    )
