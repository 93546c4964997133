"""What goes wrong in the chaos drill: each fault with what it stands for, and a cause that is there for a while."""

import asyncio
from collections.abc import Awaitable, Callable, Collection, Sequence
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass, field

from benchmarks.drills import people_faults, process_faults, storage_faults
from benchmarks.drills.population import Population
from benchmarks.drills.server import Server

# The cause, there while it is entered; yields the conversations of which it takes what was kept.
Cause = Callable[[Server], AbstractContextManager[Collection[str]]]
# What people do meanwhile that others do not; returns what was lost by it, in sentences.
Doing = Callable[[Server, Population], Awaitable[Sequence[str]]]


def _no_cause(server: Server) -> AbstractContextManager[Collection[str]]:
    return nullcontext(())


async def _nothing(server: Server, population: Population) -> Sequence[str]:
    return ()


@dataclass(frozen=True)
class Fault:
    """seconds: how long the cause is there at least. forgets: whether it takes what was kept of all conversations."""

    name: str
    stands_for: str
    cause: Cause = field(default=_no_cause)
    doing: Doing = field(default=_nothing)
    seconds: float = 3.0
    forgets: bool = False

    async def happen(self, server: Server, population: Population) -> tuple[Collection[str], Sequence[str]]:
        """Returns when the cause is gone: whose conversations it took, and what was lost.

        Raises CannotBeCaused where this machine does not allow it.
        """
        cause = self.cause(server)
        # In threads, as they wait for processes and databases while everybody talks on.
        taken = await asyncio.to_thread(cause.__enter__)
        try:
            _, lost = await asyncio.gather(asyncio.sleep(self.seconds), self.doing(server, population))
        finally:
            await asyncio.to_thread(cause.__exit__, None, None, None)
        return taken, lost


FAULTS = (
    Fault("none", "an ordinary half minute, to compare with", seconds=10),
    Fault("action server killed", "out of memory, a crash", process_faults.actions_killed),
    Fault("Rasa's server killed", "out of memory, a crash", process_faults.rasa_killed),
    Fault("killed in mid-answer", "the same, while many are being answered", doing=process_faults.kill_in_mid_answer),
    Fault("action server hangs", "a deadlock, a machine that swaps", process_faults.actions_stopped, seconds=20),
    Fault("action server slow", "a machine that does too much", process_faults.actions_slow, seconds=15),
    Fault("action server talks nonsense", "another program has its port", process_faults.nonsense, seconds=5),
    Fault("conversations in use", "a backup, a long query", storage_faults.in_use, seconds=10),
    Fault("conversations deleted", "a tidy administrator", storage_faults.deleted, forgets=True),
    Fault("conversations cut off", "a disk that failed, a copy that broke", storage_faults.cut_off, forgets=True),
    Fault("conversations read-only", "a file system that protects itself", storage_faults.read_only, seconds=5),
    Fault("disk full", "logs, backups, somebody else's files", storage_faults.full, seconds=5),
    Fault("one conversation damaged", "a row that cannot be read", storage_faults.one_damaged, seconds=15),
    Fault("knowledge store replaced", "a deployment under a running bot", storage_faults.store_replaced, seconds=5),
    Fault("clock moved", "three hours on, and back again", process_faults.clock_moved, seconds=10),
    Fault("company file damaged", "an edit that went wrong", storage_faults.company_damaged, seconds=5),
    Fault("Content-Length: -5", "a request that says it is shorter than nothing", people_faults.shorter_than_nothing),
    Fault("the worst messages", "one visitor who tries what is slow", doing=people_faults.say_the_worst),
    Fault("20 messages at once", "a program that does not wait", doing=people_faults.ask_at_once),
    Fault("told to stop in mid-answer", "a deployment: SIGTERM, then started again", doing=process_faults.drain),
)
