"""What a message costs: python -m benchmarks.cost, from which docs/operations.md (*How much it takes*) reckons.

Conversations of six questions over REST, one message after another, with a real PostgreSQL: seconds of processor of
both servers and of PostgreSQL, bytes that a message leaves in it, the memory of both servers before and after, and what
it takes to give a page the widget.
"""

import os
import tempfile
import urllib.request
import uuid
from collections.abc import Callable, Sequence
from pathlib import Path

import sqlalchemy as sa
import yaml

from benchmarks.beside.memory import resident, tree
from benchmarks.drills.storage_servers import PostgreSQL
from benchmarks.web_channel import QUESTIONS
from bot.runtime.parent import exit_with_parent
from bot.runtime.processes import bot_running, free_port
from bot.runtime.questions import rest_address, sent
from bot.runtime.setup import prepare
from bot.settings import Settings, load_settings

# Those that are told to warm up are not counted.
WARMING, CONVERSATIONS, WIDGETS = 4, 25, 200
ASKED = (*QUESTIONS, "how much does a nurse earn", "how do I become an electrician")
_TICK = os.sysconf("SC_CLK_TCK")


def main() -> None:
    settings = load_settings()
    model = prepare(settings)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        database = PostgreSQL(folder / "postgresql")
        try:
            own = _with_database(settings, database, folder)
            with bot_running(own, model) as (actions, rasa):
                pids: dict[str, Callable[[], Sequence[int]]] = {
                    "Rasa's server": lambda: tree(rasa.pid),
                    "action server": lambda: tree(actions.pid),
                    "PostgreSQL": database.pids,
                }
                print("\n".join(_measured(own, pids, database)))
        finally:
            database.end()


def _with_database(settings: Settings, database: PostgreSQL, folder: Path) -> Settings:
    """Settings by which conversations and events are kept there."""
    endpoints = yaml.safe_load(settings.endpoints.read_text(encoding="utf-8"))
    for part, made in (("tracker_store", "conversations"), ("event_broker", "events")):
        endpoints[part] = {"type": endpoints[part]["type"], "url": database.new_database(made)}
    file = folder / "endpoints.yml"
    file.write_text(yaml.safe_dump(endpoints), encoding="utf-8")
    return settings.in_folder(folder).but(port=free_port(), actions_port=free_port(), endpoints=file)


def _measured(settings: Settings, pids: dict[str, Callable[[], Sequence[int]]], database: PostgreSQL) -> list[str]:
    _talk(settings, WARMING)
    before = {name: (_seconds(found()), resident(found())) for name, found in pids.items()}
    sizes = _bytes(database)
    messages = _talk(settings, CONVERSATIONS)
    lines = [f"{messages} messages in {CONVERSATIONS} conversations"]
    for name, found in pids.items():
        seconds, memory = before[name]
        spent = 1000 * (_seconds(found()) - seconds) / messages
        lines.append(f"{name}: {spent:.1f} ms of processor a message; {memory:.0f} MB, then {resident(found()):.0f}")
    began, size = _seconds(pids["Rasa's server"]()), 0
    for _ in range(WIDGETS):
        with urllib.request.urlopen(f"http://{settings.host}:{settings.port}/widget.js", timeout=60) as answer:
            size = len(answer.read())
    spent = 1000 * (_seconds(pids["Rasa's server"]()) - began) / WIDGETS
    lines.append(f"A page's widget.js: {spent:.2f} ms of processor of Rasa's server; {size} bytes")
    for name, size in _bytes(database).items():
        lines.append(f"{name}: {(size - sizes[name]) / messages:.0f} bytes a message")
    return lines


def _talk(settings: Settings, conversations: int) -> int:
    for _ in range(conversations):
        sender = uuid.uuid4().hex
        for text in ASKED:
            assert sent(rest_address(settings), sender, text)
    return conversations * len(ASKED)


def _seconds(pids: Sequence[int]) -> float:
    """Seconds of processor that processes have used so far, with those that they waited for."""
    fields = [Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split() for pid in pids]
    return sum(sum(map(int, each[11:15])) for each in fields) / _TICK


def _bytes(database: PostgreSQL) -> dict[str, int]:
    """How large each database's tables are, with their indexes."""
    found = {}
    for name in ("conversations", "events"):
        url = sa.engine.make_url(database.address).set(database=name)
        with sa.create_engine(url).connect() as connection:
            found[name] = connection.execute(sa.text("SELECT pg_total_relation_size('events')")).scalar_one()
    return found


if __name__ == "__main__":
    exit_with_parent()
    main()
