"""Many people for a long time, and then far too many at once: `make soak`.

python -m benchmarks.drills.soak [--minutes 30] [--conversations 200]: how much the bot answers at most is measured for
a minute; then people ask seven tenths of it; then ten times as much comes for ten seconds. The table goes to the screen
and to benchmarks/results/soak.md. Ends with exit code 1 where a message was not answered before the burst, or one was
lost, answered twice, answered to somebody else or out of order, or where waiting was not back to what it was.
"""

import argparse
import asyncio
import sys
import tempfile
import time
import uuid
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

import aiohttp

from benchmarks.drills.asked import Fate, Try, read_kept
from benchmarks.drills.asking import RestAsker, client_session, web_asker
from benchmarks.drills.checking import Findings, check
from benchmarks.drills.population import Population, Topic, find_topics, populate
from benchmarks.drills.server import Server, serving
from benchmarks.drills.tables import RESULTS, machine, table
from benchmarks.measure import percentile
from benchmarks.web_channel import write_results
from bot.knowledge.store import Store

# How many ask at once, each as soon as there was an answer, while it is measured how much is answered at most.
TOGETHER, MEASURING = 16, 60.0
SHARE, TIMES, BURST = 0.7, 10, 10.0
# Waiting is back when its p95 over so many seconds is at most so many times what it was; it is waited for so long.
WINDOW, LIKE_BEFORE, HOPELESS = 5.0, 1.5, 180.0
# The first part of the time, in which memory is still being filled.
WARMING = 0.2


@dataclass
class Soaked:
    """minutes: the tries that ended in each; memory: MB, at its end. back: seconds until people waited as before."""

    most: float = 0.0
    minutes: list[list[Try]] = field(default_factory=list)
    memory: list[float] = field(default_factory=list)
    burst: list[Try] = field(default_factory=list)
    back: float | None = None
    findings: Findings = field(default_factory=Findings)

    @property
    def growth(self) -> float:
        """Percent by which memory grew after it was warm."""
        warm = self.memory[min(len(self.memory) - 1, int(len(self.memory) * WARMING))]
        return 100 * (self.memory[-1] / warm - 1)

    @property
    def errors(self) -> int:
        return sum(_failed(minute) for minute in self.minutes)


def main() -> int:
    parser = argparse.ArgumentParser(prog="soak", description="Many people for a long time, then far too many.")
    parser.add_argument("--minutes", type=float, default=30, help="how long people talk before the burst (30)")
    parser.add_argument("--conversations", type=int, default=200, help="how many talk (200)")
    options, where = parser.parse_args(), machine()
    with tempfile.TemporaryDirectory() as name, serving(Path(name)) as server:
        soaked = asyncio.run(_soak(server, options.minutes, options.conversations))
    write_results(RESULTS / "soak.md", _lines(soaked, options, where))
    return int(bool(soaked.findings) or soaked.errors > 0 or soaked.back is None)


async def _soak(server: Server, minutes: float, conversations: int) -> Soaked:
    soaked = Soaked()
    async with client_session() as session:
        topics = await find_topics(session, server.url, Store(server.settings.store), conversations)
        soaked.most = await _saturation(session, server.url, topics)
        pause = conversations / (SHARE * soaked.most)
        population = await populate(session, server.url, topics, conversations, pause)
        async with population.talking():
            await _measure(server, population, minutes, soaked)
            before = percentile([each.seconds for each in _recent(population, time.monotonic(), 60)], 95)
            burst = await _burst(session, server.url, topics, TIMES * soaked.most)
            soaked.back = await _until_back(population, before, time.monotonic())
            soaked.burst = await asyncio.gather(*burst)
    soaked.findings = check(population.asked, read_kept(server.conversations), population.owners)
    return soaked


async def _saturation(session: aiohttp.ClientSession, url: str, topics: Sequence[Topic]) -> float:
    """Messages a second that are answered when some ask again as soon as they were."""
    population = await populate(session, url, topics, TOGETHER, 0.0)
    began = time.monotonic()
    async with population.talking():
        await asyncio.sleep(MEASURING)
    answered = sum(each.fate is Fate.answered for each in population.tries)
    return answered / (time.monotonic() - began)


async def _measure(server: Server, population: Population, minutes: float, soaked: Soaked) -> None:
    """Fills in the minutes and the memory at the end of each."""
    end = time.monotonic() + 60 * minutes
    while (begin := time.monotonic()) < end:
        seen = len(population.tries)
        await asyncio.sleep(min(60.0, end - begin))
        soaked.minutes.append(population.tries[seen:])
        soaked.memory.append(server.memory())


async def _burst(
    session: aiohttp.ClientSession, url: str, topics: Sequence[Topic], rate: float
) -> list[asyncio.Task[Try]]:
    """Sends so many messages a second, each of somebody new, half of them over REST; they may not have ended yet."""
    tasks = []
    began = time.monotonic()
    for number in range(round(rate * BURST)):
        await asyncio.sleep(max(0.0, began + number / rate - time.monotonic()))
        tasks.append(asyncio.create_task(_once(session, url, topics[number % len(topics)], web_too=bool(number % 2))))
    return tasks


async def _once(session: aiohttp.ClientSession, url: str, topic: Topic, web_too: bool) -> Try:
    began = time.monotonic()
    try:
        asker = await web_asker(session, url) if web_too else RestAsker(session, url)
        return await asker.ask(str(uuid.uuid4()), topic.question(0))
    except aiohttp.ClientResponseError as refused:
        return Try(began, time.monotonic(), Fate.refused, refused.status)
    except (aiohttp.ClientError, OSError, asyncio.TimeoutError):
        return Try(began, time.monotonic(), Fate.cut)


async def _until_back(population: Population, before: float, since: float) -> float | None:
    """Seconds from then until the first stretch of time in which people wait as before; None where there is none."""
    while time.monotonic() < since + HOPELESS:
        await asyncio.sleep(0.5)
        now = time.monotonic()
        recent = [each for each in _recent(population, now, WINDOW) if each.began >= since]
        fine = now >= since + WINDOW and recent and not _failed(recent)
        if fine and percentile([each.seconds for each in recent], 95) <= LIKE_BEFORE * before:
            return now - WINDOW - since
    return None


def _recent(population: Population, now: float, seconds: float) -> list[Try]:
    """The tries that ended in the last seconds."""
    return [each for each in population.tries if each.ended > now - seconds]


def _failed(tries: Sequence[Try]) -> int:
    return sum(each.fate is not Fate.answered for each in tries)


def _lines(soaked: Soaked, options: argparse.Namespace, where: str) -> list[str]:
    rows = [
        [str(number), str(len(tries)), str(_failed(tries)), *_waits(tries), f"{memory:.0f}"]
        for number, (tries, memory) in enumerate(zip(soaked.minutes, soaked.memory, strict=True), 1)
    ]
    columns = ("minute", "messages", "not answered", "p50 ms", "p95", "p99", "memory MB")
    back = "not within three minutes" if soaked.back is None else f"after {soaked.back:.1f} s"
    return [
        "# Many people for a long time, and then far too many",
        "",
        f"`make soak` on {where}. At most {soaked.most:.1f} messages a second are answered. "
        f"{options.conversations} conversations, half over the web channel and half over REST, asked {SHARE:.0%} of "
        f"that for {options.minutes:g} minutes; {soaked.errors} of {sum(map(len, soaked.minutes))} messages were not "
        "answered. "
        f"Memory of all processes grew by {soaked.growth:.1f} % after the first fifth of the time. "
        f"Lost, doubled, crossed or disordered: {len(soaked.findings.all())}.",
        "",
        *table(columns, rows),
        "",
        f"## {TIMES} times as much for {BURST:.0f} seconds",
        "",
        f"{len(soaked.burst)} messages, each of somebody new, while the others went on. Those waited as before (p95 of "
        f"{WINDOW:.0f} s at most {LIKE_BEFORE:g} times what it was) {back}.",
        "",
        *table(("what came of it", "messages", "with Retry-After", "p50 ms", "p95", "p99"), _outcomes(soaked.burst)),
        *(["", "Found:", "", *(f"- {each}" for each in soaked.findings.all()[:20])] if soaked.findings else []),
    ]


def _outcomes(tries: Sequence[Try]) -> list[list[str]]:
    counted = Counter((each.fate, each.status) for each in tries)
    rows = []
    for (fate, status), count in counted.most_common():
        own = [each for each in tries if (each.fate, each.status) == (fate, status)]
        named = f"{fate.value}, {status}" if status else fate.value
        rows.append([named, str(count), str(sum(each.wait > 0 for each in own)), *_waits(own)])
    return rows


def _waits(tries: Sequence[Try]) -> list[str]:
    """p50, p95 and p99 in milliseconds."""
    seconds = [each.seconds for each in tries]
    return [f"{1000 * percentile(seconds, share):.0f}" if seconds else "" for share in (50, 95, 99)]


if __name__ == "__main__":
    sys.exit(main())
