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
from benchmarks.drills.holding_up import held_up, held_up_again_and_again
from benchmarks.drills.population import Population
from benchmarks.drills.server import ACTIONS, RASA, Server
from bot.runtime.processes import actions_host

# What a server of something else might say.
NONSENSE = (
    b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 21\r\nConnection: close\r\n\r\n"
    b"<p>It works, too.</p>"
)
# Seconds by which the clock is moved: to beyond any session, lock and pause.
MOVED = 3 * 60 * 60.0
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


async def kill_in_mid_answer(server: Server, population: Population) -> Sequence[str]:
    """Many ask at once, and Rasa's server is killed; what came of it is told by what is kept."""
    asking = [asyncio.create_task(population.ask(person)) for person in population.people[::2]]
    await asyncio.sleep(MEANWHILE)
    os.kill(server.part(RASA), signal.SIGKILL)
    await asyncio.gather(*asking)
    return ()


@contextmanager
def clock_moved(server: Server) -> Iterator[Collection[str]]:
    """On, and back again at the end."""
    if server.clock is None:
        raise CannotBeCaused("This server goes by the clock of the machine.")
    server.clock.move(MOVED)
    try:
        yield ()
    finally:
        server.clock.move(0)


@contextmanager
def actions_slow(server: Server) -> Iterator[Collection[str]]:
    """It does what it is asked, after a while."""
    with held_up_again_and_again(lambda: [server.part(ACTIONS)]):
        yield ()


@contextmanager
def actions_stopped(server: Server) -> Iterator[Collection[str]]:
    with held_up([server.part(ACTIONS)]):
        yield ()


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
