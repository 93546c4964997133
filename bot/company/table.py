"""A company as one table, the kind people keep in a spreadsheet: a row says who has a role, or who has a duty of it.

docs/company.md describes the columns. Roles and duties go by id or name; sites, teams and people by name, from which
their ids are made.
"""

import re
from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from difflib import get_close_matches
from pathlib import Path
from typing import Any

from bot.company import model
from bot.company.cells import COLUMNS, read_rows
from bot.company.files import parse_company
from bot.company.model import Company
from bot.company.names import free_id
from bot.company.roles import roles_of
from bot.errors import InvalidKnowledge
from bot.knowledge.files import Knowledge
from bot.knowledge.parsing import Problem, unknown_id
from bot.knowledge.store import Store

PARTS = ("accountable", *model.PARTS)
# The fields that hold what stood in the column 'person', and the column that makes an entry of a section.
_PEOPLE = ("people", *PARTS)
_SECTION_COLUMN = {"sites": "site", "teams": "team", "people": "person", "roles": "role", "duties": "duty"}


def read_company_csv(
    path: Path, knowledge: Knowledge | Store, name: str = "Our company", today: date | None = None
) -> Company:
    """The company in a table; name is what it is called, for the table does not say.

    Raises InvalidKnowledge with every problem: file, row (as spreadsheets count them) and column.
    """
    problems: list[Problem] = []
    table = _Table(path.name, knowledge, problems)
    for number, cells in read_rows(path, problems):
        table.add(number, cells)
    found: Company | None = None
    try:
        found = parse_company(table.content(name), path.name, knowledge, today)
    except InvalidKnowledge as error:
        problems += (table.placed(problem) for problem in error.problems if isinstance(problem, Problem))
    if problems or found is None:
        raise InvalidKnowledge(list(dict.fromkeys(problems)))
    return found


@dataclass
class _Gathered:
    """A role or duty as rows add to it; rows: where each part of it was read, by its path in the entry."""

    fields: dict[str, Any]
    rows: dict[str, int]

    def append(self, field: str, member: str, row: int) -> None:
        """One more in a list, unless already there."""
        members = self.fields.setdefault(field, [])
        if member not in members:
            self.rows[f".{field}[{len(members)}]"] = row
            members.append(member)


class _Table:
    """Gathers rows into what company.yml holds, and remembers which row each part of it was read in."""

    def __init__(self, file: str, knowledge: Knowledge | Store, problems: list[Problem]):
        self._file = file
        self._roles = roles_of(knowledge)
        self._role_names: dict[str, set[str]] = defaultdict(set)
        # A store has all names in one table; its roles need not be read for them.
        if isinstance(knowledge, Store):
            names = [(name.text, name.role) for name in knowledge.names if not name.is_advert]
        else:
            names = [(name, role.id) for role in knowledge.roles for name in role.names]
        for name, role in names:
            self._role_names[name.lower()].add(role)
        self._problems = problems
        self._tables: dict[str, dict[str, Any]] = {"sites": {}, "teams": {}, "people": {}}
        self._names: dict[tuple[str, str], str] = {}
        self._held: dict[tuple[str, str, str], _Gathered] = {}
        self._charges: dict[tuple[str, str, str], _Gathered] = {}
        # Where rows place people who do something there: where they belong, unless a row says so outright.
        self._homes: list[tuple[str, str, str]] = []
        self._deputies: list[tuple[int, str, str]] = []
        self._row: dict[str, int] = {}
        self._number = 0

    def add(self, number: int, cells: dict[str, str]) -> None:
        cells = {column: cells.get(column, "") for column in COLUMNS}
        self._number = number
        site = self._entry("sites", cells["site"])
        team = self._entry("teams", cells["team"])
        person = self._entry("people", cells["person"])
        self._details(cells, site, team, person)
        if cells["role"]:
            role = self._role(cells["role"])
            if role and (cells["duty"] or cells["part"]):
                self._charge(role, cells, site, person or team)
            elif role:
                self._hold(role, site, team, person)
        elif cells["duty"] or cells["part"]:
            self._problem("role", "the cell is empty; write whose duty this is")

    def content(self, name: str) -> dict[str, Any]:
        """What company.yml holds; to be asked for once, when all rows are in."""
        for person, field, value in self._homes:
            self._tables["people"][person].setdefault(field, value)
        for number, person, deputy in self._deputies:
            self._number = number
            self._deputy(person, deputy)
        for charge in self._charges.values():
            if "accountable" not in charge.fields:
                self._number = charge.rows[""]
                self._problem("part", "nobody is accountable for this duty here; add a row that says who is")
        charges = [charge for charge in self._charges.values() if "accountable" in charge.fields]
        parts = {"roles": list(self._held.values()), "duties": charges}
        for section, entries in parts.items():
            for number, entry in enumerate(entries):
                self._row |= {f"{section}[{number}]{path}": row for path, row in entry.rows.items()}
        return {
            "name": name,
            **self._tables,
            **{section: [entry.fields for entry in entries] for section, entries in parts.items()},
        }

    def placed(self, problem: Problem) -> Problem:
        """The same problem, where it stands in the table."""
        found = re.match(r"((\w+)(?:\.\w+|\[\d+\]))(?:\.(\w+))?", problem.path)
        if not found:
            return problem
        entry, section, field = found.groups()
        row = self._row.get(problem.path) or self._row.get(f"{entry}.{field}") or self._row.get(entry)
        column = field if field in COLUMNS else "person" if field in _PEOPLE else _SECTION_COLUMN[section]
        return Problem(self._file, f"row {row}, column '{column}'", problem.message)

    def _problem(self, column: str, message: str) -> None:
        self._problems.append(Problem(self._file, f"row {self._number}, column '{column}'", message))

    def _entry(self, table: str, name: str) -> str:
        """The id of a site, team or person, who is entered when first named."""
        if not name:
            return ""
        key = self._names.get((table, name.casefold()))
        if key is None:
            taken = {*self._tables["teams"], *self._tables["people"]} if table != "sites" else {*self._tables["sites"]}
            key = free_id(name, taken)
            self._names[table, name.casefold()] = key
            self._tables[table][key] = {"name": name}
            self._row[f"{table}.{key}"] = self._number
        return key

    def _details(self, cells: dict[str, str], site: str, team: str, person: str) -> None:
        """What a row says of a person and their team, beside what they do."""
        if cells["channel"]:
            self._set_if(team, "teams", "channel", cells["channel"], "write the team whose channel it is")
        if person:
            for field in ("slack", "email", "left"):
                if cells[field]:
                    self._set("people", person, field, cells[field], field)
            if cells["away"]:
                away = cells["away"].lower() in ("yes", "true", "x") or {"until": cells["away"]}
                self._set("people", person, "away", away, "away")
            if cells["deputy"]:
                self._deputies.append((self._number, person, cells["deputy"]))
            for field, value in (("site", site), ("team", team)):
                if value and cells["role"]:
                    self._homes.append((person, field, value))
                elif value:
                    self._set("people", person, field, value, field)
            return
        if cells["email"]:
            self._set_if(team, "teams", "email", cells["email"], "write the person or team whose address it is")
        if team and site and not cells["role"]:
            self._set("teams", team, "site", site, "site")
        for column in ("slack", "away", "deputy", "left"):
            if cells[column]:
                self._problem(column, "this is said of nobody; write the person")

    def _set_if(self, key: str, table: str, field: str, value: str, otherwise: str) -> None:
        if key:
            self._set(table, key, field, value, field)
        else:
            self._problem(field, f"this is said of nobody; {otherwise}")

    def _set(self, table: str, key: str, field: str, value: Any, column: str) -> None:
        entry, place = self._tables[table][key], f"{table}.{key}.{field}"
        if entry.setdefault(field, value) != value:
            said = f"row {self._row[place]} says otherwise of {entry['name']}"
            self._problem(column, f"{said}; correct one, or tell two of the same name apart by their names")
        self._row.setdefault(place, self._number)

    def _role(self, text: str) -> str | None:
        if text in self._roles:
            return text
        found = sorted(self._role_names.get(text.lower(), ()))
        if len(found) == 1:
            return found[0]
        if found:
            self._problem("role", f"'{text}' may mean {' or '.join(found)}; write that id")
        else:
            self._problem("role", unknown_id("role", text.lower(), {*self._roles, *self._role_names}))
        return None

    def _duty(self, role: str, text: str) -> str | None:
        duties = self._roles[role].duties
        for duty in duties:
            if text in (duty.id, duty.statement) or text.lower() in map(str.lower, duty.also):
                return duty.id
        self._problem("duty", unknown_id(f"duty of {role}", text, {duty.id for duty in duties}))
        return None

    def _deputy(self, person: str, name: str) -> None:
        known = {text: key for table in ("teams", "people") for (of, text), key in self._names.items() if of == table}
        if name.casefold() in known:
            self._set("people", person, "deputy", known[name.casefold()], "deputy")
            return
        near = get_close_matches(name.casefold(), sorted(known), 1)
        hint = f"did you mean '{near[0]}'?" if near else "give them a row of their own, with an empty role"
        self._problem("deputy", f"there is no person or team '{name}' in the table; {hint}")

    def _hold(self, role: str, site: str, team: str, person: str) -> None:
        fields = {"role": role, **({"site": site} if site else {}), **({"team": team} if team else {})}
        held = self._held.setdefault((role, site, team), _Gathered(fields, {"": self._number}))
        if person:
            held.append("people", person, self._number)

    def _charge(self, role: str, cells: dict[str, str], site: str, member: str) -> None:
        part = cells["part"].lower() or PARTS[0]
        if part not in PARTS:
            near = get_close_matches(part, PARTS, 1)
            self._problem("part", f"use one of: {', '.join(PARTS)}" + (f"; did you mean '{near[0]}'?" if near else ""))
        if not cells["duty"]:
            self._problem("duty", "the cell is empty; write the duty, or leave 'part' empty too")
            return
        if not member:
            self._problem("person", f"nobody is named; write the person or team that is {part}")
        duty = self._duty(role, cells["duty"])
        if duty is None or not member or part not in PARTS:
            return
        fields = {"role": role, "duty": duty, **({"site": site} if site else {})}
        charge = self._charges.setdefault((role, duty, site), _Gathered(fields, {"": self._number}))
        if part != PARTS[0]:
            charge.append(part, member, self._number)
        elif charge.fields.setdefault(part, member) != member:
            self._problem("part", f"row {charge.rows['.' + part]} names who is accountable; there can be only one")
        else:
            charge.rows.setdefault("." + part, self._number)
