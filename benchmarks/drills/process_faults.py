"""Faults of processes: the servers die, hang, are replaced or told to stop."""

import asyncio
import os
import signal
import socket
import threading
import time
from collections.abc import Collection, Iterator, Sequence
from contextlib import contextmanager, suppress

from benchmarks.drills.asked import Fate
from benchmarks.drills.causes import CannotBeCaused
from benchmarks.drills.population import Population
from benchmarks.drills.server import ACTIONS, RASA, Server
from bot.runtime.processes import actions_host

# What a server of something else might say.
NONSENSE = (
    b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 21\r\nConnection: close\r\n\r\n"
    b"<p>It works, too.</p>"
)
# Seconds in which a port must be free once its process is gone, and those after which the bot is told to stop.
SOON, MEANWHILE = 2.0, 0.3


@contextmanager
def actions_killed(server: Server) -> Iterator[Collection[str]]:
    os.kill(server.part(ACTIONS), signal.SIGKILL)
    yield ()


@contextmanager
def rasa_killed(server: Server) -> Iterator[Collection[str]]:
    os.kill(server.part(RASA), signal.SIGKILL)
    yield ()


@contextmanager
def actions_stopped(server: Server) -> Iterator[Collection[str]]:
    pid = server.part(ACTIONS)
    os.kill(pid, signal.SIGSTOP)
    try:
        yield ()
    finally:
        # Whoever watches it may have ended it.
        with suppress(ProcessLookupError):
            os.kill(pid, signal.SIGCONT)


@contextmanager
def nonsense(server: Server) -> Iterator[Collection[str]]:
    """The action server is gone, and something else answers at its port."""
    os.kill(server.part(ACTIONS), signal.SIGKILL)
    with _listening(actions_host(server.settings), server.settings.actions_port) as listener:
        threading.Thread(target=_talk_nonsense, args=(listener,), daemon=True).start()
        yield ()
        # Ends the accepting as well, which a mere close would not.
        listener.shutdown(socket.SHUT_RDWR)


def _listening(host: str, port: int) -> socket.socket:
    deadline = time.monotonic() + SOON
    while True:
        try:
            return socket.create_server((host, port))
        except OSError as error:
            if time.monotonic() > deadline:
                raise CannotBeCaused(f"The port {port} was taken again at once.") from error
            time.sleep(0.002)


def _talk_nonsense(listener: socket.socket) -> None:
    with suppress(OSError):
        while True:
            connection, _ = listener.accept()
            with connection, suppress(OSError):
                connection.recv(65536)
                connection.sendall(NONSENSE)


async def drain(server: Server, population: Population) -> Sequence[str]:
    """Many ask at once, and the bot is told to stop; who was being answered is, and then it is started again."""
    asking = [asyncio.create_task(population.ask(person)) for person in population.people[::2]]
    await asyncio.sleep(MEANWHILE)
    told = time.monotonic()
    os.kill(server.pid, signal.SIGTERM)
    asked = await asyncio.gather(*asking)
    await asyncio.to_thread(server.wait)
    await asyncio.to_thread(server.start)
    return [
        f"{each.conversation}: {each.text!r} was being answered when the bot was told to stop, and was cut off."
        for each in asked
        if each.last.began < told < each.last.ended and each.last.fate in (Fate.cut, Fate.refused)
    ]
