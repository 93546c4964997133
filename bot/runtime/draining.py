"""A server that is told to stop finishes what it is answering, takes nothing new, and ends in time whatever hangs.

Sanic 21.12 goes on answering whoever keeps a connection that was in use then (bot.runtime.strict_http sees to that). It
counts the rounds of its loop and takes them for tenths of a second, which they are not where the loop is busy. And at
the end Python waits for every thread that has begun something, a call that nobody answers as well, for ever.
"""

import faulthandler
import os
import signal
from asyncio import AbstractEventLoop
from types import FrameType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sanic import Sanic

# Seconds after those that Sanic is given (SANIC_GRACEFUL_SHUTDOWN_TIMEOUT), in which a server that does not hang ends.
LAST = 1.5


def end_at_once() -> None:
    """Until its server runs, SIGTERM ends this process; the first one of a container would not hear it otherwise."""
    signal.signal(signal.SIGTERM, _end)


def _end(number: int, frame: FrameType | None) -> None:
    # Nothing has begun that anybody waits for, and whatever is being imported need not hear of it.
    os._exit(128 + number)


def end_in_time(app: "Sanic") -> None:
    """From its start, SIGTERM gives the app so many seconds as Sanic is told, and LAST more.

    Then what is still being answered is cut off; what hangs even so is ended with exit code 1, and where it hung is in
    the log. Who keeps the interpreter itself from running has to be killed.
    """

    async def listen(app: "Sanic", loop: AbstractEventLoop) -> None:
        seconds = app.config.GRACEFUL_SHUTDOWN_TIMEOUT
        told = False

        def bound(number: int, frame: FrameType | None) -> None:
            nonlocal told
            if not told:
                told = True
                # By a thread of the interpreter's own, which needs neither the loop nor Python.
                faulthandler.dump_traceback_later(seconds + LAST, exit=True)
                loop.call_soon_threadsafe(loop.call_later, seconds, _cut_off, app)

        # Beside Sanic's, which asyncio hears by a descriptor of its own: this one is called while the loop hangs, too.
        signal.signal(signal.SIGTERM, bound)

    app.register_listener(listen, "after_server_start")


def _cut_off(app: "Sanic") -> None:
    for connection in tuple(getattr(app.ctx, "connections", ())):
        connection.abort()
