"""The last good version of a company file on the disk, so that it goes on after a restart as well."""

import os
from datetime import date
from pathlib import Path

from bot.company.files import read_company
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
        self._copy.parent.mkdir(parents=True, exist_ok=True)
        scratch = self._copy.with_name(f"{self._copy.name}.{os.getpid()}.new")
        try:
            scratch.write_bytes(whole)
            os.replace(scratch, self._copy)
        finally:
            scratch.unlink(missing_ok=True)

    def company(self, store: Store, today: date | None) -> Company | None:
        """The company in it; None where there is none, or one that can no longer be used."""
        try:
            with self._copy.open("rb") as file:
                if file.readline() != self._head:
                    return None
            return read_company(self._copy, store, today)
        except (OSError, InvalidKnowledge):
            return None

    def forget(self) -> None:
        """Keeps none, where the one that there is is of this file. Raises OSError."""
        if self._copy.is_file() and self._copy.read_bytes().startswith(self._head):
            self._copy.unlink(missing_ok=True)
