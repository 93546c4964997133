"""From one role to another: what carries over, what is missing, the roles in between, and who stands above whom."""

from dataclasses import dataclass
from enum import Enum

from bot.guidance.steps import asks_experience, is_learnt_on_the_job, is_next, skill_distance, steps_between
from bot.search.known import Known
from bot.search.profiles import Profiles

# How many skills are compared: those the goal needs most.
COMPARED = 20
# A skill carries over if the old role needs at least this much of what the new one does.
ENOUGH = 0.9


class Way(str, Enum):
    """How one gets from a role to another.

    near: in one move, as they are of one kind of work. learnt: on the job, as the goal asks for little preparation.
    steps: over other roles, or by training for the goal at once. earned: over other roles, as the goal asks for years
    of related work; practice: the same, where no such role is known. training: by training for the goal. unknown:
    where no source tells what the goal takes.
    """

    near = "near"
    learnt = "learnt"
    steps = "steps"
    earned = "earned"
    practice = "practice"
    training = "training"
    unknown = "unknown"


@dataclass(frozen=True)
class Gap:
    """A skill or field of knowledge: how much of it, 0 to 100, one role has and another needs.

    have: None where it is not measured of the role that one comes from.
    """

    name: str
    have: int | None
    need: int


@dataclass(frozen=True)
class Path:
    """A way from one role to another.

    roles: ids, from the first to the last, with at most two steps between.
    unmeasured: what the goal needs most, where nobody measured how much of it the start has.
    """

    roles: tuple[str, ...]
    way: Way
    carries_over: tuple[Gap, ...]
    missing: tuple[Gap, ...]
    unmeasured: tuple[Gap, ...]


def find_path(known: Known, start: str, goal: str) -> Path:
    """The way between two different roles that a person would take; see bot.guidance.steps."""
    profiles = known.profiles
    here, there = profiles.place[start], profiles.place[goal]
    steps = steps_between(known, here, there)
    if steps:
        way = Way.earned if asks_experience(known, there) else Way.steps
    elif is_next(known, here, there):
        way = Way.near
    elif is_learnt_on_the_job(known, there):
        way = Way.learnt
    else:
        trains = Way.practice if asks_experience(known, there) else Way.training
        way = trains if profiles.zones[there] else Way.unknown
    roles = tuple(profiles.roles[step] for step in (here, *steps, there))
    return Path(roles, way, *compare_skills(known, start, goal))


def compare_skills(known: Known, start: str, goal: str) -> tuple[tuple[Gap, ...], tuple[Gap, ...], tuple[Gap, ...]]:
    """Of what the goal needs most, what carries over from the start (most important first), what is missing, and what
    is not measured of the start.

    Missing ones are ordered by how much is missing, weighed with how much the goal needs them.
    """
    profiles = known.profiles
    own, levels = profiles.needs(profiles.place[start])
    have = dict(zip(own.tolist(), levels.tolist(), strict=True))
    skills, needs = profiles.needs(profiles.place[goal])
    named: dict[str, Gap] = {}
    for skill, need in zip(skills[:COMPARED].tolist(), needs[:COMPARED].tolist(), strict=True):
        name = profiles.skills[skill][1]
        # 'Mathematics' is both a skill and a field of knowledge: the more important one is told.
        named.setdefault(name, Gap(name, round(have[skill]) if skill in have else None, round(need)))
    measured = [(gap, gap.have) for gap in named.values() if gap.have is not None]
    carries = tuple(gap for gap, level in measured if level >= ENOUGH * gap.need)
    missing = sorted(
        ((gap, level) for gap, level in measured if level < ENOUGH * gap.need),
        key=lambda each: -(each[0].need - each[1]) * each[0].need,
    )
    unmeasured = tuple(gap for gap in named.values() if gap.have is None)
    return carries, tuple(gap for gap, _ in missing), unmeasured


def ways_in(known: Known, role: str, count: int = 3) -> tuple[str, ...]:
    """Related roles that take less preparation and bring most of the skills: where people may come from."""
    profiles = known.profiles
    goal = profiles.place[role]
    zone = profiles.zones[goal]
    before = [int(place) for place in profiles.linked(goal) if 0 < profiles.zones[place] < zone]
    # Of those of which nobody measured what they bring, the source's order says most.
    far = {place: skill_distance(profiles, place, goal) for place in before}
    before.sort(key=lambda place: (far[place] is None, far[place] or 0.0))
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
