"""Whether the career finder leads back to an occupation from answers that its own profile gives."""

import numpy as np

from bot.guidance.finder import RATINGS
from bot.guidance.recommend import Person, recommend
from bot.reading.wishes import things_named
from bot.search.known import Known
from bot.search.profiles import TYPES

# How many occupations are tried, evenly spread over the release, and how many things each person names.
SAMPLE, NAMED = 150, 3
# Of those tried so many at least are found among the roles that are told.
FLOOR = 0.97
# What an answer counts of the points that a type's activities share out, on the five-point scale.
POINTS = tuple(RATINGS)


def measured(known: Known) -> list[str]:
    """Ids of the occupations with interests and measured skills."""
    profiles = known.profiles
    return [
        role
        for place, role in enumerate(profiles.roles)
        if not np.isnan(profiles.interests[place]).any() and len(profiles.needs(place)[0])
    ]


def person_of(known: Known, role: str, named: int) -> Person:
    """Someone whose interests are an occupation's own and who names what it needs most, in one sentence."""
    profiles, activities = known.profiles, known.store.activities
    place = profiles.place[role]
    most = len(POINTS) - 1
    count = len(activities) // len(TYPES)
    left = {
        kind: round(level / 100 * most * count) for kind, level in zip(TYPES, profiles.interests[place], strict=True)
    }
    unasked = dict.fromkeys(TYPES, count)
    ratings = []
    for activity in activities:
        points = round(left[activity.type] / unasked[activity.type])
        left[activity.type] -= points
        unasked[activity.type] -= 1
        ratings.append(POINTS[points])
    names = [profiles.skills[skill][1] for skill in profiles.needs(place)[0][:named]]
    return Person(tuple(ratings), tuple(things_named(", ".join(names), known.skills.keys)))


def is_found(known: Known, role: str, named: int) -> bool:
    return role in [fit.role for fit in recommend(known, person_of(known, role, named))]


def test_who_answers_by_an_occupation_s_own_profile_is_recommended_it(known: Known):
    roles = measured(known)
    assert len(roles) >= 870
    sample = roles[:: len(roles) // SAMPLE][:SAMPLE]
    lost = [role for role in sample if not is_found(known, role, NAMED)]
    assert len(sample) == SAMPLE
    assert len(lost) <= (1 - FLOOR) * SAMPLE, lost
