"""Ours and stock Rasa measured in turn: `make bench`.

python -m benchmarks.beside.bench [--rounds 3] [--seconds 20] [--epochs 100] [--clone]: in each round ours is started,
asked, and stopped; then stock, by the same people in the same words; then ours with two workers. Stock is trained where
its inputs changed, which takes long. The tables go to the screen and to benchmarks/results/bench.md, all of it to
bench.json.
"""

import argparse
import asyncio
import itertools
import json
import statistics
import subprocess
import sys
import tempfile
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager, nullcontext
from dataclasses import asdict
from pathlib import Path
from tempfile import TemporaryDirectory

from benchmarks.beside import floor, stages
from benchmarks.beside.bots import Bot, ours, ours_of_two, running, stock
from benchmarks.beside.figures import Measured
from benchmarks.beside.report import Results, lines
from benchmarks.beside.talking import Said, at_turns, conversations, talk, warm
from benchmarks.beside.targets import OURS, STOCK, TWO
from benchmarks.beside.training import clone_made, ours_trained
from benchmarks.drills.tables import RESULTS, machine
from benchmarks.stock.training import EPOCHS, HURRIED, Trained, train, trained
from benchmarks.web_channel import write_results
from bot.errors import RunError
from bot.knowledge.store import Store
from bot.runtime.progress import say
from bot.runtime.setup import prepare
from bot.settings import Settings, load_settings

USERS = (1, 8, 32)
# Many users show how much can be answered; one does not.
CROWDS = USERS[1:]
# How often each question is asked at each length of a conversation, in each round.
AT_LENGTH = 3
# A bot that is not running, from a folder for what it leaves behind.
Maker = Callable[[Path], AbstractContextManager[Bot]]


def main() -> int:
    options = _options()
    settings = load_settings()
    model = prepare(settings)
    where = machine()
    say("Stock Rasa is trained where its inputs changed; that may take an hour.")
    rival = trained(settings, HURRIED if options.quick else options.epochs, options.quick)
    results = Results(where, _how(options), USERS, training=_told(rival))
    _measure(settings, model, rival, options, results)
    if options.clone:
        say("Setting up a fresh clone.")
        with _or_told(results, "a fresh clone"):
            results.clone = clone_made()
    _write(results, options.quick)
    return 0


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="bench", description="Ours and stock Rasa, measured in turn.")
    parser.add_argument("--rounds", type=int, default=3, help="how often each is started and measured (3)")
    parser.add_argument("--seconds", type=float, default=20.0, help="how long so many users ask (20)")
    parser.add_argument(
        "--epochs",
        type=int,
        default=EPOCHS,
        help=f"how often stock goes through its examples ({EPOCHS}; fewer, sooner)",
    )
    parser.add_argument("--clone", action="store_true", help="also set up a fresh clone (several minutes)")
    # To see whether all of this works: a stock that learnt next to nothing, and results that are not kept.
    parser.add_argument("--quick", action="store_true", help=argparse.SUPPRESS)
    return parser.parse_args()


def _how(options: argparse.Namespace) -> str:
    quick = "A trial of the benchmark itself: stock learnt next to nothing. " if options.quick else ""
    rounds = "1 round" if options.rounds == 1 else f"{options.rounds} rounds"
    return (
        f"{quick}{rounds}; in each ours, stock, and ours with two workers were started, asked and stopped in turn: by "
        f"1, 8 and 32 users for {options.seconds:g} s each over REST, each asking again as soon as there was an "
        "answer, the same questions in the same order; conversations are in an SQLite file. Stock is what `rasa init` "
        "sets up (benchmarks/stock). Medians of all rounds."
    )


def _told(rival: Trained) -> dict[str, object]:
    return {name: value for name, value in asdict(rival).items() if name != "model"}


def _measure(settings: Settings, model: Path, rival: Trained, options: argparse.Namespace, results: Results) -> None:
    """Fills in all that is measured."""
    coming = conversations(Store(settings.store))
    makers: dict[str, Maker] = {
        OURS: lambda folder: nullcontext(ours(settings, folder)),
        STOCK: lambda folder: nullcontext(stock(settings, folder, rival.model)),
        TWO: lambda folder: ours_of_two(settings, folder),
    }
    measured: dict[str, Measured] = defaultdict(Measured)
    for number, (name, maker) in itertools.product(range(options.rounds), makers.items()):
        say(f"Round {number + 1} of {options.rounds}: {name}.")
        users = CROWDS if name == TWO else USERS
        with _or_told(results, f"{name}, round {number + 1},"), TemporaryDirectory() as folder:
            _round(maker, Path(folder), users, options.seconds, coming, measured[name])
    for name, found in measured.items():
        results.figures[name] = found.figures()
        results.told[name], results.rounds[name] = found.told(), found.rounds()
    results.figures[STOCK] |= {
        "training": rival.seconds,
        "training_processor": rival.processor,
        "model": rival.megabytes,
    }
    say("Training: ours with nothing kept, then both when nothing changed.")
    with _or_told(results, "training"):
        results.figures[OURS] |= ours_trained(settings)
        results.figures[STOCK]["training_again"] = train(settings, rival.model.parent)
    say("The floor, and where a message's time goes.")
    with _or_told(results, "the floor"), TemporaryDirectory() as folder:
        results.floor = floor.measured(settings, Path(folder), USERS, options.seconds / 2)
    with _or_told(results, "where a message's time goes"), TemporaryDirectory() as folder:
        results.stages = stages.measured(settings, model, Path(folder), options.seconds, itertools.cycle(coming))


@contextmanager
def _or_told(results: Results, what: str) -> Iterator[None]:
    """What fails is told in the results, and the rest is measured all the same."""
    try:
        yield
    except (RunError, OSError, subprocess.SubprocessError, statistics.StatisticsError) as error:
        # The log went with its folder.
        told = str(error).partition(" The whole log")[0]
        say(f"{what} was not measured: {error}")
        results.problems.append(f"{what} was not measured: {told}")


def _round(
    maker: Maker, folder: Path, users: Sequence[int], seconds: float, every: Sequence[Sequence[Said]], into: Measured
) -> None:
    """Starts a bot, measures it, and stops it."""
    coming: Iterator[Sequence[Said]] = itertools.cycle(every)
    with maker(folder) as bot, running(bot, folder) as found:
        warm(found, coming)
        loads = {count: asyncio.run(talk(found.url, count, seconds, coming)) for count in users}
        memory = found.memory()
        turns = at_turns(found, AT_LENGTH) if 1 in users else {}
    # All of a round, or nothing.
    into.ready.append(found.ready)
    into.memory.append(memory)
    for count, load in loads.items():
        into.loads[count].append(load)
    for count, waits in turns.items():
        into.turns[count].extend(waits)


def _write(results: Results, quick: bool) -> None:
    folder = Path(tempfile.gettempdir()) if quick else RESULTS
    name = "bench-quick" if quick else "bench"
    data = json.dumps(results.as_data(), indent=1, default=str)
    (folder / f"{name}.json").write_text(data + "\n", encoding="utf-8")
    write_results(folder / f"{name}.md", lines(results))


if __name__ == "__main__":
    sys.exit(main())
