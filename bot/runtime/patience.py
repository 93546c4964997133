"""How long a thread waits for PostgreSQL: a server that hangs says nothing, and libpq alone would wait for ever."""

import select
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import psycopg2
import sqlalchemy as sa
from psycopg2 import extensions
from sqlalchemy.engine import Engine

_mine = threading.local()


@contextmanager
def of(seconds: float) -> Iterator[None]:
    """Until the end, this thread waits for so long at most for PostgreSQL, all in all."""
    before, _mine.deadline = getattr(_mine, "deadline", None), time.monotonic() + seconds
    try:
        yield
    finally:
        _mine.deadline = before


def watch(engine: Engine) -> None:
    """From now on, psycopg2 waits as threads have said, and what was given up is not used again.

    A statement that was given up raises sqlalchemy.exc.OperationalError, and its connection is closed: a PostgreSQL
    that comes to itself later finds nobody there, and undoes what was not committed.
    """
    extensions.set_wait_callback(_wait)

    @sa.event.listens_for(engine, "handle_error")
    def disconnect(context: Any) -> None:
        if isinstance(context.original_exception, psycopg2.OperationalError) and _over():
            context.is_disconnect = True


def _wait(connection: Any) -> None:
    """As psycopg2's own for event loops, but not for ever."""
    waits = {extensions.POLL_READ: select.POLLIN, extensions.POLL_WRITE: select.POLLOUT}
    while (state := connection.poll()) != extensions.POLL_OK:
        poll = select.poll()
        poll.register(connection.fileno(), waits[state])
        if not poll.poll(_left()):
            # psycopg2 closes the connection of whoever raises here.
            raise psycopg2.OperationalError("timeout: the server did not answer")


def _left() -> float | None:
    """Milliseconds; None where this thread waits for ever."""
    deadline = getattr(_mine, "deadline", None)
    return None if deadline is None else max(0.0, 1000 * (deadline - time.monotonic()))


def _over() -> bool:
    return _left() == 0.0
