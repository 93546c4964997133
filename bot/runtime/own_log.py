"""Keeps the log of a process of ours small, and tells in it where a crash or a hang was.

The log is what goes to standard error: what we log, what libraries print, what the interpreter says when it crashes,
all in order. So the process itself exchanges the file under its descriptor. Each write goes to the old file or to the
new one, whole, and no other process need be alive for it.
"""

import faulthandler
import os
import signal
import sys
import threading
import time
from pathlib import Path

# Bytes after which a log is put aside, how many of those are kept, and the seconds between two looks.
LARGEST = 5 * 1024 * 1024
OLDER = 2
INTERVAL = 1.0
# Names the log to the process that writes it.
VARIABLE = "ROLEWISE_LOG"
# Whoever finds the process hanging sends it this before it is killed.
WHERE = signal.SIGUSR1


def look_after_own_log() -> None:
    """From now on, the log never has many more bytes than LARGEST, and WHERE makes all threads tell where they are."""
    faulthandler.enable()
    faulthandler.register(WHERE, all_threads=True)
    log = os.environ.get(VARIABLE)
    if log:
        threading.Thread(target=_keep_small, args=(Path(log),), name="own-log", daemon=True).start()


def _keep_small(log: Path) -> None:
    # The shell's standard output is the terminal.
    ours = [number for number in (1, 2) if _same(number, 2)]
    while True:
        time.sleep(INTERVAL)
        try:
            if os.fstat(2).st_size >= LARGEST:
                _exchange(log, ours)
        except OSError as error:
            print(f"The log cannot be put aside ({error}).", file=sys.stderr)


def _same(one: int, other: int) -> bool:
    try:
        return os.path.sameopenfile(one, other)
    except OSError:
        return False


def _exchange(log: Path, descriptors: list[int]) -> None:
    # Opened before anything is moved: where that fails, all stays as it is.
    fresh = log.with_name(f"{log.name}.new")
    opened = os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_TRUNC | os.O_APPEND, 0o600)
    try:
        put_aside(log)
        os.replace(fresh, log)
        for descriptor in descriptors:
            os.dup2(opened, descriptor)
    finally:
        os.close(opened)


def make_room(log: Path) -> None:
    """Puts a log aside that nobody writes to and that has become too large."""
    if log.is_file() and log.stat().st_size >= LARGEST:
        put_aside(log)


def put_aside(log: Path) -> None:
    """Gives a log the number 1 and each older one the next; the oldest goes."""
    for number in range(OLDER, 0, -1):
        younger = log if number == 1 else older(log, number - 1)
        if younger.exists():
            os.replace(younger, older(log, number))


def older(log: Path, number: int) -> Path:
    """Where a log is kept that was put aside, the latest of them with the number 1."""
    return log.with_name(f"{log.name}.{number}")
