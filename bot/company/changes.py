"""What is another in a company than it was: who came, left or has another title, manager, team or site; what else."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import astuple, dataclass, fields
from typing import Any

from bot.company.draft import TABLES
from bot.company.model import Company, Person, Rota
from bot.company.names import title_key
from bot.tables import as_table

# Fields that name a person, a team or a site by its id, and what an entry of each table is called.
_REFERENCES = ("manager", "deputy", "lead", "members", "team", "site", "owner", "maintainers")
_KINDS = {"sites": "site", "teams": "team", "people": "person", "systems": "system", "rotas": "rota"}
# A cell of the table is no wider.
WIDEST = 48


@dataclass(frozen=True)
class Change:
    """One thing: kind is person, team, site, system, rota or title; what is came, left, gone or the field's name."""

    kind: str
    name: str
    what: str
    before: str = ""
    now: str = ""


def changes(before: Company, now: Company) -> tuple[Change, ...]:
    """All of them, people first."""
    tables = sorted(TABLES, key=lambda table: table != "people")
    found = [change for table in tables for change in _of_table(table, before, now)]
    return (*found, *_of_titles(before, now))


def _of_table(table: str, before: Company, now: Company) -> Iterator[Change]:
    old, new, kind = getattr(before, table), getattr(now, table), _KINDS[table]
    for key, entry in new.items():
        if key not in old:
            yield _new(kind, entry)
        elif entry != old[key]:
            yield from _of_entry(kind, old[key], entry, before, now)
    yield from (Change(kind, entry.name, "gone") for key, entry in old.items() if key not in new)


def _new(kind: str, entry: Any) -> Change:
    if not isinstance(entry, Person):
        return Change(kind, entry.name, "new")
    if entry.left:
        # They left before anybody was told of them.
        return Change(kind, entry.name, "new", "", f"left {entry.left}")
    return Change(kind, entry.name, "came", "", entry.title or "")


def _of_entry(kind: str, old: Any, new: Any, before: Company, now: Company) -> Iterator[Change]:
    if isinstance(new, Person) and bool(old.left) != bool(new.left):
        yield (
            Change(kind, new.name, "left", "", new.left) if new.left else Change(kind, new.name, "came", "", "is back")
        )
    for field in new.__fields__:
        was, is_now = getattr(old, field), getattr(new, field)
        if field == "shifts" and was != is_now:
            yield from _of_shifts(new, old, before, now)
        elif was != is_now and not (field == "left" and (not old.left or not new.left)):
            yield Change(kind, new.name, field, _shown(field, was, before), _shown(field, is_now, now))


def _of_shifts(new: Rota, old: Rota, before: Company, now: Company) -> Iterator[Change]:
    """Shifts that end and that are new; of a rota's months that pass by, and those that come, only how far it goes."""
    was = {(each.since, each.until, _name(each.person, before)) for each in old.shifts}
    are = {(each.since, each.until, _name(each.person, now)) for each in new.shifts}
    first = max(min((each[0] for each in was), default=""), min((each[0] for each in are), default=""))
    last = min(max((each[1] for each in was), default=""), max((each[1] for each in are), default=""))
    found = False
    for since, until, person in sorted(was | are):
        if first <= since and until <= last and ((since, until, person) in was) != ((since, until, person) in are):
            found = True
            cells = (person, "") if (since, until, person) in was else ("", person)
            yield Change("rota", new.name, f"{since} to {until}", *cells)
    if not found:
        yield Change("rota", new.name, "shifts", _extent(was), _extent(are))


def _extent(shifts: Collection[tuple[str, str, str]]) -> str:
    return f"{len(shifts)} until {max(each[1] for each in shifts)[:10]}" if shifts else "none"


def _of_titles(before: Company, now: Company) -> Iterator[Change]:
    """Titles whose nearest occupation is another; that there is a new one, its people tell."""
    was = {title_key(each.title): each.role or "" for each in before.titles}
    for each in now.titles:
        key = title_key(each.title)
        if key in was and was[key] != (each.role or ""):
            yield Change("title", each.title, "role", was[key], each.role or "")


def _shown(field: str, value: Any, company: Company) -> str:
    if isinstance(value, tuple):
        return ", ".join(_shown(field, each, company) for each in value)
    if field in _REFERENCES and value:
        return company.sites[value].name if field == "site" and value in company.sites else _name(value, company)
    if field == "away":
        return f"until {value.until}" if value and value.until else "yes" if value else ""
    return "" if value is None else str(value)


def _name(key: str, company: Company) -> str:
    tables: tuple[Mapping[str, Any], ...] = (company.people, company.teams)
    return next((table[key].name for table in tables if key in table), key)


def changes_text(found: Sequence[Change]) -> str:
    """The changes as a table of plain text; one line where there are none."""
    if not found:
        return "Nothing changed."
    return as_table([field.name for field in fields(Change)], map(astuple, found), widest=WIDEST)
