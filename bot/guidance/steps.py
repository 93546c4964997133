"""Which role is a sensible step on the way to another: akin to it, easier to enter, and bringing part of what it takes.

docs/decisions/0016 says what was measured.
"""

import math
from types import MappingProxyType

import numpy as np

from bot.knowledge.model import Outlook
from bot.search.known import Known
from bot.search.profiles import Profiles

# What the projections call typical schooling and experience, from least to most.
_SCHOOLING = MappingProxyType(
    {
        "No formal educational credential": 0,
        "High school diploma or equivalent": 1,
        "Some college, no degree": 2,
        "Postsecondary nondegree award": 2,
        "Associate's degree": 3,
        "Bachelor's degree": 4,
        "Master's degree": 5,
        "Doctoral or professional degree": 6,
    }
)
_EXPERIENCE = MappingProxyType({"None": 0, "Less than 5 years": 1, "5 years or more": 2})
_APPRENTICESHIP = "Apprenticeship"
# Nobody works up to a profession whose way in is a degree of its own, beyond a bachelor's or a master's.
_BACHELOR, _MASTER, _DOCTORATE = 4, 5, 6
# So many of the roles that a source relates to one are its nearest: O*NET's first tier.
NEAREST = 5
# How alike what a step and its goal need must be, and how much liker the goal than the start is; where the goal asks
# for no experience of related work, a step has to be liker still, as one may as well begin to train for the goal.
ALIKE, NEARER, ALIKE_BEFORE_TRAINING = 0.6, 0.1, 0.72
# Roles up to this level of preparation are learnt on the job.
LEARNT_ON_THE_JOB = 2
# From so many levels of preparation up, of O*NET's five, a way is long enough for a step, or for a second one.
LONG_WAY = 2
# What each thing that speaks for a step counts: likeness, each tie, each digit group in common, a tenfold of people.
_LIKE, _TIE, _GROUP, _PEOPLE, _UNMEASURED = 5.0, 0.5, 0.5, 0.5, 0.7


def skill_distance(profiles: Profiles, have: int, goal: int) -> float | None:
    """How much is missing of each thing that a goal needs, in the mean, 0 to 100.

    None where the skills of either are not measured: what nobody measured is not nothing.
    """
    own, levels = profiles.needs(have)
    skills, needs = profiles.needs(goal)
    _, mine, theirs = np.intersect1d(own, skills, return_indices=True)
    return float(np.maximum(0, needs[theirs] - levels[mine]).mean()) if len(mine) else None


def are_akin(known: Known, one: int, other: int) -> bool:
    """Whether two roles, by number, are of one kind of work.

    One leads to the other or reports to it; or they are related in a source, and that both ways, as each other's
    nearest, or within one group of occupations.
    """
    profiles = known.profiles
    if other in profiles.superiors(one) or one in profiles.superiors(other):
        return True
    ahead, back = profiles.named_by(one), profiles.named_by(other)
    if other not in ahead and one not in back:
        return False
    is_near = other in ahead[:NEAREST] or one in back[:NEAREST]
    return is_near or (other in ahead and one in back) or _shared(known, one, other) > 0


def is_next(known: Known, start: int, goal: int) -> bool:
    """Whether a goal is one move from a start: akin, and of at most one level more of preparation."""
    zones = known.profiles.zones
    if not are_akin(known, start, goal) or (zones[start] and zones[goal] > zones[start] + 1):
        return False
    # A bachelor's degree leads on to a master's, and nothing leads to a profession but its own school.
    mine, wanted = _schooling(known, start), _schooling(known, goal)
    return wanted < _MASTER or mine >= min(wanted, _MASTER) or (wanted == _MASTER and mine == _BACHELOR)


def is_learnt_on_the_job(known: Known, goal: int) -> bool:
    """Whether a role asks for no training before the first day, and for no related work either."""
    return 0 < known.profiles.zones[goal] <= LEARNT_ON_THE_JOB and not asks_experience(known, goal)


def asks_experience(known: Known, goal: int) -> bool:
    """Whether a role is typically entered by those who have worked in a related one."""
    return _experience(known, goal) > 0


def steps_between(known: Known, start: int, goal: int) -> tuple[int, ...]:
    """The roles, by number, that a way from a start to a goal sensibly goes over: none, one, or two."""
    zones = known.profiles.zones
    if is_next(known, start, goal) or is_learnt_on_the_job(known, goal) or not zones[start]:
        return ()
    step = _best_step(known, start, goal)
    if step is None:
        return ()
    is_far = zones[step] - zones[start] >= LONG_WAY and not is_next(known, start, step)
    first = _best_step(known, start, step) if is_far else None
    return (step,) if first is None or first == goal else (first, step)


def _best_step(known: Known, start: int, goal: int) -> int | None:
    seen = _seen(known, goal)
    if seen and seen.training == _APPRENTICESHIP:
        # It is begun from nothing.
        return None
    found = [each for each in map(int, known.profiles.linked(goal)) if _is_step(known, start, each, goal)]
    # Of equally good ones the first in the store's order, so that the answer is always the same.
    return max(found, key=lambda step: (_worth(known, start, step, goal), -step), default=None)


def _is_step(known: Known, start: int, step: int, goal: int) -> bool:
    zones, role = known.profiles.zones, known.profiles.roles[step]
    if step == start or role in known.store.residual or not are_akin(known, step, goal):
        return False
    # Nobody climbs by stepping down, nor by a role that takes longer to get into than the goal itself.
    if not max(1, zones[start]) <= zones[step] <= zones[goal]:
        return False
    return _comes_before(known, start, step, goal) and _brings_part(known, start, step, goal)


def _comes_before(known: Known, start: int, step: int, goal: int) -> bool:
    """Whether a role is easier to enter than the goal: less schooling, or experience that only the goal asks for."""
    schooling, wanted = _schooling(known, step), _schooling(known, goal)
    if wanted >= _DOCTORATE or (wanted == _MASTER and schooling < _BACHELOR):
        return False
    experience, asked = _experience(known, step), _experience(known, goal)
    if (experience and not is_next(known, start, step)) or schooling > max(wanted, _BACHELOR):
        return False
    return experience < asked or (schooling < wanted and _shortens_training(known, start, step, goal))


def _shortens_training(known: Known, start: int, step: int, goal: int) -> bool:
    """Whether a role in the same field is half of a long way: of a short one, one trains for the goal itself."""
    zones = known.profiles.zones
    is_halfway = zones[start] < zones[step] < zones[goal] and zones[goal] - zones[start] >= LONG_WAY
    is_mutual = goal in known.profiles.named_by(step) and step in known.profiles.named_by(goal)
    return is_halfway and (is_mutual or _shared(known, step, goal) > 0)


def _brings_part(known: Known, start: int, step: int, goal: int) -> bool:
    likeness, here = known.profiles.likeness(step, goal), known.profiles.likeness(start, goal)
    if likeness is None:
        return _shared(known, step, goal) > 1
    enough = ALIKE if _experience(known, goal) else ALIKE_BEFORE_TRAINING
    return likeness >= enough and (here is None or likeness >= here + NEARER)


def _worth(known: Known, start: int, step: int, goal: int) -> float:
    """How good a step is: how like the goal, by how many ties, how near the start, and how many people work in it."""
    profiles, seen, code = known.profiles, _seen(known, step), known.store.codes[known.profiles.roles[step]] or ""
    ahead, back = profiles.named_by(step), profiles.named_by(goal)
    ties = (goal in ahead) + (step in back) + (goal in ahead[:NEAREST]) + (step in back[:NEAREST])
    ties += 2 * are_akin(known, start, step)
    likeness = profiles.likeness(step, goal)
    # The figures of an occupation are of all its specialities together.
    people = math.log10(1 + (seen.employment or 0)) if seen and code.endswith(".00") else 0.0
    like = _UNMEASURED if likeness is None else likeness
    return _LIKE * like + _TIE * ties + _GROUP * _shared(known, step, goal) + _PEOPLE * people


def _shared(known: Known, one: int, other: int) -> int:
    """How far two roles' codes agree: 0, 1 in the major group, 2 in the minor one, 3 in the broad occupation."""
    codes = [known.store.codes[known.profiles.roles[each]] or "" for each in (one, other)]
    # What no code is has no group.
    if not all(code[2:3] == "-" for code in codes):
        return 0
    return sum(codes[0][:end] == codes[1][:end] for end in (2, 4, 6))


def _seen(known: Known, role: int) -> Outlook | None:
    return known.store.outlooks.get(known.profiles.roles[role])


def _schooling(known: Known, role: int) -> int:
    """Typical schooling, 0 to 6; guessed from the level of preparation where no source says."""
    seen = _seen(known, role)
    return _SCHOOLING.get((seen and seen.education) or "", max(0, int(known.profiles.zones[role])))


def _experience(known: Known, role: int) -> int:
    """How much related work is typical: 0 none, 1 less than five years, 2 five years or more."""
    seen = _seen(known, role)
    return _EXPERIENCE.get((seen and seen.experience) or "", 0)
