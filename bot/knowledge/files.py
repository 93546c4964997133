"""The YAML files people edit, read into the model, with every problem reported at once.

knowledge/roles/<id>.yml    one role a file
knowledge/sources.yml       id: Source
knowledge/departments.yml   id: Department
knowledge/activities.yml    [Activity], what the career finder asks; it may be missing
knowledge/wishes.yml        key -> Wish; it may be missing
knowledge/countries.yml     ISO 3166 code: Country, where to look for pay; it may be missing
"""

import json
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path

from bot.errors import InvalidKnowledge
from bot.knowledge.checks import check_names, check_references
from bot.knowledge.countries import COUNTRIES, Country
from bot.knowledge.model import Activity, Department, Interest, LocalPay, Outlook, Pay, Role, RoleFile, Source
from bot.knowledge.parsing import Model, Problem, load_yaml, parse
from bot.knowledge.wishes import Wish

SCHEMA_FILE = "role.schema.json"
ACTIVITIES_FILE, COUNTRIES_FILE, WISHES_FILE = "activities.yml", "countries.yml", "wishes.yml"


@dataclass(frozen=True)
class Knowledge:
    """A whole valid tree: roles in the order of their titles, sources and departments by id.

    pay, outlook: what occupations earn and how they will develop, by SOC code ('11-1021'), where that is known.
    local_pay: what jobs earn in other countries. countries: where to look for it, by ISO 3166 code.
    activities: what the career finder asks, in order, equally many for each Holland type. wishes: what people want of a
    job or avoid, by key.
    """

    roles: tuple[Role, ...]
    sources: dict[str, Source]
    departments: dict[str, Department]
    pay: dict[str, Pay] = field(default_factory=dict)
    activities: tuple[Activity, ...] = ()
    outlook: dict[str, Outlook] = field(default_factory=dict)
    local_pay: tuple[LocalPay, ...] = ()
    countries: dict[str, Country] = field(default_factory=dict)
    wishes: dict[str, Wish] = field(default_factory=dict)


def read_knowledge(tree: Path) -> Knowledge:
    """The knowledge in a folder.

    Raises InvalidKnowledge with all problems found, whichever files they are in.
    """
    problems: list[Problem] = []
    sources = _read_entries(tree, "sources.yml", Source, problems)
    departments = _read_entries(tree, "departments.yml", Department, problems)
    activities = _read_activities(tree, problems)
    has_wishes = (tree / WISHES_FILE).exists()
    wishes = _read_entries(tree, WISHES_FILE, Wish, problems) if has_wishes else {}
    has_countries = (tree / COUNTRIES_FILE).exists()
    countries = _read_entries(tree, COUNTRIES_FILE, Country, problems) if has_countries else {}
    problems += [
        Problem(COUNTRIES_FILE, code, "this is no ISO 3166 code of two letters; NO must stand in quotes")
        for code in countries or ()
        if code not in COUNTRIES
    ]
    roles = _read_roles(tree, problems)
    # References into a file that could not be read would all be false alarms.
    problems += check_references(roles, sources, departments, _ids_on_disk(tree))
    problems += check_names(roles)
    if not roles and not problems:
        problems.append(Problem("roles", "", "there is no role file; add knowledge/roles/<id>.yml"))
    if problems:
        raise InvalidKnowledge(sorted(set(problems)))
    ordered = tuple(sorted(roles.values(), key=lambda role: role.title.lower()))
    return Knowledge(
        ordered,
        sources or {},
        departments or {},
        activities=activities,
        countries=countries or {},
        wishes=wishes or {},
    )


def role_schema() -> str:
    """The JSON Schema of a role file, for editors, as text."""
    return json.dumps(RoleFile.schema(), indent=2, ensure_ascii=False) + "\n"


def _read_entries(tree: Path, name: str, model: type[Model], problems: list[Problem]) -> dict[str, Model] | None:
    """The entries of an id-to-thing file, or None where it could not be read."""
    content = load_yaml(tree / name, name, problems)
    if not isinstance(content, dict):
        if not any(problem.file == name for problem in problems):
            problems.append(Problem(name, "", "the file must be a mapping from ids to entries"))
        return None
    entries = {}
    for key, value in content.items():
        entry = parse(model, value, name, f"{key}", problems)
        if entry is not None:
            entries[str(key)] = entry
    return entries


def _read_activities(tree: Path, problems: list[Problem]) -> tuple[Activity, ...]:
    if not (tree / ACTIVITIES_FILE).is_file():
        return ()
    content = load_yaml(tree / ACTIVITIES_FILE, ACTIVITIES_FILE, problems)
    if not isinstance(content, list):
        if not any(problem.file == ACTIVITIES_FILE for problem in problems):
            problems.append(Problem(ACTIVITIES_FILE, "", "the file must be a list of activities"))
        return ()
    read = [parse(Activity, item, ACTIVITIES_FILE, f"[{number}]", problems) for number, item in enumerate(content)]
    activities = tuple(activity for activity in read if activity)
    for activity_id, count in Counter(activity.id for activity in activities).items():
        if count > 1:
            problems.append(
                Problem(ACTIVITIES_FILE, activity_id, f"{count} activities have this id; give each its own")
            )
    # A type that is asked about more often than another would count for more.
    counts = Counter(activity.type for activity in activities)
    most = max(counts.values(), default=0)
    for kind in Interest:
        if len(activities) == len(content) and counts[kind] < most:
            missing = f"there are {counts[kind]} activities of this type and {most} of another; write as many for each"
            problems.append(Problem(ACTIVITIES_FILE, kind.value, missing))
    return activities


def _ids_on_disk(tree: Path) -> set[str]:
    return {path.stem for path in (tree / "roles").glob("*.yml")}


def _read_roles(tree: Path, problems: list[Problem]) -> dict[str, Role]:
    """Roles by file name; files with problems are left out."""
    roles: dict[str, Role] = {}
    owner: dict[str, str] = {}
    for path in sorted((tree / "roles").glob("*.y*ml")):
        name = f"roles/{path.name}"
        if path.suffix != ".yml":
            problems.append(Problem(name, "", "the file's name must end in '.yml'; rename it"))
            continue
        before = len(problems)
        content = load_yaml(path, name, problems)
        if len(problems) > before:
            continue
        role = parse(RoleFile, content, name, "", problems)
        stated = content.get("id") if isinstance(content, dict) else None
        if isinstance(stated, str):
            if stated in owner:
                problems.append(
                    Problem(name, "id", f"'{stated}' is the id of {owner[stated]} too; give one another id")
                )
            elif stated != path.stem:
                problems.append(
                    Problem(
                        name, "id", f"the id '{stated}' must equal the file's name; rename the file to {stated}.yml"
                    )
                )
            owner.setdefault(stated, name)
        if role is not None:
            # What a file must have is checked; from here on it is a role like those from other sources.
            roles[path.stem] = Role.parse_obj(role.dict())
    return roles
