"""The last good version of a company file on the disk, so that it goes on after a restart as well."""

from datetime import date
from pathlib import Path

from bot.company.files import read_company, write_whole
from bot.company.model import Company
from bot.errors import InvalidKnowledge
from bot.knowledge.store import Store


class LastGood:
    """A copy of a file as it was when it could be used, which knows whose it is."""

    def __init__(self, file: Path, copy: Path):
        self._copy = copy
        self._head = f"# The last version of {file} that could be used; it is written by the bot.\n".encode()

    def keep(self, content: bytes) -> None:
        """Keeps what stands in the file. Raises OSError."""
        whole = self._head + content
        if self._copy.is_file() and self._copy.read_bytes() == whole:
            return
        write_whole(self._copy, whole)

    def company(self, store: Store, today: date | None) -> Company | None:
        """The company in it; None where there is none, or one that can no longer be used."""
        try:
            return read_company(self._copy, store, today) if self._is_own() else None
        except (OSError, InvalidKnowledge):
            return None

    def forget(self) -> None:
        """Keeps none, where the one that there is is of this file. Raises OSError."""
        if self._copy.is_file() and self._is_own():
            self._copy.unlink(missing_ok=True)

    def _is_own(self) -> bool:
        """Whether the one that there is, is of this file. Raises OSError."""
        with self._copy.open("rb") as copy:
            return copy.readline() == self._head
