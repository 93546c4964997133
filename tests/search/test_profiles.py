"""What is measured of roles: the arrays say what plain loops over the roles say."""

import numpy as np
import pytest
from hypothesis import given, settings

from bot.knowledge.model import Role
from bot.search.profiles import RANKED_LEVELS, TYPES, Profiles, Sort, skill_keys, skills_of
from tests.measured import linked_to, needs_of, opened_measures, role, some_roles, standing_of

quickly = settings(max_examples=40, deadline=None)


def named(profiles: Profiles, skills) -> list[tuple[Sort, str]]:
    return [profiles.skills[skill] for skill in skills]


@quickly
@given(some_roles())
def test_what_a_role_needs_comes_most_important_first(encoder, roles: tuple[Role, ...]):
    with opened_measures(roles, encoder) as known:
        for place, each in enumerate(roles):
            skills, levels = known.profiles.needs(place)
            assert list(zip(named(known.profiles, skills), levels, strict=True)) == list(needs_of(each).items())


@quickly
@given(some_roles())
def test_who_needs_a_skill_or_uses_a_tool_is_found(encoder, roles: tuple[Role, ...]):
    with opened_measures(roles, encoder) as known:
        profiles = known.profiles
        assert profiles.skills == skill_keys(roles)
        for skill, key in enumerate(profiles.skills):
            having = [place for place, each in enumerate(roles) if key in dict(skills_of(each))]
            assert profiles.having(skill).tolist() == having


@quickly
@given(some_roles())
def test_a_skill_stands_the_higher_the_fewer_a_role_needs_more(encoder, roles: tuple[Role, ...]):
    with opened_measures(roles, encoder) as known:
        profiles = known.profiles
        for skill, key in enumerate(profiles.skills):
            expected = [standing_of(each, key) for each in roles]
            assert profiles.standing(skill).tolist() == pytest.approx(expected)


def test_beyond_the_telling_ones_a_skill_says_nothing_of_a_role(encoder):
    many = role("all_rounder", skills={f"Skill {number:02}": 90 - number for number in range(Profiles.TELLING + 5)})
    with opened_measures([many], encoder) as known:
        stands = [known.profiles.standing(skill)[0] for skill in range(Profiles.TELLING + 5)]
    assert stands[0] == 1
    assert stands == sorted(stands, reverse=True)
    assert stands[Profiles.TELLING - 1] > 0
    assert stands[Profiles.TELLING :] == [0] * 5


@quickly
@given(some_roles())
def test_links_lead_both_ways_and_never_out_of_the_store(encoder, roles: tuple[Role, ...]):
    ids = [each.id for each in roles]
    with opened_measures(roles, encoder) as known:
        profiles = known.profiles
        for place, each in enumerate(roles):
            superiors = [link.role for link in each.reports_to if link.role in ids]
            inferiors = [other.id for other in roles if each.id in [link.role for link in other.reports_to]]
            assert [ids[other] for other in profiles.linked(place)] == linked_to(each, roles)
            assert [ids[other] for other in profiles.superiors(place)] == superiors
            assert [ids[other] for other in profiles.inferiors(place)] == inferiors


@quickly
@given(some_roles())
def test_interests_and_preparation_are_as_the_roles_state_them(encoder, roles: tuple[Role, ...]):
    with opened_measures(roles, encoder) as known:
        profiles = known.profiles
        assert profiles.zones.tolist() == [each.job_zone or 0 for each in roles]
        for place, each in enumerate(roles):
            stated = {link.type: link.level for link in each.interests}
            for kind, level in zip(TYPES, profiles.interests[place], strict=True):
                if not stated:
                    assert np.isnan(level)
                elif stated.get(kind) is not None:
                    assert level == stated[kind]
                elif kind not in stated:
                    assert level == 0


def test_interests_that_are_ranked_but_not_measured_count_by_their_rank(encoder):
    ranked = role("singer", interests=[(kind, None) for kind in ("artistic", "social", "enterprising", "realistic")])
    with opened_measures([ranked], encoder) as known:
        levels = dict(zip((kind.value for kind in TYPES), known.profiles.interests[0].tolist(), strict=True))
    assert [levels[kind] for kind in ("artistic", "social", "enterprising")] == list(RANKED_LEVELS)
    assert levels["realistic"] == levels["conventional"] == 0


def test_a_skill_and_a_field_of_knowledge_of_one_name_are_two_things(encoder):
    both = role("teacher", skills={"Mathematics": 40}, knowledge={"Mathematics": 80}, tools=["Mathematics"])
    with opened_measures([both], encoder) as known:
        profiles = known.profiles
        assert [sort for sort, _ in profiles.skills] == [Sort.skill, Sort.knowledge, Sort.tool]
        needed, levels = profiles.needs(0)
        assert named(profiles, needed) == [(Sort.knowledge, "Mathematics"), (Sort.skill, "Mathematics")]
        assert levels.tolist() == [80, 40]


def test_a_skill_given_twice_counts_once_and_as_first_given():
    twice = role("cook", skills={"Cooking": 90})
    twice = twice.copy(update={"skills": (*twice.skills, twice.skills[0].copy(update={"importance": 10}))})
    assert list(skills_of(twice)) == [((Sort.skill, "Cooking"), 90)]
