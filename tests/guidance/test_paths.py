"""From one role to another: the least new skill, what carries over, and who stands above whom."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise

import pytest
from hypothesis import given, settings

from bot.guidance.paths import (
    COMPARED,
    ENOUGH,
    MOST_MOVES,
    MOVE,
    STEP_DOWN,
    UNKNOWN_MOVE,
    Ladder,
    compare_skills,
    find_path,
    is_above,
    ladder,
    ways_in,
)
from bot.knowledge.model import Role
from tests.measured import linked_to, needs_of, opened_measures, role, some_roles

quickly = settings(max_examples=40, deadline=None)


def distance(start: Role, goal: Role) -> float:
    """What is missing of each thing the goal needs, in the mean."""
    have, need = needs_of(start), needs_of(goal)
    if not need or not any(have.values()):
        return UNKNOWN_MOVE
    return sum(max(0, level - have.get(key, 0)) for key, level in need.items()) / len(need)


def by_ids(roles: Sequence[Role]) -> dict[str, Role]:
    return {each.id: each for each in roles}


def length(way: Sequence[Role]) -> float:
    total = 0.0
    for here, there in pairwise(way):
        down = bool(there.job_zone and here.job_zone and there.job_zone < here.job_zone)
        total += MOVE + distance(here, there) + STEP_DOWN * down
    return total


def every_way(way: tuple[str, ...], goal: str, links: Mapping[str, Sequence[str]]) -> Iterator[tuple[str, ...]]:
    """Every way over linked roles without going round in circles, of at most MOST_MOVES moves."""
    if way[-1] == goal:
        yield way
    elif len(way) <= MOST_MOVES:
        for other in links[way[-1]]:
            if other not in way:
                yield from every_way((*way, other), goal, links)


@quickly
@given(some_roles(least=2))
def test_the_way_found_is_the_shortest_of_all_there_are(encoder, roles: tuple[Role, ...]):
    by_id = by_ids(roles)
    links: dict[str, list[str]] = {each.id: linked_to(each, roles) for each in roles}
    with opened_measures(roles, encoder) as known:
        for goal in list(by_id)[1:]:
            ways = list(every_way((roles[0].id,), goal, links))
            path = find_path(known, roles[0].id, goal)
            assert path.connected == bool(ways)
            if ways:
                assert path.roles in ways
                lengths = [length([by_id[each] for each in way]) for way in (path.roles, *ways)]
                assert lengths[0] == pytest.approx(min(lengths), abs=1e-3)
            else:
                assert path.roles == (roles[0].id, goal)


# A straight row: each role takes a little more of the one skill than the one before.
ROW = [
    role(f"step_{number}", skills={"Cooking": 5 + 5 * number}, next_roles=[f"step_{number + 1}"])
    for number in range(MOST_MOVES + 2)
]


def test_a_way_goes_over_the_roles_in_between(encoder):
    with opened_measures(ROW, encoder) as known:
        assert find_path(known, "step_0", "step_3").roles == ("step_0", "step_1", "step_2", "step_3")
        # A role leads back to where people come from.
        assert find_path(known, "step_3", "step_0").roles == ("step_3", "step_2", "step_1", "step_0")


def test_a_way_of_too_many_moves_is_none(encoder):
    with opened_measures(ROW, encoder) as known:
        assert find_path(known, "step_0", f"step_{MOST_MOVES}").connected
        far = find_path(known, "step_0", f"step_{MOST_MOVES + 1}")
    assert (far.roles, far.connected) == (("step_0", f"step_{MOST_MOVES + 1}"), False)


def test_a_cheap_detour_does_not_hide_a_way_of_few_moves(encoder):
    # The stairs to the inn ask for hardly any skill, but they use up the moves that lead on from there.
    own = {f"Skill {number}": 90 for number in range(9)}
    stairs = [f"stair_{number}" for number in range(MOST_MOVES - 2)]
    roles = [
        role("start", skills={**own, "Cooking": 10}, next_roles=[stairs[0], "inn"]),
        *(role(here, skills={**own, "Cooking": 90}, next_roles=[there]) for here, there in pairwise([*stairs, "inn"])),
        role("inn", skills={"Cooking": 90}, next_roles=["hotel"]),
        role("hotel", skills={"Cooking": 95}, next_roles=["castle"]),
        role("castle", skills={"Cooking": 100}),
    ]
    with opened_measures(roles, encoder) as known:
        assert find_path(known, "start", "castle").roles == ("start", "inn", "hotel", "castle")


def test_nobody_climbs_by_stepping_down(encoder):
    roles = [
        role("clerk", skills={"Reading": 50}, zone=3, next_roles=["porter", "boss", "secretary"]),
        role("porter", skills={"Reading": 50}, zone=1, next_roles=["boss"]),
        role("secretary", skills={"Reading": 56}, zone=3, next_roles=["chief"]),
        role("boss", skills={"Reading": 60}, zone=4, next_roles=["chief"]),
        role("chief", skills={"Reading": 60}, zone=5),
    ]
    with opened_measures(roles, encoder) as known:
        assert find_path(known, "porter", "clerk").roles == ("porter", "clerk")
        assert find_path(known, "clerk", "boss").roles == ("clerk", "boss")
        assert "porter" not in find_path(known, "clerk", "chief").roles


@quickly
@given(some_roles(least=2, most=3))
def test_what_carries_over_and_what_is_missing_is_what_the_goal_needs(encoder, roles: tuple[Role, ...]):
    start, goal = roles[:2]
    have = needs_of(start)
    need: dict[str, tuple[int, int]] = {}
    for key, level in list(needs_of(goal).items())[:COMPARED]:
        need.setdefault(key[1], (have.get(key, 0), level))
    with opened_measures(roles, encoder) as known:
        carries, missing = compare_skills(known, start.id, goal.id)
    assert {gap.name: (gap.have, gap.need) for gap in (*carries, *missing)} == need
    assert len(carries) + len(missing) == len(need)
    assert [gap.name for gap in carries] == [name for name, (own, level) in need.items() if own >= ENOUGH * level]
    weights = [(gap.need - gap.have) * gap.need for gap in missing]
    assert weights == sorted(weights, reverse=True)


def test_a_skill_carries_over_where_nearly_as_much_is_needed(encoder):
    roles = [role("cook", skills={"Cooking": 89, "Reading": 90}), role("chef", skills={"Cooking": 100, "Reading": 100})]
    with opened_measures(roles, encoder) as known:
        path = find_path(known, "cook", "chef")
    assert [gap.name for gap in path.carries_over] == ["Reading"]
    assert [(gap.name, gap.have, gap.need) for gap in path.missing] == [("Cooking", 89, 100)]


def test_what_is_missing_most_of_what_matters_comes_first(encoder):
    roles = [
        role("cook", skills={"Cooking": 60, "Reading": 90}),
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
            nearest = sorted(less, key=lambda other: distance(by_id[other], each))
            found = ways_in(known, each.id, 3)
            assert set(found) <= set(less)
            # Which of equally near ones comes first does not matter here.
            assert [distance(by_id[other], each) for other in found] == pytest.approx(
                [distance(by_id[other], each) for other in nearest[:3]], abs=1e-3
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
