"""Reads the CSV release of ESCO, the European classification of occupations, as knowledge.

'occupations_en' has to be there; 'skills_en' with 'occupationSkillRelations_en' adds the skills.
ESCO is published by the European Commission, which allows reuse that names it (Decision 2011/833/EU).
"""

import re
from collections import defaultdict
from collections.abc import Iterator
from typing import Any

from bot.knowledge.files import Knowledge
from bot.knowledge.model import Involvement, Role, Source
from bot.knowledge.tables import Release, Row

URI, LABEL = "conceptUri", "preferredLabel"
# The major groups of ISCO-08, by the first digit of a group's number.
MAJOR_GROUPS = {
    "0": "Armed forces",
    "1": "Managers",
    "2": "Professionals",
    "3": "Technicians and associate professionals",
    "4": "Clerical support",
    "5": "Service and sales",
    "6": "Agriculture, forestry and fishery",
    "7": "Craft and related trades",
    "8": "Plant and machine operation and assembly",
    "9": "Elementary occupations",
}
_SMALL_WORDS = frozenset("a an and as at by for from in of on or the to with".split())


def read_esco(release: Release) -> Knowledge:
    """The whole release: one role an occupation, one source each.

    Raises ReleaseError naming file, row and column where the release is damaged or partial.
    """
    columns = (URI, LABEL, "altLabels", "description", "iscoGroup")
    rows = [row for row in release.rows("occupations_en", columns) if row.get("conceptType") in ("Occupation", "")]
    if not rows:
        raise release.empty("occupations_en")
    for row in rows:
        for column in (URI, LABEL):
            if not row[column]:
                raise row.error(column, "the cell is empty")
    skills = _skills(release, {row[URI] for row in rows})
    roles = [_role(row, skills.get(row[URI], [])) for row in rows]
    sources: dict[str, Source] = {role.id: _source(role) for role in roles}
    return Knowledge(tuple(sorted(roles, key=lambda role: role.title.lower())), sources, {})


def role_id(uri: str) -> str:
    """The id of an occupation's role: esco_ and the last part of its URI."""
    return "esco_" + re.sub(r"\W", "_", uri.rpartition("/")[2].lower())


def _role(row: Row, skills: list[tuple[str, bool]]) -> Role:
    source = (role_id(row[URI]),)
    names = [row[LABEL], *row["altLabels"].splitlines(), *row.get("hiddenLabels").splitlines()]
    # 'actor/actress' is two names of one occupation.
    names += [part for name in names if name.count("/") == 1 for part in name.split("/") if " " not in name]
    title = _titled(row[LABEL])
    aliases = dict.fromkeys(name.strip() for name in names if name.strip().lower() != title.lower())
    description = " ".join(row["description"].split())
    return Role.parse_obj(
        dict(
            id=source[0],
            title=title,
            aliases=tuple(alias for alias in aliases if alias),
            family=MAJOR_GROUPS.get(row["iscoGroup"].removeprefix("C")[:1], "Other"),
            summary=dict(text=description or title, sources=source, ref="description"),
            duties=tuple(_duties(description, source)),
            skills=tuple(
                dict(name=name, sources=source, ref="essential skill" if essential else "optional skill")
                for name, essential in sorted(skills, key=lambda skill: not skill[1])
            ),
            esco_uri=row[URI],
        )
    )


def _source(role: Role) -> Source:
    return Source.parse_obj(
        dict(
            title=f"ESCO: {role.title}",
            publisher="European Commission",
            url=role.esco_uri,
            licence="Reuse under Decision 2011/833/EU",
            release="ESCO classification",
        )
    )


def _titled(label: str) -> str:
    words = label.split()
    return " ".join(
        word if place and word in _SMALL_WORDS else word[:1].upper() + word[1:] for place, word in enumerate(words)
    )


def _duties(description: str, source: tuple[str, ...]) -> Iterator[dict[str, Any]]:
    """What the occupation does: ESCO tells it in sentences rather than in a list of tasks."""
    for number, sentence in enumerate(re.split(r"(?<=[a-z)][.;])\s+(?=[A-Z])", description), 1):
        if sentence:
            yield dict(
                id=f"sentence_{number}",
                statement=sentence,
                area="work",
                involvement=Involvement.responsible,
                sources=source,
                ref=f"description, sentence {number}",
            )


def _skills(release: Release, occupations: set[str]) -> dict[str, list[tuple[str, bool]]]:
    """Skills by occupation: (name, whether essential)."""
    found: dict[str, list[tuple[str, bool]]] = defaultdict(list)
    if not (release.has("skills_en") and release.has("occupationSkillRelations_en")):
        return found
    names = {row[URI]: row[LABEL] for row in release.rows("skills_en", (URI, LABEL))}
    for row in release.rows("occupationSkillRelations_en", ("occupationUri", "relationType", "skillUri")):
        if row["occupationUri"] not in occupations:
            raise row.error("occupationUri", f"occupation {row['occupationUri']} is not in 'occupations_en'")
        if row["skillUri"] not in names:
            raise row.error("skillUri", f"skill {row['skillUri']} is not in 'skills_en'")
        found[row["occupationUri"]].append((names[row["skillUri"]], row["relationType"] == "essential"))
    return found
