"""Faults of files: the database of conversations, the knowledge store, the company file."""

import os
import resource
import shutil
import sqlite3
import subprocess
import time
from collections.abc import Collection, Iterator
from contextlib import closing, contextmanager, suppress
from pathlib import Path

from benchmarks.drills.causes import CannotBeCaused
from benchmarks.drills.server import RASA, Server

# Of the disk that conversations are on, and seconds in which it must come to rest before it is made read-only.
SIZE, REST = "256m", 5.0
# Files that SQLite keeps beside a database.
BESIDE = ("-wal", "-shm", "-journal")


@contextmanager
def disk(folder: Path) -> Iterator[Path]:
    """A folder on a small disk of its own where we may mount one, else a plain one."""
    folder.mkdir(parents=True)
    options = ["-t", "tmpfs", "-o", f"size={SIZE}", "tmpfs"]
    mounted = _succeeds("mount", *options, str(folder))
    try:
        yield folder
    finally:
        if mounted:
            subprocess.check_call(["umount", "--lazy", str(folder)])


def _succeeds(*command: str) -> bool:
    try:
        return subprocess.run(command, capture_output=True).returncode == 0
    except OSError:
        return False


@contextmanager
def in_use(server: Server) -> Iterator[Collection[str]]:
    """Another process, this one, writes and does not end."""
    path = server.settings.conversations
    # check_same_thread: the cause may be ended by another thread than the one that began it.
    with closing(sqlite3.connect(path, isolation_level=None, timeout=30, check_same_thread=False)) as other:
        other.execute("BEGIN EXCLUSIVE")
        yield ()
        other.execute("ROLLBACK")


@contextmanager
def deleted(server: Server) -> Iterator[Collection[str]]:
    for path in _files(server.settings.conversations):
        path.unlink()
    yield ()


@contextmanager
def cut_off(server: Server) -> Iterator[Collection[str]]:
    path = server.settings.conversations
    os.truncate(path, path.stat().st_size // 2 + 100)
    yield ()


@contextmanager
def read_only(server: Server) -> Iterator[Collection[str]]:
    folder = server.settings.conversations.parent
    if not os.path.ismount(folder):
        raise CannotBeCaused("Only who may mount a disk can make one read-only.")
    if not _at_rest("mount", "-o", "remount,ro", str(folder)):
        raise CannotBeCaused("The disk was written to all the time, and cannot be made read-only then.")
    try:
        yield ()
    finally:
        subprocess.check_call(["mount", "-o", "remount,rw", str(folder)])


def _at_rest(*command: str) -> bool:
    deadline = time.monotonic() + REST
    while not _succeeds(*command):
        if time.monotonic() > deadline:
            return False
        time.sleep(0.01)
    return True


@contextmanager
def full(server: Server) -> Iterator[Collection[str]]:
    """No room is left on the disk; where we may mount none, the server may write to no file, which is worse."""
    folder = server.settings.conversations.parent
    if not os.path.ismount(folder):
        with _no_file_grows(server.part(RASA)):
            yield ()
        return
    rest = folder / "rest"
    try:
        with suppress(OSError), rest.open("wb", buffering=0) as file:
            while file.write(bytes(4096)):
                pass
        yield ()
    finally:
        rest.unlink()


@contextmanager
def _no_file_grows(pid: int) -> Iterator[None]:
    soft, hard = resource.prlimit(pid, resource.RLIMIT_FSIZE)
    resource.prlimit(pid, resource.RLIMIT_FSIZE, (0, hard))
    try:
        yield
    finally:
        with suppress(ProcessLookupError):
            resource.prlimit(pid, resource.RLIMIT_FSIZE, (soft, hard))


@contextmanager
def one_damaged(server: Server) -> Iterator[Collection[str]]:
    """The newest row can no longer be read, nor can so the conversation that it is of."""
    with closing(sqlite3.connect(server.settings.conversations, timeout=30)) as database, database:
        [(number, sender)] = database.execute("SELECT id, sender_id FROM events ORDER BY id DESC LIMIT 1").fetchall()
        database.execute("UPDATE events SET data = substr(data, 1, length(data) / 2) WHERE id = ?", (number,))
    yield (sender,)


@contextmanager
def store_replaced(server: Server) -> Iterator[Collection[str]]:
    with _spoilt(server.settings.store, b"This was a knowledge store." * 1000):
        yield ()


@contextmanager
def company_damaged(server: Server) -> Iterator[Collection[str]]:
    with _spoilt(server.settings.company, b"people: {isla: [\n\x00"):
        yield ()


@contextmanager
def _spoilt(path: Path, content: bytes) -> Iterator[None]:
    """Another file has the name, and what had it comes back."""
    sound, other = path.with_name(f"{path.name}.sound"), path.with_name(f"{path.name}.other")
    shutil.copy2(path, sound)
    other.write_bytes(content)
    os.replace(other, path)
    try:
        yield
    finally:
        os.replace(sound, path)


def _files(database: Path) -> list[Path]:
    paths = [database, *(database.with_name(database.name + end) for end in BESIDE)]
    return [path for path in paths if path.exists()]
