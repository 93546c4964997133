"""Reads an O*NET release (onetcenter.org/database.html), of any edition since 25, as knowledge.

Only 'Occupation Data' and 'Task Statements' have to be there; each further table adds what it holds.
O*NET is published by the U.S. Department of Labor, Employment and Training Administration, under CC BY 4.0,
which asks to be named: every role's source does.
"""

import re
from collections.abc import Iterable, Iterator
from typing import Any

from bot.knowledge.files import Knowledge
from bot.knowledge.model import Interest, Involvement, Role, SkillKind, Source
from bot.knowledge.nouns import singular
from bot.knowledge.onet_tables import (
    CODE,
    CONTEXT,
    EDUCATION,
    EXPERIENCE,
    IMPORTANCE,
    INTEREST,
    MAJOR_GROUPS,
    OTHER,
    OnetTables,
    coded,
)
from bot.knowledge.tables import Release, Row

# How many of the ordered lists are kept: answers on education, related occupations, styles and settings.
ANSWERS, RELATED, STYLES, SETTINGS = 2, 10, 6, 6
# Settings met with less than this (of 100) say little about an occupation.
USUAL_SETTING = 60
# The elements of Work Context that are about the surroundings; the others are about dealings with people.
SURROUNDINGS = "4.C.2"


def read_onet(release: Release) -> Knowledge:
    """The whole release: one role an occupation, one source each.

    Raises ReleaseError naming file, row and column where the release is damaged or partial.
    """
    occupations = {row[CODE]: row for row in coded(release, "Occupation Data", ("Title", "Description"))}
    tables = OnetTables(release, occupations)
    roles = tuple(_role(row, tables) for row in occupations.values())
    sources = {_source_id(code): _source(row) for code, row in occupations.items()}
    return Knowledge(tuple(sorted(roles, key=lambda role: role.title.lower())), sources, {})


def role_id(code: str) -> str:
    """The id of an occupation's role: onet_11_1011_00."""
    return "onet_" + re.sub(r"\W", "_", code)


_source_id = role_id


def _role(occupation: Row, tables: OnetTables) -> Role:
    code = occupation[CODE]
    source = (_source_id(code),)
    zones = [_zone(row) for row in tables.zones.get(code, ())]
    return Role.parse_obj(
        dict(
            id=role_id(code),
            title=singular(occupation["Title"]),
            aliases=tuple(_names(occupation, tables)),
            family=MAJOR_GROUPS.get(code[:2], "Other"),
            summary=dict(
                text=occupation["Description"] or occupation["Title"], sources=source, ref="occupation description"
            ),
            duties=tuple(_duty(row, tables, source) for row in tables.tasks.get(code, ())),
            skills=tuple(_ranked(_skills(tables, code, source))),
            technology=tuple(
                dict(name=name, sources=source, ref="Technology Skills")
                for name in dict.fromkeys(row["Example"] for row in tables.technology.get(code, ()))
            ),
            education=tuple(_answers(tables, code, EDUCATION, source)),
            experience=tuple(_answers(tables, code, EXPERIENCE, source)),
            interests=tuple(_interests(tables.interests.get(code, ()), source)),
            styles=tuple(_ranked(_measured(tables.styles.get(code, ()), IMPORTANCE, source))[:STYLES]),
            settings=tuple(_settings(tables.settings.get(code, ()), source)),
            related=tuple(_related(tables, code, source)),
            reports_to=tuple(_superiors(tables, code)),
            job_zone=zones[0] if zones else None,
            onet_code=code,
        )
    )


def _source(occupation: Row) -> Source:
    code = occupation[CODE]
    return Source.parse_obj(
        dict(
            title=f"O*NET OnLine: {occupation['Title']} ({code})",
            publisher="U.S. Department of Labor, Employment and Training Administration",
            url=f"https://www.onetonline.org/link/summary/{code}",
            licence="CC BY 4.0",
            release="O*NET database",
        )
    )


def _names(occupation: Row, tables: OnetTables) -> Iterator[str]:
    """Every other title, each once; 'Chief Executive Officer (CEO)' is two."""
    code = occupation[CODE]
    given = [occupation["Title"]]
    for row in tables.titles.get(code, ()):
        given += [row["Alternate Title"], row.get("Short Title")]
    given += [row["Reported Job Title"] for row in tables.reported.get(code, ())]
    seen = {singular(occupation["Title"]).lower()}
    for title in given:
        written = re.fullmatch(r"(.+?)\s*\(([^()]+)\)", title)
        for name in written.groups() if written else (title,):
            if name and name.lower() not in seen:
                seen.add(name.lower())
                yield name


def _duty(row: Row, tables: OnetTables, source: tuple[str, ...]) -> dict[str, Any]:
    if not row["Task"]:
        raise row.error("Task", "the task is empty")
    # A supplemental task belongs to fewer of the people in the occupation.
    part = row.get("Task Type") == "Supplemental"
    return dict(
        id=f"task_{row['Task ID']}",
        statement=row["Task"],
        area="work",
        involvement=Involvement.takes_part if part else Involvement.responsible,
        general=tuple(dict.fromkeys(tables.activities.get(row["Task ID"], ()))),
        sources=source,
        ref=f"task {row['Task ID']}",
    )


def _skills(tables: OnetTables, code: str, source: tuple[str, ...]) -> Iterator[dict[str, Any]]:
    """Skills and fields of knowledge."""
    yield from _measured(tables.skills.get(code, ()), IMPORTANCE, source)
    for field in _measured(tables.knowledge.get(code, ()), IMPORTANCE, source):
        yield field | {"kind": SkillKind.knowledge}


def _settings(rows: Iterable[Row], source: tuple[str, ...]) -> list[dict[str, Any]]:
    around = [row for row in rows if row["Element ID"].startswith(SURROUNDINGS)]
    usual = [setting for setting in _measured(around, CONTEXT, source) if setting["importance"] >= USUAL_SETTING]
    return _ranked(usual)[:SETTINGS]


def _measured(rows: Iterable[Row], scale: str, source: tuple[str, ...]) -> Iterator[dict[str, Any]]:
    """What a scale from 1 to 5 measures, from 0 to 100."""
    for row in rows:
        if row["Scale ID"] == scale:
            yield dict(
                name=row["Element Name"],
                importance=_percent(row, 5),
                sources=source,
                ref=f"element {row['Element ID']}",
            )


def _ranked(measured: Iterable[dict[str, Any]]) -> list[dict[str, Any]]:
    """The most important first."""
    return sorted(measured, key=lambda each: (-each["importance"], each["name"]))


def _percent(row: Row, most: int) -> int:
    """A measure from 1 to most as one from 0 to 100."""
    value = row.number_in("Data Value")
    if not 1 <= value <= most:
        raise row.error("Data Value", f"a measure of {row['Data Value']} is not between 1 and {most}")
    return round((value - 1) / (most - 1) * 100)


def _zone(row: Row) -> int:
    zone = row.number_in("Job Zone")
    if zone not in (1, 2, 3, 4, 5):
        raise row.error("Job Zone", f"{row['Job Zone']} is not a job zone from 1 to 5")
    return int(zone)


def _answers(tables: OnetTables, code: str, scale: str, source: tuple[str, ...]) -> Iterator[dict[str, Any]]:
    """What people in the occupation said most often is required, with their share."""
    rows = [row for row in tables.preparation.get(code, ()) if row["Scale ID"] == scale]
    rows.sort(key=lambda row: -row.number_in("Data Value"))
    for row in rows[:ANSWERS]:
        name = tables.categories.get((row["Element ID"], scale, row["Category"]))
        share = round(row.number_in("Data Value"))
        if name and share:
            short = re.sub(r"\s+- .*", "", name)
            yield dict(text=f"{short} ({share} %)", sources=source, ref=f"element {row['Element ID']}")


def _interests(rows: Iterable[Row], source: tuple[str, ...]) -> list[dict[str, Any]]:
    measured = [row for row in rows if row["Scale ID"] == INTEREST]
    measured.sort(key=lambda row: -row.number_in("Data Value"))
    for row in measured:
        if row["Element Name"].lower() not in set(Interest):
            raise row.error("Element Name", f"{row['Element Name']!r} is not one of Holland's six types")
    return [
        dict(
            type=row["Element Name"].lower(),
            level=_percent(row, 7),
            sources=source,
            ref=f"element {row['Element ID']}",
        )
        for row in measured
    ]


def _related(tables: OnetTables, code: str, source: tuple[str, ...]) -> Iterator[dict[str, Any]]:
    rows = tables.related.get(code, [])[:RELATED]
    for row in rows:
        tables.require(row, OTHER)
    for other in dict.fromkeys(row[OTHER] for row in rows):
        yield dict(role=role_id(other), sources=source, ref="Related Occupations")


def _superiors(tables: OnetTables, code: str) -> Iterator[dict[str, Any]]:
    """The first-line supervisors of the occupation's major group, where it has one kind of them only."""
    supervisors = tables.supervisors.get(code[:2], [])
    if len(supervisors) == 1 and supervisors[0] != code:
        yield dict(role=role_id(supervisors[0]), sources=(_source_id(supervisors[0]),), ref="occupation description")
