"""The ways of running the bot: a chat on the terminal, servers without one, a single question, reading alone."""

import json
import os
import sys
import termios
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from bot.errors import RunError
from bot.runtime.process import Process, Stoppable, run_to_end, stopping
from bot.runtime.processes import (
    actions_health,
    actions_host,
    free_port,
    rasa_environment,
    require_free_port,
    server_health,
    server_ready,
    start_actions,
    start_server,
    start_shell,
    wait_until_well,
    watch,
)
from bot.runtime.progress import say, step
from bot.runtime.setup import mended, prepare
from bot.runtime.supervision import Kept, keep_running
from bot.settings import Settings


def chat(settings: Settings) -> None:
    """Talks with the person on the terminal until they leave; the action server is started again where it dies."""
    require_free_port("127.0.0.1", settings.port, "ROLEWISE_PORT")
    require_free_port(actions_host(settings), settings.actions_port, "ROLEWISE_ACTIONS_PORT")
    model = prepare(settings)
    started: list[Stoppable] = []
    with _terminal_restored(), stopping(started):
        with step("Starting the bot (about 15 seconds)"):
            actions = _actions_kept(settings, model)
            started.append(actions)
            shell = start_shell(settings, model)
            started.append(shell)
            wait_until_well(actions.process, actions.url)
            wait_until_well(shell, f"http://127.0.0.1:{settings.port}/")
        keep_running([actions], until=shell)
    say("Goodbye. Everything that was started has been stopped.")


def serve(settings: Settings) -> None:
    """Runs the servers until interrupted, or until one of them has died too often, which is an error."""
    require_free_port(settings.host, settings.port, "ROLEWISE_PORT")
    require_free_port(actions_host(settings), settings.actions_port, "ROLEWISE_ACTIONS_PORT")
    model = prepare(settings)
    kept: list[Kept] = []
    with stopping(kept):
        with step("Starting the servers (about 15 seconds)"):
            kept.append(_actions_kept(settings, model))
            kept.append(Kept(lambda: start_server(settings, mended(settings, model)), server_health(settings)))
            wait_until_well(kept[0].process, kept[0].url)
            wait_until_well(kept[1].process, server_ready(settings))
        say(f"Rolewise answers at http://{settings.host}:{settings.port}/ (Ctrl-C stops it)")
        try:
            keep_running(kept)
        except KeyboardInterrupt:
            say("Stopping.")


def _actions_kept(settings: Settings, model: Path) -> Kept:
    def start() -> Process:
        mended(settings, model)
        return start_actions(settings)

    return Kept(start, actions_health(settings))


def ask(settings: Settings, question: str) -> dict[str, Any]:
    """One question, answered as the chat would: {"answer": ... or None, "text": [...]}.

    Raises RunError where a process fails.
    """
    model = prepare(settings)
    # A port of its own and none for metrics, so that a chat or a server may be running meanwhile.
    settings = settings.but(actions_port=free_port(), actions_metrics_port=0)
    processes: list[Process] = []
    log = settings.logs / f"ask-{settings.actions_port}.log"
    result = Path(f"{log}.json")
    result.unlink(missing_ok=True)
    with stopping(processes), step("Looking it up (about 15 seconds)"):
        actions = start_actions(settings)
        processes.append(actions)
        asker = Process(
            "question",
            ["-m", "bot.runtime.ask_main", str(model), str(result), question],
            log,
            {**rasa_environment(settings), "ROLEWISE_ACTIONS_HEALTH": actions_health(settings)},
        )
        processes.append(asker)
        watch(processes, until=asker)
    if not result.is_file():
        raise RunError(f"The question got no answer. The whole log is {log}")
    answered = json.loads(result.read_text(encoding="utf-8"))
    for file in (result, log, actions.log):
        file.unlink()
    return answered


def read(settings: Settings, texts: Sequence[str]) -> list[list[dict[str, Any]]]:
    """What messages mean to the bot: of each the readings of its questions, as bot.reading.reading gives them as data.

    Raises RunError where the process fails.
    """
    model = prepare(settings)
    log = settings.logs / f"read-{os.getpid()}.log"
    result = Path(f"{log}.json")
    with step("Reading (about 10 seconds)"):
        arguments = ["-m", "bot.runtime.read_main", str(model), str(result), *texts]
        run_to_end("Reading", arguments, log, rasa_environment(settings))
    found = json.loads(result.read_text(encoding="utf-8"))
    for file in (result, log):
        file.unlink()
    return found


@contextmanager
def _terminal_restored() -> Iterator[None]:
    """Leaves the terminal as it was, even if the shell was killed while it had it in raw mode."""
    if not sys.stdin.isatty():
        yield
        return
    before = termios.tcgetattr(sys.stdin)
    try:
        yield
    finally:
        termios.tcsetattr(sys.stdin, termios.TCSADRAIN, before)
