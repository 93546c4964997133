"""From a phrase to duties to roles."""

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.knowledge.files import Knowledge
from bot.knowledge.model import Role
from bot.knowledge.wording import read_all, worded
from bot.reading.duty import duty_phrase, joined_parts
from bot.search import passages
from bot.search.duties import CANDIDATES, WEIGHTS, DutySearch
from bot.search.index import NAMES, TEXTS
from bot.search.known import Known
from bot.search.passages import Passages
from bot.settings import ROOT
from tests.conftest import opened
from tests.search.slow_duties import slow_rank

CASES = yaml.safe_load((ROOT / "tests/cases/questions.yml").read_text(encoding="utf-8"))


@pytest.mark.parametrize(
    ("phrase", "role", "duty"),
    [
        ("stale bread", "shop_manager", "complaints"),
        ("customers who complain about old loaves", "shop_manager", "complaints"),
        ("counting the cash", "shop_manager", "till"),
        ("grinding grain", "mill_manager", "flour"),
        ("custmers with stale braed", "shop_manager", "complaints"),
        ("which loaves to bake", "head_baker", "bread"),
        ("teaching young bakers", "head_baker", "apprentices"),
    ],
)
def test_a_duty_is_found_by_meaning_and_by_words(small, phrase: str, role: str, duty: str):
    best = small.duties.answer(phrase)[0]
    assert (best.role, small.store.duty(best.duty).id) == (role, duty)


def test_the_role_that_owns_a_duty_comes_before_the_one_that_helps(small):
    matches = small.duties.answer("stale bread")
    assert [match.role for match in matches] == ["shop_manager", "head_baker"]
    assert [small.store.duty(match.duty).involvement.value for match in matches] == ["responsible", "supports"]


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
    assert small.duties.split(phrase, joined_parts(phrase)) == parts


@settings(max_examples=25, deadline=None)
@given(st.text(max_size=60))
def test_scores_are_ordered_and_repeatable_for_any_text(small, phrase: str):
    ranked = small.duties.rank(phrase)
    assert [match.score for match in ranked] == sorted((match.score for match in ranked), reverse=True)
    assert len({match.role for match in ranked}) == len(ranked) == 3
    assert small.duties.rank(phrase) == ranked


@pytest.mark.parametrize("phrase", ["stale bread", "sweeping the floors", "everything", "the moon landing", "teaching"])
def test_the_ranking_is_that_of_the_slow_readable_one(small, phrase: str):
    slow = slow_rank(small, phrase)
    fast = small.duties.rank(phrase)
    assert [match.role for match in fast] == [role for role, _ in slow]
    # Eight bits a number are a little less exact.
    assert [match.score for match in fast] == pytest.approx([score for _, score in slow], abs=0.01)


@pytest.mark.parametrize("phrase", ["customer grievances", "moves boxes", "fixes a broken heart"])
@pytest.mark.parametrize("vary", [str.upper, str.title, lambda text: f"  {text.replace(' ', '   ')} ", "{}?!".format])
def test_case_spacing_and_punctuation_do_not_change_the_ranking(known, phrase: str, vary):
    expected = [match.role for match in known.duties.rank(duty_phrase(f"who {phrase}"))]
    assert [match.role for match in known.duties.rank(duty_phrase(f"who {vary(phrase)}"))] == expected


@pytest.fixture(scope="module")
def one_more(known, tmp_path_factory) -> Known:
    """The project's own knowledge and one role that has to do with none of it."""
    keeper = {
        "text": "A lighthouse keeper keeps a lighthouse.",
        "sources": ["malkov_article"],
    }
    role = Role.parse_obj(
        {
            "id": "lighthouse_keeper",
            "title": "Lighthouse Keeper",
            "family": "Sea",
            "summary": keeper,
            "duties": [
                {
                    "id": "lamp",
                    "statement": "Lights the lamp of a lighthouse at dusk.",
                    "area": "sea",
                    "involvement": "responsible",
                    "sources": ["malkov_article"],
                }
            ],
            "everyday": ["lives in a lighthouse", "lights the lamp for the ships"],
        }
    )
    knowledge = worded(*read_all(ROOT / "knowledge"))
    roles = tuple(sorted((*knowledge.roles, role), key=lambda each: each.title.lower()))
    more = Knowledge(roles, knowledge.sources, knowledge.departments)
    return opened(more, tmp_path_factory.mktemp("more") / "more.db", known.encoder, exact=False)


def test_a_role_that_is_added_is_found(one_more):
    assert one_more.duties.answer("the lighthouse lamp")[0].role == "lighthouse_keeper"


@pytest.mark.parametrize("case", [case["ask"] for case in CASES if case.get("kind") == "who_handles"])
def test_a_role_that_is_added_lowers_no_role_that_has_nothing_to_do_with_it(known, one_more, case: str):
    phrase = duty_phrase(case)
    # A store that is made of roles alone has no hints, as the other one has.
    unhinted = DutySearch(known.store, known.encoder, Passages(known.store, TEXTS), Passages(known.store, NAMES))
    before = [match.role for match in unhinted.rank(phrase, limit=5)]
    after = [match.role for match in one_more.duties.rank(phrase, limit=6) if match.role != "lighthouse_keeper"]
    assert after[:5] == before


def test_a_coarse_look_misses_none_of_the_best(known, monkeypatch):
    """Over a store that is too small to need it, so that the whole look can be compared."""
    monkeypatch.setattr(passages, "FEW", 0)
    texts = Passages(known.store, TEXTS)
    for case in (case["ask"] for case in CASES if case.get("kind") == "who_handles"):
        phrase = duty_phrase(case)
        best = known.store.role_ids.index(known.duties.rank(phrase)[0].role)
        (vector,) = known.encoder.encode([phrase])
        assert best in texts.candidates(vector, WEIGHTS, CANDIDATES), case
