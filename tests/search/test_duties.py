"""From a phrase to duties to roles."""

import math

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.search.duties import MEANING, OWNERSHIP
from bot.search.encoder import load_encoder
from bot.search.language import content_lemmas
from bot.settings import load_settings


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


def slow_rank(known, phrase: str) -> list[tuple[str, str, float]]:
    """The ranking of docs/decisions/0003, one duty and one word at a time."""
    store = known.store
    wordings: dict[tuple[str, str], list[int]] = {}
    for row, text in enumerate(store.duty_texts):
        wordings.setdefault((text.role, text.duty), []).append(row)
    words = {
        key: {lemma for row in rows for lemma in content_lemmas(store.duty_texts[row].text)}
        for key, rows in wordings.items()
    }

    def weight(lemma: str) -> float:
        return math.log(1 + len(words) / max(1, sum(lemma in found for found in words.values())))

    asked = content_lemmas(phrase)
    vector = load_encoder(load_settings().encoder).encode([phrase])[0]
    best: dict[str, tuple[str, str, float]] = {}
    for (role, duty_id), rows in wordings.items():
        meaning = max(float(store.duty_vectors[row] @ vector) for row in rows)
        if asked:
            common = sum(weight(lemma) for lemma in asked if lemma in words[role, duty_id])
            meaning = MEANING * meaning + (1 - MEANING) * common / sum(weight(lemma) for lemma in asked)
        duty = next(duty for duty in store.role(role).duties if duty.id == duty_id)
        score = meaning * OWNERSHIP[duty.involvement]
        if role not in best or score > best[role][2]:
            best[role] = (role, duty_id, score)
    return sorted(best.values(), key=lambda found: (-found[2], found[0]))


@pytest.mark.parametrize(
    "phrase",
    ["customer grievances", "sweeping the floors", "everything", "a broken heart", "pay and taxes", "the moon landing"],
)
def test_the_ranking_is_that_of_the_slow_readable_one(known, phrase: str):
    fast = [(match.role, match.duty.id, match.score) for match in known.duties.rank(phrase, limit=20)]
    for ours, theirs in zip(fast, slow_rank(known, phrase), strict=False):
        assert ours[:2] == theirs[:2]
        assert ours[2] == pytest.approx(theirs[2], abs=1e-5)


@pytest.mark.parametrize("phrase", ["customer grievances", "who moves boxes"])
def test_case_spacing_and_punctuation_do_not_change_the_ranking(known, phrase: str):
    expected = [match.role for match in known.duties.rank(phrase)]
    for variant in (phrase.upper(), f"  {phrase}  "):
        assert [match.role for match in known.duties.rank(variant)] == expected
