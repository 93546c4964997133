"""What it takes to make ours ready: training with nothing kept, training again, and a fresh clone of the project."""

import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Mapping, Sequence
from pathlib import Path

from benchmarks.stock.training import processor_time
from bot.errors import RunError
from bot.settings import ROOT, Settings

# Seconds in which each must have ended.
TRAINING, CLONE = 1800, 3600
_MODEL = ("models", "model.sha256", "cache")


def ours_trained(settings: Settings) -> dict[str, float]:
    """Seconds of `rolewise train`, with nothing kept and again; of processors; whether it trained again; megabytes."""
    with tempfile.TemporaryDirectory() as name:
        own = _without_model(settings, Path(name) / "state")
        command = [str(Path(sys.executable).with_name("rolewise")), "train"]
        environment = {**os.environ, **own.environment()}
        idle, cold = processor_time(), _timed(command, environment, TRAINING)
        worked = processor_time() - idle
        (model,) = own.models.glob("*.tar.gz")
        before = model.stat().st_mtime_ns
        unchanged = _timed(command, environment, TRAINING)
        (after,) = own.models.glob("*.tar.gz")
        return {
            "training": cold,
            "training_processor": worked,
            "training_again": unchanged,
            "trained_again": float((after, after.stat().st_mtime_ns) != (model, before)),
            "model": after.stat().st_size / 1e6,
        }


def _without_model(settings: Settings, state: Path) -> Settings:
    """With a state folder in which all is built but the model, and nothing of any training is kept."""
    state.mkdir(parents=True)
    for path in settings.state.iterdir():
        if path.suffix in (".stamp", ".sha256") and path.name not in _MODEL:
            shutil.copy2(path, state)
    (state / "encoder").symlink_to(settings.encoder)
    (state / settings.own_store.name).symlink_to(settings.own_store)
    return settings.but(state=state, store=state / settings.own_store.name)


def clone_made() -> float:
    """Seconds of `make setup` in a fresh clone of what is committed, the packages being in uv's cache."""
    with tempfile.TemporaryDirectory() as name:
        clone = Path(name) / "clone"
        subprocess.run(["git", "clone", "--quiet", str(ROOT), str(clone)], check=True, timeout=CLONE)
        # uv is found as it is here; nothing else of this copy is.
        own = {key: value for key, value in os.environ.items() if not key.startswith(("ROLEWISE_", "VIRTUAL_ENV"))}
        own["PATH"] = os.pathsep.join((own.get("PATH", ""), str(ROOT / ".uv/bin")))
        return _timed(["make", "setup"], own, CLONE, clone)


def _timed(command: Sequence[str], environment: Mapping[str, str], most: float, folder: Path = ROOT) -> float:
    """Raises RunError where it fails, with the last that it said."""
    began = time.perf_counter()
    done = subprocess.run(command, env=environment, cwd=folder, capture_output=True, text=True, timeout=most)
    if done.returncode:
        raise RunError(f"{' '.join(command)} failed: {(done.stderr or done.stdout)[-500:]}")
    return time.perf_counter() - began
