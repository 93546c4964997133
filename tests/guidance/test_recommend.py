"""From a person to roles: the fit is the sum of its parts, each as plainly computed, and says why."""

from collections.abc import Sequence
from itertools import pairwise
from math import sqrt

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.guidance.finder import RATINGS, SKIP
from bot.guidance.recommend import (
    FEWEST,
    GAPS,
    LEAST_WEIGHT,
    LEFT_OUT,
    MISSING_STEP,
    MOST,
    NEARLY,
    OUT_OF_REACH,
    TOLD,
    UNUSED_STEP,
    Person,
    Within,
    correlations,
    explain,
    interests_of,
    recommend,
)
from bot.knowledge.files import Knowledge
from bot.knowledge.model import Activity
from bot.search.encoder import Encoder
from bot.search.known import Known
from bot.search.profiles import TYPES, skill_keys
from tests.conftest import opened
from tests.measured import needs_of, role, standing_of

# Two activities of each type, the types in turn.
_NAMES = [(f"{kind.value}_{number}", kind) for number in (1, 2) for kind in TYPES]
ACTIVITIES = tuple(Activity.parse_obj({"id": id, "type": kind, "text": f"do something {id}"}) for id, kind in _NAMES)


def levels(*six: int) -> list[tuple[str, int]]:
    return [(kind.value, level) for kind, level in zip(TYPES, six, strict=True)]


ROLES = (
    role("carpenter", interests=levels(95, 40, 50, 10, 20, 40), zone=2, skills={"Woodwork": 90, "Mathematics": 50},
         knowledge={"Building": 80}, tools=["Chisel"]),
    role("architect", interests=levels(50, 60, 95, 20, 40, 30), zone=5, skills={"Drawing": 90, "Mathematics": 70},
         knowledge={"Building": 90}, tools=["AutoCAD"], related=["carpenter"]),
    role("nurse", interests=levels(40, 60, 10, 95, 20, 40), zone=4, skills={"Listening": 90, "Reading": 60},
         knowledge={"Medicine": 95}),
    role("teacher", interests=levels(10, 40, 50, 95, 40, 20), zone=4, skills={"Listening": 70, "Speaking": 95},
         knowledge={"Mathematics": 60}, tools=["Excel"]),
    role("accountant", interests=levels(5, 50, 5, 20, 50, 99), zone=4, skills={"Mathematics": 80, "Reading": 70},
         knowledge={"Money": 95}, tools=["Excel"]),
    role("seller", interests=levels(20, 5, 20, 50, 99, 50), zone=2, skills={"Speaking": 90, "Listening": 80}),
    role("dreamer", interests=levels(50, 50, 50, 50, 50, 50), zone=1),
    role("stranger", tools=["Excel"]),
)  # fmt: skip
IDS = [each.id for each in ROLES]
BY_ID = {each.id: each for each in ROLES}
SOCIAL = tuple("like" if activity.type.value == "social" else "dislike" for activity in ACTIVITIES)
quickly = settings(max_examples=40, deadline=None)
answers = st.lists(st.sampled_from([*RATINGS, SKIP, None]), max_size=len(ACTIVITIES)).map(tuple)
persons = st.builds(
    Person,
    ratings=answers,
    strengths=st.lists(st.sampled_from(["Listening", "mathematics", "excel", "Building"]), max_size=3).map(tuple),
    done=st.lists(st.sampled_from([*IDS, "nobody"]), max_size=2, unique=True).map(tuple),
    education=st.integers(0, 5),
    avoid=st.lists(st.sampled_from(["Speaking", "Excel"]), max_size=2).map(tuple),
    shunned=st.lists(st.sampled_from([*IDS, "nobody"]), max_size=2, unique=True).map(tuple),
)


@pytest.fixture(scope="module")
def village(tmp_path_factory: pytest.TempPathFactory, encoder: Encoder) -> Known:
    knowledge = Knowledge(ROLES, {}, {}, activities=ACTIVITIES)
    return opened(knowledge, tmp_path_factory.mktemp("village") / "village.db", encoder)


def plain_correlation(left: Sequence[float], right: Sequence[float]) -> float | None:
    """Pearson's, as a textbook has it; None where either does not vary."""
    count = len(left)
    mean_left, mean_right = sum(left) / count, sum(right) / count
    both = sum((a - mean_left) * (b - mean_right) for a, b in zip(left, right, strict=True))
    spread = sqrt(sum((a - mean_left) ** 2 for a in left) * sum((b - mean_right) ** 2 for b in right))
    return both / spread if spread > 1e-9 else None


def plain_interests(ratings: Sequence[str | None]) -> list[float]:
    found = []
    for kind in TYPES:
        counts = [
            RATINGS[rating]
            for activity, rating in zip(ACTIVITIES, ratings, strict=False)
            if activity.type is kind and rating in RATINGS
        ]
        found.append(sum(counts) / len(counts) if counts else 0.0)
    return found


@quickly
@given(answers)
def test_a_person_s_interests_are_the_means_of_what_they_rated(village: Known, ratings: tuple[str | None, ...]):
    assert interests_of(ratings, village).tolist() == pytest.approx(plain_interests(ratings))


@quickly
@given(answers)
def test_interests_are_compared_by_pearson_s_correlation(village: Known, ratings: tuple[str | None, ...]):
    found = correlations(ratings, village)
    for place, each in enumerate(ROLES):
        stated = {link.type: float(link.level or 0) for link in each.interests}
        own = [stated[kind] for kind in TYPES] if stated else [0.0] * 6
        expected = plain_correlation(plain_interests(ratings), own)
        if expected is None:
            assert np.isnan(found[place])
        else:
            assert found[place] == pytest.approx(expected, abs=1e-6)


@quickly
@given(persons)
def test_recommendations_are_ordered_few_and_leave_out_what_is_known_or_unwanted(village: Known, person: Person):
    fits = recommend(village, person)
    scores = [fit.score for fit in fits]
    # Of those that are alike to a hundredth the one in which most people work comes first.
    assert all(later <= score + 0.01 for score, later in pairwise(scores))
    assert len(fits) <= MOST
    assert not {fit.role for fit in fits} & {*person.done, *person.shunned}
    assert recommend(village, person) == fits
    for fit in fits:
        assert explain(village, person, fit.role) == fit
    assert all(score >= NEARLY * scores[0] - 0.001 for score in scores[FEWEST:])
    everyone = {fit.role: fit.score for fit in recommend(village, person, len(ROLES))}
    # The last of five may be the best of a schooling that the others do not have.
    assert list(everyone)[: min(len(fits), MOST - 1)] == [fit.role for fit in fits][: MOST - 1]
    assert not person.education or all(fit.steps < OUT_OF_REACH for fit in fits)


def plain_shares(phrase: str) -> list[float]:
    """Of each role how much something of this name says about it."""
    keys = [key for key in skill_keys(ROLES) if key[1].lower() == phrase.lower()]
    return [max(standing_of(each, key) for key in keys) for each in ROLES]


@quickly
@given(persons)
def test_a_fit_is_the_sum_of_its_parts(village: Known, person: Person):
    person = Person(person.ratings, person.strengths, education=person.education)
    shares = [plain_shares(phrase) for phrase in person.strengths]
    # What most roles have use for counts less.
    weights = [LEAST_WEIGHT + 1 - sum(share) / len(share) for share in shares]
    for place, each in enumerate(ROLES):
        fit = explain(village, person, each.id)
        named = sum(weight * share[place] for weight, share in zip(weights, shares, strict=True))
        zone, level = each.job_zone or 0, person.education
        missing = max(0, zone - level) if zone and level else 0
        unused = max(0, level - zone - 1) if zone and level else 0
        parts = (fit.interest or 0) + named / (sum(weights) or 1) - MISSING_STEP * missing - UNUSED_STEP * unused
        # The correlation is told with two figures.
        assert fit.score == pytest.approx(parts, abs=0.006)
        assert (fit.steps, fit.zone) == (missing, zone)
        assert [each.share for each in fit.strengths] == pytest.approx(
            sorted((share[place] for share in shares if share[place] >= TOLD), reverse=True), abs=0.006
        )


def test_what_every_role_has_use_for_can_be_named_alone(tmp_path, encoder: Encoder):
    alike = (role("typist", tools=["Excel"]), role("clerk", tools=["Excel"]))
    office = opened(Knowledge(alike, {}, {}, activities=ACTIVITIES), tmp_path / "office.db", encoder)
    assert [fit.role for fit in recommend(office, Person(strengths=("excel",)))] == ["typist", "clerk"]


@quickly
@given(persons)
def test_what_was_not_rated_counts_as_not_asked(village: Known, person: Person):
    skipped = Person(tuple(rating if rating in RATINGS else SKIP for rating in person.ratings))
    silent = Person(tuple(rating if rating in RATINGS else None for rating in person.ratings))
    assert recommend(village, skipped) == recommend(village, silent)


@pytest.mark.parametrize(("likes", "best"), [("realistic", "carpenter"), ("artistic", "architect"),
                                             ("enterprising", "seller"), ("conventional", "accountant")])  # fmt: skip
def test_who_likes_one_kind_of_work_is_recommended_it(village: Known, likes: str, best: str):
    ratings = tuple("like" if activity.type.value == likes else "dislike" for activity in ACTIVITIES)
    fit = recommend(village, Person(ratings))[0]
    assert fit.role == best
    assert fit.liked[0] == f"{likes}_1"


def test_what_is_liked_is_told_where_it_is_of_a_role_s_strongest_types(village: Known):
    everything = Person(("like",) * len(ACTIVITIES))
    liked = {name: explain(village, everything, name).liked for name in ("teacher", "stranger")}
    assert liked == {"teacher": ("social_1", "social_2", "artistic_1", "artistic_2"), "stranger": ()}
    assert explain(village, Person(("dislike",) * len(ACTIVITIES)), "teacher").liked == ()


def test_who_likes_everything_alike_has_no_interests_to_compare(village: Known):
    fits = recommend(village, Person(("like",) * len(ACTIVITIES)))
    assert {fit.interest for fit in fits} == {None}
    assert {fit.score for fit in fits} == {0.0}
    # The last one may be of another schooling.
    assert recommend(village, Person())[:-1] == [explain(village, Person(), role) for role in IDS[: MOST - 1]]


def test_a_strength_names_the_skill_and_how_much_it_tells_of_the_role(village: Known):
    fit = explain(village, Person(strengths=("listening", "excel")), "teacher")
    assert [(each.phrase, each.what, each.share) for each in fit.strengths] == [
        ("excel", "Excel", 1.0),
        ("listening", "Listening", 0.95),
    ]
    assert [name for name, _ in fit.missing] == ["Speaking", "Mathematics"]
    assert explain(village, Person(strengths=("listening",)), "carpenter").strengths == ()


@pytest.mark.parametrize(("role_id", "share"), [("teacher", 0.9), ("carpenter", 0.9), ("accountant", 0.95)])
def test_a_name_means_the_skill_and_the_field_of_knowledge_alike(village: Known, role_id: str, share: float):
    (strength,) = explain(village, Person(strengths=("mathematics",)), role_id).strengths
    assert (strength.what, strength.share) == ("Mathematics", share)


def test_strengths_alone_lead_to_the_roles_that_need_them_most(village: Known):
    assert [fit.role for fit in recommend(village, Person(strengths=("listening",)))] == [
        "nurse",
        "teacher",
        "seller",
    ]


def test_a_role_one_has_had_speaks_for_others_that_need_the_same(village: Known):
    fits = recommend(village, Person(done=("teacher",)))
    assert fits[0].role == "seller"
    (strength,) = fits[0].strengths
    # The mean of 90 of 90 and 70 of 80, squared.
    assert (strength.role, strength.phrase, strength.share) == ("teacher", "Teacher", 0.88)
    # A seller listens better than a teacher has to.
    assert [name for name, _ in fits[0].missing] == ["Listening"]


@quickly
@given(persons)
def test_what_is_missing_is_what_a_role_needs_most_and_nobody_named(village: Known, person: Person):
    person = Person(strengths=person.strengths)
    named = {name.lower() for name in person.strengths}
    for each in ROLES:
        expected: dict[str, int] = {}
        for (_, name), level in needs_of(each).items():
            if name.lower() not in named:
                expected.setdefault(name, level)
        assert explain(village, person, each.id).missing == tuple(expected.items())[:GAPS]


def test_a_role_that_is_mostly_what_one_wants_to_avoid_is_left_out(village: Known):
    roles = [fit.role for fit in recommend(village, Person(SOCIAL, ("speaking",), avoid=("speaking",)), len(ROLES))]
    assert "nurse" in roles
    assert not {"teacher", "seller"} & set(roles)
    assert explain(village, Person(avoid=("speaking",)), "teacher").score <= -LEFT_OUT
    assert explain(village, Person(avoid=("speaking",)), "nurse").score == 0


def test_what_is_to_be_avoided_and_means_nothing_changes_nothing(village: Known):
    assert recommend(village, Person(SOCIAL, avoid=("xyzzy",))) == recommend(village, Person(SOCIAL))


def test_something_done_that_is_no_skill_leads_to_who_does_it(known):
    (cook, *_) = recommend(known, Person(strengths=("cooking meals in a restaurant",)))
    assert cook.role in {"chef", "restaurant_manager"} or known.store.families[cook.role].startswith("Food")
    assert cook.strengths[0].share > 0.4


@pytest.mark.parametrize("excluded", [len(IDS), len(IDS) - 1])
def test_where_hardly_any_role_is_left_so_many_are_recommended(village: Known, excluded: int):
    assert [fit.role for fit in recommend(village, Person(SOCIAL, shunned=tuple(IDS[:excluded])))] == IDS[excluded:]


def test_without_any_role_none_is_recommended(tmp_path, encoder: Encoder):
    empty = opened(Knowledge((), {}, {}, activities=ACTIVITIES), tmp_path / "empty.db", encoder)
    assert recommend(empty, Person(SOCIAL, ("listening",), avoid=("reading",))) == []


def test_of_the_project_s_roles_a_carer_is_recommended_to_care(known):
    liked = {activity.id for activity in known.store.activities if activity.type.value == "social"}
    ratings = tuple("like" if activity.id in liked else "dislike" for activity in known.store.activities)
    fits = recommend(known, Person(ratings, ("looking after children",), education=4))
    assert "social" in {
        max(known.store.role(fit.role).interests, key=lambda link: link.level or 0).type.value for fit in fits[:2]
    }


def test_what_is_recommended_can_be_kept_within_a_schooling_and_goes_on_after_what_was_told(village: Known):
    told = [fit.role for fit in recommend(village, Person(SOCIAL), FEWEST)]
    further = {fit.role for fit in recommend(village, Person(SOCIAL), within=Within(without=frozenset(told)))}
    assert further
    assert further.isdisjoint(told)
    assert {fit.zone for fit in recommend(village, Person(SOCIAL), within=Within(most=2))} <= {1, 2}
