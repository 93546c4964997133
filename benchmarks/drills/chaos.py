"""Many people talk while one thing after the other goes wrong: `make chaos`.

python -m benchmarks.drills.chaos [--minutes 25] [--conversations 50] [--pause 10] [--only NAMES]: the table goes to the
screen and to benchmarks/results/chaos.md. Ends with exit code 1 where a message was lost, answered twice, answered to
somebody else or out of order, or where the bot did not get well again by itself.
"""

import argparse
import asyncio
import sys
import tempfile
import time
from collections.abc import Collection, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

import aiohttp
from sqlalchemy.exc import SQLAlchemyError

from benchmarks.drills.asked import Fate, Kept, Try, read_kept
from benchmarks.drills.asking import RestAsker, client_session
from benchmarks.drills.causes import CannotBeCaused
from benchmarks.drills.checking import Findings, check
from benchmarks.drills.clock import Clock
from benchmarks.drills.faults import FAULTS, Fault
from benchmarks.drills.population import Topic, find_topics, populate
from benchmarks.drills.server import Server, serving
from benchmarks.drills.shared_faults import shared
from benchmarks.drills.storage_faults import disk
from benchmarks.drills.tables import RESULTS, machine, table
from benchmarks.web_channel import write_results
from bot.errors import RunError
from bot.knowledge.store import Store

# Seconds: before a fault and after it was overcome; within which people should be told, and the bot be well again;
# after which it is started again by the drill.
BEFORE, AFTER, PROMPT, TARGET, HOPELESS = 3.0, 3.0, 3.0, 10.0, 60.0
# So many answers in a row show that it is well.
IN_A_ROW = 3
# What a topic costs of a person: each has so many.
TOPICS = 2


@dataclass(frozen=True)
class Rehearsal:
    """What came of one fault. well: seconds until all was well after its cause was gone; None where it never was."""

    fault: Fault
    findings: Findings
    tries: Sequence[Try]
    messages: int
    well: float | None

    def row(self) -> list[str]:
        told = [each for each in self.tries if each.fate is Fate.told]
        fates = [sum(each.fate is fate for each in self.tries) for fate in (Fate.refused, Fate.cut)]
        prompt = sum(each.seconds <= PROMPT for each in told)
        answered = [each for each in self.tries if each.fate is Fate.answered]
        numbers = [self.messages, len(answered), prompt, len(told) - prompt, *fates]
        found = [len(each) for each in _sorts(self.findings)]
        slowest = max((each.seconds for each in self.tries), default=0.0)
        well = "never" if self.well is None else f"{self.well:.1f}{'' if self.well <= TARGET else ' (!)'}"
        return [f"{self.fault.name} ({self.fault.stands_for})", *map(str, (*numbers, *found)), f"{slowest:.1f}", well]


COLUMNS = (
    *("fault", "messages", "answered", f"told in {PROMPT:.0f} s", "told later", "refused", "cut off"),
    *("lost", "doubled", "crossed", "disordered", "slowest, s", "well after, s"),
)


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="chaos", description="Many people talk while things go wrong.")
    parser.add_argument("--minutes", type=float, default=25, help="begin no fault after so many (25)")
    parser.add_argument("--conversations", type=int, default=50, help="how many talk at a time (50)")
    parser.add_argument("--pause", type=float, default=10, help="seconds from a question of a person to the next (10)")
    parser.add_argument("--only", default="", help="only faults with one of these in their name: disk,killed")
    options, where = parser.parse_args(arguments), machine()
    drill = Drill(options)
    with tempfile.TemporaryDirectory() as name:
        alone, together = Path(name) / "alone", Path(name) / "together"
        if faults := drill.chosen(FAULTS):
            with disk(alone / "data") as data, serving(alone, data, clock=Clock(alone)) as server:
                asyncio.run(drill.rehearse_all(server, faults))
        with shared(together) as storage:
            if faults := drill.chosen(storage.faults):
                changed = {"endpoints": storage.endpoints}
                with serving(together, changed=changed, conversations=storage.conversations) as server:
                    asyncio.run(drill.rehearse_all(server, faults))
    write_results(RESULTS / "chaos.md", _lines(drill.rehearsals, drill.not_run, options, where))
    return int(any(each.findings or each.well is None for each in drill.rehearsals))


class Drill:
    """What came of each fault, and why others were not rehearsed."""

    def __init__(self, options: argparse.Namespace):
        self.rehearsals: list[Rehearsal] = []
        self.not_run: list[str] = []
        self._options = options
        self._deadline = time.monotonic() + 60 * options.minutes
        self._topics: Sequence[Topic] = ()

    def chosen(self, faults: Sequence[Fault]) -> Sequence[Fault]:
        """Those that were asked for."""
        return [fault for fault in faults if any(part in fault.name for part in self._options.only.split(","))]

    async def rehearse_all(self, server: Server, faults: Sequence[Fault]) -> None:
        if not self._topics:
            async with client_session() as session:
                store, many = Store(server.settings.store), TOPICS * self._options.conversations
                self._topics = await find_topics(session, server.url, store, many)
        for fault in faults:
            if time.monotonic() > self._deadline:
                self.not_run.append(f"{fault.name}: the {self._options.minutes:g} minutes were over.")
                continue
            try:
                self.rehearsals.append(await _rehearse(fault, server, self._topics, self._options))
                print(" | ".join(self.rehearsals[-1].row()), file=sys.stderr, flush=True)
            except (CannotBeCaused, RunError) as why:
                self.not_run.append(f"{fault.name}: {why}")
            if not await asyncio.to_thread(server.well):
                await asyncio.to_thread(server.restart)


async def _rehearse(fault: Fault, server: Server, topics: Sequence[Topic], options: argparse.Namespace) -> Rehearsal:
    """Lets new people talk, the fault happen, and waits until all is well."""
    async with client_session() as session:
        population = await populate(session, server.url, topics, options.conversations, options.pause)
        async with population.talking():
            await asyncio.sleep(BEFORE)
            taken, lost = await fault.happen(server, population)
            gone = time.monotonic()
            well = await _until_well(server, session, topics[0], gone)
            if well is None:
                await asyncio.to_thread(server.restart)
            await asyncio.sleep(AFTER)
    if well is not None:
        well = max([well, *(each.began - gone for each in population.tries if _failed_after(each, gone))])
    names: Collection[str] = {person.asker.name for person in population.people} if fault.forgets else taken
    findings = check(population.asked, await asyncio.to_thread(_kept, server), population.owners, names)
    findings.lost.extend(lost)
    return Rehearsal(fault, findings, population.tries, len(population.asked), well)


async def _until_well(server: Server, session: aiohttp.ClientSession, topic: Topic, since: float) -> float | None:
    """Seconds from then until somebody new is answered several times in a row; None where that does not come."""
    in_a_row = 0
    while time.monotonic() < since + HOPELESS and server.running:
        asked = time.monotonic()
        fine = await _is_answered(RestAsker(session, server.url), topic)
        if fine and in_a_row == 0:
            first = asked
        in_a_row = in_a_row + 1 if fine else 0
        if in_a_row == IN_A_ROW:
            return first - since
        await asyncio.sleep(0.25)
    return None


async def _is_answered(asker: RestAsker, topic: Topic) -> bool:
    with suppress(asyncio.TimeoutError):
        tried = await asyncio.wait_for(asker.ask("", topic.question(0)), PROMPT)
        return tried.fate is Fate.answered
    return False


def _failed_after(tried: Try, moment: float) -> bool:
    return tried.began > moment and tried.fate is not Fate.answered


def _kept(server: Server) -> dict[str, list[Kept]] | None:
    try:
        return read_kept(server.conversations)
    except SQLAlchemyError:
        return None


def _sorts(findings: Findings) -> tuple[list[str], ...]:
    return findings.lost, findings.doubled, findings.crossed, findings.disordered


def _lines(
    rehearsals: Sequence[Rehearsal], not_run: Sequence[str], options: argparse.Namespace, where: str
) -> list[str]:
    found = [f"- {each.fault.name}: {told}" for each in rehearsals for told in _few(each.findings.all())]
    return [
        "# When things go wrong",
        "",
        f"`make chaos` on {where}: {options.conversations} conversations at a time, half over the web channel and "
        f"half over REST, a question each {options.pause:g} s from everybody, new people for each fault. A message "
        "that was not answered is sent again over the web channel, with its id, as the widget does. Told: a sentence "
        "that says that there is no answer just now; cut off: no connection, or one that broke. What is kept is "
        "compared with what was asked: lost, doubled, crossed (somebody else's), disordered. Well: from when the cause "
        f"is gone to the last message that was not answered; more than {TARGET:.0f} s is marked.",
        "",
        *table(COLUMNS, [each.row() for each in rehearsals]),
        *(["", "Not rehearsed:", "", *(f"- {each}" for each in not_run)] if not_run else []),
        *(["", "Found:", "", *found] if found else []),
    ]


def _few(told: Sequence[str], most: int = 5) -> list[str]:
    rest = len(told) - most
    return [*told[:most], *([f"and {rest} more"] if rest > 0 else [])]


if __name__ == "__main__":
    sys.exit(main())
