"""A company file as far as it can be read, before anything in it is checked against anything else."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from bot.company.model import (
    PARTS,
    Charge,
    Company,
    Entry,
    Held,
    OwnDuty,
    Person,
    Rota,
    Site,
    System,
    Team,
    Title,
)
from bot.knowledge.model import Id
from bot.knowledge.parsing import Problem, parse

ID: re.Pattern[str] = Id.regex  # type: ignore[assignment]
TABLES: dict[str, type[Entry]] = {"sites": Site, "teams": Team, "people": Person, "systems": System, "rotas": Rota}
LISTS: dict[str, type[Entry]] = {"roles": Held, "duties": Charge, "own_duties": OwnDuty, "titles": Title}


@dataclass(frozen=True)
class Draft:
    """What could be read of a file.

    ids: by table, with those of entries that could not be read: to name them elsewhere is no further mistake.
    roles, duties, own_duties, titles: each entry with its path.
    """

    company: Company
    ids: dict[str, set[str]]
    roles: list[tuple[str, Held]]
    duties: list[tuple[str, Charge]]
    own_duties: list[tuple[str, OwnDuty]]
    titles: list[tuple[str, Title]]

    @cached_property
    def members(self) -> set[str]:
        return self.ids["people"] | self.ids["teams"]

    def listings(self) -> Iterator[tuple[str, str]]:
        """Every (path, id) at which a role, duty or system, or someone away, names a person or team."""
        for path, held in self.roles:
            yield from ((f"{path}.people[{number}]", key) for number, key in enumerate(held.people))
        charges: list[tuple[str, Charge | OwnDuty]] = [*self.duties, *self.own_duties]
        for path, charge in charges:
            if charge.accountable:
                yield f"{path}.accountable", charge.accountable
            for part in PARTS:
                yield from ((f"{path}.{part}[{number}]", key) for number, key in enumerate(getattr(charge, part)))
        for key, system in self.company.systems.items():
            if system.owner:
                yield f"systems.{key}.owner", system.owner
            yield from ((f"systems.{key}.maintainers[{place}]", each) for place, each in enumerate(system.maintainers))
        for key, person in self.company.people.items():
            if person.deputy and not person.left:
                yield f"people.{key}.deputy", person.deputy


def read_draft(content: Any, file: str, problems: list[Problem]) -> Draft | None:
    """Reads entry by entry, so that one that is wrong hides no other; None where the file as a whole is wrong."""
    if not isinstance(content, dict):
        parse(Company, content, file, "", problems)
        return None
    parts = {**{name: dict for name in TABLES}, **{name: list for name in LISTS}}
    fitting = {name: content[name] for name, kind in parts.items() if isinstance(content.get(name), kind)}
    # With each part read on its own, what is left is the name, unknown fields and parts of the wrong type.
    head = parse(Company, {**content, **{name: parts[name]() for name in fitting}}, file, "", problems)
    tables = {name: dict(_entries(fitting.get(name, {}), name, file, problems)) for name in TABLES}
    rows = {name: list(_rows(fitting.get(name, []), name, file, problems)) for name in LISTS}
    # References into a part that could not be read would all be false alarms.
    if any(name in content and name not in fitting for name in parts):
        return None
    lists = {name: tuple(entry for _, entry in entries) for name, entries in rows.items()}
    return Draft(
        (head or Company.construct()).copy(update={**tables, **lists}),
        {name: set(map(str, fitting.get(name, ()))) for name in TABLES},
        rows["roles"],
        rows["duties"],
        rows["own_duties"],
        rows["titles"],
    )


def _entries(table: dict[Any, Any], name: str, file: str, problems: list[Problem]) -> Iterator[tuple[str, Any]]:
    for key, value in table.items():
        path = f"{name}.{key}"
        # YAML takes an id such as 'no' or '7' for something else than text.
        if not isinstance(key, str) or not ID.match(key):
            problems.append(Problem(file, path, f"wrong form of an id; it must be text that matches {ID.pattern}"))
        if (entry := parse(TABLES[name], value, file, path, problems)) is not None:
            yield str(key), entry


def _rows(rows: list[Any], name: str, file: str, problems: list[Problem]) -> Iterator[tuple[str, Any]]:
    for number, value in enumerate(rows):
        path = f"{name}[{number}]"
        if (entry := parse(LISTS[name], value, file, path, problems)) is not None:
            yield path, entry
