"""What is measured of a ranking: how often the right role is first or among five, and how long it takes."""

import os
import resource
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from bot.search.encoder import Encoder
from bot.settings import ROOT


@dataclass(frozen=True)
class Question:
    """What is asked, and the codes of the roles that are right."""

    text: str
    right: frozenset[str]


@dataclass(frozen=True)
class Figures:
    """hit1, hit5, mrr: 0 to 1; p50, p95: milliseconds a question."""

    hit1: float
    hit5: float
    mrr: float
    p50: float
    p95: float


def read_questions(path: Path, codes: dict[str, str] | None = None) -> list[Question]:
    """Lines of a question, a tab and what is right, separated by '|'; codes: of titles, where those are given."""
    questions = []
    for line in path.read_text(encoding="utf-8").splitlines():
        text, right = line.split("\t")
        given = right.split("|")
        questions.append(Question(text, frozenset(codes[title] for title in given) if codes else frozenset(given)))
    return questions


def figures(questions: Sequence[Question], rank: Callable[[str], Sequence[str]]) -> Figures:
    """Of a ranking: from a question to codes, best first."""
    ranks: list[int | None] = []
    times = []
    # The first question pays for what is loaded with it.
    rank(questions[0].text)
    for question in questions:
        began = time.perf_counter()
        codes = rank(question.text)
        times.append(1000 * (time.perf_counter() - began))
        # Two roles of one occupation are one answer.
        codes = list(dict.fromkeys(codes))
        ranks.append(next((place for place, code in enumerate(codes, 1) if code in question.right), None))
    count = len(ranks)
    return Figures(
        sum(rank == 1 for rank in ranks) / count,
        sum(rank is not None and rank <= 5 for rank in ranks) / count,
        sum(1 / rank for rank in ranks if rank) / count,
        percentile(times, 50),
        percentile(times, 95),
    )


def encoding(questions: Sequence[Question], encoder: Encoder) -> tuple[float, float]:
    """What encoding the questions takes by itself: p50 and p95, milliseconds."""
    found = figures(questions, lambda text: [str(encoder.encode([text]).shape)])
    return found.p50, found.p95


def run_on_one_core(module: str, *arguments: str) -> None:
    """Runs a module of ours in a process of its own, which calls stay_on_one_core first."""
    threads = {name: "1" for name in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS")}
    subprocess.run([sys.executable, "-m", module, *arguments], check=True, env={**os.environ, **threads}, cwd=ROOT)


def stay_on_one_core() -> None:
    if hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})


def percentile(values: Sequence[float], share: float) -> float:
    return sorted(values)[min(len(values) - 1, int(len(values) * share / 100))]


def peak_memory() -> float:
    """The most memory that this process has used so far, in megabytes."""
    status = Path("/proc/self/status")
    if status.is_file():
        # The kernel's count for this program; ru_maxrss would still hold that of the one which started it.
        return megabytes("VmHWM")
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def megabytes(field: str, process: int | str = "self") -> float:
    """One of the kernel's counts of a process's memory, such as VmRSS, in megabytes; Linux alone has them."""
    lines = Path(f"/proc/{process}/status").read_text().splitlines()
    line = next(line for line in lines if line.startswith(f"{field}:"))
    return int(line.split()[1]) / 1024
