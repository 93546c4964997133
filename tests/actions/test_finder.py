"""The career finder: what a message answers, and what is kept of the answers."""

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from actions.finder import progress_of, slots_of
from actions.hearing import NOT_HEARD, Heard, heard
from actions.knowledge import Known
from bot.guidance.avoiding import Judged
from bot.guidance.finder import AVOID, EDUCATION, LIKES, RATINGS, SKIP, STRENGTHS, Progress
from bot.reading.reading import from_data
from tests.actions.conftest import ACTIVITIES
from tests.actions.progress import AT_AVOID, AT_EDUCATION, AT_STRENGTHS, BEGUN, COUNT, RATED, at
from tests.actions.tracker import message, question, role_entity, tracker_of

WAITER = role_entity("waiter", "waiter")
ANY_CHIEF = role_entity("chief", "fire_chief", "police_chief")


def after(
    progress: Progress, text: str, intent: str = "", entities: list[dict[str, Any]] | None = None
) -> tuple[Progress, str] | None:
    understood = hear(progress, text, intent, entities)
    return understood and (understood.progress, understood.response)


def hear(progress: Progress, text: str, intent: str = "", entities: list[dict[str, Any]] | None = None) -> Heard | None:
    current = progress.current or ""
    words = ACTIVITIES[int(current) - 1]["text"] if current.isdigit() else ""
    return heard(progress, from_data(question(text, intent, entities)), words, judge)


def judge(question: str, thing: str) -> Judged:
    """Of these things some are known, others are English that nothing tells of, and one is neither."""
    return {"night shifts": Judged.untold, "qwerty": Judged.unknown}.get(thing, Judged.told)


# ---- activities


@pytest.mark.parametrize(
    ("text", "intent", "rating"),
    [
        ("Like", "like", "like"),
        ("yes please", "affirm", "like"),
        ("Oh, definitely!", "", "strongly_like"),
        ("👍", "nlu_fallback", "like"),
        ("4", "", "like"),
        ("5", "", "strongly_like"),
        ("I love it", "", "strongly_like"),
        ("Not sure", "unsure", "unsure"),
        ("it depends", "", "unsure"),
        ("3", "", "unsure"),
        ("Dislike", "dislike", "dislike"),
        ("nope", "deny", "dislike"),
        ("I’d hate that", "", "strongly_dislike"),
        ("1", "", "strongly_dislike"),
        ("2", "", "dislike"),
        ("Skip", "skip", SKIP),
        ("next question", "", SKIP),
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


@pytest.mark.parametrize("title", ["Like", "Not sure", "Dislike", "Skip"])
def test_every_button_is_an_answer(title: str):
    assert after(BEGUN, title) is not None


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


@pytest.mark.parametrize("text", ["what degree do I need", "is school needed?", "not sure", "which university"])
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
       st.sampled_from(["", "go_back", "start_over", "show_result", "like", "skip", "ask_who"]))  # fmt: skip
def test_any_text_is_an_answer_or_none(ratings: list, further: dict, text: str, intent: str):
    progress = Progress(tuple(ratings), further)
    read = after(progress, text, intent)
    if read:
        changed, response = read
        assert len(changed.ratings) == COUNT
        assert response == "" or response.startswith("utter_finder_")


# ---- free words in between


def test_what_says_no_level_and_asks_nothing_is_not_understood():
    assert after(AT_EDUCATION, "elephants") == (AT_EDUCATION, NOT_HEARD)
