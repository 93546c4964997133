"""Training stock Rasa, once for each state of its inputs: the model, and how long that took, are kept.

It learns for an hour what ours learns in a minute or two, so it is not trained in every run.
"""

import hashlib
import json
import os
import resource
import shutil
import time
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from importlib.metadata import version
from pathlib import Path
from typing import Any

import yaml

from bot.runtime.process import run_to_end
from bot.runtime.processes import environment
from bot.settings import ROOT, Settings

CONFIG = ROOT / "benchmarks/stock/config.yml"
# Of a quick trial: one in so many examples of an intent, at least so many, and how often all are gone through.
ONE_IN, LEAST, HURRIED = 50, 4, 2
# How often `rasa init` has all of them gone through.
EPOCHS = 100
MODEL, RECORD = "stock", "trained.json"


@dataclass(frozen=True)
class Trained:
    """A model, and how its training went without anything kept.

    processor: seconds that processors worked on it, which a busy machine does not make more. load: before it began.
    epochs: how often all examples were gone through, of EPOCHS.
    """

    model: Path
    seconds: float
    processor: float
    at: str
    load: float
    examples: int
    epochs: int

    @property
    def megabytes(self) -> float:
        return self.model.stat().st_size / 1e6


def trained(settings: Settings, epochs: int, quick: bool) -> Trained:
    """Stock Rasa on the data as they are, trained now or before. quick: on few of them, not to be measured."""
    files = _files(epochs, quick)
    folder = settings.state / "bench" / f"stock-{digest_of(files)}"
    record = folder / RECORD
    if not record.is_file():
        _lay_out(folder, files)
        load, at = os.getloadavg()[0], f"{datetime.now():%Y-%m-%d %H:%M}"
        idle, seconds = processor_time(), train(settings, folder)
        told = {
            "seconds": seconds,
            "processor": processor_time() - idle,
            "at": at,
            "load": load,
            "examples": _count(files["data/nlu.yml"]),
            "epochs": epochs,
        }
        # Written when all is there: what was broken off is begun anew.
        record.write_text(json.dumps(told, indent=1), encoding="utf-8")
    return Trained(folder / f"{MODEL}.tar.gz", **json.loads(record.read_text(encoding="utf-8")))


def train(settings: Settings, folder: Path) -> float:
    """The seconds that `rasa train` takes in a folder; what is there already is not made again, as Rasa sees it."""
    began = time.perf_counter()
    arguments = [
        *("-m", "benchmarks.stock.rasa_main", "train"),
        *("--config", str(folder / "config.yml")),
        *("--domain", str(folder / "domain.yml")),
        *("--data", str(folder / "data")),
        *("--out", str(folder)),
        *("--fixed-model-name", MODEL),
    ]
    cache = {"RASA_CACHE_DIRECTORY": str(folder / "cache")}
    run_to_end("Training stock Rasa", arguments, folder / "train.log", {**environment(settings), **cache})
    return time.perf_counter() - began


def processor_time() -> float:
    """The seconds that processors have worked on all the processes that were started here and have ended."""
    of_ended = resource.getrusage(resource.RUSAGE_CHILDREN)
    return of_ended.ru_utime + of_ended.ru_stime


def digest_of(files: Mapping[str, bytes]) -> str:
    """By what a model is known: what it is made from, and by which Rasa."""
    digest = hashlib.sha256(version("rasa").encode())
    for name in sorted(files):
        digest.update(name.encode() + b"\0" + hashlib.sha256(files[name]).digest())
    return digest.hexdigest()[:12]


def _files(epochs: int, quick: bool) -> dict[str, bytes]:
    """All that `rasa train` reads, by its place in the folder."""
    paths = {"config.yml": CONFIG, "domain.yml": ROOT / "domain.yml"}
    paths |= {f"data/{path.name}": path for path in (ROOT / "data").glob("*.yml")}
    files = {name: path.read_bytes() for name, path in paths.items()}
    if epochs != EPOCHS:
        files["config.yml"] = yaml.safe_dump(hurried(yaml.safe_load(files["config.yml"]), epochs)).encode()
    if quick:
        files["data/nlu.yml"] = yaml.safe_dump(few(yaml.safe_load(files["data/nlu.yml"])), width=1000).encode()
    return files


def hurried(config: Mapping[str, Any], epochs: int) -> dict[str, Any]:
    """A configuration of which each component goes through the examples so often alone."""

    def learning(parts: list[dict[str, Any]]) -> list[dict[str, Any]]:
        return [{**part, "epochs": epochs} if "epochs" in part else part for part in parts]

    return {**config, "pipeline": learning(config["pipeline"]), "policies": learning(config["policies"])}


def few(nlu: Mapping[str, Any]) -> dict[str, Any]:
    """Training data with few examples of each intent."""

    def cut(examples: str) -> str:
        lines = examples.splitlines(keepends=True)
        return "".join(lines[:: max(1, min(ONE_IN, len(lines) // LEAST))])

    return {**nlu, "nlu": [{**each, "examples": cut(each["examples"])} for each in nlu["nlu"]]}


def _lay_out(folder: Path, files: Mapping[str, bytes]) -> None:
    shutil.rmtree(folder, ignore_errors=True)
    for name, content in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)


def _count(nlu: bytes) -> int:
    return sum(len(each["examples"].splitlines()) for each in _examples(nlu))


def _examples(nlu: bytes) -> Iterator[Mapping[str, Any]]:
    yield from (each for each in yaml.safe_load(nlu)["nlu"] if "intent" in each)
