"""From a phrase to duties to roles."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st


@pytest.mark.parametrize(
    ("phrase", "role", "duty"),
    [
        ("stale bread", "shop_manager", "complaints"),
        ("customers who are angry about old loaves", "shop_manager", "complaints"),
        ("counting the cash", "shop_manager", "till"),
        ("grinding grain", "mill_manager", "flour"),
        ("custmers with stale braed", "shop_manager", "complaints"),
        ("which loaves to bake", "head_baker", "bread"),
        ("teaching young bakers", "head_baker", "apprentices"),
    ],
)
def test_a_duty_is_found_by_meaning_and_by_words(small, phrase: str, role: str, duty: str):
    best = small.duties.answer(phrase)[0]
    assert (best.role, best.duty.id) == (role, duty)


def test_the_role_that_owns_a_duty_comes_before_the_one_that_helps(small):
    matches = small.duties.answer("stale bread")
    assert [match.role for match in matches] == ["shop_manager", "head_baker"]
    assert [match.duty.involvement.value for match in matches] == ["responsible", "supports"]


@pytest.mark.parametrize("phrase", ["the moon landing", "my credit card", "", "?", "xyzzy", "the internet"])
def test_what_nobody_does_has_no_answer(small, phrase: str):
    assert small.duties.answer(phrase) == []


def test_only_the_roles_asked_for_are_ranked(small):
    assert [match.role for match in small.duties.rank("stale bread", {"mill_manager"})] == ["mill_manager"]


@pytest.mark.parametrize(
    ("phrase", "parts"),
    [
        ("stale bread and counting the cash", ["stale bread", "counting the cash"]),
        ("grinding grain, stale bread", ["grinding grain", "stale bread"]),
        ("stale bread and old bread", ["stale bread and old bread"]),
        ("stale bread and the moon landing", ["stale bread and the moon landing"]),
        ("stale bread", ["stale bread"]),
        ("between stale bread and counting the cash", ["between stale bread and counting the cash"]),
    ],
)
def test_two_duties_in_one_question_are_told_apart(small, phrase: str, parts: list[str]):
    assert small.duties.split(phrase) == parts


@settings(max_examples=25, deadline=None)
@given(st.text(max_size=60))
def test_scores_are_ordered_and_repeatable_for_any_text(small, phrase: str):
    ranked = small.duties.rank(phrase)
    assert [match.score for match in ranked] == sorted((match.score for match in ranked), reverse=True)
    assert len({match.role for match in ranked}) == len(ranked) == 3
    assert small.duties.rank(phrase) == ranked
