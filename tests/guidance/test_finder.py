"""The career finder's questions: which comes next, whatever was answered, taken back or changed before."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.guidance.finder import (
    AVOID,
    EDUCATION,
    FURTHER,
    RATINGS,
    SKIP,
    STRENGTHS,
    Progress,
    begin,
    resume,
)

ratings = st.sampled_from([*RATINGS, SKIP])
# An answer to whatever is asked, or None to take the last one back.
steps = st.lists(st.none() | ratings, max_size=40)


def answered(progress: Progress, answer: str) -> Progress:
    """With the current question answered, whichever it is."""
    assert progress.current
    return progress.rated(answer) if progress.current.isdigit() else progress.told(progress.current, answer)


def answers_of(progress: Progress) -> list[str]:
    return [rating for rating in progress.ratings if rating] + list(progress.further.values())


def walked(activities: int, steps: list[str | None]) -> tuple[Progress, list[str]]:
    """Where some steps lead, and the answers that a plain list keeps of them."""
    progress, kept = begin(activities), list[str]()
    for step in steps:
        if step is None:
            progress = progress.without_last()
            kept = kept[:-1]
        elif progress.current:
            progress = answered(progress, step)
            kept.append(step)
    return progress, kept


@given(st.integers(0, 8), steps)
def test_answers_survive_going_back_and_forth(activities: int, steps: list[str | None]):
    progress, kept = walked(activities, steps)
    questions = [*map(str, range(1, activities + 1)), *FURTHER, None]
    assert answers_of(progress) == kept
    assert progress.current == questions[len(kept)]
    assert progress.begun == bool(kept)


@given(st.integers(0, 8), steps, ratings)
def test_going_back_undoes_an_answer(activities: int, steps: list[str | None], answer: str):
    progress, _ = walked(activities, steps)
    if progress.current:
        assert answered(progress, answer).without_last() == progress


@given(st.integers(1, 8), steps, st.integers(-2, 12), ratings)
def test_changing_one_activity_asks_it_again_and_keeps_all_others(
    activities: int, steps: list[str | None], number: int, rating: str
):
    progress, kept = walked(activities, steps)
    changed = progress.without(number)
    if not 1 <= number <= min(len(kept), activities):
        assert changed == progress
        return
    assert changed.current == str(number)
    again = changed.rated(rating)
    assert again.current == progress.current
    assert answers_of(again) == [*kept[: number - 1], rating, *kept[number:]]


@given(st.integers(1, 8), st.lists(ratings, max_size=8), ratings)
def test_a_correction_changes_the_activity_answered_last(activities: int, given: list[str], rating: str):
    progress, kept = walked(activities, list(given[:activities]))
    assert answers_of(progress.corrected(rating)) == [*kept[:-1], rating][: len(kept)]


def test_a_correction_leaves_further_answers_alone():
    progress = begin(1).rated("like").told(STRENGTHS, {"things": ["Excel"]})
    assert progress.corrected("dislike") == progress


@given(steps)
def test_what_a_conversation_kept_is_taken_up_again(steps: list[str | None]):
    progress, _ = walked(4, steps)
    assert resume(list(progress.ratings), dict(progress.further), 4) == progress
    assert resume(list(progress.ratings), dict(progress.further), 5) == begin(5)


def test_one_progress_does_not_change_another():
    before = begin(2).rated("like")
    before.rated("dislike").told(STRENGTHS, {})
    before.without_last()
    assert before == Progress(("like", None), {})


def test_the_further_questions_come_in_order_and_then_none():
    progress = begin(0)
    asked = []
    while progress.current:
        asked.append(progress.current)
        progress = progress.told(progress.current, {})
    assert asked == [STRENGTHS, EDUCATION, AVOID]


@pytest.mark.parametrize(
    ("progress", "says"),
    [
        (begin(2), False),
        (begin(2).rated(SKIP), False),
        (begin(2).rated("dislike"), True),
        (begin(2).rated("unsure"), True),
        (begin(0).told(STRENGTHS, {}), False),
        (begin(0).told(STRENGTHS, {"things": [], "roles": []}), False),
        (begin(0).told(STRENGTHS, {"things": ["Excel"]}), True),
        # Schooling and dislikes alone point to no role.
        (begin(0).told(EDUCATION, 4), False),
        (begin(0).told(AVOID, {"things": ["selling"]}), False),
    ],
)
def test_skipping_everything_says_nothing(progress: Progress, says: bool):
    assert progress.says_something is says
