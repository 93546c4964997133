"""The action that answers: what it says, what it remembers, and several questions in one message."""

from typing import Any

import pytest

from actions.answering import ActionAnswer
from actions.knowledge import Known
from tests.actions.bakery import BAKER, MILL, SHOP
from tests.actions.tracker import message, question, role_entity, run

STALE = message("who handles stale bread", "ask_who")


def further(text: str, intent: str, *entities: dict[str, Any]) -> dict[str, Any]:
    """A question that comes second in a message."""
    return question(text, intent, list(entities), sure=0.8)


def several(*more: dict[str, Any]) -> dict[str, Any]:
    return message("who handles stale bread", "ask_who", further=list(more))


def test_an_answer_is_said_remembered_and_given_as_data_to_channels_that_draw(small: Known, monkeypatch):
    ran = run(ActionAnswer(), STALE, small, monkeypatch)
    (said,) = ran.messages
    assert said["text"].startswith("That is the Shop Manager, who ")
    assert [block["type"] for block in said["custom"]["document"]["blocks"]] == ["paragraph", "paragraph"]
    answer = said["custom"]["answer"]
    assert answer["kind"] == "who_handles"
    assert answer["roles"][0]["id"] == SHOP
    outcome = ran.slots["outcome"]
    assert {slot: value for slot, value in ran.slots.items() if slot != "outcome"} == {
        "topic": "ask_who",
        "place": None,
        "country": None,
        "recommended": None,
        "suggested": None,
        "choices": [SHOP, BAKER],
        "places": None,
        "unsaid": None,
        "misunderstood": 0,
        "told": None,
        "focus_roles": [SHOP],
        "recent_roles": [SHOP, BAKER],
        "duty": "stale bread",
        "cited": ["survey", "handbook"],
        "here": None,
        "colleagues": None,
    }
    assert outcome == {
        "question": "who handles stale bread",
        "kind": "who_handles",
        "roles": [SHOP, BAKER],
        "score": answer["roles"][0]["score"],
        "intent": "ask_who",
        "confidence": 0.9,
    }


def test_the_shell_gets_text_alone(small: Known, monkeypatch):
    ran = run(ActionAnswer(), STALE, small, monkeypatch, channel="cmdline")
    assert not any(said["custom"] for said in ran.messages)


def test_a_question_that_waits_for_a_choice_is_not_forgotten(small: Known, monkeypatch):
    asked = message("what does a manager do", "ask_duties", [role_entity("manager", SHOP, MILL)])
    ran = run(ActionAnswer(), asked, small, monkeypatch, focus_roles=[BAKER])
    assert ran.slots["topic"] == "ask_duties"
    assert ran.slots["choices"] == [SHOP, MILL]
    assert ran.slots["focus_roles"] == [BAKER]


def test_the_second_question_of_a_message_is_about_what_the_first_was(small: Known, monkeypatch):
    second = further("what do they need", "ask_skills")
    ran = run(ActionAnswer(), several(second), small, monkeypatch)
    kinds = [said["custom"]["answer"]["kind"] for said in ran.messages if said["custom"]]
    assert kinds == ["who_handles", "skills"]
    assert ran.messages[-1]["custom"]["answer"]["roles"][0]["id"] == SHOP
    # The conversation is then where the second answer left it; each has its outcome.
    assert (ran.slots["topic"], ran.slots["focus_roles"]) == ("ask_skills", [SHOP])
    assert [(told["question"], told["kind"], told["intent"], told["confidence"]) for told in ran.set_to("outcome")] == [
        ("who handles stale bread", "who_handles", "ask_who", 0.9),
        ("what do they need", "skills", "ask_skills", 0.8),
    ]


def test_three_questions_of_a_message_are_answered_in_order(small: Known, monkeypatch):
    more = [
        further("how does it differ from a mill manager", "compare_roles", role_entity("mill manager", MILL)),
        further("where did you get that", "ask_source"),
    ]
    ran = run(ActionAnswer(), several(*more), small, monkeypatch)
    answers = [said["custom"]["answer"] for said in ran.messages if said["custom"]]
    assert [answer["kind"] for answer in answers] == ["who_handles", "comparison", "sources"]
    assert [role["id"] for role in answers[1]["roles"]] == [SHOP, MILL]
    assert [source["id"] for source in answers[2]["sources"]] == [source["id"] for source in answers[1]["sources"]]


def test_a_question_that_comes_second_picks_from_what_the_first_offered(small: Known, monkeypatch):
    first = message(
        "what does a manager do",
        "ask_duties",
        [role_entity("manager", SHOP, MILL)],
        [question("the mill one", "follow_up")],
    )
    ran = run(ActionAnswer(), first, small, monkeypatch)
    assert (ran.kinds, ran.slots["focus_roles"]) == (["which_role", "role"], [MILL])


def test_a_question_that_comes_second_is_about_the_duty_of_the_first(small: Known, monkeypatch):
    second = further("and a head baker?", "follow_up", role_entity("head baker", BAKER))
    ran = run(ActionAnswer(), several(second), small, monkeypatch)
    assert (ran.kinds, ran.slots["duty"]) == (["who_handles", "verdict"], "stale bread")
    assert ran.messages[-1]["custom"]["answer"]["verdict"] == "yes"


@pytest.mark.parametrize(
    ("text", "intent"), [("and a head baker", "follow_up"), ("what about a head baker", "ask_duties")]
)
def test_a_role_that_is_only_brought_up_is_what_the_next_question_is_of(
    small: Known, monkeypatch, text: str, intent: str
):
    first = message(text, intent, [role_entity("head baker", BAKER)], [question("what do they need", "ask_skills")])
    ran = run(ActionAnswer(), first, small, monkeypatch, topic="ask_duties", focus_roles=[SHOP])
    assert (ran.kinds, ran.slots["focus_roles"]) == (["skills"], [BAKER])


def test_what_was_answered_is_not_asked_back_by_what_comes_second(small: Known, monkeypatch):
    first = message("which sources do you have", "ask_source", further=[question("how long is it", "ask_duration")])
    assert run(ActionAnswer(), first, small, monkeypatch).kinds == ["sources"]


@pytest.mark.parametrize("intent", ["greet", "nlu_fallback", "", "find_role"])
def test_what_comes_second_and_is_no_question_is_left_unanswered(small: Known, monkeypatch, intent: str):
    alone = run(ActionAnswer(), STALE, small, monkeypatch)
    ran = run(ActionAnswer(), several(further("hello there", intent)), small, monkeypatch)
    assert (ran.messages, ran.events) == (alone.messages, alone.events)


@pytest.mark.parametrize(
    ("loop", "followed_by", "ended"),
    [(None, None, False), ("find_role_form", "find_role_form", False), ("feedback_form", None, True)],
)
def test_the_finder_goes_on_after_a_question_and_a_comment_is_no_longer_waited_for(
    small: Known, monkeypatch, loop: str | None, followed_by: str | None, ended: bool
):
    ran = run(ActionAnswer(), STALE, small, monkeypatch, loop=loop, requested_slot="comment")
    assert ran.followed_by == followed_by
    loops = [event["name"] for event in ran.events if event["event"] == "active_loop"]
    assert loops == ([None] if ended else [])
    assert ("requested_slot" in ran.slots) == ended


@pytest.mark.parametrize(
    ("asked", "kept", "outcome"),
    [
        (message("who does moon landings", "ask_who"), {},
         ("unknown_duty", [], None)),
        (message("what does a head baker do", "ask_duties", [role_entity("head baker", BAKER)]), {},
         ("role", [BAKER], None)),
        (message("what does a bank manager do", "ask_duties", [role_entity("bank manager")]), {},
         ("unknown_role", [MILL, SHOP], float)),
        (message("what do they do", "ask_duties"), {"focus_roles": [BAKER]}, ("role", [BAKER], None)),
    ],
)  # fmt: skip
def test_the_outcome_says_what_became_of_a_question(small: Known, monkeypatch, asked, kept, outcome):
    told = run(ActionAnswer(), asked, small, monkeypatch, **kept).slots["outcome"]
    kind, roles, score = outcome
    assert (told["question"], told["kind"], told["roles"]) == (asked["text"], kind, roles)
    assert told["score"] is None if score is None else isinstance(told["score"], score)
    assert (told["intent"], told["confidence"]) == (asked["readings"][0]["asked"], 0.9)


def test_what_was_not_read_of_a_message_is_asked_for_once(small, monkeypatch):
    questions = [question("thanks", "thank") for _ in range(2)]
    for left, told in (("more_asked", "first five"), ("cut_off", "beginning")):
        questions[-1]["marks"] = [left]
        ran = run(ActionAnswer(), {"text": "thanks. thanks.", "readings": questions}, small, monkeypatch)
        assert sum(told in message["text"] for message in ran.messages) == 1
        assert told in ran.messages[-1]["text"]
