"""From one role to another: what carries over, what is missing, the roles in between, and who stands above whom."""

import heapq
from dataclasses import dataclass

import numpy as np

from bot.search.known import Known
from bot.search.profiles import Profiles

# Points (of 100 a skill) that every move costs beside the skills it takes, so that a way of many moves that each ask
# little is not the shortest.
MOVE = 2.0
# What a move costs besides to a role that takes less preparation: nobody climbs by stepping down.
STEP_DOWN = 10.0
# What a move between roles costs of which no skills are known.
UNKNOWN_MOVE = 15.0
# More moves than this are no way to get anywhere.
MOST_MOVES = 8
# How many skills are compared: those the goal needs most.
COMPARED = 20
# A skill carries over if the old role needs at least this much of what the new one does.
ENOUGH = 0.9


@dataclass(frozen=True)
class Gap:
    """A skill or field of knowledge: how much of it, 0 to 100, one role has and another needs."""

    name: str
    have: int
    need: int


@dataclass(frozen=True)
class Path:
    """A way from one role to another.

    roles: ids, from the first to the last; just these two where no way over related roles is known.
    connected: whether related roles lead all the way.
    """

    roles: tuple[str, ...]
    connected: bool
    carries_over: tuple[Gap, ...]
    missing: tuple[Gap, ...]


def find_path(known: Known, start: str, goal: str) -> Path:
    """The way between two different roles over related and next roles that asks for the least new skill."""
    profiles = known.profiles
    way = _shortest(profiles, profiles.place[start], profiles.place[goal])
    carries, missing = compare_skills(known, start, goal)
    roles = tuple(profiles.roles[place] for place in way) if way else (start, goal)
    return Path(roles, bool(way), carries, missing)


def compare_skills(known: Known, start: str, goal: str) -> tuple[tuple[Gap, ...], tuple[Gap, ...]]:
    """Of what the goal needs most, what carries over from the start (most important first), and what is missing.

    Missing ones are ordered by how much is missing, weighed with how much the goal needs them.
    """
    profiles = known.profiles
    have = _levels(profiles, profiles.place[start])
    skills, needs = profiles.needs(profiles.place[goal])
    named: dict[str, Gap] = {}
    for skill, need in zip(skills[:COMPARED], needs[:COMPARED], strict=True):
        name = profiles.skills[skill][1]
        # 'Mathematics' is both a skill and a field of knowledge: the more important one is told.
        named.setdefault(name, Gap(name, round(float(have[skill])), int(need)))
    gaps = list(named.values())
    carries = tuple(gap for gap in gaps if gap.have >= ENOUGH * gap.need)
    missing = [gap for gap in gaps if gap.have < ENOUGH * gap.need]
    missing.sort(key=lambda gap: -(gap.need - gap.have) * gap.need)
    return carries, tuple(missing)


def skill_distance(profiles: Profiles, have: np.ndarray, goal: int) -> float:
    """How much skill a move to a role asks for: the mean of what is missing of each thing it needs, 0 to 100."""
    skills, needs = profiles.needs(goal)
    if not len(skills) or not have.any():
        return UNKNOWN_MOVE
    return float(np.maximum(0, needs - have[skills]).mean())


def _levels(profiles: Profiles, role: int) -> np.ndarray:
    levels = np.zeros(len(profiles.skills), dtype=np.float32)
    skills, needs = profiles.needs(role)
    levels[skills] = needs
    return levels


def _shortest(profiles: Profiles, start: int, goal: int) -> list[int]:
    """Dijkstra's shortest way over related roles, as numbers of roles; empty where there is none short enough."""
    # Of equally long ways that with the first roles in the store's order, so that the answer is always the same.
    queue: list[tuple[float, list[int]]] = [(0.0, [start])]
    # Of each role with how few moves it was reached: a dearer way to it matters only if it leaves more of them.
    moves: dict[int, int] = {}
    while queue:
        length, way = heapq.heappop(queue)
        here = way[-1]
        if here == goal:
            return way
        if moves.get(here, MOST_MOVES + 1) <= len(way):
            continue
        moves[here] = len(way)
        have = _levels(profiles, here)
        for there in profiles.linked(here):
            if there not in way:
                step = MOVE + skill_distance(profiles, have, int(there))
                step += STEP_DOWN * (0 < profiles.zones[there] < profiles.zones[here])
                heapq.heappush(queue, (length + step, [*way, int(there)]))
    return []


def ways_in(known: Known, role: str, count: int = 3) -> tuple[str, ...]:
    """Related roles that take less preparation and bring most of the skills: where people may come from."""
    profiles = known.profiles
    goal = profiles.place[role]
    zone = profiles.zones[goal]
    before = [int(place) for place in profiles.linked(goal) if 0 < profiles.zones[place] < zone]
    before.sort(key=lambda place: skill_distance(profiles, _levels(profiles, place), goal))
    return tuple(profiles.roles[place] for place in before[:count])


@dataclass(frozen=True)
class Ladder:
    """Ids of the roles around one: whom it reports to and who reports to it, where a source says so, and related
    roles that take more or less preparation (O*NET's job zones)."""

    superiors: tuple[str, ...]
    inferiors: tuple[str, ...]
    more: tuple[str, ...]
    less: tuple[str, ...]


def ladder(known: Known, role: str, count: int = 5) -> Ladder:
    """The steps above and below a role."""
    profiles = known.profiles
    place = profiles.place[role]
    zone = profiles.zones[place]
    linked = profiles.linked(place)
    told = {*profiles.superiors(place), *profiles.inferiors(place)}
    more = [other for other in linked if other not in told and zone and profiles.zones[other] > zone]
    less = [other for other in linked if other not in told and zone and 0 < profiles.zones[other] < zone]

    def ids(places) -> tuple[str, ...]:
        return tuple(profiles.roles[int(other)] for other in list(places)[:count])

    return Ladder(ids(profiles.superiors(place)), ids(profiles.inferiors(place)), ids(more), ids(less))


def is_above(known: Known, upper: str, lower: str) -> bool | None:
    """Whether a source puts one role above another, directly or through others; None where none says either."""
    profiles = known.profiles
    up, down = profiles.place[upper], profiles.place[lower]
    if up in _all_superiors(profiles, down):
        return True
    return False if down in _all_superiors(profiles, up) else None


def _all_superiors(profiles: Profiles, role: int) -> set[int]:
    found: set[int] = set()
    waiting = [role]
    while waiting:
        for superior in profiles.superiors(waiting.pop()):
            if int(superior) not in found:
                found.add(int(superior))
                waiting.append(int(superior))
    return found
