"""What a company's map is read from: company.sources.yml beside the company file, or what an import is given."""

import os
from collections.abc import Sequence
from pathlib import Path
from typing import Any, Literal

import yaml
from pydantic import Field

from bot.company.files import write_whole
from bot.company.model import Entry
from bot.company.sheets import read_sheet
from bot.company.sources.shifts import is_of_shifts
from bot.errors import InvalidKnowledge, SettingError
from bot.knowledge.model import Text
from bot.knowledge.parsing import Problem, load_yaml, parse

SUFFIX = ".sources.yml"
CALENDARS, _CATALOGUES = (".ics", ".ical", ".ifb", ".icalendar"), (".yml", ".yaml")


class Directory(Entry):
    """A directory that speaks SCIM 2.0; its token is in the environment, never here."""

    url: Text
    groups: tuple[Text, ...] | None = Field(None, description="The groups that are teams; without it, all of them.")


class SlackMembers(Entry):
    """The Slack workspace that the token in the environment is of."""

    groups: tuple[Text, ...] | None = Field(
        None, description="The user groups that are teams; without it, all of them."
    )


class Catalogue(Entry):
    file: Text
    people: bool = Field(False, description="Whether its users are the company's people, like those of a staff list.")


class CodeOwners(Entry):
    file: Text
    systems: dict[str, Text] = Field({}, description="Systems by name, each with its folder; else each folder is one.")


class Calendar(Entry):
    """A calendar, or a table of shifts."""

    file: Text
    name: Text | None = Field(None, description="What the rota is called; else as the calendar calls itself.")
    team: Text | None = Field(None, description="The team whose rota it is, by id, name or address.")


class Sources(Entry):
    """Files and directories, in the order in which they count; files are looked for from the company file's folder."""

    staff: tuple[Text, ...] = ()
    dates: Literal["dmy", "mdy"] | None = None
    directory: Directory | None = None
    slack: SlackMembers | None = None
    catalogues: tuple[Catalogue, ...] = ()
    code_owners: tuple[CodeOwners, ...] = ()
    calendars: tuple[Calendar, ...] = ()
    owners: dict[str, Text] = Field({}, description="Handles such as '@jdoe', each with an id, a name or an address.")

    @property
    def names(self) -> tuple[str, ...]:
        """All that there are, as problems call them."""
        addresses = (*([self.directory.url] if self.directory else ()), *(["Slack"] if self.slack else ()))
        catalogues, owners = (each.file for each in self.catalogues), (each.file for each in self.code_owners)
        return (*self.staff, *addresses, *catalogues, *owners, *(each.file for each in self.calendars))

    def of_people(self, is_first: bool) -> "Sources":
        """The same; where there is no company yet and nobody else tells who is in it, catalogues' users are."""
        if self.staff or self.directory or self.slack or not is_first:
            return self
        return self.copy(update={"catalogues": tuple(each.copy(update={"people": True}) for each in self.catalogues)})


def sources_file(company: Path) -> Path:
    """Where the sources of a company file are listed: company.sources.yml for company.yml."""
    return company.with_suffix(SUFFIX)


def read_sources(company: Path) -> Sources:
    """What is set up for a company file.

    Raises SettingError where nothing is, and InvalidKnowledge with every problem of the file.
    """
    path = sources_file(company)
    if not path.is_file():
        raise SettingError(f"Nothing is set up: there is no {path}. Import with --keep once, or write it.")
    problems: list[Problem] = []
    content = load_yaml(path, path.name, problems)
    found = None if problems else parse(Sources, content, path.name, "", problems)
    if found is not None and not found.names:
        problems.append(Problem(path.name, "", "it names no source; name one, such as 'staff: [staff.csv]'"))
    if found is None or problems:
        raise InvalidKnowledge(problems)
    return found


def sources_of(files: Sequence[Path], url: str, dates: str, company: Path, slack: bool = False) -> Sources:
    """What an import is given, as it would be set up: files by what they are called or begin with."""
    folder = company.parent
    found: dict[str, Any] = {"staff": [], "catalogues": [], "code_owners": [], "calendars": []}
    for file in files:
        # From the company file's folder, so that an import and a later one mean the same by it.
        name = os.path.relpath(file.resolve(), folder)
        kind = _kind(file)
        found[kind].append(name if kind == "staff" else {"file": name})
    told = {**({"dates": dates} if dates else {}), **({"directory": {"url": url}} if url else {})}
    told |= {"slack": {}} if slack else {}
    return Sources.parse_obj({**found, **told})


def _kind(file: Path) -> str:
    suffix = file.suffix.lower()
    if file.name.lower().startswith("codeowners"):
        return "code_owners"
    if suffix in _CATALOGUES:
        return "catalogues"
    return "calendars" if suffix in CALENDARS or begins_like_calendar(file) or _has_shifts(file) else "staff"


def begins_like_calendar(file: Path) -> bool:
    """Whether a file is a calendar, whatever it is called."""
    try:
        with file.open("rb") as opened:
            return opened.read(64).lstrip(b"\xef\xbb\xbf \r\n").upper().startswith(b"BEGIN:VCALENDAR")
    except OSError:
        # Whoever reads it as what it may be says so.
        return False


def _has_shifts(file: Path) -> bool:
    try:
        return is_of_shifts(read_sheet(file, is_of_shifts).header)
    except InvalidKnowledge:
        return False


def check_unset(company: Path) -> None:
    """Raises SettingError where something is set up already: somebody may have edited it."""
    path = sources_file(company)
    if path.exists():
        raise SettingError(f"{path} exists already and was left as it is; add to it what else is to be read.")


def write_sources(sources: Sources, company: Path) -> Path:
    """Sets up what an import was given. Raises SettingError where something is set up already."""
    check_unset(company)
    path = sources_file(company)
    content = sources.dict(exclude_defaults=True)
    if sources.slack:
        # There is nothing that must be said of it.
        content["slack"] = sources.slack.dict(exclude_defaults=True)
    text = yaml.safe_dump(_plain(content), sort_keys=False, allow_unicode=True, width=110)
    head = (
        "# What the company's map is read from; `rolewise company sync` reads it again. docs/company.md describes it.\n"
    )
    write_whole(path, f"{head}{text}".encode())
    return path


def _plain(value: Any) -> Any:
    """The same with lists for tuples, as YAML has them."""
    if isinstance(value, dict):
        return {key: _plain(each) for key, each in value.items()}
    return [_plain(each) for each in value] if isinstance(value, (list, tuple)) else value
