"""Each action's answer over a small store."""

from dataclasses import replace
from typing import Any

import pytest

from actions.answering import ActionAnswer
from actions.knowledge import Known
from actions.question import in_context
from bot.reading.reading import Asked, Named
from bot.saying.answer import Answer
from tests.actions.asking import Said, answered, question, said
from tests.actions.tracker import message, role_entity, run
from tests.actions.tracker import question as one_question

BAKER = Named("head baker", ("head_baker",))
SHOP = Named("shop manager", ("shop_manager",))
MILL = Named("mill manager", ("mill_manager",))
ANY_MANAGER = Named("manager", ("shop_manager", "mill_manager"))
UNKNOWN = Named("bank manager", ())


def ids(answer: Answer) -> list[str]:
    return [role.id for role in answer.roles]


def facts(answer: Answer) -> list[tuple[str, str]]:
    return [(fact.kind, fact.text) for fact in answer.facts]


def test_who_handles_names_the_owner_then_those_who_share_it(small: Known):
    answer = answered(Asked.who, said("who handles stale bread", duties=("stale bread",)), small)
    assert (answer.kind, ids(answer)) == ("who_handles", ["shop_manager", "head_baker"])
    assert [(duty.id, duty.involvement) for duty in answer.duties] == [
        ("complaints", "responsible"),
        ("complaints", "supports"),
    ]
    assert {source.id for source in answer.sources} == {"survey", "handbook"}


def test_two_duties_get_two_answers(small: Known):
    answer = answered(Asked.who, said("", duties=("grinding grain", "cashing up")), small)
    assert [(duty.asked, duty.role) for duty in answer.duties] == [
        ("grinding grain", "mill_manager"),
        ("cashing up", "shop_manager"),
    ]


def test_a_duty_nobody_has_is_said_beside_one_that_somebody_has(small: Known):
    answer = answered(Asked.who, said("", duties=("cashing up", "moon landings")), small)
    assert (ids(answer), answer.unanswered) == (["shop_manager"], ("moon landings",))


def test_nothing_close_is_an_honest_unknown(small: Known):
    answer = answered(Asked.who, said("", duties=("moon landings",)), small)
    assert (answer.kind, answer.roles, answer.unanswered) == ("unknown_duty", (), ("moon landings",))


@pytest.mark.parametrize(
    ("mention", "duty", "verdict", "roles"),
    [
        (SHOP, "cashing up", "yes", ["shop_manager"]),
        (BAKER, "stale bread", "yes", ["head_baker"]),
        (BAKER, "cashing up", "no", ["head_baker", "shop_manager"]),
        (BAKER, "moon landings", "unknown", ["head_baker"]),
    ],
)
def test_whether_a_role_does_something(small: Known, mention: Named, duty: str, verdict: str, roles: list[str]):
    answer = answered(Asked.check, said("", (mention,), (duty,)), small)
    assert (answer.kind, answer.verdict, ids(answer)) == ("verdict", verdict, roles)


def test_a_check_without_any_role_asks_who_does_it(small: Known):
    answer = answered(Asked.check, said("is cashing up done", duties=("cashing up",)), small)
    assert (answer.kind, ids(answer)) == ("who_handles", ["shop_manager"])


@pytest.mark.parametrize(
    ("action", "kind", "expected"),
    [
        (Asked.summary, "summary", [("summary", "A head baker runs the bakery.")]),
        (Asked.scope, "scope", [("scope", "Everything that is baked."), ("needed_in", "Every bakery.")]),
        (Asked.contacts, "contacts", [("department", "Office")]),
        (Asked.skills, "skills", [("skill", "Kneading"), ("skill", "Patience")]),
        (
            Asked.qualification,
            "qualification",
            [("education", "An apprenticeship of three years."), ("experience", "Five years at an oven.")],
        ),
        (Asked.interests, "interests", [("interest", "realistic")]),
        (Asked.related, "related", [("related", "Shop Manager")]),
    ],
)
def test_what_is_known_about_a_role(small: Known, action, kind: str, expected: list[tuple[str, str]]):
    answer = answered(action, said("", (BAKER,)), small)
    assert (answer.kind, ids(answer), facts(answer)) == (kind, ["head_baker"], expected)
    assert answer.sources


def test_a_role_s_duties_are_all_told_with_their_sources(small: Known):
    answer = answered(Asked.duties, said("", (BAKER, SHOP)), small)
    assert ids(answer) == ["head_baker", "shop_manager"]
    assert len(answer.duties) == 6
    assert [(source.id, source.places) for source in answer.sources] == [
        ("handbook", ("page 2", "page 3", "page 4")),
        ("survey", ()),
    ]


def test_a_superior_that_no_source_names_is_not_made_up(small: Known):
    answer = answered(Asked.contacts, said("who is the boss of the head baker", (BAKER,)), small)
    assert ("no_superior", "Head Baker") in facts(answer)


def test_whom_a_role_reports_to_is_told(small: Known):
    assert ("reports_to", "Head Baker") in facts(answered(Asked.contacts, said("", (SHOP,)), small))


@pytest.mark.parametrize(
    ("question", "kind", "roles"),
    [
        (said("what does a manager do", (ANY_MANAGER,)), "which_role", ["shop_manager", "mill_manager"]),
        (said("what does a bank manager do", (UNKNOWN,)), "unknown_role", ["mill_manager", "shop_manager"]),
        (said("what does an astronaut do"), "unknown_role", []),
        (said("what does an astronaut do", focus=("head_baker",)), "unknown_role", []),
        (said("what do they do", focus=("head_baker",)), "role", ["head_baker"]),
        (said("what are the duties", focus=("head_baker",)), "role", ["head_baker"]),
        (said("what are the duties"), "which_role", ["head_baker", "shop_manager", "mill_manager"]),
        (said("what do they do", focus=("a_role_long_gone",)), "which_role", None),
    ],
)
def test_which_role_is_meant(small: Known, question: Said, kind: str, roles: list[str] | None):
    answer = answered(Asked.duties, question, small)
    assert answer.kind == kind
    if roles is not None:
        assert ids(answer) == roles


def test_a_comparison_marks_what_both_do_and_quotes_the_source(small: Known):
    answer = answered(Asked.comparison, said("", (BAKER, SHOP)), small)
    assert ids(answer) == ["head_baker", "shop_manager"]
    shared = {(duty.role, duty.id): duty.shared for duty in answer.duties}
    assert shared["head_baker", "complaints"]
    assert shared["shop_manager", "complaints"]
    assert not shared["head_baker", "bread"]
    assert ("alike", "Both begin before sunrise.") in facts(answer)
    assert ("different", "Only the baker touches dough.") in facts(answer)


@pytest.mark.parametrize(
    ("question", "kind", "roles"),
    [
        (said("how does that differ from a mill manager", (MILL,), focus=("head_baker",)), "comparison",
         ["head_baker", "mill_manager"]),
        (said("what is the difference", focus=("shop_manager",), recent=("shop_manager", "head_baker")),
         "comparison", ["head_baker", "shop_manager"]),
        (said("what is the difference", focus=("shop_manager", "mill_manager")), "comparison",
         ["shop_manager", "mill_manager"]),
        (said("compare head baker", (BAKER,)), "need_two", ["head_baker"]),
        (said("head baker vs astronaut", (BAKER,)), "unknown_role", []),
        (said("head baker vs bank manager", (BAKER, UNKNOWN)), "unknown_role", None),
        (said("head baker vs manager", (BAKER, ANY_MANAGER)), "which_role", ["shop_manager", "mill_manager"]),
        (said("shop manager vs store manager", (SHOP, SHOP)), "same_role", ["shop_manager"]),
        (said("what is the difference"), "which_role", None),
        (said("compare the three", (BAKER, SHOP, MILL)), "comparison",
         ["head_baker", "shop_manager", "mill_manager"]),
    ],
)  # fmt: skip
def test_which_roles_are_compared(small: Known, question: Said, kind: str, roles: list[str] | None):
    answer = answered(Asked.comparison, question, small)
    assert answer.kind == kind
    if roles is not None:
        assert ids(answer) == roles


def test_what_roles_share_is_duties_departments_and_skills(small: Known):
    answer = answered(Asked.shared, said("", (BAKER, SHOP)), small)
    assert ("complaints", True) in [(duty.id, duty.shared) for duty in answer.duties]
    assert facts(answer) == [
        ("alike", "Both begin before sunrise."),
        ("department", "Office"),
        ("skill", "Patience"),
    ]


@pytest.mark.parametrize(
    ("question", "roles"),
    [
        (said("list all roles"), ["head_baker", "mill_manager", "shop_manager"]),
        (said("which jobs are there in the bakery"), ["head_baker"]),
        (said("who works in the oven room"), ["head_baker"]),
        (said("which managers do you know", (ANY_MANAGER,)), ["mill_manager", "shop_manager"]),
        (said("roles in operations"), ["mill_manager"]),
    ],
)
def test_roles_are_listed_whole_or_by_group(small: Known, question: Said, roles: list[str]):
    assert ids(answered(Asked.roles, question, small)) == roles


def test_the_last_answer_s_sources_are_cited(small: Known):
    answer = answered(Asked.source, said("source?", cited=("survey", "no_longer_there")), small)
    assert [source.title for source in answer.sources] == ["Survey of Mills"]
    assert answered(Asked.source, said("source?"), small).sources == ()


@pytest.mark.parametrize(
    ("question", "kind", "roles"),
    [
        (said("and a shop manager?", (SHOP,), topic=Asked.skills), "skills", ["shop_manager"]),
        (said("shop manager", (SHOP,)), "role", ["shop_manager"]),
        (said("and a head baker?", (BAKER,), topic=Asked.who, duty="cashing up"), "verdict",
         ["head_baker", "shop_manager"]),
        (said("what about the till", duties=("the till",), focus=("shop_manager",), topic=Asked.duties), "verdict",
         ["shop_manager"]),
        (said("and flour?", duties=("flour",), focus=("shop_manager",), topic=Asked.who), "who_handles",
         ["mill_manager"]),
        (said("the mill one", choices=("shop_manager", "mill_manager"), topic=Asked.duties), "role", ["mill_manager"]),
        (said("the second one", choices=("shop_manager", "mill_manager"), topic=Asked.duties), "role", ["mill_manager"]),
        (said("1", choices=("shop_manager", "mill_manager"), topic=Asked.scope), "scope", ["shop_manager"]),
        (said("manager", (ANY_MANAGER,), topic=Asked.duties), "which_role", ["shop_manager", "mill_manager"]),
        (said("and a bank manager?", (UNKNOWN,), topic=Asked.duties), "unknown_role", None),
        (said("and the mill manager?", (MILL,), topic=Asked.comparison, recent=("head_baker",)), "comparison",
         ["head_baker", "mill_manager"]),
        (said("shop manager", (SHOP,), topic=Asked.comparison), "need_two", ["shop_manager"]),
        (said("and a shop manager?", (SHOP,), topic=Asked.day, focus=("head_baker",)), "day", ["shop_manager"]),
        (said("and a shop manager?", (SHOP,), topic=Asked.become, focus=("head_baker",)), "become", ["shop_manager"]),
        (said("what about the other one", topic=Asked.skills, focus=("shop_manager",),
                  recent=("shop_manager", "head_baker")), "skills", ["head_baker"]),
        (said("and in the oven room?", topic=Asked.roles, focus=("shop_manager",)), "roles", ["head_baker"]),
        (said("and in the oven room?", topic=Asked.who, duty="stale bread", focus=("shop_manager",)),
         "who_handles", ["head_baker"]),
    ],
)  # fmt: skip
def test_a_follow_up_continues_the_question_before_it(small: Known, question: Said, kind: str, roles: list[str] | None):
    answer = answered(Asked.follow_up, question, small)
    assert answer.kind == kind
    if roles is not None:
        assert ids(answer) == roles


def test_it_is_the_role_talked_about_and_not_a_department(known: Known):
    text = "and is it in charge of payroll?"
    question = said(text, focus=("operations_manager",), topic=Asked.duties)
    assert answered(Asked.follow_up, question, known).kind == "verdict"


STALE = message("who handles stale bread", "ask_who")


def further(text: str, intent: str, *entities: dict[str, Any]) -> dict[str, Any]:
    """A question that comes second in a message."""
    return one_question(text, intent, list(entities), sure=0.8)


def several(*more: dict[str, Any]) -> dict[str, Any]:
    return message("who handles stale bread", "ask_who", further=list(more))


def test_an_answer_is_said_remembered_and_given_as_data_to_channels_that_draw(small: Known, monkeypatch):
    ran = run(ActionAnswer(), STALE, small, monkeypatch)
    (said,) = ran.messages
    assert said["text"].startswith("That is the Shop Manager, who ")
    assert [block["type"] for block in said["custom"]["document"]["blocks"]] == ["paragraph", "paragraph"]
    answer = said["custom"]["answer"]
    assert answer["kind"] == "who_handles"
    assert answer["roles"][0]["id"] == "shop_manager"
    outcome = ran.slots["outcome"]
    assert {slot: value for slot, value in ran.slots.items() if slot != "outcome"} == {
        "topic": "ask_who",
        "place": None,
        "recommended": None,
        "choices": ["shop_manager", "head_baker"],
        "places": None,
        "unsaid": None,
        "misunderstood": 0,
        "focus_roles": ["shop_manager"],
        "recent_roles": ["shop_manager", "head_baker"],
        "duty": "stale bread",
        "cited": ["survey", "handbook"],
    }
    assert outcome == {
        "question": "who handles stale bread",
        "kind": "who_handles",
        "roles": ["shop_manager", "head_baker"],
        "score": answer["roles"][0]["score"],
        "intent": "ask_who",
        "confidence": 0.9,
    }


def test_the_shell_gets_text_alone(small: Known, monkeypatch):
    ran = run(ActionAnswer(), STALE, small, monkeypatch, channel="cmdline")
    assert not any(said["custom"] for said in ran.messages)


def test_a_question_that_waits_for_a_choice_is_not_forgotten(small: Known, monkeypatch):
    asked = message("what does a manager do", "ask_duties", [role_entity("manager", "shop_manager", "mill_manager")])
    ran = run(ActionAnswer(), asked, small, monkeypatch, focus_roles=["head_baker"])
    assert ran.slots["topic"] == "ask_duties"
    assert ran.slots["choices"] == ["shop_manager", "mill_manager"]
    assert ran.slots["focus_roles"] == ["head_baker"]


def test_the_second_question_of_a_message_is_about_what_the_first_was(small: Known, monkeypatch):
    second = further("what do they need", "ask_skills")
    ran = run(ActionAnswer(), several(second), small, monkeypatch)
    kinds = [said["custom"]["answer"]["kind"] for said in ran.messages if said["custom"]]
    assert kinds == ["who_handles", "skills"]
    assert ran.messages[-1]["custom"]["answer"]["roles"][0]["id"] == "shop_manager"
    # The conversation is then where the second answer left it; each has its outcome.
    assert (ran.slots["topic"], ran.slots["focus_roles"]) == ("ask_skills", ["shop_manager"])
    assert [(told["question"], told["kind"], told["intent"], told["confidence"]) for told in ran.set_to("outcome")] == [
        ("who handles stale bread", "who_handles", "ask_who", 0.9),
        ("what do they need", "skills", "ask_skills", 0.8),
    ]


def test_three_questions_of_a_message_are_answered_in_order(small: Known, monkeypatch):
    more = [
        further("how does it differ from a mill manager", "compare_roles", role_entity("mill manager", "mill_manager")),
        further("where did you get that", "ask_source"),
    ]
    ran = run(ActionAnswer(), several(*more), small, monkeypatch)
    answers = [said["custom"]["answer"] for said in ran.messages if said["custom"]]
    assert [answer["kind"] for answer in answers] == ["who_handles", "comparison", "sources"]
    assert [role["id"] for role in answers[1]["roles"]] == ["shop_manager", "mill_manager"]
    assert [source["id"] for source in answers[2]["sources"]] == [source["id"] for source in answers[1]["sources"]]


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
        (message("what does a head baker do", "ask_duties", [role_entity("head baker", "head_baker")]), {},
         ("role", ["head_baker"], None)),
        (message("what does a bank manager do", "ask_duties", [role_entity("bank manager")]), {},
         ("unknown_role", ["mill_manager", "shop_manager"], float)),
        (message("what do they do", "ask_duties"), {"focus_roles": ["head_baker"]}, ("role", ["head_baker"], None)),
    ],
)  # fmt: skip
def test_the_outcome_says_what_became_of_a_question(small: Known, monkeypatch, asked, kept, outcome):
    told = run(ActionAnswer(), asked, small, monkeypatch, **kept).slots["outcome"]
    kind, roles, score = outcome
    assert (told["question"], told["kind"], told["roles"]) == (asked["text"], kind, roles)
    assert told["score"] is None if score is None else isinstance(told["score"], score)
    assert (told["intent"], told["confidence"]) == (asked["readings"][0]["asked"], 0.9)


@pytest.mark.parametrize(
    ("text", "mentions", "slots", "named"),
    [
        ("what does an SM earn", (), {"focus": ("shop_manager",)}, ("shop_manager",)),
        ("what do SMs earn", (), {"recent": ("shop_manager",)}, ("shop_manager",)),
        ("SM vs head baker", (replace(BAKER, start=6),), {"recent": ("shop_manager",)}, ("shop_manager", "head_baker")),
        ("and the hb?", (Named("hb", ("mill_manager", "shop_manager")),), {"focus": ("head_baker",)},
         ("head_baker",)),
        ("what does an SM earn", (), {}, ()),
        ("what does an XY earn", (), {"focus": ("shop_manager",)}, ()),
        ("so, sm, tell me", (), {"focus": ("shop_manager",)}, ()),
        ("what does an SM earn", (), {"focus": ("a_role_long_gone",)}, ()),
    ],
)  # fmt: skip
def test_initials_mean_a_role_that_was_talked_about(small: Known, text: str, mentions, slots, named):
    assert in_context(question(Asked.pay, said(text, mentions, **slots)), small).named == named
