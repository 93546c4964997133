"""Faults that people bring about: requests that are none, messages that are slow to read, many at once."""

import asyncio
import itertools
import socket
from collections.abc import Collection, Iterator, Sequence
from contextlib import contextmanager

from benchmarks.drills.asked import Fate
from benchmarks.drills.asking import RestAsker, client_session
from benchmarks.drills.population import Population
from benchmarks.drills.server import Server

AT_ONCE = 20
FINDER = "start the career test"
# Each as long as a message may be, or nearly.
WORST = (
    ("at a i " * 100).strip(),
    "nurse, " * 142,
    " ".join(itertools.islice(itertools.cycle(("who pays?", "what is a nurse?", "why?")), 90)),
)


@contextmanager
def shorter_than_nothing(server: Server) -> Iterator[Collection[str]]:
    request = (
        "POST /webhooks/rest/webhook HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
        "Content-Length: -5\r\n\r\n{}"
    )
    with socket.create_connection((server.settings.host, server.settings.port)) as connection:
        connection.sendall(request.encode())
        yield ()


async def say_the_worst(server: Server, population: Population) -> Sequence[str]:
    """One conversation says it all, once as questions and once in the career finder."""
    lost = []
    async with client_session() as session:
        asker = RestAsker(session, server.url)
        for text in (*WORST, FINDER, *WORST):
            tried = await asker.ask("", text)
            if tried.fate is Fate.silent:
                lost.append(f"{text[:30]!r}... got no reply in {tried.seconds:.0f} s.")
    return lost


async def ask_at_once(server: Server, population: Population) -> Sequence[str]:
    """One person over the web and one over REST send many messages without waiting for any."""
    await asyncio.gather(*(population.ask(person) for person in population.people[:2] for _ in range(AT_ONCE)))
    return ()
