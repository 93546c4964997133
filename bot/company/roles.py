"""The roles that a company file may name, by id: those of a store, or of knowledge as it was read."""

from collections.abc import Iterator, Mapping

from bot.knowledge.files import Knowledge
from bot.knowledge.model import Role
from bot.knowledge.store import Store


def roles_of(knowledge: Knowledge | Store) -> Mapping[str, Role]:
    """Roles by id."""
    return _StoredRoles(knowledge) if isinstance(knowledge, Store) else {role.id: role for role in knowledge.roles}


class _StoredRoles(Mapping[str, Role]):
    """The roles of a store, each read when it is asked for: an imported store has a thousand."""

    def __init__(self, store: Store):
        self._store = store

    def __getitem__(self, role_id: str) -> Role:
        return self._store.role(role_id)

    def __iter__(self) -> Iterator[str]:
        return iter(self._store.titles)

    def __len__(self) -> int:
        return len(self._store.titles)

    def __contains__(self, role_id: object) -> bool:
        return role_id in self._store.titles
