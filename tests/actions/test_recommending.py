"""Which roles are recommended, and why."""

from pathlib import Path
from typing import Any

import pytest

from actions.answering import ActionAnswer, ActionRecommendRoles
from actions.finder import slots_of
from actions.knowledge import Known
from actions.recommending import person_of, reason, recommended
from bot.guidance.finder import AVOID, EDUCATION, STRENGTHS, Progress
from bot.guidance.recommend import Person
from bot.saying.answer import Answer
from bot.search.encoder import Encoder
from tests.actions.conftest import guided_tree, opened_tree
from tests.actions.progress import COUNT, HANDY, RATED, at
from tests.actions.tracker import message, question, role_entity, run

BAKES = {STRENGTHS: {"things": ["kneading", "stale bread"], "roles": []}, EDUCATION: 2, AVOID: {}}


def facts(answer: Answer, role: str) -> list[tuple[str, str]]:
    return [(fact.kind, fact.text) for fact in answer.facts if fact.role == role]


def test_what_was_told_makes_the_person():
    told = Progress(
        RATED,
        {STRENGTHS: {"things": ["Excel"], "roles": ["waiter"]}, EDUCATION: 3,
         AVOID: {"things": ["blood"], "roles": ["nurse"]}},
    )  # fmt: skip
    assert person_of(told) == Person(RATED, ("Excel",), ("waiter",), 3, ("blood",), ("nurse",))
    assert person_of(at(strengths={}, education=0, avoid={})) == Person((None,) * COUNT)


def test_without_any_answer_nothing_is_recommended(guided: Known):
    assert recommended(guided, Person(), says_something=False) == Answer("no_answers")


def test_roles_are_recommended_with_what_speaks_for_them_and_what_is_missing(guided: Known):
    answer = recommended(guided, person_of(at(*HANDY.ratings, **BAKES)), says_something=True)
    assert (answer.kind, answer.roles[0].id) == ("recommendation", "head_baker")
    assert facts(answer, "head_baker") == [
        ("liked", "do something realistic"),
        ("liked", "do something investigative"),
        ("strength", "kneading"),
        ("strength_duty", "“stale bread”: Helps when customers complain about stale bread."),
        ("missing_skill", "Patience"),
        ("missing_skill", "Chemistry"),
        ("missing_skill", "Geography"),
        ("missing_steps", "4"),
    ]
    assert [(fact.text, fact.need) for fact in answer.facts if fact.kind == "missing_skill"][:1] == [("Patience", 60)]
    assert {source.id for source in answer.sources} == {"handbook", "survey"}


def test_preparation_that_one_has_is_not_missing(guided: Known):
    answer = recommended(guided, person_of(at(*HANDY.ratings, education=4)), says_something=True)
    assert ("enough_steps", "4") in facts(answer, "head_baker")


def test_a_role_one_has_had_is_a_strength_and_not_recommended(guided: Known):
    answer = recommended(guided, Person(done=("head_baker",)), says_something=True)
    assert "head_baker" not in [role.id for role in answer.roles]
    told = [(fact.role, fact.text, fact.ref) for fact in answer.facts if fact.kind == "strength_role"]
    assert told == [("dough_hand", "Head Baker", "head_baker")]


@pytest.mark.parametrize(
    "person",
    [Person(HANDY.ratings, avoid=("kneading",)), Person(HANDY.ratings, shunned=("head_baker", "dough_hand"))],
)
def test_what_is_to_be_avoided_is_not_recommended(guided: Known, person: Person):
    answer = recommended(guided, person, says_something=True)
    assert {role.id for role in answer.roles} == {"shop_manager", "mill_manager"}


def test_what_every_role_uses_speaks_for_all_of_them(tmp_path: Path, encoder: Encoder):
    tree = guided_tree()
    for role in tree["roles"].values():
        role["technology"] = [{"name": "Excel", "sources": ["survey"]}]
    everywhere = opened_tree(tree, tmp_path, encoder)
    assert recommended(everywhere, Person(HANDY.ratings, ("Excel",)), says_something=True).kind == "recommendation"


def test_where_everything_is_to_be_avoided_no_list_of_nothing_is_told(guided: Known):
    answer = recommended(guided, Person(HANDY.ratings, shunned=guided.store.role_ids), says_something=True)
    assert answer.kind == "nothing_left"


def test_a_reason_gives_the_figures_behind_it(guided: Known):
    answer = reason(guided, person_of(at(*HANDY.ratings, **BAKES)), "head_baker")
    assert (answer.kind, [role.id for role in answer.roles]) == ("reason", ["head_baker"])
    correlation, kneading, bread, total = facts(answer, "head_baker")[-4:]
    assert (correlation, kneading) == (("correlation", "0.99"), ("share", "kneading: 1.00"))
    assert bread[1].startswith("stale bread: 0.")
    assert total == ("total", f"{answer.roles[0].score:.2f}")
    # Close to 1 for interests, close to 1 for what is brought, less two steps of schooling that are missing.
    assert float(total[1]) == pytest.approx(0.99 + 0.96 - 2 * 0.15, abs=0.05)


def test_a_reason_without_interests_names_no_correlation(guided: Known):
    answer = reason(guided, Person(HANDY.ratings), "mill_manager")
    assert facts(answer, "mill_manager") == [("total", "0.00")]


def test_the_recommendation_is_remembered_for_questions_about_it(guided: Known, monkeypatch):
    ran = run(ActionRecommendRoles(), message("skip", "skip"), guided, monkeypatch, **slots_of(HANDY))
    assert ran.slots["topic"] == "show_result"
    assert ran.slots["recommended"] == ran.slots["choices"] == [
        role["id"] for role in ran.messages[-1]["custom"]["answer"]["roles"]
    ]  # fmt: skip
    assert ran.slots["recommended"][0] in ("head_baker", "dough_hand")
    assert ran.kinds == ["recommendation"]


OFFERED = ["dough_hand", "head_baker", "mill_manager"]


@pytest.mark.parametrize(
    ("asked", "focus", "role"),
    [
        (message("why that one", "ask_why"), [], "dough_hand"),
        (message("why the second one", "ask_why"), [], "head_baker"),
        (message("why the last", "ask_why"), [], "mill_manager"),
        (message("why mill", "ask_why"), [], "mill_manager"),
        (message("why that one", "ask_why"), ["head_baker"], "head_baker"),
        (message("why that one", "ask_why"), ["shop_manager"], "dough_hand"),
        (message("why not a shop manager", "ask_why", [role_entity("shop manager", "shop_manager")]), [],
         "shop_manager"),
    ],
)  # fmt: skip
def test_the_one_that_is_asked_about_is_explained(guided: Known, monkeypatch, asked, focus: list[str], role: str):
    kept = {**slots_of(HANDY), "recommended": OFFERED, "focus_roles": focus}
    ran = run(ActionAnswer(), asked, guided, monkeypatch, **kept)
    assert [each["id"] for each in ran.messages[-1]["custom"]["answer"]["roles"]] == [role]
    assert ran.kinds == ["reason"]
    assert ran.slots["focus_roles"] == [role]


@pytest.mark.parametrize(
    "kept",
    [{}, slots_of(HANDY), {"recommended": OFFERED}, {**slots_of(HANDY), "recommended": ["a_role_long_gone"]}],
)
def test_without_a_recommendation_there_is_nothing_to_explain(guided: Known, monkeypatch, kept: dict[str, Any]):
    ran = run(ActionAnswer(), message("why", "ask_why"), guided, monkeypatch, **kept)
    assert ran.kinds == ["no_answers"]


def test_why_can_be_asked_second_in_a_message(guided: Known, monkeypatch):
    why = question("why that one", "ask_why")
    kept = {**slots_of(HANDY), "recommended": OFFERED}
    ran = run(
        ActionRecommendRoles(),
        message("result?", "show_result", further=[why]),
        guided,
        monkeypatch,
        **kept,
    )
    assert ran.kinds == ["recommendation", "reason"]
