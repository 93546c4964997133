"""Odd requests at every door, and odd messages in every state of a conversation: `make fuzz`.

python -m benchmarks.drills.fuzz [--requests 100000] [--minutes 20] [--seed 14]: the table goes to the screen and to
benchmarks/results/fuzz.md. One seed gives the same requests each time. Ends with exit code 1 where one was answered
with a 5xx, with where the code failed, late or not at all, left an error in the log, or was the last to be answered.
"""

import argparse
import itertools
import random
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

from hypothesis import HealthCheck, Phase, find, given, seed, settings
from hypothesis import strategies as st
from hypothesis.errors import Flaky, NoSuchExample

from benchmarks.drills.knocking import DEAD, Knocker
from benchmarks.drills.requests import DOORS, Request
from benchmarks.drills.server import Server, serving
from benchmarks.drills.slack_api import slack_api
from benchmarks.drills.tables import RESULTS, machine, table
from benchmarks.drills.talk import Talk, talks, talks_in
from benchmarks.drills.twists import TWISTS, requests, requests_of
from benchmarks.web_channel import write_results

SLACK_SECRET = "of-the-drill-alone"
# How many requests, and conversations, are drawn at once: hypothesis remembers all that it drew for one test.
REQUESTS, TALKS = 500, 6
# After so many starts a twist is left out, and a finding that took so many tries is told as it was found.
STARTS, TRIES = 2, 150
# Seconds for making all findings small.
SHRINKING = 180.0
_QUIET = {"database": None, "deadline": None, "suppress_health_check": list(HealthCheck), "report_multiple_bugs": False}

Found = Request | Talk


class OutOfTime(Exception):
    """Ends a drawing early."""


@dataclass
class Finding:
    """count: how often it was found."""

    door: str
    twist: str
    wrong: str
    example: Found
    count: int = 1

    def line(self) -> str:
        told = _told(self.example)
        return f"- {self.door}, {self.twist}: {self.wrong} ({self.count} times): `{told}`"


class Fuzzing:
    """Draws, knocks, and keeps what is wrong."""

    def __init__(self, server: Server, knocker: Knocker, deadline: float):
        self._server, self._knocker, self._deadline = server, knocker, deadline
        self.findings: dict[tuple[str, str, str], Finding] = {}
        self._starts: dict[str, int] = {}
        self.sent = 0

    def draw(self, strategy: st.SearchStrategy[Any], count: int, number: int) -> None:
        """Draws so many and tries each; ends early where the time is over."""

        @seed(number)
        @settings(max_examples=count, phases=[Phase.generate], **_QUIET)  # type: ignore[arg-type]
        @given(strategy)
        def each(drawn: Found) -> None:
            if time.monotonic() > self._deadline:
                raise OutOfTime
            self._attempt(drawn)

        each()

    def _attempt(self, drawn: Found) -> None:
        door, twist = _place(drawn)
        if self._starts.get(twist, 0) >= STARTS:
            return
        self.sent += len(drawn.texts) if isinstance(drawn, Talk) else 1
        for wrong in _wrong(self._knocker, drawn):
            known = self.findings.setdefault((door, twist, wrong), Finding(door, twist, wrong, drawn, 0))
            known.count += 1
            if wrong == DEAD:
                self._starts[twist] = self._starts.get(twist, 0) + 1
                self._server.restart()
                self._knocker.prepare()

    def make_small(self, until: float) -> None:
        """Looks for the smallest request with the same outcome, of each finding that leaves the bot alive."""
        for finding in self.findings.values():
            if finding.wrong != DEAD and time.monotonic() < until:
                finding.example = self._smallest(finding, until)

    def _smallest(self, finding: Finding, until: float) -> Found:
        smallest = [finding.example]

        def is_found(drawn: Found) -> bool:
            found = time.monotonic() < until and finding.wrong in _wrong(self._knocker, drawn)
            if found:
                smallest.append(drawn)
            return found

        strategy: st.SearchStrategy[Any] = (
            requests_of(finding.door, finding.twist) if finding.door in DOORS else talks_in(finding.twist)
        )
        options = settings(max_examples=TRIES, phases=[Phase.generate, Phase.shrink], **_QUIET)  # type: ignore[arg-type]
        try:
            return find(strategy, is_found, settings=options, random=random.Random(0))
        except (NoSuchExample, Flaky):
            # Flaky: what comes of it depends on what was before; the smallest with which it was seen, then.
            return min(smallest, key=lambda found: len(repr(found)))


def _place(found: Found) -> tuple[str, str]:
    return ("messages", found.state) if isinstance(found, Talk) else (found.door, found.twist)


def _wrong(knocker: Knocker, found: Found) -> list[str]:
    return knocker.say(found) if isinstance(found, Talk) else knocker.knock(found)


def _told(found: Found, most: int = 300) -> str:
    """What reproduces it; without the keys, which are made anew."""
    if isinstance(found, Talk):
        told = repr(list(found.texts))
    else:
        told = repr(b" ".join((found.method, found.target, found.version)) + b" " + repr(found.headers).encode())
        told += f" {found.body!r}"
    told = told.replace("`", "'")
    return told if len(told) <= most else f"{told[: most // 2]}...{told[-most // 2 :]} ({len(told)} characters)"


def main() -> int:
    parser = argparse.ArgumentParser(prog="fuzz", description="Odd requests at every door.")
    parser.add_argument("--requests", type=int, default=100000, help="how many are sent (100000)")
    parser.add_argument("--minutes", type=float, default=20, help="send none after so many (20)")
    parser.add_argument("--seed", type=int, default=14, help="the same one gives the same requests (14)")
    options, where = parser.parse_args(), machine()
    slack = {"slack_bot_token": "xoxb-drill", "slack_signing_secret": SLACK_SECRET}
    with (
        tempfile.TemporaryDirectory() as name,
        slack_api() as address,
        serving(Path(name), changed={**slack, "slack_api_url": address}) as server,
    ):
        knocker = Knocker(server, SLACK_SECRET)
        began = time.monotonic()
        fuzzing = Fuzzing(server, knocker, began + 60 * options.minutes)
        for draw in _draws(fuzzing, options.seed):
            if fuzzing.sent >= options.requests:
                break
            try:
                draw()
            except OutOfTime:
                break
        minutes = (time.monotonic() - began) / 60
        alive = server.well()
        if alive:
            fuzzing.make_small(time.monotonic() + SHRINKING)
    write_results(RESULTS / "fuzz.md", _lines(fuzzing, knocker, f"{where}, with seed {options.seed}", minutes, alive))
    return int(bool(fuzzing.findings) or not alive)


def _draws(fuzzing: Fuzzing, number: int) -> Iterator[Callable[[], None]]:
    """Requests and conversations in turn, for ever, each time with the next seed."""
    for each in itertools.count(number):
        yield partial(fuzzing.draw, requests, REQUESTS, each)
        yield partial(fuzzing.draw, talks, TALKS, each)
        print(f"{fuzzing.sent} sent, {len(fuzzing.findings)} findings", file=sys.stderr, flush=True)


def _lines(fuzzing: Fuzzing, knocker: Knocker, where: str, minutes: float, alive: bool) -> list[str]:
    statuses = ("2xx", "3xx", "4xx", "5xx", "none")
    rows = [
        [door, *(str(counted[status]) for status in statuses), f"{knocker.slowest[door]:.2f}"]
        for door, counted in sorted(knocker.statuses.items())
    ]
    findings = sorted(fuzzing.findings.values(), key=lambda finding: -finding.count)
    return [
        "# Odd requests at every door",
        "",
        f"`make fuzz` on {where}: {fuzzing.sent} requests in {minutes:.1f} minutes, each to "
        f"one of {len(DOORS)} doors with one of {len(TWISTS)} twists, and messages in every state of a conversation. "
        f"At the end the bot was {'alive' if alive else 'not alive'}. No answer (none) is right where a request says "
        "that more is to come. Slowest: seconds, of which a request that waits for more has few.",
        "",
        *table(("door", *statuses, "slowest, s"), rows),
        "",
        *(finding.line() for finding in findings),
        *(["Nothing was found."] if not findings else []),
    ]


if __name__ == "__main__":
    sys.exit(main())
