"""Damaged SQLite files: set aside under another name, so that one that is whole can take their place."""

import fcntl
import logging
import os
import sqlite3
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

logger = logging.getLogger(__name__)

# What SQLite says of such a file.
_DAMAGED = ("file is not a database", "disk image is malformed")
# The end of its new name, before the time at which it was set aside.
_ASIDE = ".damaged-"
# Its journals go before it does: they would be taken for those of the new one.
_PARTS = ("-wal", "-shm", "-journal", "")


def is_damage(error: Exception) -> bool:
    """Whether an error says that an SQLite file is damaged."""
    return any(said in str(error) for said in _DAMAGED)


def set_aside(path: Path) -> None:
    """Moves the file away, with its journals, if it really is damaged; of processes that find it at once one does.

    Raises OSError where it cannot be moved.
    """
    with _alone_in(path.parent):
        if not _is_damaged(path):
            return
        aside = f"{path}{_ASIDE}{time.strftime('%Y%m%dT%H%M%S', time.gmtime())}"
        for part in _PARTS:
            if os.path.exists(f"{path}{part}"):
                os.replace(f"{path}{part}", f"{aside}{part}")
    logger.error("%s is damaged. It is kept as %s, and a new one was begun; nothing in it is known now.", path, aside)


def files_set_aside(path: Path) -> list[Path]:
    """The damaged files, and their journals, that stood in that file's place."""
    return sorted(path.parent.glob(f"{path.name}{_ASIDE}*"))


def _is_damaged(path: Path) -> bool:
    if not path.is_file():
        return False
    try:
        with closing(sqlite3.connect(f"{path.as_uri()}?mode=rw", uri=True)) as database:
            return database.execute("PRAGMA quick_check(1)").fetchone() != ("ok",)
    except sqlite3.DatabaseError as error:
        return is_damage(error)


@contextmanager
def _alone_in(folder: Path) -> Iterator[None]:
    """Until the end, others who ask for the same folder wait."""
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX)
        yield
    finally:
        os.close(descriptor)
