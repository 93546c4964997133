"""The ways of running the bot: a chat on the terminal, servers without one, a single question, reading alone."""

import json
import os
import sys
import termios
import uuid
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from http.client import HTTPException
from pathlib import Path
from typing import Any

from bot.runtime.ask_main import CHANNEL, as_answered
from bot.runtime.process import Process, Stoppable, run_to_end, stopping
from bot.runtime.processes import (
    actions_health,
    environment,
    require_free_actions_port,
    require_free_port,
    server_health,
    server_ready,
    start_actions,
    start_server,
    start_shell,
    wait_until_well,
)
from bot.runtime.progress import say, step
from bot.runtime.questions import rest_address, sent
from bot.runtime.serving import is_serving, noted
from bot.runtime.setup import mended, prepare
from bot.runtime.supervision import Kept, keep_running
from bot.settings import Settings


def chat(settings: Settings) -> None:
    """Talks with the person on the terminal until they leave; an action server is started again where it dies."""
    require_free_port("127.0.0.1", settings.port, "ROLEWISE_PORT")
    require_free_actions_port(settings)
    model = prepare(settings)
    started: list[Stoppable] = []
    with _terminal_restored(), stopping(started):
        with step("Starting the bot (about 15 seconds)"):
            kept = _actions_kept(settings, model)
            started.extend(kept)
            shell = start_shell(settings, model)
            started.append(shell)
            for each in kept:
                wait_until_well(each.process, each.url)
            wait_until_well(shell, f"http://127.0.0.1:{settings.port}/")
        keep_running(kept, until=shell)
    say("Goodbye. Everything that was started has been stopped.")


def serve(settings: Settings) -> None:
    """Runs the server, or both, until interrupted, or until one has died too often, which is an error."""
    require_free_port(settings.host, settings.port, "ROLEWISE_PORT")
    require_free_actions_port(settings)
    model = prepare(settings)
    kept: list[Kept] = []
    with stopping(kept):
        with step("Starting the bot (about 15 seconds)"):
            kept.extend(_actions_kept(settings, model))
            kept.append(Kept(lambda: start_server(settings, mended(settings, model)), server_health(settings)))
            for each in kept[:-1]:
                wait_until_well(each.process, each.url)
            wait_until_well(kept[-1].process, server_ready(settings))
        say(f"Rolewise answers at http://{settings.host}:{settings.port}/ (Ctrl-C stops it)")
        try:
            with noted(settings):
                keep_running(kept)
        except KeyboardInterrupt:
            say("Stopping.")


def _actions_kept(settings: Settings, model: Path) -> list[Kept]:
    """The action server, started; nothing where Rasa's process runs the actions itself."""

    def start() -> Process:
        mended(settings, model)
        return start_actions(settings)

    return [Kept(start, actions_health(settings))] if settings.actions_port else []


def ask(settings: Settings, question: str) -> dict[str, Any]:
    """One question, answered as the chat would: {"answer": ... or None, "text": [...]}; nothing of it is kept.

    Where `rolewise serve` is running, it answers; else a process of its own does, without any server.

    Raises RunError where that fails.
    """
    if is_serving(settings):
        # It may stop meanwhile, or be full.
        with suppress(OSError, HTTPException, ValueError):
            return _asked_of_server(settings, question)
    return _asked_alone(settings, question)


def _asked_of_server(settings: Settings, question: str) -> dict[str, Any]:
    from bot.runtime.erasure import forget

    sender = uuid.uuid4().hex
    try:
        return as_answered(sent(rest_address(settings), sender, question, CHANNEL))
    finally:
        forget(settings, sender)


def _asked_alone(settings: Settings, question: str) -> dict[str, Any]:
    model = prepare(settings)
    with step("Looking it up (about 4 seconds)"):
        answered: dict[str, Any] = _result_of("Looking it up", "ask", settings, str(model), question)
    return answered


def read(settings: Settings, texts: Sequence[str]) -> list[list[dict[str, Any]]]:
    """What messages mean to the bot: of each the readings of its questions, as bot.reading.reading gives them as data.

    Raises RunError where the process fails.
    """
    model = prepare(settings)
    with step("Reading (about 4 seconds)"):
        found: list[list[dict[str, Any]]] = _result_of("Reading", "read", settings, str(model), *texts)
    return found


def _result_of(name: str, what: str, settings: Settings, model: str, *given: str) -> Any:
    """What bot.runtime.<what>_main writes, run in a process of its own; its files are gone afterwards.

    Raises RunError where it fails, and leaves its log.
    """
    log = settings.logs / f"{what}-{os.getpid()}.log"
    result = Path(f"{log}.json")
    result.unlink(missing_ok=True)
    arguments = ["-m", f"bot.runtime.{what}_main", model, str(result), *given]
    run_to_end(name, arguments, log, environment(settings))
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
