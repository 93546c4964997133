"""How long a visitor waits for the first part of an answer: the widget's channel beside Rasa's own REST channel.

python -m benchmarks.web_channel [ROUNDS]: one server with both, asked in turn, each round in a new conversation. The
table goes to the screen and to benchmarks/results/web_channel.md.
"""

import json
import os
import statistics
import sys
import tempfile
import time
import urllib.request
import uuid
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import Any

from benchmarks.measure import percentile
from bot.runtime.processes import bot_running, free_port
from bot.runtime.setup import prepare
from bot.settings import ROOT, Settings, load_settings

RESULTS = ROOT / "benchmarks/results/web_channel.md"
WEB, REST = "bot.channels.web.WebChannel:\n", "rest:\n"

# A conversation: later questions come upon a longer one.
QUESTIONS = (
    "who handles customer grievances",
    "what does a general manager do",
    "what is the difference between an operations manager and a general manager",
    "What does a nurse do? Who pays the invoices?",
)


def main(rounds: int) -> None:
    with tempfile.TemporaryDirectory() as name, running_bot(Path(name), WEB + REST) as settings:
        waits = measured(settings, rounds)
    lines = [
        "# The widget's channel beside Rasa's REST channel",
        "",
        f"`make bench-web` on {date.today()}, {os.cpu_count()} cores, client and server on one machine: milliseconds "
        "until the first part of an answer is there, and all of it. "
        f"{rounds} conversations on each channel, of these questions:",
        "",
        *(f"- {text}" for text in QUESTIONS),
        "",
        "| channel | first part, p50 ms | p95 | whole answer, p50 ms | p95 | messages |",
        "| --- | --- | --- | --- | --- | --- |",
    ]
    for channel, times in waits.items():
        first, whole = ([1000 * each[part] for each in times] for part in (0, 1))
        lines.append(f"| {channel} | {spread(first)} | {spread(whole)} | {len(times)} |")
    write_results(RESULTS, lines)


@contextmanager
def running_bot(folder: Path, channels: str, **changed: Any) -> Iterator[Settings]:
    """The settings of a running bot that counts no messages and leaves conversations in a folder.

    channels: its credentials file. changed: other settings.
    """
    settings = load_settings().but(
        port=free_port(),
        actions_port=0,
        conversations=folder / "conversations.db",
        events=folder / "events.db",
        web_session_limit=100000,
        web_address_limit=100000,
        **changed,
    )
    credentials = folder / "credentials.yml"
    credentials.write_text(channels, encoding="utf-8")
    with bot_running(settings, prepare(settings), credentials):
        yield settings


def measured(settings: Settings, rounds: int) -> dict[str, list[tuple[float, float]]]:
    """For each channel, the seconds until the first part of each answer and until its end."""
    root = f"http://{settings.host}:{settings.port}"
    waits: dict[str, list[tuple[float, float]]] = {"web": [], "rest": []}
    for number in range(rounds + 1):
        sender = uuid.uuid4().hex
        with urllib.request.urlopen(urllib.request.Request(f"{root}/chat/session", b"")) as answer:
            token = json.load(answer)["token"]
        for text in QUESTIONS:
            web = {"id": str(uuid.uuid4()), "text": text}
            rest = {"sender": sender, "message": text}
            # Each is asked first in every other round, as the second finds words looked up already.
            for channel in sorted(waits, reverse=bool(number % 2)):
                if channel == "web":
                    wait = _timed(f"{root}/chat/messages", web, lambda line: line.startswith(b"data"), token)
                else:
                    wait = _timed(f"{root}/webhooks/rest/webhook", rest, bool)
                # The first round warms everything up.
                if number:
                    waits[channel].append(wait)
    return waits


def _timed(url: str, data: dict[str, str], is_part: Callable[[bytes], bool], token: str = "") -> tuple[float, float]:
    headers = {"Content-Type": "application/json", "Authorization": f"Bearer {token}"}
    begun = time.perf_counter()
    first = 0.0
    with urllib.request.urlopen(urllib.request.Request(url, json.dumps(data).encode(), headers)) as answer:
        for line in answer:
            if not first and is_part(line):
                first = time.perf_counter() - begun
    return first, time.perf_counter() - begun


def spread(values: Sequence[float]) -> str:
    """Two cells of a table: the median and the 95th percentile, without decimals."""
    return f"{statistics.median(values):.0f} | {percentile(values, 95):.0f}"


def write_results(path: Path, lines: Sequence[str]) -> None:
    """Writes what was measured to a file and on the screen."""
    text = "\n".join(lines)
    path.write_text(text + "\n", encoding="utf-8")
    print(f"{text}\n\nWritten to {path}")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 30)
