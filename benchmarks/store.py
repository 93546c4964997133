"""What the built-in store costs: its size, building and opening it, and the memory of the bot's two processes.

Beside it, in the same run, the store of the roles with files of their own alone, without any other occupation.
"""

import statistics
import subprocess
import sys
import time
from pathlib import Path
from tempfile import TemporaryDirectory

from benchmarks.measure import megabytes
from bot.runtime.processes import bot_running, free_port
from bot.runtime.questions import ask, rest_address
from bot.runtime.setup import build_store, prepare
from bot.settings import ROOT, Settings, load_settings

OPENED = 5
WARM = ("who handles customer grievances", "what does a nurse do", "what does a plumber earn")
# All that the action server opens before the first question, but for the encoder and the spaCy pipeline.
OPEN = """
import sys, time
from pathlib import Path
from bot.knowledge.store import Store
from bot.reading.naming import linker_of
from bot.search.encoder import load_encoder
from bot.search.known import Known
from bot.search.language import read
encoder = load_encoder(Path(sys.argv[2]))
encoder.encode([str(read("warming up"))])
began = time.perf_counter()
known = Known(Store(Path(sys.argv[1])), encoder)
linker_of(known), known.titles, known.duties, known.skills
print(time.perf_counter() - began)
"""


def measured(settings: Settings) -> str:
    model = prepare(settings)
    # In turns, so that a noisy moment falls on both.
    with TemporaryDirectory() as folder:
        stores = {False: Path(folder, "roles.db"), True: Path(folder, "all.db")}
        built = {every: _build(settings, path, every) for every, path in stores.items()}
        opened: dict[bool, list[float]] = {every: [] for every in stores}
        for _ in range(OPENED):
            for every, path in stores.items():
                opened[every].append(_opening(settings, path))
        memory = {every: _memory(settings, model, path, Path(folder)) for every, path in stores.items()}
        sizes = {every: path.stat().st_size / 1e6 for every, path in stores.items()}
    rows = [
        ("size, MB", *(f"{sizes[every]:.0f}" for every in stores)),
        ("built, s", *(f"{built[every]:.0f}" for every in stores)),
        ("opened, s (median of 5 processes)", *(f"{statistics.median(opened[every]):.2f}" for every in stores)),
        ("memory of the Rasa server, MB", *(f"{memory[every][1]:.0f}" for every in stores)),
        ("memory of the action server, MB", *(f"{memory[every][0]:.0f}" for every in stores)),
        ("memory of both, MB", *(f"{sum(memory[every]):.0f}" for every in stores)),
    ]
    lines = ["| | roles with files alone | every occupation |", "| --- | --- | --- |"]
    return "\n".join([*lines, *(f"| {' | '.join(row)} |" for row in rows)])


def _build(settings: Settings, path: Path, every: bool) -> float:
    began = time.perf_counter()
    build_store(settings, settings.knowledge, path, occupations=every)
    return time.perf_counter() - began


def _opening(settings: Settings, path: Path) -> float:
    """Seconds that opening takes in a process of its own, once its modules are loaded."""
    command = [sys.executable, "-c", OPEN, str(path), str(settings.encoder)]
    return float(subprocess.run(command, check=True, capture_output=True, text=True, cwd=ROOT).stdout)


def _memory(settings: Settings, model: Path, store: Path, folder: Path) -> list[float]:
    """What the action server and the Rasa server hold after a few questions, in megabytes."""
    own = settings.in_folder(folder).but(store=store, port=free_port(), actions_port=free_port())
    with bot_running(own, model) as processes:
        for text in WARM:
            ask(rest_address(own), text)
        return [megabytes("VmRSS", process.pid) for process in processes]


if __name__ == "__main__":
    print(measured(load_settings()))
