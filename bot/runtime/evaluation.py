"""How well the intents are understood, by Rasa's own cross-validation."""

import json
import tempfile
from collections import Counter
from pathlib import Path

import yaml

from bot.runtime.process import run_to_end
from bot.runtime.processes import environment
from bot.runtime.progress import step
from bot.runtime.setup import prepare
from bot.settings import ROOT, Settings
from bot.tables import as_table

# What is no part of telling the intents: it learns from examples of its own, or reads what the others found.
_BESIDE = ("bot.nlu.trouble.TroubleSensor", "bot.nlu.wishing.WishSensor", "bot.nlu.reading.ReadMessages")


def cross_validate(settings: Settings, folds: int, examples: Path) -> str:
    """A report: the share of held-out examples whose intent the classifier tells, and every confusion, commonest first.

    examples: a file of them, as Rasa reads it.
    """
    prepare(settings)
    with tempfile.TemporaryDirectory() as scratch:
        config = Path(scratch, "config.yml")
        config.write_text(_of_intents(ROOT / "config.yml"), encoding="utf-8")
        arguments = [
            *("-m", "bot.runtime.rasa_main", "test", "nlu", "--cross-validation", "--folds", str(folds)),
            *("--config", str(config), "--nlu", str(examples)),
            *("--out", scratch, "--no-plot"),
        ]
        with step(f"Cross-validating the intents in {folds} folds (about a minute each)"):
            run_to_end("Cross-validation", arguments, settings.logs / "evaluate.log", environment(settings))
        report = json.loads(Path(scratch, "intent_report.json").read_text(encoding="utf-8"))
        errors = json.loads(Path(scratch, "intent_errors.json").read_text(encoding="utf-8"))
    return format_report(report, errors)


def _of_intents(config: Path) -> str:
    """Rasa's configuration with no more of its pipeline than what tells the intents."""
    loaded = yaml.safe_load(config.read_text(encoding="utf-8"))
    pipeline = [part for part in loaded["pipeline"] if part["name"] not in _BESIDE]
    return yaml.safe_dump({**loaded, "pipeline": pipeline})


def validate_data(settings: Settings) -> None:
    """Raises RunError with Rasa's last complaint where the project's conversation data contradict each other."""
    arguments = [
        *("-m", "bot.runtime.rasa_main", "data", "validate", "--fail-on-warnings"),
        *("--config", str(ROOT / "config.yml"), "--domain", str(ROOT / "domain.yml"), "--data", str(ROOT / "data")),
    ]
    run_to_end("Checking Rasa's data", arguments, settings.logs / "validate.log", environment(settings))


def format_report(report: dict, errors: list[dict]) -> str:
    """The report of Rasa's two result files as text."""
    total = report["weighted avg"]["support"]
    lines = [f"Intent accuracy: {1 - len(errors) / total:.3f} ({total - len(errors)} of {total} held-out examples)", ""]
    rows = [
        (name, f"{row['precision']:.2f}", f"{row['recall']:.2f}", row["support"])
        for name, row in sorted(report.items())
        if isinstance(row, dict) and not name.endswith(" avg")
    ]
    measures = ("precision", "recall", "examples")
    lines.append(as_table(("intent", *measures), rows, numbers=measures))
    lines += ["", "Taken for another (right intent -> answered intent: sentences)"]
    pairs = Counter((error["intent"], error["intent_prediction"]["name"]) for error in errors)
    for (right, wrong), count in pairs.most_common():
        texts = [
            error["text"] for error in errors if (error["intent"], error["intent_prediction"]["name"]) == (right, wrong)
        ]
        lines.append(
            f"{right} -> {wrong or 'none'} ({count}): " + "; ".join(texts[:5]) + ("; ..." if count > 5 else "")
        )
    return "\n".join(lines)
