"""Odd requests at every door, and odd messages in every state of a conversation: `make fuzz`.

python -m benchmarks.drills.fuzz [--requests 100000] [--minutes 60] [--seed 14]: the table goes to the screen and to
benchmarks/results/fuzz.md. One seed gives the same requests each time. Ends with exit code 1 where one was answered
with a 5xx, with where the code failed, late or not at all, left an error in the log, or was the last to be answered.
"""

import argparse
import sys
import tempfile
import time
from collections import Counter
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path

from benchmarks.drills.drawing import Drawn, drawn, place, smallest
from benchmarks.drills.knocking import DEAD, Knocker
from benchmarks.drills.requests import DOORS
from benchmarks.drills.server import Server, serving
from benchmarks.drills.slack_api import slack_api
from benchmarks.drills.tables import RESULTS, machine, table
from benchmarks.drills.talk import Talk
from benchmarks.drills.twists import TWISTS
from benchmarks.web_channel import write_results

SLACK_SECRET = "of-the-drill-alone"
# After so many starts a twist is left out.
STARTS = 2
# Seconds for making all findings small.
SHRINKING = 180.0
# Requests after which it is said how far it is.
TOLD = 5000


@dataclass
class Finding:
    """doors: how often it was found at each."""

    twist: str
    wrong: str
    example: Drawn
    doors: Counter[str] = field(default_factory=Counter)

    def line(self) -> str:
        doors = ", ".join(f"{door} {count}" for door, count in self.doors.most_common())
        return f"- {self.twist}: {self.wrong} ({doors}): `{_told(self.example)}`"


class Fuzzing:
    """Knocks, and keeps what is wrong."""

    def __init__(self, server: Server, knocker: Knocker):
        self._server, self._knocker = server, knocker
        # By the sort of door, the twist, and what is wrong.
        self.findings: dict[tuple[str, str, str], Finding] = {}
        self._starts: Counter[str] = Counter()
        self.sent = 0

    def attempt(self, each: Drawn) -> None:
        door, twist = place(each)
        if self._starts[twist] >= STARTS:
            return
        self.sent += len(each.texts) if isinstance(each, Talk) else 1
        for wrong in self._wrong(each):
            sort = door.partition(",")[0].partition(" ")[0]
            self.findings.setdefault((sort, twist, wrong), Finding(twist, wrong, each)).doors[door] += 1
            if wrong == DEAD:
                self._starts[twist] += 1
                self._server.restart()
                self._knocker.prepare()

    def make_small(self, until: float) -> None:
        """Looks for the smallest request with the same outcome, of each finding that leaves the bot alive."""
        for finding in self.findings.values():
            if finding.wrong != DEAD and time.monotonic() < until:
                finding.example = self._smallest(finding, until)

    def _smallest(self, finding: Finding, until: float) -> Drawn:
        return smallest(finding.example, lambda each: time.monotonic() < until and finding.wrong in self._wrong(each))

    def _wrong(self, each: Drawn) -> list[str]:
        return self._knocker.say(each) if isinstance(each, Talk) else self._knocker.knock(each)


def _told(found: Drawn, most: int = 300) -> str:
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
    parser.add_argument("--minutes", type=float, default=60, help="send none after so many (60)")
    parser.add_argument("--seed", type=int, default=14, help="the same one gives the same requests (14)")
    options, where = parser.parse_args(), machine()
    slack = {"slack_bot_token": "xoxb-drill", "slack_signing_secret": SLACK_SECRET}
    with (
        tempfile.TemporaryDirectory() as name,
        slack_api() as address,
        serving(Path(name), changed={**slack, "slack_api_url": address}) as server,
    ):
        knocker = Knocker(server, SLACK_SECRET)
        fuzzing = Fuzzing(server, knocker)
        began = time.monotonic()
        _try_all(fuzzing, options.seed, options.requests, began + 60 * options.minutes)
        minutes = (time.monotonic() - began) / 60
        alive = server.well()
        if alive:
            fuzzing.make_small(time.monotonic() + SHRINKING)
    write_results(RESULTS / "fuzz.md", _lines(fuzzing, knocker, f"{where}, with seed {options.seed}", minutes, alive))
    return int(bool(fuzzing.findings) or not alive)


def _try_all(fuzzing: Fuzzing, number: int, most: int, until: float) -> None:
    told = 0
    with closing(drawn(number)) as coming:
        for each in coming:
            if fuzzing.sent >= most or time.monotonic() > until:
                return
            fuzzing.attempt(each)
            if fuzzing.sent >= told + TOLD:
                told = fuzzing.sent
                print(f"{told} sent, {len(fuzzing.findings)} findings", file=sys.stderr, flush=True)


def _lines(fuzzing: Fuzzing, knocker: Knocker, where: str, minutes: float, alive: bool) -> list[str]:
    statuses = ("2xx", "3xx", "4xx", "5xx", "none")
    rows = [
        [door, *(str(counted[status]) for status in statuses), f"{knocker.slowest[door]:.2f}"]
        for door, counted in sorted(knocker.statuses.items())
    ]
    findings = sorted(fuzzing.findings.values(), key=lambda finding: -finding.doors.total())
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
