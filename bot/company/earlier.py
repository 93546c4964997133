"""Who of an earlier import is who in a new one, so that all keep their ids, whatever their names and their order."""

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any

from bot.company.names import unaccented
from bot.company.staff import Worker


class Earlier:
    """The ids that workers had before: by e-mail address, else by a name that only one has, before and now.

    reserved: the ids that are somebody else's, whoever is new.
    """

    def __init__(self, before: Mapping[str, Any], workers: Sequence[Worker]):
        """before: the entries of people by id."""
        addresses = Counter(_address(entry.get("email", "")) for entry in before.values())
        self._by_address = {
            address: key for key, entry in before.items() if addresses[address := _address(entry.get("email", ""))] == 1
        }
        now = Counter(_address(worker.cell("email")) for worker in workers)
        self._shared = {address for address, count in now.items() if not address or count > 1}
        self._names = Counter(unaccented(worker.name) for worker in workers)
        before_names = Counter(unaccented(entry["name"]) for entry in before.values())
        self._by_name = {
            name: key
            for key, entry in before.items()
            if before_names[name := unaccented(entry["name"])] == 1
            # Whoever has an address that is in the list is found by it; of those who left one may be a namesake.
            and _address(entry.get("email", "")) not in now.keys() - self._shared
            and not (entry.get("left") and entry.get("email"))
        }
        self.reserved = dict.fromkeys(before)

    def id(self, worker: Worker) -> str:
        """Their id of before; empty for who is new."""
        address = _address(worker.cell("email"))
        if address not in self._shared and address in self._by_address:
            return self._by_address[address]
        name = unaccented(worker.name)
        return self._by_name.get(name, "") if self._names[name] == 1 else ""


def _address(email: str) -> str:
    return email.strip().casefold()
