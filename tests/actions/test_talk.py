"""What is not a question about roles: more and less, opinions, being forgotten, and not following."""

from typing import Any

import pytest

from actions.answering import ActionAnswer
from actions.feedback import ActionKeepFeedback, ActionThankForFeedback, ValidateFeedbackForm
from actions.kinds import KINDS
from actions.knowledge import Known
from bot.reading.reading import Asked
from bot.saying.document import Listing, Paragraph, blocks_as_data
from bot.saying.words import plain
from tests.actions.asking import Said, answered, remembered_after
from tests.actions.bakery import BAKER, HAND, MILL, SHOP, bakery
from tests.actions.tracker import message, run

# ---- more and less


@pytest.mark.parametrize(
    ("topic", "after"),
    [
        (Asked.who, Asked.duties),
        (Asked.check, Asked.duties),
        (Asked.summary, Asked.duties),
        (Asked.person, Asked.duties),
        (Asked.duties, Asked.skills),
        (Asked.day, Asked.skills),
        (Asked.skills, Asked.qualification),
        (Asked.qualification, Asked.related),
        (Asked.become, Asked.related),
        (Asked.related, Asked.day),
        (Asked.pay, Asked.duties),
        (None, Asked.duties),
    ],
)
def test_more_tells_the_next_thing_about_the_role(guided: Known, topic: Asked | None, after: Asked):
    message = bakery("more", focus=(BAKER,), topic=topic)
    answer = answered(Asked.more, message, guided)
    assert (answer.kind, [role.id for role in answer.roles]) == (KINDS[after].tells[0], [BAKER])
    assert remembered_after(Asked.more, message, guided).topic is after


def test_more_and_more_tells_something_new_each_time_before_it_begins_again(guided: Known):
    told: list[str] = []
    topic: Asked | None = Asked.who
    for _ in range(5):
        message = bakery("more", focus=(BAKER,), topic=topic)
        told.append(answered(Asked.more, message, guided).kind)
        topic = remembered_after(Asked.more, message, guided).topic
    assert told == ["role", "skills", "qualification", "related", "day"]


def test_the_rest_of_a_list_comes_first(guided: Known):
    message = bakery("more", focus=(BAKER,), topic=Asked.duties, unsaid=(Paragraph(plain("Sweeps.")),))
    answer = answered(Asked.more, message, guided)
    assert (answer.kind, answer.blocks) == ("rest", (Paragraph(plain("Sweeps.")),))
    assert remembered_after(Asked.more, message, guided).topic is Asked.duties


def test_more_of_a_role_that_is_named_is_about_that_role(guided: Known):
    answer = answered(Asked.more, bakery("more on the shop manager", focus=(BAKER,)), guided)
    assert (answer.kind, [role.id for role in answer.roles]) == ("role", [SHOP])


@pytest.mark.parametrize("focus", [(), ("a_role_long_gone",)])
def test_with_nothing_to_tell_more_of_that_is_said(guided: Known, focus: tuple[str, ...]):
    assert answered(Asked.more, bakery("more", focus=focus), guided).kind == "nothing_more"


def test_a_long_list_is_told_in_portions_until_nothing_is_left(guided: Known, monkeypatch):
    duties = [f"Duty {number}." for number in range(20)]
    left: Any = blocks_as_data([Listing(tuple(map(plain, duties)))])
    told: list[str] = []
    offered = []
    while left:
        ran = run(ActionAnswer(), message("more", "ask_more"), guided, monkeypatch, unsaid=left, topic=Asked.duties)
        told += ran.messages[0]["text"].splitlines()
        offered.append("more" in [button["payload"] for button in ran.messages[0]["buttons"]])
        left = ran.slots["unsaid"]
        assert ran.slots["topic"] == "ask_duties"
    assert told == [f"- {duty}" for duty in duties]
    assert offered == [True, True, False]


@pytest.mark.parametrize(
    ("question", "kind", "roles"),
    [
        (bakery("shorter", focus=(BAKER,), topic=Asked.duties), "summary", [BAKER]),
        (bakery("shorter", focus=(SHOP, HAND), topic=Asked.who), "short", [SHOP, HAND]),
        (bakery("the shop manager in short", focus=(BAKER,), topic=Asked.who), "summary", [SHOP]),
        (bakery("shorter"), "which_role", None),
        (bakery("shorter", focus=("a_role_long_gone",)), "which_role", None),
    ],
)
def test_an_answer_is_shortened_to_names_or_a_sentence(guided: Known, question: Said, kind: str, roles):
    answer = answered(Asked.shorter, question, guided)
    assert answer.kind == kind
    if question.memory.topic:
        assert remembered_after(Asked.shorter, question, guided).topic is question.memory.topic
    if roles is not None:
        assert [role.id for role in answer.roles] == roles


# ---- not following


@pytest.mark.parametrize(
    ("action", "kind", "before", "told"),
    [
        (Asked.unclear, "fallback", None, "not_told"),
        (Asked.unclear, "fallback", 0, "not_told"),
        (Asked.unclear, "fallback", 1, "stuck"),
        (Asked.unclear, "fallback", 2, "lost"),
        (Asked.unclear, "fallback", 7, "lost"),
        (Asked.out_of_scope, "out_of_scope", 0, "out_of_scope"),
        (Asked.out_of_scope, "out_of_scope", 1, "stuck"),
        (Asked.out_of_scope, "out_of_scope", 2, "lost"),
    ],
)
def test_not_following_again_and_again_offers_other_ways_on(
    guided: Known, monkeypatch, action, kind: str, before: int | None, told: str
):
    about: dict[str, Any] = {
        **{"focus_roles": [BAKER], "recent_roles": [BAKER, SHOP], "topic": "ask_duties", "duty": "stale bread"},
        **{"choices": [BAKER, SHOP], "places": ["Hill"], "place": "Quay Street", "cited": ["survey"]},
        "recommended": [HAND],
    }
    ran = run(ActionAnswer(), message("blub", action.value), guided, monkeypatch, misunderstood=before, **about)
    assert ran.kinds == [told]
    assert ran.slots["misunderstood"] == (before or 0) + 1
    assert ran.slots["outcome"]["kind"] == kind
    # Whatever the conversation was about, it still is.
    assert {slot: ran.slots[slot] for slot in about} == about


def test_being_understood_starts_the_count_anew(guided: Known, monkeypatch):
    kept: dict[str, Any] = {"misunderstood": 2, "focus_roles": [BAKER], "topic": "ask_duties"}
    assert run(ActionAnswer(), message("more", "ask_more"), guided, monkeypatch, **kept).slots["misunderstood"] == 0


@pytest.mark.parametrize(
    ("text", "kind", "roles"),
    [
        ("mill", "role", [MILL]),
        ("the 2nd", "role", [MILL]),
        ("the first", "role", [SHOP]),
        ("whatever", "fallback", None),
    ],
)
def test_a_choice_that_is_pending_can_be_made_in_words_not_understood(
    guided: Known, monkeypatch, text: str, kind: str, roles: list[str] | None
):
    kept: dict[str, Any] = {"choices": [SHOP, MILL], "topic": "ask_duties", "misunderstood": 1 if roles else 0}
    ran = run(ActionAnswer(), message(text, "nlu_fallback"), guided, monkeypatch, **kept)
    assert ran.kinds == [kind]
    assert ran.slots.get("focus_roles") == roles
    assert ran.slots["misunderstood"] == (0 if roles else 1)


def test_in_the_finder_it_is_said_how_to_answer(guided: Known, monkeypatch):
    ran = run(ActionAnswer(), message("blub"), guided, monkeypatch, loop="find_role_form", misunderstood=4)
    assert ran.kinds == ["finder_hint"]
    assert ran.followed_by == "find_role_form"


# ---- opinions

OUTCOME = {"question": "who bakes", "kind": "who_handles", "roles": [BAKER], "score": 0.7, "intent": "ask_who"}
ABOUT = {"question": "who bakes", "kind": "who_handles", "roles": [BAKER]}


@pytest.mark.parametrize(("last", "about"), [(OUTCOME, ABOUT), (None, {"question": "", "kind": "", "roles": []})])
def test_praise_is_kept_with_what_it_is_about(guided: Known, monkeypatch, last: dict[str, Any] | None, about):
    ran = run(ActionThankForFeedback(), message("that helped"), guided, monkeypatch, outcome=last)
    assert ran.responses == ["utter_feedback_good"]
    # It is set, for whoever listens to the events, and gone again: no later answer has it.
    assert ran.set_to("feedback") == [{"helpful": True, "comment": "", **about}, None]


@pytest.mark.parametrize("comment", ["the till is not theirs", "", None])
def test_criticism_is_kept_with_its_comment(guided: Known, monkeypatch, comment: str | None):
    ran = run(ActionKeepFeedback(), message("skip"), guided, monkeypatch, outcome=OUTCOME, comment=comment)
    assert ran.responses == ["utter_feedback_kept"]
    assert ran.set_to("feedback") == [{"helpful": False, "comment": comment or "", **ABOUT}, None]
    assert ran.slots["comment"] is None


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("that is wrong", False),
        ("not helpful at all", False),
        ("wrong, the till is counted by an accountant", True),
    ],
)
def test_a_complaint_that_says_what_is_wrong_is_its_own_comment(guided: Known, monkeypatch, text: str, said: bool):
    ran = run(ValidateFeedbackForm(), message(text, "feedback_bad"), guided, monkeypatch)
    assert ran.slots == {"comment": text if said else None}


@pytest.mark.parametrize(
    ("text", "intent", "slots"),
    [
        ("an accountant does that", "follow_up", {"comment": "an accountant does that"}),
        ("skip", "skip", {"comment": ""}),
        ("no", "deny", {"comment": ""}),
        ("who counts the till?", "ask_who", {}),
        ("who counts the till", "ask_who", {}),
        ("really?", "nlu_fallback", {}),
        ("bye", "goodbye", {}),
        ("delete my data", "forget_me", {}),
        ("find my role", "find_role", {}),
        ("what do they earn", "ask_pay", {}),
        ("compare a baker and a miller", "compare_roles", {}),
        ("help", "ask_help", {}),
    ],
)  # fmt: skip
def test_what_is_said_next_is_the_comment_unless_it_is_a_question(
    guided: Known, monkeypatch, text: str, intent: str, slots: dict[str, Any]
):
    ran = run(ValidateFeedbackForm(), message(text, intent), guided, monkeypatch, requested_slot="comment")
    assert ran.slots == slots
    assert ran.messages == []
