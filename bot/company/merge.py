"""A company imported anew over the one before: what only a keeper knows is kept, what the list says counts."""

from collections.abc import Mapping
from copy import deepcopy
from datetime import date
from typing import Any

# What staff lists never say, and what they may not say: kept of an entry of the same id.
_PARTS = ("systems", "rotas", "roles", "duties", "own_duties", "titles")
_KEPT = {
    "sites": ("aliases",),
    "teams": ("aliases", "site", "channel", "email", "purpose", "lead", "members"),
    "people": ("aliases", "slack", "email", "phone", "languages", "deputy"),
}


def merged(before: Mapping[str, Any], new: Mapping[str, Any], today: date, notes: list[str]) -> dict[str, Any]:
    """What company.yml holds after an import; who is in the list no longer has left, which is said in notes."""
    found: dict[str, Any] = {**deepcopy(dict(new)), **{part: before[part] for part in _PARTS if part in before}}
    for table, kept in _KEPT.items():
        entries = found.setdefault(table, {})
        for key, entry in (before.get(table) or {}).items():
            if key not in entries:
                entries[key] = dict(entry)
                if table == "people" and not entry.get("left"):
                    entries[key] |= {"left": today.isoformat()}
                    notes.append(f"{entry['name']} is in the list no longer; they are taken to have left today")
                continue
            entries[key] |= {name: entry[name] for name in kept if name in entry and name not in entries[key]}
    return found
