"""How long a visitor waits for the first part of an answer: the widget's channel beside Rasa's own REST channel.

python -m benchmarks.web_channel [ROUNDS]: one server with both, asked in turn, each round in a new conversation.
"""

import json
import statistics
import sys
import tempfile
import time
import urllib.request
import uuid
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from bot.runtime.processes import (
    actions_health,
    free_port,
    server_health,
    start_actions,
    start_server,
    stopping,
    wait_until_well,
)
from bot.runtime.setup import prepare
from bot.settings import Settings, load_settings

# A conversation: later questions come upon a longer one.
QUESTIONS = (
    "who handles customer grievances",
    "what does a general manager do",
    "what is the difference between an operations manager and a general manager",
    "What does a nurse do? Who pays the invoices?",
)


def main(rounds: int) -> None:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        settings = replace(
            load_settings(),
            port=free_port(),
            actions_port=free_port(),
            conversations=folder / "conversations.db",
            events=folder / "events.db",
            web_session_limit=100000,
            web_address_limit=100000,
        )
        credentials = folder / "credentials.yml"
        credentials.write_text("bot.channels.web.WebChannel:\nrest:\n", encoding="utf-8")
        model = prepare(settings)
        processes = []
        with stopping(processes):
            processes.append(start_actions(settings))
            processes.append(start_server(settings, model, credentials))
            wait_until_well(processes[0], actions_health(settings))
            wait_until_well(processes[1], server_health(settings))
            waits = measured(settings, rounds)
    for channel, times in waits.items():
        first, whole = ([each[part] * 1000 for each in times] for part in (0, 1))
        spans = (
            f"{said} {statistics.median(ms):6.1f} ms median, {_p95(ms):6.1f} ms p95"
            for said, ms in (("first part", first), ("whole answer", whole))
        )
        print(f"{channel:5} {'; '.join(spans)}  ({len(times)} messages)")


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
            timed = {
                "web": _timed(f"{root}/chat/messages", web, lambda line: line.startswith(b"data"), token),
                "rest": _timed(f"{root}/webhooks/rest/webhook", {"sender": sender, "message": text}, bool),
            }
            # The first round warms everything up.
            if number:
                for channel, wait in timed.items():
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


def _p95(values: list[float]) -> float:
    return statistics.quantiles(values, n=20)[-1]


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 30)
