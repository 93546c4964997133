"""From one role to another: the steps there, what carries over, and who stands above whom."""

from collections.abc import Sequence

import pytest
from hypothesis import given, settings

from bot.guidance.paths import (
    COMPARED,
    ENOUGH,
    Ladder,
    Way,
    compare_skills,
    find_path,
    is_above,
    ladder,
    ways_in,
)
from bot.knowledge.model import Role
from tests.measured import linked_to, needs_of, opened_measures, role, some_roles

quickly = settings(max_examples=40, deadline=None)


def distance(start: Role, goal: Role) -> float | None:
    """What is missing of each thing the goal needs, in the mean, of those that are measured of both."""
    have, need = needs_of(start), needs_of(goal)
    both = [max(0, level - have[key]) for key, level in need.items() if key in have]
    return sum(both) / len(both) if both else None


def by_ids(roles: Sequence[Role]) -> dict[str, Role]:
    return {each.id: each for each in roles}


def test_related_roles_are_one_step_apart(encoder):
    roles = [role("clerk", zone=2, related=["teller"]), role("teller", zone=2), role("banker", zone=3)]
    with opened_measures(roles, encoder) as known:
        assert find_path(known, "clerk", "teller") == find_path(known, "clerk", "teller")
        assert (find_path(known, "clerk", "teller").way, find_path(known, "teller", "clerk").way) == (
            Way.near,
            Way.near,
        )


@pytest.mark.parametrize(("zone", "way"), [(1, Way.learnt), (2, Way.learnt), (3, Way.training), (None, Way.unknown)])
def test_without_a_step_the_way_is_what_the_goal_takes(encoder, zone: int | None, way: Way):
    with opened_measures([role("waiter", zone=2), role("other", zone=zone)], encoder) as known:
        assert (found := find_path(known, "waiter", "other")).way is way
        assert found.roles == ("waiter", "other")


# What a bookkeeper needs is half of what an accountant does; a waiter needs nothing of it.
COUNTING = {"Accounting": 90, "Maths": 80, "Serving": 10, "Cooking": 10}
BOOKS = {"Accounting": 80, "Maths": 70, "Serving": 10, "Cooking": 10}
SERVING = {"Accounting": 10, "Maths": 10, "Serving": 90, "Cooking": 80}
TRADES = [
    role("waiter", skills=SERVING, zone=2, related=["host"]),
    role("host", skills=SERVING, zone=2),
    role("bookkeeper", skills=BOOKS, zone=3, related=["accountant"]),
    role("accountant", skills=COUNTING, zone=4, related=["bookkeeper"]),
]


def test_a_step_is_akin_to_the_goal_halfway_and_brings_part_of_what_is_missing(encoder):
    with opened_measures(TRADES, encoder) as known:
        path = find_path(known, "waiter", "accountant")
        assert (path.roles, path.way) == (("waiter", "bookkeeper", "accountant"), Way.steps)
        # From there on it is one move.
        assert find_path(known, "bookkeeper", "accountant").roles == ("bookkeeper", "accountant")


@pytest.mark.parametrize(
    "step",
    [
        # As hard to get into as the goal, no easier than what one has, of another field, or akin to nothing.
        role("bookkeeper", skills=BOOKS, zone=4, related=["accountant"]),
        role("bookkeeper", skills=BOOKS, zone=2, related=["accountant"]),
        role("bookkeeper", skills=SERVING, zone=3, related=["accountant"]),
        role("bookkeeper", skills=BOOKS, zone=3),
    ],
    ids=["as hard", "no halfway", "another field", "not akin"],
)
def test_a_role_that_is_no_step_is_left_out(encoder, step: Role):
    related = [link.role for link in step.related] and ["bookkeeper"]
    roles = [TRADES[0], TRADES[1], step, role("accountant", skills=COUNTING, zone=4, related=related)]
    with opened_measures(roles, encoder) as known:
        path = find_path(known, "waiter", "accountant")
    assert (path.roles, path.way) == (("waiter", "accountant"), Way.training)


@quickly
@given(some_roles(least=2))
def test_a_way_has_at_most_two_steps_none_below_where_one_is_and_is_always_the_same(encoder, roles: tuple[Role, ...]):
    zones = {each.id: each.job_zone or 0 for each in roles}
    with opened_measures(roles, encoder) as known:
        for goal in list(by_ids(roles))[1:]:
            path = find_path(known, roles[0].id, goal)
            assert path == find_path(known, roles[0].id, goal)
            assert (path.roles[0], path.roles[-1]) == (roles[0].id, goal)
            assert len(set(path.roles)) == len(path.roles) <= 4
            assert all(zones[roles[0].id] <= zones[step] <= zones[goal] for step in path.roles[1:-1])
            assert (path.way in (Way.steps, Way.earned)) == (len(path.roles) > 2)


@quickly
@given(some_roles(least=2, most=3))
def test_what_carries_over_is_missing_or_unmeasured_is_what_the_goal_needs(encoder, roles: tuple[Role, ...]):
    start, goal = roles[:2]
    have = needs_of(start)
    need: dict[str, tuple[int | None, int]] = {}
    for key, level in list(needs_of(goal).items())[:COMPARED]:
        need.setdefault(key[1], (have.get(key), level))
    with opened_measures(roles, encoder) as known:
        carries, missing, unmeasured = compare_skills(known, start.id, goal.id)
    assert {gap.name: (gap.have, gap.need) for gap in (*carries, *missing, *unmeasured)} == need
    assert len(carries) + len(missing) + len(unmeasured) == len(need)
    # What was not measured is not nothing.
    assert [gap.name for gap in unmeasured] == [name for name, (own, _) in need.items() if own is None]
    assert [gap.name for gap in carries] == [
        name for name, (own, level) in need.items() if own is not None and own >= ENOUGH * level
    ]
    weights = [(gap.need - (gap.have or 0)) * gap.need for gap in missing]
    assert weights == sorted(weights, reverse=True)


def test_a_skill_carries_over_where_nearly_as_much_is_needed(encoder):
    roles = [role("cook", skills={"Cooking": 89, "Reading": 90}), role("chef", skills={"Cooking": 100, "Reading": 100})]
    with opened_measures(roles, encoder) as known:
        path = find_path(known, "cook", "chef")
    assert [gap.name for gap in path.carries_over] == ["Reading"]
    assert [(gap.name, gap.have, gap.need) for gap in path.missing] == [("Cooking", 89, 100)]


def test_what_is_missing_most_of_what_matters_comes_first(encoder):
    roles = [
        role("cook", skills={"Cooking": 60, "Reading": 90, "Singing": 0, "Maths": 0}),
        role("chef", skills={"Cooking": 100, "Singing": 50, "Maths": 20, "Reading": 90}),
    ]
    with opened_measures(roles, encoder) as known:
        missing = [gap.name for gap in find_path(known, "cook", "chef").missing]
    assert missing == ["Cooking", "Singing", "Maths"]


@quickly
@given(some_roles(least=1))
def test_people_come_from_related_roles_that_take_less_preparation(encoder, roles: tuple[Role, ...]):
    by_id = by_ids(roles)
    with opened_measures(roles, encoder) as known:
        for each in roles:
            less = [
                other for other in linked_to(each, roles) if 0 < (by_id[other].job_zone or 0) < (each.job_zone or 0)
            ]
            far = {other: distance(by_id[other], each) for other in less}
            nearest = sorted(less, key=lambda other: (far[other] is None, far[other] or 0.0))
            found = ways_in(known, each.id, 3)
            assert set(found) <= set(less)
            # Which of equally near ones comes first does not matter here.
            assert [far[other] is None for other in found] == [far[other] is None for other in nearest[:3]]
            assert [far[other] or 0.0 for other in found] == pytest.approx(
                [far[other] or 0.0 for other in nearest[:3]], abs=1e-3
            )


@quickly
@given(some_roles(least=1))
def test_the_ladder_is_what_the_sources_and_the_zones_say(encoder, roles: tuple[Role, ...]):
    by_id = by_ids(roles)
    with opened_measures(roles, encoder) as known:
        for each in roles:
            zones = {other: by_id[other].job_zone or 0 for other in linked_to(each, roles)}
            own = each.job_zone or 0
            led = [other.id for other in roles if each.id in [link.role for link in other.reports_to]]
            # Who leads or is led is told as that alone.
            zones = {other: zone for other, zone in zones.items() if other not in led}
            reported = [link.role for link in each.reports_to]
            zones = {other: zone for other, zone in zones.items() if other not in reported}
            assert ladder(known, each.id, count=2) == Ladder(
                superiors=tuple(link.role for link in each.reports_to if link.role in by_id)[:2],
                inferiors=tuple(other.id for other in roles if each.id in [link.role for link in other.reports_to])[:2],
                more=tuple(other for other, zone in zones.items() if own and zone > own)[:2],
                less=tuple(other for other, zone in zones.items() if 0 < zone < own)[:2],
            )


@pytest.mark.parametrize(
    ("upper", "lower", "above"),
    [
        ("chief", "manager", True),
        ("chief", "clerk", True),
        ("clerk", "chief", False),
        ("manager", "clerk", True),
        ("porter", "clerk", None),
        ("porter", "chief", None),
        # Two who report to each other: whichever is asked about is above.
        ("twin_a", "twin_b", True),
        ("twin_b", "twin_a", True),
        ("clerk", "clerk", None),
    ],
)
def test_one_role_is_above_another_directly_or_through_others(encoder, upper: str, lower: str, above: bool | None):
    roles = [
        role("chief"),
        role("manager", reports_to=["chief"]),
        role("clerk", reports_to=["manager"]),
        role("porter"),
        role("twin_a", reports_to=["twin_b"]),
        role("twin_b", reports_to=["twin_a"]),
    ]
    with opened_measures(roles, encoder) as known:
        assert is_above(known, upper, lower) is above


def test_the_project_s_own_roles_lead_to_each_other(known):
    path = find_path(known, "bookkeeper", "financial_manager")
    assert (path.roles[0], path.roles[-1]) == ("bookkeeper", "financial_manager")
    assert path.carries_over
    assert path == find_path(known, "bookkeeper", "financial_manager")
