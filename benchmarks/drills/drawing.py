"""Draws requests and conversations with hypothesis: the same ones of a seed each time, and the smallest of a sort."""

import itertools
import random
from collections.abc import Callable, Generator
from concurrent.futures import ThreadPoolExecutor
from typing import Any

from hypothesis import HealthCheck, Phase, find, given, seed, settings
from hypothesis import strategies as st
from hypothesis.errors import Flaky, NoSuchExample

from benchmarks.drills.requests import DOORS, Request
from benchmarks.drills.talk import Talk, talks, talks_in
from benchmarks.drills.twists import requests, requests_of

# How many requests, and conversations, are drawn at once: hypothesis remembers all that it drew for one test.
REQUESTS, TALKS = 1000, 8
# Of a sort that was found, how many are tried for a smaller one.
TRIES = 100
_QUIET = {"database": None, "deadline": None, "suppress_health_check": list(HealthCheck), "report_multiple_bugs": False}

Drawn = Request | Talk


def drawn(number: int) -> Generator[Drawn, None, None]:
    """Requests and conversations without end, those of one number always the same."""
    # A thread draws ahead, as whoever tries them waits for servers most of the time.
    with ThreadPoolExecutor(1) as ahead:
        coming = ahead.submit(_block, number)
        for following in itertools.count(number + 1):
            block, coming = coming.result(), ahead.submit(_block, following)
            yield from block


def _block(number: int) -> list[Drawn]:
    return [*_some(requests, REQUESTS, number), *_some(talks, TALKS, number)]


def _some(strategy: st.SearchStrategy[Any], count: int, number: int) -> list[Drawn]:
    found: list[Drawn] = []

    @seed(number)
    @settings(max_examples=count, phases=[Phase.generate], **_QUIET)  # type: ignore[arg-type]
    @given(strategy)
    def keep(each: Drawn) -> None:
        found.append(each)

    keep()
    return found


def place(each: Drawn) -> tuple[str, str]:
    """The door and the twist; of a conversation, its state."""
    return ("messages", each.state) if isinstance(each, Talk) else (each.door, each.twist)


def smallest(example: Drawn, is_like: Callable[[Drawn], bool]) -> Drawn:
    """One of the same place that is like the example by a test, and as small as can be found soon."""
    found = [example]

    def tested(each: Drawn) -> bool:
        like = is_like(each)
        if like:
            found.append(each)
        return like

    door, twist = place(example)
    strategy: st.SearchStrategy[Any] = requests_of(door, twist) if door in DOORS else talks_in(twist)
    options = settings(max_examples=TRIES, phases=[Phase.generate, Phase.shrink], **_QUIET)  # type: ignore[arg-type]
    try:
        return find(strategy, tested, settings=options, random=random.Random(0))
    except (NoSuchExample, Flaky):
        # Flaky: what comes of it depends on what was before.
        return min(found, key=lambda each: len(repr(each)))
