"""Whether the career finder leads back to an occupation from answers that its own profile gives."""

from pathlib import Path

import numpy as np
import pytest

from bot.guidance.recommend import Person, recommend
from bot.reading.wishes import things_named
from bot.search.known import Known, open_known
from bot.search.profiles import TYPES
from bot.settings import Settings

# How many occupations are tried, evenly spread over the release, and how many things each person names.
SAMPLE, NAMED = 150, 10
# What an answer counts of the points that a type's activities share out.
POINTS = {2: "like", 1: "unsure", 0: "dislike"}


@pytest.fixture(scope="module")
def onet(onet_store: Path, settings: Settings) -> Known:
    return open_known(onet_store, settings.encoder)


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
    left = {
        kind: round(level / 100 * 2 * sum(activity.type is kind for activity in activities))
        for kind, level in zip(TYPES, profiles.interests[place], strict=True)
    }
    ratings = []
    for activity in activities:
        points = min(2, left[activity.type])
        left[activity.type] -= points
        ratings.append(POINTS[points])
    names = [profiles.skills[skill][1] for skill in profiles.needs(place)[0][:named]]
    return Person(tuple(ratings), tuple(things_named(", ".join(names), known.skills.keys)))


def is_found(known: Known, role: str, named: int) -> bool:
    return role in [fit.role for fit in recommend(known, person_of(known, role, named))]


def test_who_answers_by_an_occupation_s_own_profile_is_recommended_it(onet: Known):
    roles = measured(onet)
    assert len(roles) >= 870
    sample = roles[:: len(roles) // SAMPLE][:SAMPLE]
    lost = [role for role in sample if not is_found(onet, role, NAMED)]
    assert len(sample) == SAMPLE
    assert len(lost) <= 0.1 * SAMPLE, lost
