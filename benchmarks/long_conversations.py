"""How long a visitor waits for an answer the longer the conversation is.

python -m benchmarks.long_conversations: one server, and a conversation of each length, asked in turn. Their rows are
those of a few turns, repeated in the database. The table goes to the screen and to
benchmarks/results/long_conversations.md.
"""

import json
import os
import sqlite3
import statistics
import tempfile
import time
import urllib.request
import uuid
from contextlib import closing
from datetime import date
from pathlib import Path

from benchmarks.web_channel import QUESTIONS, WEB, running_bot, write_results
from bot.settings import ROOT, Settings

RESULTS = ROOT / "benchmarks/results/long_conversations.md"
TURNS = (5, 50, 500)
# How often each question is timed at each length.
ROUNDS = 3


def main() -> None:
    with tempfile.TemporaryDirectory() as name, running_bot(Path(name), WEB) as settings:
        waits = measured(settings)
    shortest = statistics.median(waits[TURNS[0]])
    lines = [
        "# Long conversations",
        "",
        f"`make bench-web` on {date.today()}, {os.cpu_count()} cores: milliseconds until a "
        f"question is answered over the widget's channel, the median of {ROUNDS * len(QUESTIONS)}.",
        "",
        "| turns at the start | ms | times the shortest |",
        "| --- | --- | --- |",
    ]
    for turns, times in waits.items():
        lines.append(f"| {turns} | {1000 * statistics.median(times):.0f} | {statistics.median(times) / shortest:.1f} |")
    write_results(RESULTS, lines)


def measured(settings: Settings) -> dict[int, list[float]]:
    """For each length, the seconds that answers took."""
    root = f"http://{settings.host}:{settings.port}"
    tokens = {turns: _begun(root, settings.conversations, turns) for turns in TURNS}
    waits: dict[int, list[float]] = {turns: [] for turns in TURNS}
    for _ in range(ROUNDS):
        for text in QUESTIONS:
            for turns, token in tokens.items():
                waits[turns].append(_asked(root, token, text))
    return waits


def _begun(root: str, path: Path, turns: int) -> str:
    """The token of a conversation that has so many turns."""
    with urllib.request.urlopen(urllib.request.Request(f"{root}/chat/session", b"")) as answer:
        token = json.load(answer)["token"]
    for text in (*QUESTIONS, "what skills do they need"):
        _asked(root, token, text)
    lengthen(path, turns)
    # The first one after so many rows from elsewhere reads them all.
    _asked(root, token, QUESTIONS[0])
    return token


def _asked(root: str, token: str, text: str) -> float:
    data = json.dumps({"id": str(uuid.uuid4()), "text": text}).encode()
    headers = {"Content-Type": "application/json", "Authorization": f"Bearer {token}"}
    begun = time.perf_counter()
    with urllib.request.urlopen(urllib.request.Request(f"{root}/chat/messages", data, headers)) as answer:
        assert b"event: done" in answer.read()
    return time.perf_counter() - begun


def lengthen(path: Path, turns: int) -> None:
    """Repeats the turns of the newest conversation until it has so many."""
    with closing(sqlite3.connect(path, timeout=10)) as database, database:
        (sender,) = database.execute("SELECT sender_id FROM events ORDER BY id DESC LIMIT 1").fetchone()
        listening = "SELECT id FROM events WHERE sender_id = ? AND action_name = 'action_listen' ORDER BY id"
        # From listening to listening: a turn.
        first, *others = [id for (id,) in database.execute(listening, (sender,))]
        columns = "sender_id, type_name, timestamp, intent_name, action_name, data"
        rows = f"SELECT {columns} FROM events WHERE sender_id = ? AND id > ? AND id <= ? ORDER BY id"
        for _ in range(turns // len(others) - 1):
            database.execute(f"INSERT INTO events ({columns}) {rows}", (sender, first, others[-1]))


if __name__ == "__main__":
    main()
