"""Where the time of a message goes in ours: one person asks a server that has a clock at each stage."""

import asyncio
import json
import re
import statistics
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from urllib.request import urlopen

from benchmarks.beside.bots import Bot, Part, Running, running, settings_in
from benchmarks.beside.talking import Said, talk, warm
from benchmarks.beside.watched_main import ACTIONS, MESSAGES, VARIABLE, WHOLE
from bot.runtime.processes import free_port, public_environment
from bot.settings import ROOT, Settings

INSIDE, CALLING = "the action", "around the action"
REST, DOORS = "rest of Rasa", "HTTP, doors, client"
_CALLS = re.compile(r'^rolewise_stage_seconds_sum\{stage="call"\} (\S+)$', re.MULTILINE)


def measured(
    settings: Settings, model: Path, folder: Path, seconds: float, coming: Iterator[Sequence[Said]]
) -> dict[str, float]:
    """Milliseconds of each stage, the mean of all messages; together they are what the person waited."""
    told = folder / "stages.json"
    bot = _watched(settings, model, folder, told)
    with running(bot, folder) as found:
        warm(found, coming)
        before, called = json.loads(told.read_text()), _calls(found)
        load = asyncio.run(talk(found.url, 1, seconds, coming))
        after, inside = json.loads(told.read_text()), _calls(found) - called
    spent = {stage: value - before.get(stage, 0.0) for stage, value in after.items()}
    return shares(spent, inside, statistics.fmean(load.waits))


def shares(spent: Mapping[str, float], inside: float, waited: float) -> dict[str, float]:
    """Milliseconds a message, largest first. spent: seconds of all stages, and how many messages there were.

    inside: seconds of the actions themselves. waited: seconds, of one message.
    """
    messages = spent[MESSAGES]
    each = {stage: seconds for stage, seconds in spent.items() if stage not in (MESSAGES, WHOLE, ACTIONS, "")}
    each |= {INSIDE: inside, CALLING: spent[ACTIONS] - inside}
    each[REST] = spent[WHOLE] - sum(each.values())
    each[DOORS] = messages * waited - spent[WHOLE]
    return {stage: 1000 * seconds / messages for stage, seconds in sorted(each.items(), key=lambda pair: -pair[1])}


def _watched(settings: Settings, model: Path, folder: Path, told: Path) -> Bot:
    own = settings_in(settings, folder).but(metrics_port=free_port())
    run = [
        *("-m", "benchmarks.beside.watched_main", "run", "--model", str(model)),
        *("--endpoints", str(own.endpoints), "--credentials", str(ROOT / "credentials.yml")),
        *("--interface", own.host, "--port", str(own.port)),
    ]
    return Bot("watched", own, [Part("rasa", run, {**public_environment(own), VARIABLE: str(told)})])


def _calls(found: Running) -> float:
    """The seconds that actions have taken so far."""
    own = found.bot.settings
    with urlopen(f"http://{own.metrics_host}:{own.metrics_port}/metrics", timeout=5) as page:
        return float(_CALLS.search(page.read().decode())[1])  # type: ignore[index]
