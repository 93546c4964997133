"""Users and groups of a directory (SCIM 2.0) as a staff list and as teams."""

from collections.abc import Container, Iterable, Mapping
from typing import Any

from bot.company.sheets import Sheet
from bot.company.sources.directory import Resources
from bot.company.sources.found import Found, FoundTeam, one_line

ENTERPRISE = "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User"
# What the staff list calls its columns: names that bot/company/columns.yml knows.
COLUMNS = (
    "Employee ID",
    "Display Name",
    "Job Title",
    "Department",
    "Location",
    "Work Email",
    "Work Phone",
    "Manager ID",
)
FILE = "directory"


def staff_of(resources: Resources, notes: list[str]) -> Sheet:
    """The active users as a staff list: who is active no longer is in it no longer, and so is taken to have left."""
    rows = []
    nameless = []
    for number, user in enumerate(resources.users, 1):
        if not is_active(user):
            continue
        cells = _cells(user)
        if cells[1]:
            rows.append((number, cells))
        else:
            nameless.append(one_line(user.get("userName")) or one_line(user["id"]))
    if nameless:
        notes.append(f"{FILE}: users without a name were left out: {', '.join(nameless)}")
    return Sheet(FILE, COLUMNS, tuple(rows), "UTF-8", "none", len(resources.users) - len(rows), "user")


def _cells(user: Mapping[str, Any]) -> tuple[str, ...]:
    extension = user.get(ENTERPRISE)
    enterprise = extension if isinstance(extension, dict) else {}
    manager = enterprise.get("manager")
    email = address_of(user)
    return (
        user["id"],
        name_of(user),
        one_line(user.get("title")),
        one_line(enterprise.get("department")),
        one_line(_first(user.get("addresses"), ("work",)).get("locality")),
        email,
        one_line(_first(user.get("phoneNumbers"), ("work", "mobile", "")).get("value")).removeprefix("tel:"),
        # Some directories write the id alone.
        one_line(manager.get("value") if isinstance(manager, dict) else manager),
    )


def is_active(user: Mapping[str, Any]) -> bool:
    """Whether somebody may still sign in; who is not said to be inactive may."""
    active = user.get("active")
    return active is not False and one_line(active).casefold() != "false"


def name_of(user: Mapping[str, Any]) -> str:
    """What somebody is called: as the directory shows them, else first and last name; empty where it does not say."""
    parts = user.get("name")
    names = parts if isinstance(parts, dict) else {}
    whole = " ".join(filter(None, (one_line(names.get("givenName")), one_line(names.get("familyName")))))
    shown = one_line(user.get("displayName"))
    # A login is no name.
    return next((name for name in (shown, whole, one_line(names.get("formatted"))) if name and "@" not in name), "")


def address_of(user: Mapping[str, Any]) -> str:
    """Somebody's e-mail address: the one for work, else their name for signing in where that is one."""
    found = one_line(_first(user.get("emails"), ("work", "")).get("value"))
    login = one_line(user.get("userName"))
    return found or (login if "@" in login else "")


def _first(values: Any, types: Iterable[str]) -> Mapping[str, Any]:
    """Of several values the primary one, else the first of the first type that there is; what is private is left."""
    fields = [each for each in values if isinstance(each, dict)] if isinstance(values, list) else []
    fitting = [each for kind in types for each in fields if one_line(each.get("type")).casefold() == kind]
    return next((each for each in fitting if each.get("primary") is True), fitting[0] if fitting else {})


def groups_of(resources: Resources, source: str, names: Container[str] | None = None) -> Found:
    """The groups as teams; names: of those that are teams of people, all where it is None."""
    notes = [] if resources.are_groups_told else [f"{FILE}: there is nothing at /Groups, so no groups were read"]
    active = {user["id"]: address_of(user) or name_of(user) for user in resources.users if is_active(user)}
    inner = {group["id"] for group in resources.groups}
    teams = []
    for group in resources.groups:
        name = one_line(group.get("displayName"))
        if not name:
            notes.append(f"{FILE}: the group {one_line(group['id'])} has no name; it was left out")
        elif names is None or name in names:
            listed = group.get("members")
            ids = [one_line(each.get("value")) for each in listed or () if isinstance(each, dict)]
            if not inner.isdisjoint(ids):
                notes.append(f"{FILE}: who is in the groups inside the group '{name}' is not counted as in it")
            # Who is active no longer is nobody's member.
            members = tuple(dict.fromkeys(active[key] for key in ids if active.get(key)))
            teams.append(FoundTeam(name, f"{FILE}, group '{name}'", members=members))
    return Found(source, teams=tuple(teams), notes=tuple(notes))
