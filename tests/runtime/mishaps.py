"""What happens to databases: they are in use, full, read-only, damaged or gone; each for real, and for a while."""

import os
import sqlite3
import subprocess
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager, suppress
from pathlib import Path

import pytest


@contextmanager
def in_use(path: Path) -> Iterator[None]:
    """Another process is writing, and does not end."""
    with closing(sqlite3.connect(path, isolation_level=None)) as other:
        other.execute("BEGIN EXCLUSIVE")
        yield
        other.execute("ROLLBACK")


@contextmanager
def disk(folder: Path) -> Iterator[Path]:
    """A folder on a small disk of its own, where whoever runs this may mount one."""
    folder.mkdir(parents=True)
    mounted = not subprocess.call(
        ["mount", "-t", "tmpfs", "-o", "size=8m", "tmpfs", str(folder)], stderr=subprocess.DEVNULL
    )
    try:
        yield folder
    finally:
        if mounted:
            subprocess.check_call(["umount", "--lazy", str(folder)])


@contextmanager
def full(path: Path) -> Iterator[None]:
    """There is no room left on the disk of the file."""
    if not os.path.ismount(path.parent):
        pytest.skip("only who may mount a disk can fill one")
    rest = path.parent / "rest"
    with suppress(OSError), rest.open("wb", buffering=0) as file:
        while file.write(bytes(4096)):
            pass
    try:
        yield
    finally:
        rest.unlink()


@contextmanager
def read_only(path: Path) -> Iterator[None]:
    """Nobody may write to the disk of the file."""
    if not os.path.ismount(path.parent):
        pytest.skip("only who may mount a disk can make one read-only")
    subprocess.check_call(["mount", "-o", "remount,ro", str(path.parent)])
    try:
        yield
    finally:
        subprocess.check_call(["mount", "-o", "remount,rw", str(path.parent)])


def deleted(path: Path) -> None:
    path.unlink()


def emptied(path: Path) -> None:
    os.truncate(path, 0)


def cut_off(path: Path) -> None:
    os.truncate(path, path.stat().st_size // 2 + 100)


def overwritten(path: Path) -> None:
    path.write_bytes(b"this was a database" * 1000)


def scratched(path: Path) -> None:
    """All but the first page is noise."""
    with path.open("r+b") as file:
        file.seek(4096)
        file.write(b"\xa5" * (path.stat().st_size - 4096))


def without_tables(path: Path) -> None:
    with closing(sqlite3.connect(path)) as database, database:
        database.execute("DROP TABLE events")


LOSSES: list[Callable[[Path], None]] = [deleted, emptied, cut_off, overwritten, scratched, without_tables]
# Those after which the file cannot be used as it is.
DAMAGES = [cut_off, overwritten, scratched]
