"""Which roles suit what somebody told in talk, and which of it each meets. docs/decisions/0018 has the figures.

A role's score is a sum of what it has of what is wanted (the mean, and the least of it, so that one thing does not
drown another), what carries over from roles had and fields studied, how near it comes to what they speak of, how many
work in it, and, where that is asked for, pay or growth beside all others; less what it has of what is avoided, and what
schooling is missing or left unused.
"""

from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass

import numpy as np

from bot.guidance.aims import Aim, Aims
from bot.guidance.entry import experience_of, has_no_degree, has_no_experience, is_soon, level_of
from bot.guidance.preparation import shortfall, surplus
from bot.guidance.steps import is_next
from bot.knowledge.model import Interest
from bot.reading.limits import INTERESTS, Limit
from bot.search.known import Known
from bot.search.profiles import TYPES

# What each part counts.
WANTED, LEAST_WANTED, CARRIED, NEAR, FIELD, COMMON, PAY, GROWTH = 1.0, 0.6, 0.5, 0.8, 1.2, 0.3, 0.6, 0.4
# What pay counts where it is not asked for, to somebody who had a role: few go on to earn less.
PAY_AFTER = 0.25
AVOIDED, MISSING_STEP, UNUSED_STEP = 1.0, 0.3, 0.15
# From so much of what is avoided on, a role is left out; a role has what it has at least so much of.
LEFT_OUT, HAS = 0.4, 0.35
# From so much of it on, it is told of a role that was asked about that it has what is avoided.
GOES_AGAINST = 0.6
# A role that has less than this of everything that is wanted suits nobody.
ENOUGH = 0.25
# O*NET's job zones up to which little preparation is needed: some months at most.
LITTLE_PREPARATION = 2
# Of one minor group of occupations ('29-1') at most so many are named at once.
MOST_OF_GROUP = 2
# Of those that take the same preparation at most so many, where it is not known what schooling somebody has.
MOST_OF_ZONE = 2
# The SOC major group of what the armed forces do: nobody counts who works there, and one joins them rather than it.
MILITARY = "55-"
# Nobody begins in what takes five years of related work (2, as bot.guidance.entry counts it), unless what they did
# leads there or they want to lead; LEADING: the key of that wish.
TOO_FAR, LEADING = 2, "leading"
# How many steps of schooling may be missing; up to which level of it jobs are named where none was told.
MOST_STEPS, UNTOLD_LEVEL = 1, 4
# Who had a role looks for one that pays at least so much of what it does, and what less than that counts.
PAID_AFTER, LOSS = 0.8, 2.0


@dataclass(frozen=True)
class Suited:
    """A role that suits: what it has of what is wanted, most first, and of what is avoided, too little to leave it out.

    carries: how much of what it needs a role brings that somebody had, 0 to 1; steps: of preparation that are missing.
    """

    role: str
    score: float
    has: tuple[Aim, ...] = ()
    lacks: tuple[Aim, ...] = ()
    avoided: tuple[Aim, ...] = ()
    carries: float = 0.0
    steps: int = 0


def suited(known: Known, aims: Aims, count: int, but: Collection[str] = ()) -> list[Suited]:
    """The roles that suit, without some, best first, at most count; none where nothing fits."""
    score, allowed = _scores(known, aims), _allowed(known, aims)
    allowed &= np.array([role not in but for role in known.profiles.roles])
    places = [int(place) for place in np.argsort(-score, kind="stable") if allowed[place]]
    chosen = _mixed(known, places, count, bool(aims.level or aims.done or aims.studied))
    return [_suited(known, aims, place, float(score[place])) for place in chosen]


def suited_of(known: Known, aims: Aims, roles: Collection[str]) -> list[Suited]:
    """Some roles, of which somebody chooses, by how well they suit, best first; none without a profile."""
    score = _scores(known, aims)
    places = [known.profiles.place[role] for role in roles if role in known.profiles.place]
    return [_suited(known, aims, place, float(score[place])) for place in sorted(places, key=lambda at: -score[at])]


def suiting(known: Known, aims: Aims, role: str) -> Suited:
    """What one role has of all that."""
    return _suited(known, aims, known.profiles.place[role], 0.0)


def goes_against(known: Known, aims: Aims, role: str) -> tuple[Aim, ...]:
    """What is avoided of which one role has so much that it is worth a word; nothing of a role without a profile."""
    place = known.profiles.place.get(role)
    if place is None:
        return ()
    return tuple(aim for aim in aims.avoided if aim.share is not None and aim.share[place] >= GOES_AGAINST)


def _mixed(known: Known, places: Sequence[int], count: int, knows_level: bool) -> list[int]:
    """The first of some roles, few of one group, one of each occupation that is counted together.

    knows_level: whether something tells what schooling somebody has; else few take the same preparation.
    """
    chosen: list[int] = []
    groups: Counter[str] = Counter()
    counted: set[str] = set()
    zones: Counter[int] = Counter()
    for place in places:
        role = known.profiles.roles[place]
        group = (known.store.codes[role] or role)[:4]
        outlook = known.store.outlooks.get(role)
        occupation = outlook.occupation if outlook else role
        zone = int(known.profiles.zones[place])
        if not knows_level and zones[zone] >= MOST_OF_ZONE:
            continue
        if len(chosen) < count and groups[group] < MOST_OF_GROUP and occupation not in counted:
            chosen.append(place)
            zones[zone] += 1
            groups[group] += 1
            counted.add(occupation)
    return chosen


def _scores(known: Known, aims: Aims) -> np.ndarray:
    count = len(known.profiles.roles)
    wanted = _shares([*aims.wanted], count)
    score = np.zeros(count)
    if len(wanted):
        score += WANTED * wanted.mean(axis=0) + LEAST_WANTED * wanted.min(axis=0)
    for weight, group in ((FIELD, aims.studied), (CARRIED, aims.done), (NEAR, aims.near)):
        shares = _shares(group, count)
        score += weight * shares.max(axis=0) if len(shares) else 0.0
    score -= AVOIDED * _shares(aims.avoided, count).max(axis=0, initial=0.0)
    needed, level = _needed(known), _level(known, aims)
    score -= MISSING_STEP * np.array([shortfall(each, level) for each in needed])
    score -= UNUSED_STEP * np.array([surplus(each, level) for each in needed])
    score -= MISSING_STEP * _missing_experience(known, aims)
    score += COMMON * _place_among(np.array([known.employed(role) for role in known.profiles.roles]))
    pays = PAY if Limit.well_paid in aims.limits else PAY_AFTER * bool(aims.done)
    if pays:
        score += pays * _place_among(_pay(known))
    if aims.done:
        score -= LOSS * _loss(known, aims)
    if Limit.growing in aims.limits:
        score += GROWTH * _place_among(_growth(known))
    return score


def _needed(known: Known) -> list[int]:
    """Of each role the schooling it takes to enter, 1 to 6; 0 where that is unknown."""
    outlooks = known.store.outlooks
    return [
        level_of(outlooks.get(role), int(zone))
        for role, zone in zip(known.profiles.roles, known.profiles.zones, strict=True)
    ]


def _missing_experience(known: Known, aims: Aims) -> np.ndarray:
    """Of each role how much related work it takes that somebody did not tell of, 0 to 2."""
    profiles, outlooks = known.profiles, known.store.outlooks
    had = [profiles.place[aim.role] for aim in aims.done]
    takes = np.array([experience_of(outlooks.get(role)) for role in profiles.roles])
    for role in np.flatnonzero(takes):
        takes[role] *= not any(is_next(known, one, int(role)) for one in had)
    return takes


def _level(known: Known, aims: Aims) -> int:
    """The schooling somebody has: told, else what a field that was studied or the roles they had usually take."""
    if aims.level:
        return aims.level
    zones = [int(known.profiles.zones[known.profiles.place[aim.role]]) for aim in aims.done]
    return max([4] * bool(aims.studied) + zones, default=0)


def _shares(aims: Sequence[Aim], count: int) -> np.ndarray:
    return np.array([aim.share for aim in aims if aim.share is not None]).reshape(-1, count)


def _place_among(figures: np.ndarray) -> np.ndarray:
    """Of each figure the part of all that are smaller, 0 where it is unknown."""
    known = np.sort(figures[~np.isnan(figures) & (figures > 0)])
    places = np.searchsorted(known, figures) / max(1, len(known))
    return np.where(np.isnan(figures) | (figures <= 0), 0.0, places)


def _pay(known: Known) -> np.ndarray:
    medians = known.store.yearly_medians
    found = [medians[role].dollars if role in medians else None for role in known.profiles.roles]
    return np.array([np.nan if dollars is None else dollars for dollars in found])


def _loss(known: Known, aims: Aims) -> np.ndarray:
    """Of each role which part of what somebody earned it pays too little, 0 where nothing is known."""
    pay = _pay(known)
    had = np.nanmax([0.0, *(pay[known.profiles.place[aim.role]] for aim in aims.done)])
    return np.clip(PAID_AFTER - np.nan_to_num(pay, nan=had) / had, 0, 1) if had else np.zeros(len(pay))


def _growth(known: Known) -> np.ndarray:
    outlooks = known.store.outlooks
    changes = [outlooks[role].change_percent if role in outlooks else None for role in known.profiles.roles]
    return np.array([np.nan if change is None else max(0.01, change) for change in changes])


def _allowed(known: Known, aims: Aims) -> np.ndarray:
    """Which roles are no leftover, not unwanted or had, have little of what is avoided, and are within the limits."""
    profiles, store = known.profiles, known.store
    count = len(profiles.roles)
    military = (role for role in profiles.roles if (store.codes[role] or "").startswith(MILITARY))
    out = {*aims.unwanted, *(aim.role for aim in aims.done), *store.residual, *military}
    allowed = np.array([role not in out for role in profiles.roles])
    allowed &= _shares(aims.avoided, count).max(axis=0, initial=0.0) < LEFT_OUT
    wanted = _shares([*aims.wanted, *aims.near, *aims.studied], count)
    if len(wanted):
        allowed &= wanted.max(axis=0) >= ENOUGH
    level, needed = _level(known, aims), np.array(_needed(known))
    allowed &= needed <= (level + MOST_STEPS if level else UNTOLD_LEVEL)
    if not any(aim.key == LEADING for aim in aims.wanted):
        allowed &= _missing_experience(known, aims) < TOO_FAR
    if Limit.little_preparation in aims.limits:
        zones = profiles.zones
        allowed &= (zones > 0) & (zones <= LITTLE_PREPARATION)
        allowed &= np.array([is_soon(store.outlooks.get(role)) for role in profiles.roles])
    if Limit.no_degree in aims.limits:
        allowed &= np.array([has_no_degree(store.outlooks.get(role)) for role in profiles.roles])
    if Limit.no_experience in aims.limits:
        allowed &= np.array([has_no_experience(store.outlooks.get(role)) for role in profiles.roles])
    return allowed & _of_interest(known, aims)


def _of_interest(known: Known, aims: Aims) -> np.ndarray:
    """Which roles are, before all else, of the kind of work that is asked for; all where nothing else is wanted."""
    kinds = [Interest(limit.value) for limit in aims.limits if limit in INTERESTS]
    interests = known.profiles.interests
    if not kinds or aims.wanted:
        return np.ones(len(interests), dtype=bool)
    first = np.nan_to_num(interests, nan=-1.0).argmax(axis=1)
    return np.isin(first, [TYPES.index(kind) for kind in kinds]) & ~np.isnan(interests).any(axis=1)


def _suited(known: Known, aims: Aims, place: int, score: float) -> Suited:
    def share(aim: Aim) -> float:
        return float(aim.share[place]) if aim.share is not None else 0.0

    wanted = sorted(
        (aim for aim in (*aims.wanted, *aims.studied) if aim.share is not None), key=lambda aim: -share(aim)
    )
    return Suited(
        known.profiles.roles[place],
        round(score, 3),
        tuple(aim for aim in wanted if share(aim) >= HAS),
        tuple(aim for aim in wanted if share(aim) < HAS),
        tuple(aim for aim in aims.avoided if share(aim) > 0.1),
        max(map(share, aims.done), default=0.0),
        shortfall(_needed(known)[place], aims.level),
    )
