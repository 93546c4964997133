"""A company imported anew over the one before: what only a keeper knows is kept, what the list says counts."""

from collections.abc import Container, Mapping
from copy import deepcopy
from datetime import date
from typing import Any

# What staff lists never say, and what they may not say: kept of an entry of the same id.
_PARTS = ("systems", "rotas", "roles", "duties", "own_duties", "titles", "visibility")
_KEPT = {
    "sites": ("aliases",),
    "teams": ("aliases", "site", "channel", "email", "purpose", "lead", "members"),
    "people": ("aliases", "slack", "email", "phone", "zone", "languages", "deputy", "visibility"),
}
# What lists mostly say of people, with the column that it comes from: kept where they have no such column.
_SAID = {"title": "title", "manager": "manager", "team": "team", "site": "site", "away": "status"}


def merged(
    before: Mapping[str, Any], new: Mapping[str, Any], today: date, notes: list[str], said: Container[str] = ()
) -> dict[str, Any]:
    """What company.yml holds after an import; who is in the list no longer has left, which is said in notes.

    said: the columns that the list has.
    """
    of_people = (*_KEPT["people"], *(field for field, column in _SAID.items() if column not in said))
    found: dict[str, Any] = {**deepcopy(dict(new)), **{part: before[part] for part in _PARTS if part in before}}
    for table, kept in {**_KEPT, "people": of_people}.items():
        entries = found.setdefault(table, {})
        for key, entry in (before.get(table) or {}).items():
            if key not in entries:
                entries[key] = dict(entry)
                if table == "people" and not entry.get("left"):
                    entries[key] |= {"left": today.isoformat()}
                    notes.append(f"{entry['name']} is in the list no longer; they are taken to have left today")
                continue
            # When somebody left stays as it was said; a list that only says that they have would say today each day.
            if entry.get("left") and entries[key].get("left") == today.isoformat():
                entries[key]["left"] = entry["left"]
            entries[key] |= {name: entry[name] for name in kept if name in entry and name not in entries[key]}
    return found
