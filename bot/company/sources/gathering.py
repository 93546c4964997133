"""All sources of a company read, one after the other: what is wrong with any of them is told of all at once."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import TypeVar

from bot.company.sheets import Sheet, read_sheet
from bot.company.sources.catalogue import read_catalogue, users_sheet
from bot.company.sources.codeowners import read_codeowners
from bot.company.sources.directory import read_directory
from bot.company.sources.found import Found
from bot.company.sources.listed import CALENDARS, Calendar, Sources, begins_like_calendar
from bot.company.sources.scim import groups_of, staff_of
from bot.company.sources.shifts import read_shifts
from bot.company.sources.slack import staff_of_workspace, teams_of_workspace
from bot.company.sources.workspace import read_workspace
from bot.errors import InvalidKnowledge

Read = TypeVar("Read")


@dataclass(frozen=True)
class Gathered:
    """People as staff lists, and what was found beside them; handles: whom the keeper says that owners are."""

    sheets: Sequence[Sheet] = ()
    found: Sequence[Found] = ()
    handles: Mapping[str, str] = field(default_factory=dict)
    notes: Sequence[str] = ()


@dataclass(frozen=True)
class Access:
    """What services are read with. directory, slack: the token of each; slack_url: where Slack's methods are."""

    directory: str = ""
    slack: str = ""
    slack_url: str = ""


def gather(sources: Sources, folder: Path, access: Access, today: date) -> Gathered:
    """Reads what is set up; folder: where files are looked for.

    Raises InvalidKnowledge with every problem of every file, and DirectoryError.
    """
    reading = _Reading()
    sheets = [reading.of(read_sheet, folder / name) for name in sources.staff]
    found: list[Found | None] = []
    notes: list[str] = []
    for catalogue in sources.catalogues:
        path = folder / catalogue.file
        found.append(reading.of(read_catalogue, path, catalogue.file))
        if catalogue.people and found[-1]:
            sheets.append(users_sheet(path))
    for owners in sources.code_owners:
        found.append(reading.of(read_codeowners, folder / owners.file, owners.file, owners.systems))
    found += (reading.of(_rota, each, folder / each.file, sources.dates or "", today) for each in sources.calendars)
    reading.end()
    if sources.directory:
        resources = read_directory(sources.directory.url, access.directory)
        sheets.append(staff_of(resources, notes))
        groups = sources.directory.groups
        found.insert(0, groups_of(resources, sources.directory.url, groups))
    if sources.slack:
        workspace = read_workspace(access.slack_url, access.slack)
        # What a list of the company's own says of somebody counts more, and that is what comes later.
        sheets.insert(0, staff_of_workspace(workspace, notes))
        found.append(teams_of_workspace(workspace, sources.slack.groups))
    return Gathered([each for each in sheets if each], [each for each in found if each], sources.owners, notes)


def _rota(calendar: Calendar, path: Path, dates: str, today: date) -> Found:
    """The rota of a calendar or of a table of shifts. Raises InvalidKnowledge."""
    name, team = calendar.name or "", calendar.team or ""
    if path.suffix.lower() not in CALENDARS and not begins_like_calendar(path):
        return read_shifts(path, calendar.file, dates, name, team)
    # The libraries for calendars take half a second to import.
    from bot.company.sources.ical import read_calendar

    return read_calendar(path, calendar.file, today, name, team)


class _Reading:
    """Reads on where a file has problems, and tells all of them in the end."""

    def __init__(self) -> None:
        self._problems: list[object] = []

    def of(self, read: Callable[..., Read], *arguments: object) -> Read | None:
        try:
            return read(*arguments)
        except InvalidKnowledge as error:
            self._problems += error.problems
            return None

    def end(self) -> None:
        """Raises InvalidKnowledge where anything was wrong."""
        if self._problems:
            raise InvalidKnowledge(list(dict.fromkeys(self._problems)))
