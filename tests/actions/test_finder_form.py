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
    assert ran.slots == slots_of(progress)


def test_the_form_s_answer_is_kept(guided: Known, monkeypatch):
    asked = {"requested_slot": LIKES, **slots_of(BEGUN)}
    ran = run(ValidateFindRoleForm(), message("like", "like"), guided, monkeypatch, **asked)
    assert (ran.responses, ran.slots) == ([], slots_of(at("like", "dislike", "like")))


def test_the_form_leaves_an_aside_alone(guided: Known, monkeypatch):
    asked = {"requested_slot": LIKES, **slots_of(BEGUN)}
    ran = run(ValidateFindRoleForm(), message("what does a head baker do", "ask_duties"), guided, monkeypatch, **asked)
    assert (ran.messages, ran.events) == ([], [])


def test_the_form_ends_where_the_result_is_asked_for(guided: Known, monkeypatch):
    asked = {"requested_slot": LIKES, **slots_of(BEGUN)}
    ran = run(ValidateFindRoleForm(), message("show the result", "show_result"), guided, monkeypatch, **asked)
    assert ran.responses == ["utter_finder_enough"]
    assert ran.slots == {**slots_of(BEGUN), "requested_slot": None}


@pytest.mark.parametrize(("progress", "number"), [(at(), 1), (BEGUN, 3)])
def test_the_next_activity_is_asked_with_four_buttons(guided: Known, monkeypatch, progress: Progress, number: int):
    ran = run(ActionAskFindRoleFormLikes(), message("like"), guided, monkeypatch, **slots_of(progress))
    (asked,) = ran.messages
    assert asked["custom"]["finder"] == {"question": LIKES, "number": number, "total": COUNT}
    assert ACTIVITIES[number - 1]["text"] in asked["text"]
    assert [button["payload"] for button in asked["buttons"]] == ["Like", "Not sure", "Dislike", "Skip"]


def test_clearing_the_finder_leaves_nothing(guided: Known, monkeypatch):
    ran = run(ActionClearFinder(), message("start over"), guided, monkeypatch, recommended=["head_baker"])
    assert ran.slots == dict.fromkeys(("ratings", LIKES, STRENGTHS, EDUCATION, AVOID, "recommended"))
