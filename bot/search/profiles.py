"""What is measured of roles, as arrays: interests, preparation, skills and tools, and which roles are near which.

Computed when a store is built (profile_arrays) and read at run time (Profiles). The arrays are

    interests                       (roles, 6)   int16: each Holland type's level, 0 to 100; -1 where nothing is known
    zones                           (roles,)     int8: O*NET's job zone, 1 to 5; 0 where nothing is known
    skill_names, skill_kinds        every skill, field of knowledge and tool: its name and its Sort
    skill_roles, skill_levels, skill_ends   which roles need it (a run for each), and how much, 0 to 100; -1 where that
                                    is not measured
    link_roles, link_ends           which roles a role is related to or leads to: a run for each
    superior_roles, superior_ends   which roles a role reports to
"""

from collections.abc import Iterator, Sequence
from enum import IntEnum
from functools import cached_property, lru_cache

import numpy as np

from bot.knowledge.model import Interest, Role, SkillKind
from bot.knowledge.store import Store
from bot.knowledge.store_tables import Index
from bot.search.runs import Runs

TYPES = tuple(Interest)
# What a type counts that a source ranks without measuring it: strongest, second, third.
RANKED_LEVELS = (100, 80, 60)
UNKNOWN = -1


class Sort(IntEnum):
    """What a skill is: something one can do, a field one knows about, or a tool one uses."""

    skill = 0
    knowledge = 1
    tool = 2


SkillKey = tuple[Sort, str]


def skills_of(role: Role) -> Iterator[tuple[SkillKey, int]]:
    """Every skill, field of knowledge and tool of a role with its importance, each once."""
    seen: set[SkillKey] = set()
    for sort, skill in (
        *((Sort.knowledge if skill.kind is SkillKind.knowledge else Sort.skill, skill) for skill in role.skills),
        *((Sort.tool, tool) for tool in role.technology),
    ):
        key = sort, skill.name
        if key not in seen:
            seen.add(key)
            yield key, UNKNOWN if skill.importance is None else skill.importance


def skill_keys(roles: Sequence[Role]) -> list[SkillKey]:
    """Every skill of some roles, each once, in the order of the arrays."""
    return sorted({key for role in roles for key, _ in skills_of(role)})


def profile_arrays(roles: Sequence[Role]) -> Index:
    """The arrays above for some roles, in this order."""
    place = {role.id: number for number, role in enumerate(roles)}
    keys = skill_keys(roles)
    number_of = {key: number for number, key in enumerate(keys)}
    needing: list[list[tuple[int, int]]] = [[] for _ in keys]
    for number, role in enumerate(roles):
        for key, level in skills_of(role):
            needing[number_of[key]].append((number, level))

    def runs(name: str, *fields: str) -> Index:
        found = [
            list(
                dict.fromkeys(
                    place[link.role] for field in fields for link in getattr(role, field) if link.role in place
                )
            )
            for role in roles
        ]
        return {
            f"{name}_roles": np.array([other for run in found for other in run], dtype=np.int32),
            f"{name}_ends": np.cumsum([len(run) for run in found], dtype=np.int64),
        }

    return {
        "interests": np.array([_levels(role) for role in roles], dtype=np.int16).reshape(-1, len(TYPES)),
        "zones": np.array([role.job_zone or 0 for role in roles], dtype=np.int8),
        "skill_names": [name for _, name in keys],
        "skill_kinds": np.array([sort for sort, _ in keys], dtype=np.int8),
        "skill_roles": np.array([role for run in needing for role, _ in run], dtype=np.int32),
        "skill_levels": np.array([level for run in needing for _, level in run], dtype=np.int16),
        "skill_ends": np.cumsum([len(run) for run in needing], dtype=np.int64),
        **runs("link", "next_roles", "related"),
        **runs("superior", "reports_to"),
    }


def _levels(role: Role) -> list[int]:
    if not role.interests:
        return [UNKNOWN] * len(TYPES)
    levels = dict.fromkeys(TYPES, 0)
    for rank, link in enumerate(role.interests):
        ranked = RANKED_LEVELS[rank] if rank < len(RANKED_LEVELS) else 0
        levels[link.type] = ranked if link.level is None else link.level
    return [levels[kind] for kind in TYPES]


class Profiles:
    """What is measured of the roles of a store; numbers of roles are places in the store's role_ids.

    interests: (roles, 6) float, 0 to 100, in the order of TYPES; nan where nothing is known.
    zones: (roles,) int, 1 to 5; 0 where nothing is known.
    skills: each skill's Sort and name; numbers of skills are places in it.
    """

    # From so many skills down, a skill says little of a role: every role takes some reading and speaking.
    TELLING = 20
    # What a skill that is named but not measured counts.
    NAMED = 50

    def __init__(self, store: Store):
        self.roles = store.role_ids
        self.place = {role: number for number, role in enumerate(self.roles)}
        levels = store.array("interests").astype(np.float32)
        self.interests = np.where(levels < 0, np.nan, levels)
        self.zones = store.array("zones")
        self.skills = [
            (Sort(kind), name)
            for kind, name in zip(store.array("skill_kinds"), store.words("skill_names"), strict=True)
        ]
        self._needing = Runs(store.array("skill_ends"), store.array("skill_roles"), store.array("skill_levels"))
        self._links = Runs(store.array("link_ends"), store.array("link_roles"))
        self._linking = self._links.turned(len(self.roles))
        self._superiors = Runs(store.array("superior_ends"), store.array("superior_roles"))
        self._inferiors = self._superiors.turned(len(self.roles))
        self._tool = np.array([sort is Sort.tool for sort, _ in self.skills], dtype=bool)
        self._needed = self._needing.turned(len(self.roles))
        self._standing = self._rank()
        self.needs = lru_cache(maxsize=None)(self._needs)

    def _rank(self) -> Runs:
        """The runs of roles by skill, with how much the skill says about each."""
        skills, roles, levels = self._needing.owners, self._needing.all, self._needing.all_values
        tools = self._tool[skills]
        # Role after role, each role's skills most important first and its tools last.
        order = np.lexsort((skills, -np.where(levels < 0, self.NAMED, levels), tools, roles))
        starts = np.searchsorted(roles[order], np.arange(len(self.roles)))
        ranks = np.empty(len(roles), dtype=np.float32)
        ranks[order] = np.arange(len(roles)) - starts[roles[order]]
        worth = np.where(tools, 1.0, np.maximum(0.0, 1 - ranks / self.TELLING))
        return Runs(self._needing.ends[1:], roles, worth.astype(np.float32))

    def having(self, skill: int) -> np.ndarray:
        """The numbers of the roles that need a skill or use a tool."""
        return self._needing.things(skill)

    def linked(self, role: int) -> np.ndarray:
        """The numbers of the roles that a role is related to, in the order of its source, then those related to it."""
        return np.array(list(dict.fromkeys((*self._links.things(role), *self._linking.things(role)))), dtype=np.intp)

    def named_by(self, role: int) -> list[int]:
        """The numbers of the roles that a role's own source relates it to or that it leads to, nearest first."""
        return [int(other) for other in self._links.things(role)]

    def superiors(self, role: int) -> np.ndarray:
        """The numbers of the roles that a role reports to."""
        return self._superiors.things(role)

    def inferiors(self, role: int) -> np.ndarray:
        """The numbers of the roles that report to a role."""
        return self._inferiors.things(role)

    def _needs(self, role: int) -> tuple[np.ndarray, np.ndarray]:
        """The numbers of the skills and fields of knowledge a role needs, and how much, most important first."""
        skills, levels = self._needed.things(role), self._needed.values(role)
        kept = ~self._tool[skills]
        skills, levels = skills[kept], np.where(levels[kept] < 0, self.NAMED, levels[kept])
        # Of equally important ones the one that is named first in the alphabet comes first.
        order = np.lexsort((skills, -levels))
        return skills[order], levels[order]

    def levels(self, skill: int) -> np.ndarray:
        """Of each role how much it needs a skill, 0 to 100; nan where that is not measured."""
        found = np.full(len(self.roles), np.nan, dtype=np.float32)
        levels = self._needing.values(skill)
        found[self.having(skill)] = np.where(levels < 0, np.nan, levels)
        return found

    def likeness(self, one: int, other: int) -> float | None:
        """How alike what two roles need is beyond what every role needs, -1 to 1; None where either is not measured."""
        found = self._deviations[[one, other]]
        return float(found[0] @ found[1]) if found.any(axis=1).all() else None

    def likest(self, role: int, count: int) -> list[int]:
        """The numbers of the roles whose needs are most like a role's, likest first; none where it is not measured."""
        own = self._deviations[role]
        if not own.any():
            return []
        order = np.argsort(-(self._deviations @ own), kind="stable")
        return [int(other) for other in order[: count + 1] if other != role][:count]

    def in_common(self, one: int, other: int) -> list[int]:
        """The numbers of the skills that two roles both need more than most roles do, the most telling first.

        What neither has much use for tells nothing, however little others have: they are needed at least NAMED.
        """
        both = np.minimum(*np.maximum(self._deviations[[one, other]], 0))
        skills, levels = self.needs(other)
        much = set(skills[levels >= self.NAMED].tolist())
        return [int(skill) for skill in np.argsort(-both, kind="stable") if both[skill] > 0 and int(skill) in much]

    def likeness_to(self, role: int) -> np.ndarray:
        """Of each role how alike what it needs is to what one role needs, as likeness has it; 0 for not measured."""
        return self._deviations @ self._deviations[role]

    @cached_property
    def _deviations(self) -> np.ndarray:
        """(roles, skills) float: how much more or less than others a role needs each skill beside its other ones."""
        levels = np.full((len(self.roles), len(self.skills)), np.nan, dtype=np.float32)
        for role in range(len(self.roles)):
            skills, needs = self.needs(role)
            levels[role, skills] = needs
        known = ~np.isnan(levels)
        filled = np.where(known, levels, 0)
        usual = filled.sum(axis=0) / np.maximum(known.sum(axis=0), 1)
        apart = np.where(known, filled - usual, 0)
        apart -= np.where(known, apart.sum(axis=1, keepdims=True) / np.maximum(known.sum(axis=1, keepdims=True), 1), 0)
        return apart / np.maximum(np.linalg.norm(apart, axis=1, keepdims=True), 1e-6)

    def standing(self, skill: int) -> np.ndarray:
        """Of each role how much a skill says about it: 1 for its most important skill or any tool, down to 0."""
        found = np.zeros(len(self.roles), dtype=np.float32)
        found[self.having(skill)] = self._standing.values(skill)
        return found

    def standing_of_any(self, skills: Sequence[int]) -> np.ndarray:
        """Of each role the most that one of some skills, at least one, says about it; see standing."""
        return np.max([self.standing(skill) for skill in skills], axis=0)
