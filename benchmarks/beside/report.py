"""What `make bench` prints and keeps: tables for people, and the same as JSON for programs."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from benchmarks.beside.figures import SHARES, Figures
from benchmarks.beside.talking import TURNS
from benchmarks.beside.targets import OURS, STOCK, TWO, Verdict, ratio, verdicts
from benchmarks.drills.tables import table
from benchmarks.stock.training import EPOCHS


@dataclass
class Results:
    """All of one run. where: when, and on what machine; how: what was done. figures: of each bot, by its name.

    told: of each bot, how many messages there were and what came of them. rounds: of each bot, some figures of each.
    training: how stock Rasa's training went.
    clone: seconds, where that was asked for. problems: what could not be measured, and why.
    """

    where: str
    how: str
    users: Sequence[int]
    figures: dict[str, Figures] = field(default_factory=dict)
    told: dict[str, dict[str, int]] = field(default_factory=dict)
    rounds: dict[str, dict[str, list[float]]] = field(default_factory=dict)
    training: dict[str, Any] = field(default_factory=dict)
    floor: dict[str, float] = field(default_factory=dict)
    stages: dict[str, float] = field(default_factory=dict)
    clone: float | None = None
    problems: list[str] = field(default_factory=list)

    def as_data(self) -> dict[str, Any]:
        names = self.figures.get(OURS, {})
        return {
            **vars(self),
            "ratios": {name: ratio(self.figures, (OURS, name), (STOCK, name)) for name in names},
            "targets": [_as_data(each) for each in verdicts(self.figures)],
        }


def _as_data(verdict: Verdict) -> dict[str, Any]:
    target = verdict.target
    return {"name": target.name, "wanted": target.wanted, "value": verdict.value, "verdict": str(verdict)}


def lines(results: Results) -> list[str]:
    """The page, in Markdown."""
    return [
        "# Ours beside stock Rasa",
        "",
        f"`make bench` on {results.where}. {results.how}",
        "",
        *table(("target", "wanted", "found", ""), list(_targets(results))),
        "",
        *table(("", OURS, STOCK, "ours / stock", TWO), list(_figures(results))),
        "",
        *_notes(results),
        "",
        "## The floor",
        "",
        "What no bot of this kind can do without, each by itself.",
        "",
        *table(("", ""), list(_floor(results))),
        "",
        "## Where a message's time goes",
        "",
        "In ours, one user: milliseconds, the mean of all messages.",
        "",
        *table(("stage", "ms"), [[stage, f"{value:.2f}"] for stage, value in results.stages.items()]),
    ]


def _targets(results: Results) -> Iterator[list[str]]:
    for each in verdicts(results.figures):
        found = "-" if each.value is None else f"{each.value:.3g}" + (" times" if each.target.over else "")
        yield [each.target.name, each.target.wanted, found, str(each)]


def _figures(results: Results) -> Iterator[list[str]]:
    rows = [
        *((f"p{share}_{users}", f"p{share}, {_counted(users)}, ms") for users in results.users for share in SHARES),
        ("rate", "messages a second, at most"),
        *((f"turn_{turns}", f"p50 after {turns} turns, ms") for turns in TURNS),
        ("ready", "from start to first answer, s"),
        ("memory", "memory of all processes, MB"),
        ("training", "training with nothing kept, s"),
        ("training_processor", "the same, seconds of processors"),
        ("training_again", "training when nothing changed, s"),
        ("model", "model, MB"),
    ]
    for name, told in rows:
        cells = [_cell(results.figures.get(bot, {}).get(name)) for bot in (OURS, STOCK, TWO)]
        yield [told, *cells[:2], _cell(ratio(results.figures, (OURS, name), (STOCK, name))), cells[2]]
    if results.clone is not None:
        yield ["`make setup` of a fresh clone, packages cached, s", _cell(results.clone), "-", "-", "-"]


def _counted(users: int) -> str:
    return "1 user" if users == 1 else f"{users} users"


def _cell(value: float | None) -> str:
    """Three digits that tell, and no more."""
    if value is None:
        return "-"
    return f"{value:.0f}" if abs(value) >= 100 else f"{value:.3g}"


def _notes(results: Results) -> Iterator[str]:
    for bot, told in results.told.items():
        yield (
            f"- {bot}: {told['answered']} of {told['messages']} messages were answered; {told['with_that_role']} of "
            f"{told['about_a_role']} that asked about one role with that role."
        )
    if training := results.training:
        yield (
            f"- stock was trained at {training['at']}, on {training['examples']} examples, with a load of "
            f"{training['load']:.1f} before; that it is kept is no part of what it took."
        )
        if training["epochs"] < EPOCHS:
            yield (
                f"- stock went through its examples {training['epochs']} times instead of {EPOCHS}: its training would "
                "take longer by as much. How fast it answers does not depend on that; how often it is right does."
            )
    yield from (f"- {problem}" for problem in results.problems)


def _floor(results: Results) -> Iterator[list[str]]:
    names = {
        "server": "a Sanic server that does nothing, one user, p50 ms",
        "server_rate": "the same with the same client, messages a second",
        "encoder": "the sentence encoder, one question, p50 ms",
        "search": "who does that, looked up when it is encoded, p50 ms",
    }
    return ([told, _cell(results.floor.get(name))] for name, told in names.items())
