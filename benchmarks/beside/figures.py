"""What was measured of a bot, put together: medians over all rounds, by name."""

import statistics
from collections import defaultdict
from dataclasses import dataclass, field

from benchmarks.beside.talking import Load
from benchmarks.measure import percentile

# Of a bot, every figure that was measured; times of messages in milliseconds, others in seconds, sizes in megabytes.
Figures = dict[str, float]
SHARES = (50, 95, 99)


@dataclass
class Measured:
    """Everything that was measured of one bot; ready and memory: of each start."""

    loads: dict[int, list[Load]] = field(default_factory=lambda: defaultdict(list))
    turns: dict[int, list[float]] = field(default_factory=lambda: defaultdict(list))
    ready: list[float] = field(default_factory=list)
    memory: list[float] = field(default_factory=list)

    def figures(self) -> Figures:
        found: Figures = {}
        for users, loads in self.loads.items():
            waits = [1000 * wait for load in loads for wait in load.waits]
            # Where nobody was answered there is nothing to tell.
            found |= {f"p{share}_{users}": percentile(waits, share) for share in SHARES if waits}
        rates = [statistics.median(load.rate for load in loads) for loads in self.loads.values()]
        found |= {"rate": max(rates)} if rates else {}
        found |= {f"turn_{turns}": 1000 * statistics.median(waits) for turns, waits in self.turns.items()}
        for name, values in (("ready", self.ready), ("memory", self.memory)):
            found |= {name: statistics.median(values)} if values else {}
        return found

    def rounds(self) -> dict[str, list[float]]:
        """What was measured in each round, so that it can be seen how much a median says."""
        rates = {f"rate_{users}": [load.rate for load in loads] for users, loads in self.loads.items()}
        return {"ready": self.ready, "memory": self.memory, **rates}

    def told(self) -> dict[str, int]:
        """How many messages there were, how many were answered, and of those about one role how many with it."""
        loads = [load for loads in self.loads.values() for load in loads]
        right, asked = map(sum, zip(*(load.about for load in loads), strict=True)) if loads else (0, 0)
        return {
            "messages": sum(len(load.tries) for load in loads),
            "answered": sum(len(load.waits) for load in loads),
            "about_a_role": asked,
            "with_that_role": right,
        }
