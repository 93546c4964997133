"""From a person to roles: which suit someone, how well, and why. docs/decisions/0008 explains the method.

A role's fit is the sum of three parts, each computed the same way every time:

    interests   Pearson's correlation of the person's six Holland types with the role's, as O*NET's Interest Profiler
                compares them: -1 to 1; 0 where either is flat or unknown
    strengths   the mean, over the things the person names, of how much each says about the role: 0 to 1; a thing that
                most roles have use for counts less
    preparation a part taken off for every step of education that is missing, or left unused

Roles whose duties or skills the person wants to avoid are taken off the list, or down on it.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np

from bot.guidance.avoiding import avoidance
from bot.guidance.finder import LIKED, RATINGS
from bot.guidance.preparation import shortfall, surplus
from bot.search.duties import FITTING, is_answer
from bot.search.known import Known
from bot.search.profiles import TYPES, Profiles

# What each part counts.
INTERESTS, STRENGTHS, MISSING_STEP, UNUSED_STEP = 1.0, 1.0, 0.15, 0.1
# What a thing counts that says the same of every role; one that is said of none counts 1 more.
LEAST_WEIGHT = 0.05
# What something to be avoided takes off, at most; from so much on, the role is left out.
AVOIDED, LEFT_OUT = 1.0, 0.6
# Roles that take so many steps of schooling more than somebody has are left out: a doctorate is no way on from school.
OUT_OF_REACH = 3
# Fits that are the same to so many decimals are equal.
TIED = 2
# How many roles are recommended.
MOST, FEWEST = 5, 3
# A role after the first few is recommended only if its fit is at least this part of the best one's.
NEARLY = 0.6
# What says less about a role, of 1, is not told as a reason for it.
TOLD = 0.3
# How many of the skills that a role needs most are named as missing.
GAPS = 4
# How many roles a phrase that names no skill may fit: the search for duties looks closely at as many.
FITTING_ROLES = 24


@dataclass(frozen=True)
class Person:
    """What someone told about themselves.

    ratings: of each activity, in the store's order, a key of RATINGS, or anything else where it was not answered.
    strengths, avoid: what they are good at and what they want to avoid, in their words.
    done, shunned: ids of roles they have had, and of roles they do not want.
    education: a level of bot.guidance.preparation, or 0.
    """

    ratings: tuple[str | None, ...] = ()
    strengths: tuple[str, ...] = ()
    done: tuple[str, ...] = ()
    education: int = 0
    avoid: tuple[str, ...] = ()
    shunned: tuple[str, ...] = ()


@dataclass(frozen=True)
class Within:
    """Which roles may be recommended: those that take no more schooling than this level (0: any), and not some ids."""

    most: int = 0
    without: frozenset[str] = frozenset()

    def allows(self, profiles: Profiles, place: int) -> bool:
        fits = not self.most or 0 < profiles.zones[place] <= self.most
        return fits and profiles.roles[place] not in self.without


ANY = Within()


@dataclass(frozen=True)
class Strength:
    """Something a person named that a role has use for: share says how much it tells of the role, 0 to 1.

    what: the skill or tool it stands for, the duty that needs it (where duty says so), or the role they have had.
    """

    phrase: str
    what: str
    share: float
    duty: int | None = None
    role: str = ""


@dataclass(frozen=True)
class Fit:
    """A role beside a person.

    interest: the correlation, -1 to 1, or None where it could not be computed.
    liked: the ids of activities the person likes that are of the role's strongest types, strongest type first.
    missing: the role's most important skills and fields of knowledge that the person did not name: (name, importance).
    steps: how many steps of preparation are missing; zone: what the role takes, 0 where unknown.
    """

    role: str
    score: float
    interest: float | None
    liked: tuple[str, ...] = ()
    strengths: tuple[Strength, ...] = ()
    missing: tuple[tuple[str, int], ...] = ()
    steps: int = 0
    zone: int = 0


@dataclass(frozen=True)
class _Named:
    """A thing a person named: of each role how much it says about it, and what it stands for."""

    phrase: str
    shares: np.ndarray
    skills: tuple[int, ...] = ()
    duties: dict[int, int | None] = field(default_factory=dict)
    role: str = ""


def recommend(known: Known, person: Person, count: int = MOST, within: Within = ANY) -> list[Fit]:
    """The roles that suit a person, best first: at most count, at least FEWEST if there are as many."""
    if not known.profiles.roles:
        return []
    fits = _Fits(known, person)
    ranked = [place for place in fits.ranked() if within.allows(known.profiles, place)]
    best = _nearly_best(fits, ranked, count)
    return [fits.fit(place) for place in (best if len(best) >= FEWEST else ranked[:FEWEST])]


def _nearly_best(fits: "_Fits", ranked: Sequence[int], count: int) -> list[int]:
    """The best places, the last of them the best of a schooling that no other has, where one is nearly as good."""
    near = [place for place in ranked if fits.score[place] >= NEARLY * fits.score[ranked[0]]]
    best = near[:count]
    zones = {fits.zone(place) for place in best[: count - 1]}
    others = [place for place in near[count - 1 :] if fits.zone(place) not in zones]
    return best if count < MOST or len(best) < count or not others else [*best[: count - 1], others[0]]


def explain(known: Known, person: Person, role: str) -> Fit:
    """How one role suits a person."""
    return _Fits(known, person).fit(known.profiles.place[role])


class _Fits:
    """Every role of a store beside one person."""

    def __init__(self, known: Known, person: Person):
        self._known, self._person = known, person
        self._profiles: Profiles = known.profiles
        self._interest = correlations(person.ratings, known)
        self._named = [_of_phrase(known, phrase) for phrase in person.strengths]
        self._named += [_of_role(known, role) for role in person.done if role in known.store]
        count = len(self._profiles.roles)
        # What is of use almost anywhere, such as Excel, tells roles apart least.
        weights = [LEAST_WEIGHT + 1 - float(named.shares.mean()) for named in self._named]
        strengths = (
            np.average([named.shares for named in self._named], axis=0, weights=weights) if weights else np.zeros(count)
        )
        zones = self._profiles.zones
        steps = np.array([shortfall(int(zone), person.education) for zone in zones])
        unused = np.array([surplus(int(zone), person.education) for zone in zones])
        self.score = INTERESTS * np.nan_to_num(self._interest) + STRENGTHS * strengths
        self.score = self.score - MISSING_STEP * steps - UNUSED_STEP * unused
        avoided = np.max([avoidance(known, phrase).shares for phrase in person.avoid], axis=0, initial=0.0)
        avoided = avoided * np.ones(count)
        self.score -= AVOIDED * avoided
        self._out = (avoided >= LEFT_OUT) | (steps >= OUT_OF_REACH)
        # Someone who asks for a new direction knows the roles they have had.
        for role in (*person.done, *person.shunned):
            if role in self._profiles.place:
                self._out[self._profiles.place[role]] = True

    def ranked(self) -> list[int]:
        """The numbers of roles, best first, but for those that are to be avoided."""
        # Of equally fitting ones that in which most people work.
        people = np.array([-self._known.employed(role) for role in self._profiles.roles])
        order = np.lexsort((people, -self.score.round(TIED)))
        return [int(place) for place in order if not self._out[place]]

    def zone(self, place: int) -> int:
        """The preparation that a role takes, 0 where that is unknown."""
        return int(self._profiles.zones[place])

    def fit(self, place: int) -> Fit:
        interest = float(self._interest[place])
        strengths = [self._strength(named, place) for named in self._named if named.shares[place] >= TOLD]
        strengths.sort(key=lambda strength: -strength.share)
        zone = int(self._profiles.zones[place])
        return Fit(
            self._profiles.roles[place],
            round(float(self.score[place]), 3),
            None if np.isnan(interest) else round(interest, 2),
            liked_activities(self._known, self._person.ratings, self._profiles.interests[place]),
            tuple(strengths),
            self._missing(place),
            shortfall(zone, self._person.education),
            zone,
        )

    def _strength(self, named: _Named, place: int) -> Strength:
        share = round(float(named.shares[place]), 2)
        if named.role:
            return Strength(named.phrase, "", share, role=named.role)
        if named.skills:
            told = max(named.skills, key=lambda skill: self._profiles.standing(skill)[place])
            return Strength(named.phrase, self._profiles.skills[told][1], share)
        return Strength(named.phrase, "", share, duty=named.duties.get(place))

    def _missing(self, place: int) -> tuple[tuple[str, int], ...]:
        skills, levels = self._profiles.needs(place)
        brought = {skill for named in self._named for skill in named.skills}
        for role in self._person.done:
            if role in self._profiles.place:
                before, had = self._profiles.needs(self._profiles.place[role])
                wanted = dict(zip(skills.tolist(), levels.tolist(), strict=True))
                brought |= {skill for skill, level in zip(before, had, strict=True) if level >= wanted.get(skill, 101)}
        missing = [(skill, level) for skill, level in zip(skills, levels, strict=True) if skill not in brought]
        names: dict[str, int] = {}
        for skill, level in missing:
            names.setdefault(self._profiles.skills[skill][1], int(level))
        return tuple(names.items())[:GAPS]


def correlations(ratings: Sequence[str | None], known: Known) -> np.ndarray:
    """Of each role Pearson's correlation of its six interests with the person's; nan where there is none."""
    person = interests_of(ratings, known)
    roles = known.profiles.interests
    with np.errstate(invalid="ignore", divide="ignore"):
        centred = roles - roles.mean(axis=1, keepdims=True)
        own = person - person.mean()
        found = (centred @ own) / (np.linalg.norm(centred, axis=1) * np.linalg.norm(own))
    return found


def interests_of(ratings: Sequence[str | None], known: Known) -> np.ndarray:
    """A person's six interests, -1 to 1, in the order of TYPES: the mean of the ratings of each type's activities.

    A type none of whose activities was rated is neither liked nor disliked.
    """
    total, asked = np.zeros(len(TYPES)), np.zeros(len(TYPES))
    for activity, rating in zip(known.store.activities, ratings, strict=False):
        if rating in RATINGS:
            total[TYPES.index(activity.type)] += RATINGS[rating]
            asked[TYPES.index(activity.type)] += 1
    return total / np.maximum(1, asked)


def liked_activities(known: Known, ratings: Sequence[str | None], interests: np.ndarray) -> tuple[str, ...]:
    """Of the activities a person likes, those of a role's three strongest types, strongest type first."""
    if np.isnan(interests).any():
        return ()
    strongest = [TYPES[place] for place in np.argsort(-interests, kind="stable")[:3] if interests[place] >= 50]
    liked = [
        activity
        for activity, rating in zip(known.store.activities, ratings, strict=False)
        if rating in LIKED and activity.type in strongest
    ]
    return tuple(activity.id for activity in sorted(liked, key=lambda activity: strongest.index(activity.type)))


def _of_phrase(known: Known, phrase: str) -> _Named:
    """What a phrase names: skills or tools, else what some roles do."""
    profiles = known.profiles
    found = known.skills.find(phrase)
    if found:
        return _Named(phrase, profiles.standing_of_any(found.skills), found.skills)
    shares = np.zeros(len(profiles.roles), dtype=np.float32)
    duties: dict[int, int | None] = {}
    for match in known.duties.rank(phrase, limit=FITTING_ROLES):
        if is_answer(match):
            place = profiles.place[match.role]
            shares[place] = max(match.score, match.fit)
            duties[place] = match.duty if match.fit >= FITTING else None
    return _Named(phrase, shares, duties=duties)


def has_use(known: Known, phrase: str) -> bool:
    """Whether any role has use for a thing that somebody names as theirs."""
    return bool(_of_phrase(known, phrase).shares.any())


def _of_role(known: Known, role: str) -> _Named:
    """What having had a role says of others: how much of what they need most it needs as well."""
    profiles = known.profiles
    own = np.zeros(len(profiles.skills), dtype=np.float32)
    skills, levels = profiles.needs(profiles.place[role])
    own[skills] = levels
    shares = np.zeros(len(profiles.roles), dtype=np.float32)
    for place in range(len(profiles.roles)):
        needed, wanted = profiles.needs(place)
        top, most = needed[: Profiles.TELLING], wanted[: Profiles.TELLING]
        if len(top):
            shares[place] = float((np.minimum(own[top], most) / np.maximum(1, most)).mean()) ** 2
    return _Named(known.store.titles[role], shares, role=role)
