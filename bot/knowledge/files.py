"""The YAML files people edit, read into the model, with every problem reported at once.

knowledge/roles/<id>.yml    one role a file
knowledge/sources.yml       id: Source
knowledge/departments.yml   id: Department
knowledge/activities.yml    [Activity], what the career finder asks; it may be missing
knowledge/countries.yml     ISO 3166 code: Country, where to look for pay; it may be missing
"""

import json
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from difflib import get_close_matches
from pathlib import Path
from typing import Any, TypeVar

import yaml
from pydantic import BaseModel, ValidationError

from bot.errors import InvalidKnowledge
from bot.knowledge.countries import COUNTRIES
from bot.knowledge.model import Activity, Country, Department, Interest, LocalPay, Outlook, Pay, Role, RoleFile, Source

SCHEMA_FILE = "role.schema.json"
ACTIVITIES_FILE, COUNTRIES_FILE = "activities.yml", "countries.yml"


@dataclass(frozen=True, order=True)
class Problem:
    """One thing wrong: the file (relative to the tree), the path inside it, and what to do."""

    file: str
    path: str
    message: str

    def __str__(self) -> str:
        return f"{self.file}: {self.path}: {self.message}" if self.path else f"{self.file}: {self.message}"


@dataclass(frozen=True)
class Knowledge:
    """A whole valid tree: roles in the order of their titles, sources and departments by id.

    pay, outlook: what occupations earn and how they will develop, by SOC code ('11-1021'), where that is known.
    local_pay: what jobs earn in other countries. countries: where to look for it, by ISO 3166 code.
    activities: what the career finder asks, in order, equally many for each Holland type.
    """

    roles: tuple[Role, ...]
    sources: dict[str, Source]
    departments: dict[str, Department]
    pay: dict[str, Pay] = field(default_factory=dict)
    activities: tuple[Activity, ...] = ()
    outlook: dict[str, Outlook] = field(default_factory=dict)
    local_pay: tuple[LocalPay, ...] = ()
    countries: dict[str, Country] = field(default_factory=dict)


def read_knowledge(tree: Path) -> Knowledge:
    """The knowledge in a folder.

    Raises InvalidKnowledge with all problems found, whichever files they are in.
    """
    problems: list[Problem] = []
    sources = _read_entries(tree, "sources.yml", Source, problems)
    departments = _read_entries(tree, "departments.yml", Department, problems)
    activities = _read_activities(tree, problems)
    has_countries = (tree / COUNTRIES_FILE).exists()
    countries = _read_entries(tree, COUNTRIES_FILE, Country, problems) if has_countries else {}
    problems += [
        Problem(COUNTRIES_FILE, code, "this is no ISO 3166 code of two letters; NO must stand in quotes")
        for code in countries or ()
        if code not in COUNTRIES
    ]
    roles = _read_roles(tree, problems)
    # References into a file that could not be read would all be false alarms.
    problems += _check_references(roles, sources, departments, _ids_on_disk(tree))
    problems += _check_names(roles)
    if not roles and not problems:
        problems.append(Problem("roles", "", "there is no role file; add knowledge/roles/<id>.yml"))
    if problems:
        raise InvalidKnowledge(sorted(set(problems)))
    ordered = tuple(sorted(roles.values(), key=lambda role: role.title.lower()))
    return Knowledge(ordered, sources or {}, departments or {}, activities=activities, countries=countries or {})


def role_schema() -> str:
    """The JSON Schema of a role file, for editors, as text."""
    return json.dumps(RoleFile.schema(), indent=2, ensure_ascii=False) + "\n"


class _UniqueKeys(getattr(yaml, "CSafeLoader", yaml.SafeLoader)):  # type: ignore[misc]
    """Refuses a key given twice, which YAML itself would silently resolve to the last one."""

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict:
        seen: set[object] = set()
        for key_node, _ in node.value:
            key = self.construct_object(key_node, deep=True)
            if key in seen:
                raise yaml.constructor.ConstructorError(
                    None, None, f"the field '{key}' is given twice", key_node.start_mark
                )
            seen.add(key)
        return super().construct_mapping(node, deep)


def load_yaml(path: Path, name: str, problems: list[Problem]) -> Any:
    """The content of a file called name in problems, or None where it has a problem, which is added to them."""
    try:
        return yaml.load(path.read_text(encoding="utf-8"), Loader=_UniqueKeys)
    except FileNotFoundError:
        problems.append(Problem(name, "", "the file is missing; create it"))
    except UnicodeDecodeError as error:
        problems.append(Problem(name, f"byte {error.start}", "the file is not UTF-8 text; save it as UTF-8"))
    except (OSError, yaml.YAMLError) as error:
        mark = getattr(error, "problem_mark", None)
        place = f"line {mark.line + 1}, column {mark.column + 1}" if mark else ""
        reason = getattr(error, "problem", None) or str(error)
        problems.append(Problem(name, place, f"this is not valid YAML ({reason}); mend the line"))
    return None


Model = TypeVar("Model", bound=BaseModel)


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


def parse(model: type[Model], content: Any, file: str, prefix: str, problems: list[Problem]) -> Model | None:
    """A thing as the model has it; None where it has problems, which are added to problems. prefix: where it stands."""
    if not isinstance(content, dict):
        what = "it is empty; write it" if content is None else "wrong type; this must be a mapping of fields"
        problems.append(Problem(file, prefix, what))
        return None
    try:
        return model.parse_obj(content)
    except ValidationError as error:
        for detail in error.errors():
            where = _path(prefix, detail["loc"])
            problems.append(Problem(file, where, _advice(detail, model)))
    return None


def _path(prefix: str, location: Iterable[str | int]) -> str:
    """A location as people write it: duties[2].sources."""
    path = prefix
    for part in location:
        if part == "__root__":
            continue
        path += f"[{part}]" if isinstance(part, int) else f".{part}" if path else str(part)
    return path


def _advice(detail: Any, model: type[BaseModel]) -> str:
    """What to do about one of pydantic's findings."""
    kind, field, context = detail["type"], str(detail["loc"][-1]), detail.get("ctx", {})
    if kind == "value_error.missing":
        if field == "sources":
            return "the source is missing; name at least one id from sources.yml"
        return f"the field '{field}' is missing; add it"
    if kind == "value_error.extra":
        near = get_close_matches(field, _model_at(model, detail["loc"][:-1]).__fields__, 1)
        hint = f"did you mean '{near[0]}'?" if near else "remove it or correct its name"
        return f"unknown field '{field}'; {hint}"
    if kind == "type_error.enum":
        allowed = ", ".join(member.value for member in context["enum_values"])
        return f"not one of the allowed words; use one of: {allowed}"
    if kind in ("value_error.any_str.min_length", "type_error.none.not_allowed"):
        return f"'{field}' is empty; write it or remove the entry"
    if kind == "value_error.list.min_items":
        if field == "sources":
            return "the source is missing; name at least one id from sources.yml"
        return f"'{field}' is empty; add at least one entry"
    if kind == "type_error.not_none":
        return f"'{field}' is filled by an import; remove it"
    if kind == "value_error.str.regex":
        return f"wrong form; it must match {context['pattern']}"
    if kind in ("type_error.str", "type_error.dict", "type_error.integer", "type_error.tuple", "type_error.list"):
        wanted = {"str": "text (put it in quotes)", "dict": "a mapping of fields", "integer": "a whole number"}
        return f"wrong type; this must be {wanted.get(kind.split('.')[1], 'a list')}"
    if kind.startswith("value_error.number"):
        return f"out of range; {detail['msg']}"
    return str(detail["msg"])


def _model_at(model: type[BaseModel], path: Sequence[str | int]) -> type[BaseModel]:
    """The model of what stands at a path inside a file of this model."""
    for part in path:
        field = model.__fields__.get(str(part))
        if field is not None and isinstance(field.type_, type) and issubclass(field.type_, BaseModel):
            model = field.type_
    return model


def _check_references(
    roles: dict[str, Role],
    sources: dict[str, Source] | None,
    departments: dict[str, Department] | None,
    role_ids: set[str],
) -> Iterator[Problem]:
    kinds: list[tuple[str, str, set[str] | None]] = [
        ("sources", "source", None if sources is None else set(sources)),
        ("department", "department", None if departments is None else set(departments)),
        ("role", "role", role_ids),
    ]
    for role in roles.values():
        file = f"roles/{role.id}.yml"
        for wanted, kind, known in kinds:
            if known is None:
                continue
            for path, value in _values(role, wanted):
                if value not in known:
                    yield Problem(file, path, unknown_id(kind, value, known))
        for path, value in _values(role, "role"):
            if value == role.id:
                yield Problem(file, path, "a role cannot refer to itself; name another role")
        for duty, count in Counter(duty.id for duty in role.duties).items():
            if count > 1:
                yield Problem(file, "duties", f"{count} duties have the id '{duty}'; give each its own")


def unknown_id(kind: str, value: str, known: set[str]) -> str:
    """What to say of an id that is none of those known."""
    near = get_close_matches(value, sorted(known), 1)
    hint = f"did you mean '{near[0]}'?" if near else f"add it or correct the {kind}'s id"
    return f"there is no {kind} '{value}'; {hint}"


def _values(model: BaseModel, wanted: str, path: str = "") -> Iterator[tuple[str, str]]:
    """Every (path, value) of the fields with this name, at any depth of a model."""
    for name in model.__fields__:
        value = getattr(model, name)
        here = f"{path}.{name}" if path else name
        items = value if isinstance(value, (tuple, list)) else (value,)
        indexed = isinstance(value, (tuple, list))
        for number, item in enumerate(items):
            place = f"{here}[{number}]" if indexed else here
            if isinstance(item, BaseModel):
                yield from _values(item, wanted, place)
            elif name == wanted and isinstance(item, str):
                yield place, item


def _check_names(roles: dict[str, Role]) -> Iterator[Problem]:
    """A title or alias may mean several roles only where each of them says so."""
    claims: dict[str, list[tuple[Role, str, bool]]] = defaultdict(list)
    for role in roles.values():
        claims[role.title.lower()].append((role, "title", False))
        for number, alias in enumerate(role.aliases):
            claims[alias.lower()].append((role, f"aliases[{number}]", False))
        for number, alias in enumerate(role.shared_aliases):
            claims[alias.lower()].append((role, f"shared_aliases[{number}]", True))
    for name, claimants in claims.items():
        by_role = Counter(role.id for role, _, _ in claimants)
        reported: set[str] = set()
        for role, path, shared in claimants:
            if role.id in reported:
                continue
            reported.add(role.id)
            others = sorted(set(by_role) - {role.id})
            file = f"roles/{role.id}.yml"
            if by_role[role.id] > 1:
                yield Problem(file, path, f"'{name}' is given more than once in this file; keep one")
            elif others and not shared:
                also = ", ".join(others)
                fix = "change one" if path == "title" else "move it to shared_aliases in each, or keep it in one"
                yield Problem(file, path, f"'{name}' also names {also}; {fix}")
