"""Whom the owners of a source mean: people and teams of the map by name, address or handle, and never by a guess."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from typing import Any

from bot.company.names import unaccented, words_key


class Whom:
    """The people and teams of a company's content by all that sources call them.

    handles: what they are called elsewhere ('@jdoe'), with the id, name or address that tells who that is.
    """

    def __init__(self, content: Mapping[str, Any], handles: Mapping[str, str]):
        self._handles = {handle.casefold(): name for handle, name in handles.items()}
        self._people = _by_name(content.get("people") or {})
        self._teams = _by_name(content.get("teams") or {})
        self._ids = {*(content.get("people") or {}), *(content.get("teams") or {})}
        self._left = {key for key, entry in (content.get("people") or {}).items() if entry.get("left")}

    def meant(self, written: str, people_only: bool = False) -> tuple[str, ...]:
        """The ids that may be meant: none where nobody is, several where it does not tell which."""
        for form in _forms(written):
            if (name := self._handles.get(form)) is not None:
                return (name,) if name in self._ids else self._named(name, people_only)
        kind, _, name = written.rpartition(":")
        bare = name.rpartition("/")[2]
        # '@org/team' is a team; of 'user:default/jane' and '@jane' it is said, or known, what they are.
        if written.startswith("@") and "/" in written:
            return self._teams.get(_key(bare), ())
        if kind.casefold() in ("user", "group"):
            return self._here((self._people if kind.casefold() == "user" else self._teams).get(_key(bare), ()))
        return self._named(bare.lstrip("@") if written.startswith("@") else name, people_only)

    def told_in(self, text: str) -> tuple[str, ...]:
        """The people whose address or whole name a text has in it, those of the longest name."""
        words = words_key(text).split()
        found: dict[int, dict[str, None]] = defaultdict(dict)
        for cell in text.split():
            found[len(words) + 1] |= dict.fromkeys(
                self._people.get(_key(cell.strip("<>()[],;:")), ()) if "@" in cell else ()
            )
        for length in range(len(words), 0, -1):
            for start in range(len(words) - length + 1):
                found[length] |= dict.fromkeys(self._people.get(" ".join(words[start : start + length]), ()))
        return self._here(next((tuple(found[length]) for length in sorted(found, reverse=True) if found[length]), ()))

    def _named(self, name: str, people_only: bool) -> tuple[str, ...]:
        teams = () if people_only else self._teams.get(_key(name), ())
        return self._here((*teams, *self._people.get(_key(name), ())))

    def _here(self, found: tuple[str, ...]) -> tuple[str, ...]:
        """Of several those who have not left."""
        return tuple(key for key in found if key not in self._left) or found


def _forms(written: str) -> Iterator[str]:
    """A reference as handles have it: with its namespace and without, and where it says of no kind, as a group."""
    text = written.casefold()
    yield text
    kind, _, name = text.rpartition(":")
    bare = name.rpartition("/")[2]
    if not text.startswith("@"):
        yield from (f"{each}:{bare}" for each in ((kind,) if kind else ("group", "user")))


def _key(name: str) -> str:
    """What names are compared by: an address as it is, of all others the words, whatever stands between them."""
    return unaccented(name) if "@" in name else words_key(name)


def _by_name(entries: Mapping[str, Any]) -> dict[str, tuple[str, ...]]:
    found: dict[str, dict[str, None]] = defaultdict(dict)
    for key, entry in entries.items():
        for name in (entry["name"], entry.get("email"), *entry.get("aliases", ())):
            if name and (words := _key(name)):
                found[words][key] = None
    return {words: tuple(keys) for words, keys in found.items()}
