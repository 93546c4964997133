"""Makes the tables of knowledge/facts that come from O*NET, from one of its releases. Sentences stay where they are."""

import re
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from bot.errors import ReleaseError
from bot.knowledge.facts import ANSWERS, RIASEC, write_table
from bot.knowledge.onet import CODE, IMPORTANCE, INTEREST, MAJOR_GROUPS, OTHER, coded
from bot.knowledge.tables import Release, Row

LEVEL, EXTENT = "LV", "EX"
# What is asked about preparation in per cent: required schooling, related work, training in the plant, on the job.
PREPARATION = ("RL", "RW", "PT", "OJ")
# Groups of workers that nobody describes: 'All Other' and the like.
RESIDUAL = re.compile(r", All Other\b")
Rows = Iterator[Sequence[str]]


def refresh_onet(release: Release, tree: Path) -> dict[str, int]:
    """Writes every table of O*NET's; how many rows each has.

    Raises ReleaseError naming file, row and column where the release is damaged or partial; no table is written then.
    """
    found = {table: list(make(release)) for table, make in _MAKERS.items()}
    known = {row[0] for row in found["occupations"]}
    for table, rows in found.items():
        if not rows:
            raise ReleaseError(f"{release.path} has nothing for the table '{table}'.")
        strange = next((row[0] for row in rows if table != "elements" and row[0] not in known), None)
        if strange:
            raise ReleaseError(f"{release.path}: '{table}' has {strange}, which is not in 'Occupation Data'.")
    for table, rows in found.items():
        write_table(tree, table, rows)
    return {table: len(rows) for table, rows in found.items()}


def _occupations(release: Release) -> Rows:
    zones = {row[CODE]: row["Job Zone"] for row in coded(release, "Job Zones", ("Job Zone",))}
    for row in coded(release, "Occupation Data", ("Title",)):
        code, title = row[CODE], row["Title"]
        residual, military = bool(RESIDUAL.search(title)), code.startswith("55-")
        yield code, title, MAJOR_GROUPS.get(code[:2], "Other"), zones.get(code, ""), _mark(residual), _mark(military)


def _names(release: Release) -> Rows:
    reported = {
        (row[CODE], row["Reported Job Title"])
        for row in coded(release, "Sample of Reported Titles", ("Reported Job Title",))
    }
    seen = set()
    for row in coded(release, "Alternate Titles", ("Alternate Title", "Short Title", "Source(s)")):
        name = row[CODE], row["Alternate Title"]
        seen.add(name)
        sources = len(list(filter(None, row["Source(s)"].split(","))))
        yield *name, row["Short Title"].replace("n/a", ""), str(sources), _mark(name in reported)
    yield from ((code, name, "", "0", "y") for code, name in reported - seen)


def _tasks(release: Release) -> Rows:
    for row in coded(release, "Task Statements", ("Task ID", "Task Type")):
        yield row[CODE], row["Task ID"], _mark(row["Task Type"] == "Core")


def _interests(release: Release) -> Rows:
    found: dict[str, dict[str, str]] = {}
    for row in _on_scale(release, "Interests", INTEREST):
        found.setdefault(row[CODE], {})[row["Element Name"].lower()] = _value(row)
    yield from ((code, *(levels.get(kind, "") for kind in RIASEC)) for code, levels in found.items())


def _values(release: Release) -> Rows:
    for row in _on_scale(release, "Work Values", EXTENT):
        yield row[CODE], row["Element ID"], _value(row)


def _styles(release: Release) -> Rows:
    for row in _on_scale(release, "Work Styles", IMPORTANCE):
        yield row[CODE], row["Element ID"], _value(row)


def _skills(release: Release) -> Rows:
    """Importance and level; a level that people found not to matter to the work was not measured."""
    for table in ("Skills", "Knowledge"):
        levels = {
            (row[CODE], row["Element ID"]): _value(row)
            for row in _on_scale(release, table, LEVEL)
            if row.get("Not Relevant") != "Y"
        }
        for row in _on_scale(release, table, IMPORTANCE):
            key = row[CODE], row["Element ID"]
            yield *key, _value(row), levels.get(key, "")


def _elements(release: Release) -> Rows:
    kinds = {"Skills": "skill", "Knowledge": "knowledge", "Work Styles": "style", "Work Values": "value"}
    for table, kind in kinds.items():
        scale = EXTENT if kind == "value" else IMPORTANCE
        named = {row["Element ID"]: row["Element Name"] for row in _on_scale(release, table, scale)}
        yield from ((element, kind, name) for element, name in named.items())


def _preparation(release: Release) -> Rows:
    found: dict[tuple[str, str], dict[str, str]] = {}
    table = "Education, Training, and Experience"
    for row in coded(release, table, ("Scale ID", "Category", "Data Value")):
        if row["Scale ID"] in PREPARATION:
            found.setdefault((row[CODE], row["Scale ID"]), {})[row["Category"]] = _value(row)
    yield from ((*key, *(shares.get(answer, "") for answer in ANSWERS)) for key, shares in found.items())


def _technologies(release: Release) -> Rows:
    for row in coded(release, "Technology Skills", ("Example", "Hot Technology", "In Demand")):
        yield row[CODE], row["Example"], _mark(row["Hot Technology"] == "Y"), _mark(row["In Demand"] == "Y")


def _related(release: Release) -> Rows:
    for row in coded(release, "Related Occupations", (OTHER, "Index")):
        yield row[CODE], row["Index"], row[OTHER]


def _on_scale(release: Release, table: str, scale: str) -> Iterator[Row]:
    for row in coded(release, table, ("Element ID", "Element Name", "Scale ID", "Data Value")):
        if row["Scale ID"] == scale:
            yield row


def _value(row: Row) -> str:
    return f"{row.number_in('Data Value'):.10g}"


def _mark(true: bool) -> str:
    return "y" if true else ""


_MAKERS: dict[str, Callable[[Release], Rows]] = {
    "occupations": _occupations,
    "elements": _elements,
    "names": _names,
    "tasks": _tasks,
    "interests": _interests,
    "values": _values,
    "styles": _styles,
    "skills": _skills,
    "preparation": _preparation,
    "technologies": _technologies,
    "related": _related,
}
