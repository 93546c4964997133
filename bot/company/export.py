"""A company out of staff lists: sites, teams, people with title and manager, and what was taken for what."""

from collections import ChainMap, Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from bot.company.columns import columns_in
from bot.company.earlier import Earlier
from bot.company.forms import Email, Phone, SlackName, Zone
from bot.company.names import free_id, name_words
from bot.company.sheets import Sheet
from bot.company.staff import Managers, Worker, dates_style, rows_of, style_or_first, workers_of
from bot.errors import InvalidKnowledge
from bot.knowledge.parsing import Problem

# Fields that a cell may hold in a form that nothing can be reached by.
_FORMS = {"email": Email.regex, "phone": Phone.regex, "slack": SlackName.regex, "zone": Zone.regex}
# What makes a list one of people.
_NEEDED = (("name",), ("first_name",), ("last_name",))


@dataclass(frozen=True)
class Export:
    """What company.yml holds of some staff lists, and how they were read.

    taken: of each column, by file and name, the field it was taken for, empty where it was left out, with an example.
    notes: what is worth a look, each with file and row. style: how dates were read; is_told: whether the lists told it.
    """

    content: dict[str, Any]
    taken: tuple[tuple[str, str, str, str], ...]
    notes: tuple[str, ...]
    style: str
    is_told: bool
    empty: int
    rows: int


def read_export(
    sheets: Sequence[Sheet], name: str, today: date, dates: str = "", before: Mapping[str, Any] | None = None
) -> Export:
    """The company in staff lists; dates: one of bot.company.dates.STYLES, found out where it is empty.

    before: the people of an earlier import by id; who is one of them has that id again.
    Raises InvalidKnowledge where a sheet has no column of names.
    """
    problems = [
        Problem(sheet.file, "row 1", f"no column is one of people's names; there are {', '.join(sheet.header)}")
        for sheet in sheets
        if not any(all(each in columns_in(sheet.header) for each in needed) for needed in _NEEDED)
    ]
    if problems:
        raise InvalidKnowledge(problems)
    notes: list[str] = []
    found = dates_style(sheets)
    style = style_or_first(found, dates)
    rows = [row for sheet in sheets for row in rows_of(sheet, style, today, notes)]
    workers = workers_of(rows)
    content = {"name": name, **_Map(workers, notes, before or {}).content()}
    taken = tuple(each for sheet in sheets for each in _taken(sheet))
    empty = sum(sheet.empty for sheet in sheets)
    return Export(content, taken, tuple(notes), style, bool(dates or found), empty, len(rows))


def _taken(sheet: Sheet) -> list[tuple[str, str, str, str]]:
    """Of each column of a sheet what it was taken for, and an example."""
    fields = {place: name for name, places in columns_in(sheet.header).items() for place in places}
    examples = {
        place: next((line[place] for _, line in sheet.rows if place < len(line) and line[place]), "")
        for place in range(len(sheet.header))
    }
    return [
        (sheet.file, column, fields.get(place, ""), examples[place])
        for place, column in enumerate(sheet.header)
        if column
    ]


class _Map:
    """Makes what company.yml holds of workers."""

    def __init__(self, workers: Sequence[Worker], notes: list[str], before: Mapping[str, Any]):
        self._workers, self._notes = workers, notes
        self._earlier = Earlier(before, workers)
        self._sites: dict[str, dict[str, Any]] = {}
        self._teams: dict[str, dict[str, Any]] = {}
        self._keys: dict[tuple[str, tuple[str, ...]], str] = {}
        self._people: dict[str, dict[str, Any]] = {}

    def content(self) -> dict[str, Any]:
        for worker in self._workers:
            self._place(self._sites, "site", worker.cell("site"))
        for worker in self._workers:
            self._place(self._teams, "team", worker.cell("team"))
        ids: list[str] = []
        taken: ChainMap[str, Any] = ChainMap(self._people, self._teams)
        for worker in self._workers:
            key = self._earlier.id(worker) or free_id(worker.name, ChainMap(taken, self._earlier.reserved))
            ids.append(key)
            self._people[key] = self._person(worker)
        managers = Managers(self._workers)
        for key, worker in zip(ids, self._workers, strict=True):
            self._manage(key, worker, managers, ids)
        for key, worker in zip(ids, self._workers, strict=True):
            self._away(key, worker)
        names = Counter(person["name"] for person in self._people.values() if not person.get("left"))
        self._notes += [f"{count} people are called {name}" for name, count in names.items() if count > 1]
        return {"sites": self._sites, "teams": self._teams, "people": self._people}

    def _place(self, table: dict[str, dict[str, Any]], kind: str, name: str) -> str:
        """The id of a site or team, which is entered when it is first named; empty for no name."""
        words = name_words(name)
        if not words:
            return ""
        if (kind, words) not in self._keys:
            # People answer with these names when they are asked which: one must not mean two.
            told = f"{name} team" if kind == "team" and ("site", words) in self._keys else name
            self._keys[kind, words] = free_id(told, table)
            table[self._keys[kind, words]] = {"name": told}
        return self._keys[kind, words]

    def _person(self, worker: Worker) -> dict[str, Any]:
        where = worker.newest[0].where
        found: dict[str, Any] = {"name": worker.name}
        if title := worker.cell("title"):
            found["title"] = title
        for field, form in _FORMS.items():
            cell = worker.cell(field)
            if cell and form.match(cell):
                found[field] = cell
            elif cell:
                self._notes.append(f"{where}: '{cell}' is no {field} that anybody is reached by; it was left out")
        if languages := [
            each.strip() for each in worker.cell("languages").replace(";", ",").split(",") if each.strip()
        ]:
            found["languages"] = languages
        for kind, table in (("team", self._teams), ("site", self._sites)):
            if key := self._place(table, kind, worker.cell(kind)):
                found[kind] = key
        if worker.left:
            found["left"] = worker.left.isoformat()
        return found

    def _manage(self, key: str, worker: Worker, managers: Managers, ids: Sequence[str]) -> None:
        cell = worker.cell("manager")
        meant = [place for place in managers.find(cell) if not self._workers[place].left] if cell else []
        if len(meant) == 1 and ids[meant[0]] != key:
            self._people[key]["manager"] = ids[meant[0]]
        elif cell and not worker.left:
            why = "may be several people" if len(meant) > 1 else "is nobody who is in the list and has not left"
            self._notes.append(f"{worker.newest[0].where}: the manager '{cell}' {why}; it was left out")

    def _away(self, key: str, worker: Worker) -> None:
        """Who is on leave is stood in for by their manager until somebody else is named."""
        person = self._people[key]
        if not worker.newest[0].is_away or worker.left:
            return
        stands_in = person.get("manager")
        if stands_in and not self._people[stands_in].get("away"):
            person |= {"away": True, "deputy": stands_in}
            name = self._people[stands_in]["name"]
            self._notes.append(
                f"{worker.newest[0].where}: {worker.name} is away; {name} stands in until another is named"
            )
        else:
            self._notes.append(f"{worker.newest[0].where}: {worker.name} is away and nobody stands in; name a deputy")
