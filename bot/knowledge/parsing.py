"""YAML files and their entries as the model has them; what is wrong is said so that whoever edits them can mend it."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path
from typing import Any, TypeVar

import yaml
from pydantic import BaseModel, ValidationError

Model = TypeVar("Model", bound=BaseModel)
# Among more ids the one that was meant is not looked for: it would take longer than reading the file.
MOST_COMPARED = 2000
# So deep the files go at most, and much deeper none can be read: Python ends where it calls itself too often.
DEEPEST = 50
# What is raised of YAML that cannot be read: also what YAML itself takes for a date, a number or a key, and Python not.
UNREADABLE = (yaml.YAMLError, ValueError, TypeError, OverflowError)


@dataclass(frozen=True, order=True)
class Problem:
    """One thing wrong: the file (relative to the tree), the path inside it, and what to do."""

    file: str
    path: str
    message: str

    def __str__(self) -> str:
        return f"{self.file}: {self.path}: {self.message}" if self.path else f"{self.file}: {self.message}"


def load_yaml(path: Path, name: str, problems: list[Problem]) -> Any:
    """The content of a file called name in problems, or None where it has a problem, which is added to them."""
    try:
        text = path.read_text(encoding="utf-8")
        _check_depth(text)
        return yaml.load(text, Loader=_UniqueKeys)
    except FileNotFoundError:
        problems.append(Problem(name, "", "the file is missing; create it"))
    except UnicodeDecodeError as error:
        problems.append(Problem(name, f"byte {error.start}", "the file is not UTF-8 text; save it as UTF-8"))
    except (OSError, *UNREADABLE) as error:
        problems.append(unreadable(error, name))
    return None


def yaml_documents(text: str) -> Iterator[tuple[int, Any]]:
    """Each document of a text of YAML, with the line in which it begins. Raises UNREADABLE."""
    _check_depth(text)
    loader = _UniqueKeys(text)
    try:
        while loader.check_node():
            node = loader.get_node()
            yield node.start_mark.line + 1, loader.construct_document(node)
    finally:
        loader.dispose()


def unreadable(error: Exception, name: str) -> Problem:
    """What is wrong with YAML that cannot be read; name: what the file is called."""
    if isinstance(error, (OSError, yaml.YAMLError)):
        mark = getattr(error, "problem_mark", None)
        place = f"line {mark.line + 1}, column {mark.column + 1}" if mark else ""
        reason = getattr(error, "problem", None) or str(error)
        return Problem(name, place, f"this is not valid YAML ({reason}); mend the line")
    return Problem(name, "", f"a value cannot be read ({error}); put it in quotes")


def _check_depth(text: str) -> None:
    """Raises YAMLError where entries are so deep in each other that they cannot be read."""
    deep = (len(line) - len(line.lstrip(" -?:")) for line in text.splitlines())
    if text.count("[") + text.count("{") <= DEEPEST and max(deep, default=0) <= DEEPEST:
        return
    depth = 0
    for event in yaml.parse(text, Loader=_UniqueKeys):
        depth += isinstance(event, yaml.CollectionStartEvent) - isinstance(event, yaml.CollectionEndEvent)
        if depth > DEEPEST:
            raise yaml.MarkedYAMLError(problem="entries are too deep in each other", problem_mark=event.start_mark)  # type: ignore[arg-type]


class _UniqueKeys(getattr(yaml, "CSafeLoader", yaml.SafeLoader)):  # type: ignore[misc]
    """Refuses a key given twice, which YAML itself would silently resolve to the last one."""

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict:
        seen: set[object] = set()
        for key_node, _ in node.value:
            if not isinstance(key_node, yaml.ScalarNode):
                raise yaml.constructor.ConstructorError(
                    None, None, "the name of a field must be text, not a list or fields", key_node.start_mark
                )
            key = self.construct_object(key_node, deep=True)
            if key in seen:
                raise yaml.constructor.ConstructorError(
                    None, None, f"the field '{key}' is given twice", key_node.start_mark
                )
            seen.add(key)
        return super().construct_mapping(node, deep)


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


def unknown_id(kind: str, value: str, known: set[str]) -> str:
    """What to say of an id that is none of those known."""
    near = get_close_matches(value, sorted(known), 1) if len(known) <= MOST_COMPARED else ()
    hint = f"did you mean '{near[0]}'?" if near else f"add it or correct the {kind}'s id"
    return f"there is no {kind} '{value}'; {hint}"
