"""Who is it here: the people, teams and channels of one company, by the roles and duties of the knowledge.

docs/company.md describes the file. Only the end of an absence depends on the day, so that a file which is valid today
is valid tomorrow.
"""

import json
import os
import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import yaml
from pydantic import ConstrainedStr, Field, root_validator, validator

from bot.errors import InvalidKnowledge, SettingError
from bot.knowledge.files import Knowledge, Problem, load_yaml, parse, unknown_id
from bot.knowledge.model import Date, Frozen, Id, Role, Text
from bot.knowledge.store import Store

# A path in the file, and what to do there.
Finding = tuple[str, str]
ID: re.Pattern[str] = Id.regex  # type: ignore[assignment]


class Day(Date):
    """A date that the calendar has, as 'YYYY-MM-DD'."""

    @classmethod
    def __get_validators__(cls):
        yield from super().__get_validators__()
        yield cls.in_calendar

    @classmethod
    def in_calendar(cls, value: str) -> str:
        try:
            date.fromisoformat(value)
        except ValueError:
            raise ValueError(f"the calendar has no day {value}; correct it") from None
        return value


class SlackName(ConstrainedStr):
    """A member id ('U0123ABC') or a handle ('@ann'); nothing that Slack would read as markup."""

    strict = True
    regex = re.compile(r"^@?[A-Za-z0-9][\w.-]*$")


class Channel(ConstrainedStr):
    strict = True
    regex = re.compile(r"^#?[\w.-]+$")


class Email(ConstrainedStr):
    strict = True
    regex = re.compile(r"^[^@\s<>]+@[^@\s<>]+\.[^@\s<>]+$")


class Entry(Frozen):
    @validator("name", "aliases", pre=True, each_item=True, check_fields=False)
    def one_line(cls, value: Any) -> Any:
        # Some of Unicode's line breaks would not come back from YAML as they went in.
        return " ".join(value.split()) if isinstance(value, str) else value

    @validator("*", pre=True)
    def filled(cls, value: Any, field: Any) -> Any:
        # In YAML what follows ' #' is a comment: 'channel: #help' would be lost without a word.
        if value is None:
            raise ValueError(f"'{field.name}' is empty; write it or remove it (what begins with # or @ needs quotes)")
        return value


class Site(Entry):
    name: Text
    aliases: tuple[Text, ...] = Field((), description="Other names people use for it.")


class Team(Entry):
    name: Text
    aliases: tuple[Text, ...] = ()
    site: Id | None = None
    channel: Channel | None = Field(None, description="Its channel in Slack: '#it-help'.")
    email: Email | None = None


class Away(Entry):
    """until: the last day away; without it, until further notice."""

    until: Day | None = None


class Person(Entry):
    name: Text
    slack: SlackName | None = Field(None, description="A member id or a handle.")
    email: Email | None = None
    team: Id | None = None
    site: Id | None = None
    away: Away | None = Field(None, description="true, or {until: the last day away}.")
    deputy: Id | None = Field(None, description="The person or team to turn to meanwhile.")
    left: Day | None = Field(None, description="When they left the company.")

    @root_validator(pre=True)
    def away_or_not(cls, values: dict[str, Any]) -> dict[str, Any]:
        if not isinstance(away := values.get("away"), bool):
            return values
        others = {field: value for field, value in values.items() if field != "away"}
        return {**others, "away": Away()} if away else others

    def is_away(self, today: date | None) -> bool:
        """Whether they are away on a day; without one, every absence counts."""
        if self.away is None:
            return False
        return today is None or self.away.until is None or today.isoformat() <= self.away.until


class Held(Entry):
    """A role, and who has it: people (in a team, where one is named), else the team as a whole, else nobody yet."""

    role: Id
    site: Id | None = Field(None, description="Where; without it, at every site that has no entry of its own.")
    team: Id | None = None
    people: tuple[Id, ...] = ()


class Charge(Entry):
    """A duty, and who answers for it."""

    role: Id
    duty: Id
    site: Id | None = Field(None, description="Where; without it, at every site that has no entry of its own.")
    accountable: Id = Field(description="The one person or team that answers for it.")
    responsible: tuple[Id, ...] = Field((), description="People and teams who do it.")
    consulted: tuple[Id, ...] = ()
    informed: tuple[Id, ...] = ()

    @validator("accountable", pre=True)
    def only_one(cls, value: Any) -> Any:
        if isinstance(value, (list, tuple)):
            raise ValueError("exactly one is accountable; name one id and list the others under 'responsible'")
        return value


class Company(Entry):
    """One company: sites, teams and people by id, roles and duties in the order of the file."""

    name: Text
    sites: dict[str, Site] = Field({})
    teams: dict[str, Team] = Field({})
    people: dict[str, Person] = Field({})
    roles: tuple[Held, ...] = ()
    duties: tuple[Charge, ...] = ()


TABLES: dict[str, type[Entry]] = {"sites": Site, "teams": Team, "people": Person}
LISTS: dict[str, type[Entry]] = {"roles": Held, "duties": Charge}
PARTS = ("responsible", "consulted", "informed")


def read_company(path: Path, knowledge: Knowledge | Store, today: date | None = None) -> Company:
    """The company in a file, its roles and duties being those of the knowledge given.

    today: absences that ended before no longer count; without it, all do.
    Raises InvalidKnowledge with every problem of the file.
    """
    problems: list[Problem] = []
    content = load_yaml(path, path.name, problems)
    if problems:
        raise InvalidKnowledge(problems)
    return parse_company(content, path.name, knowledge, today)


def check_company(path: Path, knowledge: Knowledge | Store, today: date | None = None) -> list[Problem]:
    """Every problem of a company file; none where it can be used."""
    try:
        read_company(path, knowledge, today)
    except InvalidKnowledge as error:
        return [problem for problem in error.problems if isinstance(problem, Problem)]
    return []


def parse_company(content: Any, file: str, knowledge: Knowledge | Store, today: date | None = None) -> Company:
    """The company in what YAML holds; file is what problems call it.

    Raises InvalidKnowledge with every problem.
    """
    problems: list[Problem] = []
    draft = _draft(content, file, problems)
    if draft is not None:
        found = (*_references(draft, roles_of(knowledge)), *_doubles(draft), *_absences(draft, today), *_names(draft))
        problems += (Problem(file, path, message) for path, message in found)
    if problems or draft is None:
        raise InvalidKnowledge(sorted(set(problems)))
    return draft.company


def company_text(company: Company) -> str:
    """The company as a file that reads as the same company."""
    body = json.loads(company.json(exclude_defaults=True))
    for person in body.get("people", {}).values():
        if person.get("away") == {}:
            person["away"] = True
    return yaml.safe_dump(body, sort_keys=False, allow_unicode=True, width=110)


def write_company(company: Company, path: Path, replace: bool = False) -> None:
    """Writes the file, whole or not at all.

    Raises SettingError where there is one already and it is not to be replaced.
    """
    if path.exists() and not replace:
        raise SettingError(f"{path} exists already and was left as it is; remove it or ask for it to be replaced.")
    path.parent.mkdir(parents=True, exist_ok=True)
    scratch = path.with_name(f"{path.name}.{os.getpid()}.new")
    try:
        scratch.write_text(company_text(company), encoding="utf-8")
        os.replace(scratch, path)
    finally:
        scratch.unlink(missing_ok=True)


class _StoredRoles(Mapping[str, Role]):
    """The roles of a store, each read when it is asked for: an imported store has a thousand."""

    def __init__(self, store: Store):
        self._store = store

    def __getitem__(self, role_id: str) -> Role:
        return self._store.role(role_id)

    def __iter__(self) -> Iterator[str]:
        return iter(self._store.titles)

    def __len__(self) -> int:
        return len(self._store.titles)

    def __contains__(self, role_id: object) -> bool:
        return role_id in self._store.titles


def roles_of(knowledge: Knowledge | Store) -> Mapping[str, Role]:
    """Roles by id."""
    return _StoredRoles(knowledge) if isinstance(knowledge, Store) else {role.id: role for role in knowledge.roles}


@dataclass(frozen=True)
class _Draft:
    """What could be read of a file.

    ids: by table, with those of entries that could not be read: to name them elsewhere is no further mistake.
    roles, duties: each entry with its path.
    """

    company: Company
    ids: dict[str, set[str]]
    roles: list[tuple[str, Held]]
    duties: list[tuple[str, Charge]]

    @property
    def members(self) -> set[str]:
        return self.ids["people"] | self.ids["teams"]

    def listings(self) -> Iterator[Finding]:
        """Every (path, id) at which a role or duty, or someone away, names a person or team."""
        for path, held in self.roles:
            yield from ((f"{path}.people[{number}]", key) for number, key in enumerate(held.people))
        for path, charge in self.duties:
            yield f"{path}.accountable", charge.accountable
            for part in PARTS:
                yield from ((f"{path}.{part}[{number}]", key) for number, key in enumerate(getattr(charge, part)))
        for key, person in self.company.people.items():
            if person.deputy and not person.left:
                yield f"people.{key}.deputy", person.deputy


def _draft(content: Any, file: str, problems: list[Problem]) -> _Draft | None:
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
    return _Draft(
        (head or Company.construct()).copy(update={**tables, **lists}),
        {name: set(map(str, fitting.get(name, ()))) for name in TABLES},
        rows["roles"],
        rows["duties"],
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


def _references(draft: _Draft, roles: Mapping[str, Role]) -> Iterator[Finding]:
    """Ids that stand for nothing, and people who have left."""

    def known(path: str, kind: str, value: str | None, ids: set[str]) -> Iterator[Finding]:
        if value is not None and value not in ids:
            yield path, unknown_id(kind, value, ids)

    company, ids, role_ids = draft.company, draft.ids, set(roles)
    for key, team in company.teams.items():
        yield from known(f"teams.{key}.site", "site", team.site, ids["sites"])
    for key, person in company.people.items():
        yield from known(f"people.{key}.site", "site", person.site, ids["sites"])
        yield from known(f"people.{key}.team", "team", person.team, ids["teams"])
    for path, held in draft.roles:
        yield from known(f"{path}.role", "role", held.role, role_ids)
        yield from known(f"{path}.site", "site", held.site, ids["sites"])
        yield from known(f"{path}.team", "team", held.team, ids["teams"])
    for path, charge in draft.duties:
        yield from known(f"{path}.role", "role", charge.role, role_ids)
        yield from known(f"{path}.site", "site", charge.site, ids["sites"])
        if charge.role in role_ids:
            duties: set[str] = {duty.id for duty in roles[charge.role].duties}
            yield from known(f"{path}.duty", f"duty of {charge.role}", charge.duty, duties)
    for path, key in draft.listings():
        if ".people[" in path and key in ids["teams"] - ids["people"]:
            yield path, f"'{key}' is a team; name it under 'team', in an entry without people"
        else:
            yield from known(path, "person or team", key, draft.members)
        if (listed := company.people.get(key)) and listed.left:
            yield path, f"{listed.name} left on {listed.left}; name someone else"


def _doubles(draft: _Draft) -> Iterator[Finding]:
    """What may be there once: an id, a role at a place, the one who is accountable for a duty at a site."""
    for key in sorted(draft.ids["people"] & draft.ids["teams"]):
        yield f"teams.{key}", f"'{key}' is the id of a person too; give one another id"
    first: dict[tuple[str | None, ...], str] = {}
    for path, held in draft.roles:
        earlier = first.setdefault((held.role, held.site, held.team), path)
        if earlier != path:
            yield path, f"{held.role} at this place is listed in {earlier} too; list all its people there"
        yield from ((f"{path}.people", f"'{key}' is listed twice; keep one") for key in _repeated(held.people))
    answers: dict[tuple[str, str, str | None], tuple[str, Charge]] = {}
    for path, charge in draft.duties:
        earlier, other = answers.setdefault((charge.role, charge.duty, charge.site), (path, charge))
        if other.accountable != charge.accountable:
            place = f"at '{charge.site}'" if charge.site else "at every site"
            yield (
                f"{path}.accountable",
                f"{earlier} says that '{other.accountable}' is accountable {place}, this '{charge.accountable}'; "
                "there can be only one: keep one, or name a site for each",
            )
        elif other is not charge:
            yield path, f"{earlier} lists this duty for the same place; keep one"
        for part in PARTS:
            repeated = _repeated(getattr(charge, part))
            yield from ((f"{path}.{part}", f"'{key}' is listed twice; keep one") for key in repeated)


def _repeated(ids: tuple[str, ...]) -> list[str]:
    return [key for key, count in Counter(ids).items() if count > 1]


def _absences(draft: _Draft, today: date | None) -> Iterator[Finding]:
    """Whoever is away needs a deputy who is there. Two who stand in for each other are fine until both are away."""
    people = draft.company.people
    for key, person in people.items():
        if person.deputy == key:
            yield f"people.{key}.deputy", "nobody stands in for themselves; name another person or team"
        elif person.is_away(today) and not person.left:
            if person.deputy is None:
                yield f"people.{key}", f"{person.name} is away without a deputy; name one, or remove 'away'"
                continue
            chain = [key]
            while (following := people.get(chain[-1])) and following.is_away(today) and following.deputy:
                chain.append(following.deputy)
                if chain[-1] in chain[:-1]:
                    break
            names = [people[each].name for each in chain if each in people]
            if chain[-1] == key:
                circle = " for ".join(reversed(names))
                yield f"people.{key}.deputy", f"a circle of people who are away ({circle}); name someone who is there"
            elif (deputy := people.get(person.deputy)) and deputy.is_away(today):
                yield f"people.{key}.deputy", f"{deputy.name} is away too; name someone who is there"


def _names(draft: _Draft) -> Iterator[Finding]:
    """A name or alias means one site or one team, for people answer with it when they are asked which."""
    claims: dict[tuple[str, ...], list[str]] = defaultdict(list)
    for table in ("sites", "teams"):
        for key, entry in getattr(draft.company, table).items():
            claims[name_words(entry.name)].append(f"{table}.{key}.name")
            for number, alias in enumerate(entry.aliases):
                claims[name_words(alias)].append(f"{table}.{key}.aliases[{number}]")
    for words, paths in claims.items():
        for path in paths[1:] if words else paths:
            name = " ".join(words)
            yield path, f"'{name}' is {paths[0]} too; change one" if words else "a name needs a letter or a digit"


def name_words(text: str) -> tuple[str, ...]:
    """A name or a sentence as the words that are compared: lower case, without punctuation."""
    return tuple(re.findall(r"\w+", text.casefold()))
