"""What sources say, put into a company's content: whom they mean is looked up, what nobody is meant by is reported."""

from collections import ChainMap, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from bot.company.forms import Email
from bot.company.names import free_id, name_words, words_key
from bot.company.sources.found import Found, FoundRota, FoundShift, FoundSystem, FoundTeam
from bot.company.sources.whom import Whom

# So many places are named of one who is nobody; of the others it is said how many.
MOST_PLACES = 5


def add_found(content: dict[str, Any], found: Sequence[Found], handles: Mapping[str, str], notes: list[str]) -> None:
    """Adds to a company's content what sources say, and takes out of it what they no longer say; notes tell the rest.

    An entry is changed by the source that it came from; others add what it lacks. handles: of the keeper's, as
    bot.company.sources.whom.Whom has them.
    """
    for table in ("sites", "teams", "people", "systems", "rotas"):
        content.setdefault(table, {})
    teams = _Teams(content, notes)
    members = [(each, teams.add(team), team) for each in found for team in each.teams]
    known = dict(ChainMap(dict(handles), *(dict(each.handles) for each in found)))
    adding = _Adding(content, Whom(content, known), notes)
    for each, key, team in members:
        adding.join(each.source, key, team)
    for each in found:
        notes += each.notes
        adding.systems(each)
        adding.rotas(each)
    adding.tell_unknown()


class _Teams:
    """Enters teams, each under names that mean no other team or site."""

    def __init__(self, content: dict[str, Any], notes: list[str]):
        self._content, self._notes = content, notes
        self._taken: dict[tuple[str, ...], str] = {}
        self._known: dict[str, str] = {}
        for table in ("sites", "teams"):
            for key, entry in content[table].items():
                for name in (entry["name"], *entry.get("aliases", ())):
                    self._taken[name_words(name)] = key
                    if table == "teams":
                        self._known.setdefault(words_key(name), key)

    def add(self, team: FoundTeam) -> str:
        """The id of a team; one that has one of its names is it."""
        names = (team.name, *team.aliases)
        key = next((self._known[words_key(name)] for name in names if words_key(name) in self._known), "")
        if not key:
            key = free_id(team.name, ChainMap(self._content["teams"], self._content["people"]))
            told = f"{team.name} team" if name_words(team.name) in self._taken else team.name
            self._content["teams"][key] = {"name": told}
            self._taken[name_words(told)] = key
        entry = self._content["teams"][key]
        self._known |= {words_key(name): key for name in names if words_key(name) not in self._known}
        free = [name for name in names if (words := name_words(name)) and words not in self._taken]
        if free:
            entry["aliases"] = [*entry.get("aliases", ()), *dict.fromkeys(free)]
            self._taken |= dict.fromkeys(map(name_words, free), key)
        if team.email and not Email.regex.match(team.email):  # type: ignore[union-attr]
            self._notes.append(f"{team.where}: '{team.email}' is no address; it was left out")
        elif team.email:
            entry["email"] = team.email
        if team.purpose:
            entry["purpose"] = team.purpose
        return key


class _Adding:
    """Enters members, systems and rotas."""

    def __init__(self, content: dict[str, Any], whom: Whom, notes: list[str]):
        self._content, self._whom, self._notes = content, whom, notes
        self._unknown: dict[tuple[str, str], list[str]] = defaultdict(list)

    def join(self, source: str, key: str, team: FoundTeam) -> None:
        """Names the members of a team, where the source says who they are."""
        if team.members is None:
            return
        members = self._ids(source, team.members, team.name, people_only=True)
        people = self._content["people"]
        # Whose team it is need not be named among those who are in it beside them.
        self._content["teams"][key]["members"] = [
            each for each in members if people[each].get("team") != key and not people[each].get("left")
        ]

    def systems(self, found: Found) -> None:
        table = self._content["systems"]
        known = _ids_by_name(table, found.source, found.systems)
        for system in found.systems:
            key = known.get(words_key(system.name)) or free_id(system.name, table)
            known[words_key(system.name)] = key
            self._system(table.setdefault(key, {"name": system.name, "source": found.source}), system, found.source)

    def _system(self, entry: dict[str, Any], system: FoundSystem, source: str) -> None:
        is_own = entry.get("source") == source
        owners = self._ids(source, system.owners, system.name)
        before = [key for key in (entry.get("owner"), *entry.get("maintainers", ())) if key]
        if is_own:
            # Whoever owned it once is not told when the source names others, or nobody.
            entry.pop("owner", None)
            entry.pop("maintainers", None)
        elif before and owners and set(before) != set(owners):
            says = ", ".join(system.owners)
            of = entry.get("source") or "the company file"
            self._notes.append(
                f"{system.where}: {says} owns {entry['name']} here, which {of} says otherwise; that counts"
            )
        if owners and (is_own or not before):
            entry |= {"owner": owners[0]} if len(owners) == 1 else {"maintainers": owners}
        for field, value in (("purpose", system.purpose), ("link", system.link)):
            if value and (is_own or field not in entry):
                entry[field] = value
        names = {words_key(name) for name in (entry["name"], *entry.get("aliases", ()))}
        if aliases := [name for name in system.aliases if words_key(name) not in names]:
            entry["aliases"] = [*entry.get("aliases", ()), *aliases]

    def rotas(self, found: Found) -> None:
        table = self._content["rotas"]
        known = _ids_by_name(table, found.source, found.rotas)
        for rota in found.rotas:
            key = known.get(words_key(rota.name)) or free_id(rota.name, table)
            entry = table.setdefault(key, {"name": rota.name})
            entry |= {"shifts": self._shifts(found.source, rota), "source": found.source}
            if rota.team and (team := self._ids(found.source, (rota.team,), rota.name)):
                self._place(entry, team[0], rota)

    def _place(self, entry: dict[str, Any], team: str, rota: FoundRota) -> None:
        if team in self._content["teams"]:
            entry["team"] = team
        else:
            self._notes.append(f"{rota.where}: '{rota.team}' is a person, and a rota is a team's; it was left out")

    def _shifts(self, source: str, rota: FoundRota) -> list[dict[str, str]]:
        shifts: dict[tuple[str, str, str], None] = {}
        for shift in rota.shifts:
            for ways in shift.people:
                if key := self._person(source, ways, shift):
                    shifts[shift.since, shift.until, key] = None
        return [{"since": since, "until": until, "person": person} for since, until, person in shifts]

    def _person(self, source: str, ways: tuple[str, ...], shift: FoundShift) -> str:
        for way in ways:
            found = self._whom.meant(way, people_only=True) or self._whom.told_in(way)
            if len(found) == 1:
                return found[0]
        self._unknown[source, " ".join(ways)].append(shift.where)
        return ""

    def _ids(self, source: str, written: Iterable[str], what: str, people_only: bool = False) -> list[str]:
        """The ids that some owners mean, each once; who is nobody, or may be several, is kept to be told."""
        ids: dict[str, None] = {}
        for each in written:
            found = self._whom.meant(each, people_only)
            if len(found) == 1 and not (people_only and found[0] not in self._content["people"]):
                ids[found[0]] = None
            else:
                self._unknown[source, each].append(what)
        return list(ids)

    def tell_unknown(self) -> None:
        """Adds to the notes who is nobody in the map, or may be several, each once with the places."""
        for (source, written), places in self._unknown.items():
            listed = ", ".join(dict.fromkeys(places[:MOST_PLACES]))
            more = f" and {len(places) - MOST_PLACES} more" if len(places) > MOST_PLACES else ""
            meant = self._whom.meant(written) or self._whom.told_in(written)
            why = f"may mean {' or '.join(meant)}" if len(meant) > 1 else "is nobody in the map"
            self._notes.append(f"{source}: '{written}' {why}; left out of {listed}{more}")


def _ids_by_name(
    table: dict[str, dict[str, Any]], source: str, named: Sequence[FoundSystem] | Sequence[FoundRota]
) -> dict[str, str]:
    """The ids of a table's entries by name, after those were taken out that a source names no longer."""
    names = {words_key(each.name) for each in named}
    for key, entry in list(table.items()):
        if entry.get("source") == source and words_key(entry["name"]) not in names:
            del table[key]
    return {words_key(entry["name"]): key for key, entry in table.items()}
