"""The arithmetic of `make bench`: percentiles, ratios, verdicts, memory, shares of a message's time, and the page."""

import os
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

import pytest

from benchmarks.beside.figures import Figures, Measured
from benchmarks.beside.memory import resident, tree
from benchmarks.beside.report import Results, lines
from benchmarks.beside.stages import CALLING, DOORS, INSIDE, REST, shares
from benchmarks.beside.talking import Load, Said
from benchmarks.beside.targets import OURS, STOCK, TARGETS, TWO, ratio, verdicts
from benchmarks.beside.watched_main import ACTIONS, MESSAGES, STORE, WHOLE
from benchmarks.drills.asked import Fate, Try

# Of all that is told of a bot, what reaches every target, each just so.
REACHED: dict[str, Figures] = {
    OURS: {"p50_1": 12.5, "rate": 80, "turn_5": 20, "turn_500": 23, "ready": 20, "memory": 650, "training": 120},
    STOCK: {"p50_1": 100, "rate": 10, "turn_5": 100, "turn_500": 900, "ready": 80, "memory": 1300, "training": 600},
    TWO: {"rate": 140},
}
REACHED[OURS]["trained_again"] = 0


def load(seconds: float, *waits: float, fate: Fate = Fate.answered, role: str = "nurse") -> Load:
    """Messages that took so long, all of them ended in time; each is answered with the role."""
    tries = [(Said("words", role), Try(0, wait, fate, 200, ((role,),))) for wait in waits]
    return Load(seconds, tries, len(waits) if fate is Fate.answered else 0)


def told(figures: Mapping[str, Figures]) -> list[str]:
    return [str(each) for each in verdicts(figures)]


def test_what_is_reached_just_so_is_met():
    assert told(REACHED) == ["met"] * len(TARGETS)


@pytest.mark.parametrize(
    ("place", "bot", "name", "value"),
    [
        (0, OURS, "p50_1", 12.6),
        (1, OURS, "rate", 79),
        (2, TWO, "rate", 139),
        (3, OURS, "turn_500", 23.1),
        (4, OURS, "ready", 20.1),
        (5, OURS, "memory", 651),
        (6, OURS, "training", 121),
        (7, OURS, "trained_again", 1),
    ],
)
def test_what_falls_a_little_short_is_not_met(place: int, bot: str, name: str, value: float):
    short = told(REACHED | {bot: REACHED[bot] | {name: value}})
    assert short.pop(place) == "not met"
    assert short == ["met"] * (len(TARGETS) - 1)


def test_what_was_not_measured_is_not_met():
    assert set(told({})) == {"not measured"}
    assert told(REACHED | {TWO: {}})[2] == "not measured"
    assert not any(each.met for each in verdicts({}))


def test_a_ratio_needs_both_figures():
    assert ratio(REACHED, (OURS, "rate"), (STOCK, "rate")) == 8
    assert ratio(REACHED, (OURS, "rate"), (STOCK, "unknown")) is None
    assert ratio({OURS: {"rate": 3}, STOCK: {"rate": 0}}, (OURS, "rate"), (STOCK, "rate")) is None


def test_figures_are_of_all_rounds_together():
    measured = Measured(ready=[9, 1, 3], memory=[500, 700, 600])
    measured.loads[1] += [load(2, 0.1, 0.2), load(2, 0.3)]
    measured.loads[8] += [load(1, *[0.5] * 7), load(1, *[0.5] * 4), load(1, *[0.5] * 9)]
    measured.turns[5] += [0.2, 0.4, 0.3]
    found = measured.figures()
    assert found["p50_1"] == pytest.approx(200)
    assert found["p99_1"] == pytest.approx(300)
    assert (found["rate"], found["ready"], found["memory"]) == (7, 3, 600)
    assert measured.rounds() == {"ready": [9, 1, 3], "memory": [500, 700, 600], "rate_1": [1, 0.5], "rate_8": [7, 4, 9]}
    assert found["turn_5"] == pytest.approx(300)


def test_only_what_was_answered_counts_as_waiting():
    measured = Measured()
    measured.loads[1] += [load(1, 0.1), load(1, 60, fate=Fate.silent), load(1, 0.3, role="")]
    assert measured.figures()["p99_1"] == pytest.approx(300)
    assert measured.told() == {"messages": 3, "answered": 2, "about_a_role": 2, "with_that_role": 2}


def test_nothing_measured_has_no_figures():
    assert Measured().figures() == {}
    assert set(Measured().told().values()) == {0}


def process(proc: Path, pid: int, children: str, **files: str) -> None:
    (proc / f"{pid}/task/{pid}").mkdir(parents=True)
    (proc / f"{pid}/task/{pid}/children").write_text(children)
    for name, text in files.items():
        (proc / f"{pid}/{name}").write_text(text)


def test_memory_is_that_of_all_that_was_started_and_what_is_shared_counts_once(tmp_path: Path):
    process(tmp_path, 1, "2 3 ", smaps_rollup="Rss: 9000 kB\nPss: 1024 kB\nPss_Anon: 7 kB\n")
    process(tmp_path, 2, "4 ", smaps_rollup="Pss: 2048 kB\n")
    # A kernel that does not tell shares; and one that ended meanwhile.
    process(tmp_path, 4, "", status="VmPeak: 9 kB\nVmRSS:\t  3072 kB\n")
    assert tree(1, tmp_path) == [1, 2, 4]
    assert resident([1, 2, 4, 3], tmp_path) == pytest.approx(6)


@pytest.mark.skipif(not Path("/proc/self/task").is_dir(), reason="only Linux tells")
def test_a_child_is_found_and_weighed():
    with subprocess.Popen([sys.executable, "-c", "input()"], stdin=subprocess.PIPE) as child:
        assert child.pid in tree(os.getpid())
        assert resident([child.pid]) > 0
        child.kill()


def test_the_stages_of_a_message_are_together_what_was_waited():
    spent = {MESSAGES: 10, WHOLE: 1.0, STORE: 0.2, ACTIONS: 0.4, "NLU: A": 0.1, "": 0.05}
    found = shares(spent, inside=0.3, waited=0.12)
    assert next(iter(found)) == INSIDE
    expected = {INSIDE: 30, REST: 30, DOORS: 20, STORE: 20, CALLING: 10, "NLU: A": 10}
    assert found == pytest.approx(expected)
    assert sum(found.values()) == pytest.approx(120)


def test_the_page_tells_of_every_target_and_of_what_could_not_be_measured():
    results = Results("a day", "Somehow.", (1,), figures=REACHED, problems=["ours: it did not start"])
    page = "\n".join(lines(results))
    for target in TARGETS:
        assert f"| {target.name} | {target.wanted} |" in page
    assert "| p50, 1 user, ms | 12.5 | 100 | 0.125 | - |" in page
    assert "- ours: it did not start" in page
    assert results.as_data()["ratios"]["rate"] == 8
    assert {each["verdict"] for each in results.as_data()["targets"]} == {"met"}
