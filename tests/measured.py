"""Roles of which only what is measured matters, and stores of them."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from hypothesis import strategies as st

from bot.knowledge.files import Knowledge
from bot.knowledge.model import Interest, Role
from bot.knowledge.store import Store, write_store
from bot.search.encoder import Encoder
from bot.search.known import Known
from bot.search.profiles import Sort, profile_arrays, skills_of

SOURCES = ("survey",)


def role(
    role_id: str,
    *,
    skills: Mapping[str, int | None] | None = None,
    knowledge: Mapping[str, int | None] | None = None,
    tools: Sequence[str] = (),
    interests: Sequence[tuple[str, int | None]] = (),
    zone: int | None = None,
    **links: Sequence[str],
) -> Role:
    """A role with so important skills and fields of knowledge, interests with their levels, and links by field."""
    return Role.parse_obj(
        {
            "id": role_id,
            "title": role_id.replace("_", " ").title(),
            "family": "Trades",
            "summary": {"text": f"The work of a {role_id.replace('_', ' ')}.", "sources": SOURCES},
            "skills": [
                {"name": name, "importance": importance, "kind": kind, "sources": SOURCES}
                for kind, named in (("skill", skills or {}), ("knowledge", knowledge or {}))
                for name, importance in named.items()
            ],
            "technology": [{"name": name, "sources": SOURCES} for name in tools],
            "interests": [{"type": kind, "level": level, "sources": SOURCES} for kind, level in interests],
            "job_zone": zone,
            **{
                field: [{"role": other, "sources": SOURCES} for other in others if other != role_id]
                for field, others in links.items()
            },
        }
    )


@st.composite
def some_roles(draw: st.DrawFn, least: int = 0, most: int = 6) -> tuple[Role, ...]:
    """Roles that may share skills, be measured or not, and be linked to each other or to roles that are not there."""
    ids = [f"role_{letter}" for letter in "abcdefgh"[: draw(st.integers(least, most))]]
    level = st.none() | st.integers(0, 100)
    few = st.dictionaries(st.sampled_from(["Maths", "Singing", "Reading", "Cooking"]), level, max_size=4)
    others = st.lists(st.sampled_from([*ids, "nobody"]), max_size=4, unique=True)
    interests = st.lists(st.tuples(st.sampled_from(Interest), level), max_size=6, unique_by=lambda pair: pair[0])
    fields: dict[str, st.SearchStrategy[Any]] = {
        "skills": few,
        "knowledge": few,
        "tools": st.lists(st.sampled_from(["Excel", "Oven", "Maths"]), max_size=3),
        "interests": interests,
        "zone": st.none() | st.integers(1, 5),
        "related": others,
        "next_roles": others,
        "reports_to": others,
    }
    return tuple(role(role_id, **draw(st.fixed_dictionaries(fields))) for role_id in ids)


@contextmanager
def opened_measures(roles: Sequence[Role], encoder: Encoder) -> Iterator[Known]:
    """A store of what is measured of some roles, without anything to search."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / "measured.db"
        write_store(Knowledge(tuple(roles), {}, {}), path, profile_arrays(roles))
        known = Known(Store(path), encoder)
        try:
            yield known
        finally:
            known.store.close()


def needs_of(role: Role, named: int = 50) -> dict[tuple[Sort, str], int]:
    """What a role needs and how much, most important first; what is named but not measured counts as named."""
    levels = {key: named if level < 0 else level for key, level in skills_of(role) if key[0] is not Sort.tool}
    return dict(sorted(levels.items(), key=lambda item: (-item[1], item[0])))


def standing_of(role: Role, key: tuple[Sort, str], telling: int = 20) -> float:
    """What Profiles.standing has to say: 1 for a tool or the most important skill, a telling-th less for each next."""
    if key[0] is Sort.tool:
        return float(key in dict(skills_of(role)))
    needs = list(needs_of(role))
    return max(0.0, 1 - needs.index(key) / telling) if key in needs else 0.0


def linked_to(role: Role, roles: Sequence[Role]) -> list[str]:
    """The roles a role leads or is related to, then those that lead or are related to it."""
    ids = [other.id for other in roles]
    own = [link.role for link in (*role.next_roles, *role.related)]
    naming = [other.id for other in roles if role.id in [link.role for link in (*other.next_roles, *other.related)]]
    return [other for other in dict.fromkeys((*own, *naming)) if other in ids]
