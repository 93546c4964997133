"""The career finder: what a message answers, what is recommended, and why."""

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from actions.answering import ActionAnswer, ActionRecommendRoles
from actions.finder import (
    ActionAskFindRoleFormLikes,
    ActionClearFinder,
    ValidateFindRoleForm,
    progress_of,
    read_answer,
    slots_of,
)
from actions.knowledge import Known
from actions.recommending import person_of, reason, recommended
from bot.guidance.finder import AVOID, EDUCATION, LIKES, RATINGS, SKIP, STRENGTHS, Progress
from bot.guidance.recommend import Person
from bot.reading.reading import from_data
from bot.saying.answer import Answer
from bot.search.encoder import Encoder
from tests.actions.conftest import ACTIVITIES, guided_tree, opened_tree
from tests.actions.tracker import message, question, role_entity, run, tracker_of

COUNT = len(ACTIVITIES)
RATED = ("like", "dislike", "unsure", SKIP, "like", "dislike")
WAITER = role_entity("waiter", "waiter")
ANY_CHIEF = role_entity("chief", "fire_chief", "police_chief")


def at(*ratings: str | None, **further: Any) -> Progress:
    """Some activities rated, the others not yet."""
    return Progress((*ratings, *(None,) * (COUNT - len(ratings))), further)


BEGUN = at("like", "dislike")
AT_STRENGTHS = at(*RATED)
AT_EDUCATION = at(*RATED, strengths={})
AT_AVOID = at(*RATED, strengths={}, education=3)


def after(
    progress: Progress, text: str, intent: str = "", entities: list[dict[str, Any]] | None = None
) -> tuple[Progress, str] | None:
    return read_answer(progress, from_data(question(text, intent, entities)))


# ---- activities


@pytest.mark.parametrize(
    ("text", "intent", "rating"),
    [
        ("Like", "like", "like"),
        ("yes please", "affirm", "like"),
        ("Oh, definitely!", "", "like"),
        ("👍", "nlu_fallback", "like"),
        ("1", "", "like"),
        ("Not sure", "unsure", "unsure"),
        ("it depends", "", "unsure"),
        ("2", "", "unsure"),
        ("Dislike", "dislike", "dislike"),
        ("nope", "deny", "dislike"),
        ("I’d hate that", "", "dislike"),
        ("3", "", "dislike"),
        ("Skip", "skip", SKIP),
        ("next question", "", SKIP),
        ("4", "", SKIP),
        # In other words, it is what was understood that counts.
        ("that would be right up my street", "like", "like"),
        ("count me in", "affirm", "like"),
        ("not my cup of tea", "dislike", "dislike"),
        ("rather not for me", "deny", "dislike"),
        ("hard to tell", "unsure", "unsure"),
        ("let us leave that one out", "skip", SKIP),
        # The words themselves weigh more.
        ("no", "affirm", "dislike"),
        ("yes", "go_back", "like"),
        ("skip", "show_result", SKIP),
    ],
)
def test_an_activity_is_rated_in_words_or_by_what_they_mean(text: str, intent: str, rating: str):
    assert after(BEGUN, text, intent) == (at("like", "dislike", rating), "")


@pytest.mark.parametrize(
    ("progress", "text", "expected"),
    [
        (BEGUN, "sorry, I meant like", at("like", "like")),
        (BEGUN, "wait, not sure", at("like", "unsure")),
        (BEGUN, "I mean skip", at("like", SKIP)),
        (at(), "sorry, like", at()),
        (BEGUN, "no, I meant like", at("like", "like")),
        (AT_STRENGTHS, "sorry, I meant like", at(*RATED[:-1], "like")),
    ],
)
def test_the_last_activity_can_be_rated_anew(progress: Progress, text: str, expected: Progress):
    assert after(progress, text) == (expected, "utter_finder_corrected")


@pytest.mark.parametrize(
    ("progress", "text", "expected"),
    [
        (BEGUN, "back", at("like")),
        (at(), "back", at()),
        (AT_STRENGTHS, "go back please", at(*RATED[:-1])),
        (AT_EDUCATION, "the one before", AT_STRENGTHS),
        (AT_AVOID, "previous", AT_EDUCATION),
        (BEGUN, "change number 1", Progress((None, "dislike", *(None,) * 4), {})),
        (AT_EDUCATION, "change my 2nd answer", Progress((RATED[0], None, *RATED[2:]), {STRENGTHS: {}})),
    ],
)
def test_going_back_asks_the_last_question_again_or_the_one_with_that_number(
    progress: Progress, text: str, expected: Progress
):
    assert after(progress, text, "go_back") == (expected, "utter_finder_back")


def test_a_question_that_is_not_there_changes_nothing():
    assert after(BEGUN, "change number 99", "go_back") == (BEGUN, "utter_finder_no_such")


def test_going_back_from_a_changed_activity_keeps_the_further_answers():
    changing = Progress((RATED[0], None, *RATED[2:]), {STRENGTHS: {"things": ["Excel"], "roles": []}, EDUCATION: 3})
    back, _ = after(changing, "back", "go_back") or (changing, "")
    assert back.further == changing.further


@pytest.mark.parametrize("progress", [at(), BEGUN, AT_STRENGTHS, AT_EDUCATION, AT_AVOID])
def test_starting_over_forgets_all_and_the_result_can_be_had_at_once(progress: Progress):
    assert after(progress, "start over", "start_over") == (at(), "utter_finder_restarted")
    assert after(progress, "show me the result", "show_result") == (progress, "utter_finder_enough")


ASIDES = [
    ("what does a nurse do", "ask_duties"),
    ("and what do they earn?", "ask_pay"),
    ("who handles complaints", "ask_who"),
    ("help", "ask_help"),
    ("let us stop for now", "pause"),
    ("hello", "greet"),
    ("thanks", "thank"),
    ("are you a robot", "bot_challenge"),
    ("delete my data", "forget_me"),
    ("bye", "goodbye"),
    ("that is wrong", "feedback_bad"),
    ("why that one", "ask_why"),
]


@pytest.mark.parametrize(("text", "intent"), ASIDES)
@pytest.mark.parametrize("progress", [at(), BEGUN, AT_STRENGTHS, AT_EDUCATION, AT_AVOID])
def test_asides_and_questions_are_no_answer(progress: Progress, text: str, intent: str):
    assert after(progress, text, intent) is None


@pytest.mark.parametrize(
    ("text", "intent"),
    [
        ("tell me about nurses", "ask_summary"),
        ("list all roles", "list_roles"),
        ("source please", "ask_source"),
        ("shorter please", "ask_shorter"),
        ("that helped", "feedback_good"),
        ("yes", "affirm"),
        ("maybe", "unsure"),
    ],
)
def test_what_is_asked_without_a_question_word_is_no_strength(text: str, intent: str):
    assert after(AT_STRENGTHS, text, intent) is None


# ---- the further questions


@pytest.mark.parametrize(
    ("text", "intent", "entities", "things", "roles"),
    [
        ("Excel, looking after children", "", [], ["Excel", "looking after children"], []),
        ("I am good at negotiating and I have repaired cars", "", [], ["negotiating", "repaired cars"], []),
        ("I was a waiter", "", [WAITER], [], ["waiter"]),
        ("Excel, I was a Waiter", "", [{**WAITER, "value": "Waiter"}], ["Excel"], ["waiter"]),
        ("a waiter, then a waiter again", "", [WAITER, WAITER], [], ["waiter"]),
        # Which chief it was is not asked: nothing is made of it.
        ("I was a chief", "", [ANY_CHIEF], [], []),
        ("nothing", "deny", [], [], []),
        ("no", "deny", [], [], []),
        ("can cook", "", [], ["cook"], []),
    ],
)
@pytest.mark.parametrize(("progress", "question"), [(AT_STRENGTHS, STRENGTHS), (AT_AVOID, AVOID)])
def test_things_and_roles_are_told_in_one_s_own_words(progress, question, text, intent, entities, things, roles):
    expected = progress.told(question, {"things": things, "roles": roles})
    assert after(progress, text, intent, entities) == (expected, "")


@pytest.mark.parametrize(
    ("text", "intent", "level"),
    [
        ("1", "", 1),
        ("2", "", 2),
        ("3", "", 3),
        ("4", "", 4),
        ("5", "", 5),
        ("less than secondary school", "", 1),
        ("secondary school", "", 2),
        ("vocational training or some college", "", 3),
        ("a bachelor's degree", "", 4),
        ("a master's degree or more", "", 5),
        ("I have a bachelor’s in physics", "nlu_fallback", 4),
        ("PhD", "", 5),
        ("none", "deny", 1),
        ("no degree", "", 2),
        ("without a degree", "", 2),
        ("high school graduate", "", 2),
        ("high school diploma", "", 2),
    ],
)
def test_education_is_told_in_words_or_as_the_number_of_its_level(text: str, intent: str, level: int):
    assert after(AT_EDUCATION, text, intent) == (AT_EDUCATION.told(EDUCATION, level), "")


@pytest.mark.parametrize(
    "text", ["what degree do I need", "is school needed?", "not sure", "elephants", "which university"]
)
def test_what_says_no_level_is_no_answer_about_education(text: str):
    assert after(AT_EDUCATION, text) is None


@pytest.mark.parametrize(("text", "intent"), [("Skip", ""), ("pass", ""), ("I would rather keep that", "skip")])
@pytest.mark.parametrize(
    ("progress", "question", "nothing"),
    [(AT_STRENGTHS, STRENGTHS, {}), (AT_EDUCATION, EDUCATION, 0), (AT_AVOID, AVOID, {})],
)
def test_a_further_question_can_be_skipped(progress: Progress, question: str, nothing: Any, text: str, intent: str):
    assert after(progress, text, intent) == (progress.told(question, nothing), "")


# ---- what a conversation keeps

things = st.fixed_dictionaries({"things": st.lists(st.text(max_size=9)), "roles": st.lists(st.text(max_size=9))})
ratings = st.lists(st.sampled_from([None, SKIP, *RATINGS]), min_size=COUNT, max_size=COUNT)
further = st.fixed_dictionaries(
    {}, optional={STRENGTHS: things | st.just({}), EDUCATION: st.integers(0, 5), AVOID: things | st.just({})}
)


@given(ratings, further)
def test_answers_are_the_same_after_they_were_kept(guided: Known, ratings: list, further: dict):
    progress = Progress(tuple(ratings), further)
    kept = json.loads(json.dumps(slots_of(progress)))
    assert progress_of(tracker_of(message("")), guided) == at()
    assert progress_of(tracker_of(message(""), **kept), guided) == progress


@given(ratings, further)
def test_the_form_asks_for_what_is_missing_and_nothing_else(ratings: list, further: dict):
    slots = slots_of(Progress(tuple(ratings), further))
    missing = {question for question in (LIKES, STRENGTHS, EDUCATION, AVOID) if slots[question] is None}
    assert missing == {STRENGTHS, EDUCATION, AVOID} - set(further) | ({LIKES} if None in ratings else set())


def test_answers_to_other_activities_count_for_nothing(guided: Known):
    old = tracker_of(message(""), ratings=["like"] * (COUNT + 1), strengths={"things": ["Excel"]})
    assert progress_of(old, guided) == at()


@given(ratings, further, st.text() | st.sampled_from(["back", "change number 3", "sorry, no", "4", "?"]),
       st.sampled_from(["", "go_back", "start_over", "show_result", "like", "skip", "ask_who", "nlu_fallback"]))  # fmt: skip
def test_any_text_is_an_answer_or_none(ratings: list, further: dict, text: str, intent: str):
    progress = Progress(tuple(ratings), further)
    read = after(progress, text, intent)
    if read:
        changed, response = read
        assert len(changed.ratings) == COUNT
        assert response == "" or response.startswith("utter_finder_")


# ---- the form


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


@pytest.mark.parametrize("title", ["Like", "Not sure", "Dislike", "Skip"])
def test_every_button_is_an_answer(title: str):
    assert after(BEGUN, title) is not None


def test_clearing_the_finder_leaves_nothing(guided: Known, monkeypatch):
    ran = run(ActionClearFinder(), message("start over"), guided, monkeypatch, recommended=["head_baker"])
    assert ran.slots == dict.fromkeys(("ratings", LIKES, STRENGTHS, EDUCATION, AVOID, "recommended"))


# ---- what is recommended, and why

HANDY = at("like", "like", "dislike", "dislike", "dislike", "dislike")
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
