"""What ours should reach beside stock Rasa, and whether it does."""

from collections.abc import Mapping
from dataclasses import dataclass

from benchmarks.beside.figures import Figures

OURS, TWO, STOCK = "ours", "ours, two workers", "stock"


@dataclass(frozen=True)
class Target:
    """A figure of a bot, over another: at most, or at least, so much.

    of, over: bot and name of the figure; over None: the figure itself.
    """

    name: str
    wanted: str
    of: tuple[str, str]
    over: tuple[str, str] | None
    limit: float
    at_least: bool = False


@dataclass(frozen=True)
class Verdict:
    """value: the ratio, None where it was not measured, and then nothing is met."""

    target: Target
    value: float | None

    @property
    def met(self) -> bool:
        if self.value is None:
            return False
        return self.value >= self.target.limit if self.target.at_least else self.value <= self.target.limit

    def __str__(self) -> str:
        return "met" if self.met else "not measured" if self.value is None else "not met"


TARGETS = (
    Target("p50 of one user", "at most 1/8 of stock", (OURS, "p50_1"), (STOCK, "p50_1"), 1 / 8),
    Target("messages a second, one worker", "at least 8 times stock", (OURS, "rate"), (STOCK, "rate"), 8, True),
    Target("messages a second, two workers", "at least 14 times stock", (TWO, "rate"), (STOCK, "rate"), 14, True),
    Target("p50 at turn 500", "at most 1.15 times turn 5", (OURS, "turn_500"), (OURS, "turn_5"), 1.15),
    Target("from start to first answer", "at most 1/4 of stock", (OURS, "ready"), (STOCK, "ready"), 1 / 4),
    Target("memory of all processes", "at most 1/2 of stock", (OURS, "memory"), (STOCK, "memory"), 1 / 2),
    Target("training with nothing kept", "at most 1/5 of stock", (OURS, "training"), (STOCK, "training"), 1 / 5),
    Target("training when nothing changed", "none", (OURS, "trained_again"), None, 0),
)


def ratio(figures: Mapping[str, Figures], of: tuple[str, str], over: tuple[str, str]) -> float | None:
    """One figure over another; None where either was not measured, or the other is 0."""
    above, below = (figures.get(bot, {}).get(name) for bot, name in (of, over))
    return above / below if above is not None and below else None


def verdicts(figures: Mapping[str, Figures]) -> list[Verdict]:
    """Of every target, in their order; figures: of each bot, by its name."""
    return [
        Verdict(each, ratio(figures, each.of, each.over) if each.over else figures.get(each.of[0], {}).get(each.of[1]))
        for each in TARGETS
    ]
