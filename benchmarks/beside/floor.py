"""What no bot of this kind can do without: a server, the sentence encoder, the search; each by itself."""

import asyncio
import itertools
import statistics
import time
from collections.abc import Sequence
from pathlib import Path

from benchmarks.beside.talking import WHO_DOES, Load, Said, talk
from benchmarks.measure import read_questions
from bot.reading.duty import duty_phrase
from bot.runtime.process import Process, stopping
from bot.runtime.processes import environment, free_port, wait_until_well
from bot.search.known import open_known
from bot.settings import Settings

WARMING = 20


def measured(settings: Settings, folder: Path, users: Sequence[int], seconds: float) -> dict[str, float]:
    """Milliseconds, the medians, and of the server that does nothing also messages a second."""
    alone, crowd = _of_server(settings, folder, (min(users), max(users)), seconds)
    return {
        "server": 1000 * statistics.median(alone.waits),
        "server_rate": max(alone.rate, crowd.rate),
        **_of_search(settings),
    }


def _of_server(settings: Settings, folder: Path, users: Sequence[int], seconds: float) -> list[Load]:
    port = free_port()
    url = f"http://127.0.0.1:{port}"
    process = Process(
        "empty server",
        ["-m", "benchmarks.beside.empty_server", str(port)],
        folder / "empty.log",
        environment(settings),
    )
    with stopping([process]):
        wait_until_well(process, f"{url}/health")
        coming = itertools.repeat([Said("what does a nurse do")])
        return [asyncio.run(talk(url, count, seconds, coming)) for count in users]


def _of_search(settings: Settings) -> dict[str, float]:
    """Of who-questions, one sentence encoded, and who does that looked up when it is."""
    known = open_known(settings.store, settings.encoder)
    encoding, searching = [], []
    # Each text once: the encoder remembers them.
    for question in read_questions(WHO_DOES):
        phrase = duty_phrase(question.text)
        began = time.perf_counter()
        known.encoder.encode([phrase])
        encoded = time.perf_counter()
        known.duties.rank(phrase)
        encoding.append(encoded - began)
        searching.append(time.perf_counter() - encoded)
    return {
        "encoder": 1000 * statistics.median(encoding[WARMING:]),
        "search": 1000 * statistics.median(searching[WARMING:]),
    }
