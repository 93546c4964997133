"""The last good version of a company file, and of the tables beside it, on the disk: it goes on after a restart."""

from datetime import date
from pathlib import Path

from bot.company.beside import beside
from bot.company.files import read_company, write_whole
from bot.company.model import Company
from bot.errors import InvalidKnowledge
from bot.knowledge.store import Store


class LastGood:
    """A copy of a file as it was when it could be used, which knows whose it is."""

    def __init__(self, file: Path, copy: Path):
        self._file, self._copy = file, copy
        self._head = f"# The last version of {file} that could be used; it is written by the bot.\n".encode()

    def keep(self) -> None:
        """Keeps what stands in the file and beside it. Raises OSError."""
        _keep(self._copy, self._head + self._file.read_bytes())
        for part, table in beside(self._file).items():
            if table.is_file():
                _keep(beside(self._copy)[part], table.read_bytes())
            else:
                beside(self._copy)[part].unlink(missing_ok=True)

    def company(self, store: Store, today: date | None) -> Company | None:
        """The company in it; None where there is none, or one that can no longer be used."""
        try:
            return read_company(self._copy, store, today) if self._is_own() else None
        except (OSError, InvalidKnowledge):
            return None

    def forget(self) -> None:
        """Keeps none, where the one that there is is of this file. Raises OSError."""
        if self._copy.is_file() and self._is_own():
            for path in (self._copy, *beside(self._copy).values()):
                path.unlink(missing_ok=True)

    def _is_own(self) -> bool:
        """Whether the one that there is, is of this file. Raises OSError."""
        with self._copy.open("rb") as copy:
            return copy.readline() == self._head


def _keep(path: Path, content: bytes) -> None:
    if not (path.is_file() and path.read_bytes() == content):
        write_whole(path, content)
