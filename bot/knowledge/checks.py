"""What must agree between the files of roles: the ids they name, and the names they give."""

from collections import Counter, defaultdict
from collections.abc import Iterator

from pydantic import BaseModel

from bot.knowledge.model import Department, Role, Source
from bot.knowledge.parsing import Problem, unknown_id


def check_references(
    roles: dict[str, Role],
    sources: dict[str, Source] | None,
    departments: dict[str, Department] | None,
    role_ids: set[str],
) -> Iterator[Problem]:
    """Ids that stand for nothing, and those given twice; sources, departments: None where they could not be read."""
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


def check_names(roles: dict[str, Role]) -> Iterator[Problem]:
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
