"""Where a role leads: the nearest roles that use what one knows from it."""

import math
from dataclasses import dataclass

from bot.guidance.paths import compare_skills
from bot.guidance.steps import are_akin, is_next
from bot.search.known import Known

# Roles that no source relates are near enough where what they need is at least so alike.
ALIKE = 0.75
LIKEST = 30
# Nobody asks where to go in order to earn so much less: a third.
LOWEST = -0.6
# What speaks for a role, beside how alike it is: a tie in the sources, a doubling of pay, a tenfold of people.
_TIE, _PAY, _PEOPLE, _UNMEASURED = 0.15, 0.25, 0.1, 0.6
# Of one group of occupations so many come first, so that there is something to choose between.
OF_ONE_GROUP = 2
# So many things that carry over are named of each role.
NAMED = 2


@dataclass(frozen=True)
class Onward:
    """A role to go on to.

    carries: names of what both roles need more than most do; missing: what is to be learnt first, empty where nothing
    is measured or missing. more: how many levels of preparation it takes beyond those of the role one comes from.
    """

    role: str
    carries: tuple[str, ...]
    missing: str
    more: int


def onwards(known: Known, start: str, count: int) -> list[Onward]:
    """The roles that a role leads to in one move, best first: alike, better paid, with many people in them."""
    profiles, store = known.profiles, known.store
    here = profiles.place[start]
    near = dict.fromkeys(
        [*map(int, (*profiles.superiors(here), *profiles.linked(here))), *profiles.likest(here, LIKEST)]
    )
    found = [there for there in near if profiles.roles[there] not in store.residual and _is_near(known, here, there)]
    found.sort(key=lambda there: (-_worth(known, here, there), there))
    groups: dict[str, int] = {}
    first: list[int] = []
    further: list[int] = []
    for there in found:
        group = store.families[profiles.roles[there]]
        groups[group] = groups.get(group, 0) + 1
        (first if groups[group] <= OF_ONE_GROUP else further).append(there)
    return [_onward(known, here, there) for there in [*first, *further][:count]]


def _is_near(known: Known, here: int, there: int) -> bool:
    zones, likeness = known.profiles.zones, known.profiles.likeness(here, there)
    if not zones[there] or abs(int(zones[there]) - int(zones[here])) > 1 or _pay_beside(known, here, there) < LOWEST:
        return False
    codes = [known.store.codes[known.profiles.roles[each]] or "" for each in (here, there)]
    if codes[0] and codes[0][:7] == codes[1][:7]:
        # A speciality of the same occupation is no change.
        return False
    is_alike = likeness is not None and likeness >= ALIKE and zones[there] <= zones[here]
    return is_next(known, here, there) or is_alike


def _worth(known: Known, here: int, there: int) -> float:
    store, profiles = known.store, known.profiles
    likeness = profiles.likeness(here, there)
    seen = store.outlooks.get(profiles.roles[there])
    people = math.log10(1 + (seen.employment or 0)) if seen else 0.0
    like = _UNMEASURED if likeness is None else likeness
    pay = min(1.0, _pay_beside(known, here, there))
    return like + _TIE * are_akin(known, here, there) + _PAY * pay + _PEOPLE * people


def _pay_beside(known: Known, here: int, there: int) -> float:
    """How many times the pay doubles, below 0 where it falls; 0 where that is not known."""
    medians = known.store.yearly_medians
    mine, theirs = (pay.dollars if (pay := medians.get(known.profiles.roles[each])) else None for each in (here, there))
    return math.log2(theirs / mine) if mine and theirs else 0.0


def _onward(known: Known, here: int, there: int) -> Onward:
    profiles = known.profiles
    role = profiles.roles[there]
    carries = [profiles.skills[skill][1] for skill in profiles.in_common(here, there)]
    _, missing, _ = compare_skills(known, profiles.roles[here], role)
    more = max(0, int(profiles.zones[there]) - int(profiles.zones[here]))
    names = tuple(dict.fromkeys(carries))[:NAMED]
    return Onward(role, names, missing[0].name if missing else "", more)
