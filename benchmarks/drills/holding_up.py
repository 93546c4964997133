"""Processes that stand still: they take what they are sent, and do nothing."""

import os
import signal
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress

# Seconds for which processes that are slow stand still each time, and those between.
SLOW, BETWEEN = 0.4, 0.1


@contextmanager
def held_up(pids: Sequence[int]) -> Iterator[None]:
    """They stand still until the end."""
    _send(pids, signal.SIGSTOP)
    try:
        yield
    finally:
        _send(pids, signal.SIGCONT)


@contextmanager
def held_up_again_and_again(pids: Callable[[], Sequence[int]]) -> Iterator[None]:
    """They are slow until the end; pids: tells each time which they are."""
    over = threading.Event()

    def hold_up() -> None:
        while not over.wait(BETWEEN):
            with held_up(pids()):
                over.wait(SLOW)

    holding = threading.Thread(target=hold_up)
    holding.start()
    try:
        yield
    finally:
        over.set()
        holding.join()


def _send(pids: Sequence[int], number: int) -> None:
    for pid in pids:
        # Whoever watches it may have ended it, or it did with the connection that it served.
        with suppress(ProcessLookupError):
            os.kill(pid, number)
