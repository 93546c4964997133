"""What is counted and timed of the bot, as Prometheus reads it; no label says anything of a person.

Both servers have all of these; each fills those that it can see. docs/operations.md says what they mean.
"""

import asyncio
import time
from collections.abc import Callable, Coroutine, Iterable, Iterator
from concurrent.futures import TimeoutError
from contextlib import contextmanager
from itertools import product
from typing import Any

from prometheus_client import Counter, Gauge, Histogram, disable_created_metrics, start_http_server

from bot.runtime.hosts import Hosts
from bot.runtime.tracing import answering
from bot.saying.kinds import AnswerKind
from bot.settings import Settings

OTHER = "other"
CHANNELS = ("web", "slack", "rest", "cmdline", OTHER)
OUTCOMES = ("answered", "failed")
# What takes a message's time, in Rasa's process: understanding it, calling an action, all of it without waiting for its
# turn. In the action server's: answering such a call.
STAGES = ("understanding", "action", "message", "call")
# Why a message failed: its action did, took too long or said nothing; the database did; whoever asked went away.
ERRORS = ("action_failed", "action_slow", "action_silent", "storage", "abandoned", OTHER)
STATUSES = ("200", "400", "404", "500", OTHER)
# Where requests come in, by how their paths begin; and why they are refused: the codes of bot.channels.refusals, and
# what the doors of Slack and of the action server find wrong.
DOORS = {"/chat/": "chat", "/webhooks/": "rest", "/slack/": "slack", "/webhook": "actions"}
REASONS = (
    *("bad_request", "empty", "too_long", "not_offered", "bad_token", "expired_token", "wrong_host", "origin"),
    *("no_such_path", "no_such_message", "too_slow", "too_large", "not_json", "too_many", "failed", "busy"),
    *("not_ready", "not_signed", "no_secret", "no_result"),
)
KINDS = tuple(kind.value for kind in AnswerKind)
SECONDS = (0.02, 0.05, 0.1, 0.2, 0.3, 0.5, 0.75, 1.0, 1.5, 2.0, 3.0, 5.0, 10.0, 30.0)

# When each began to be counted would be as many series again.
disable_created_metrics()
messages = Counter("rolewise_messages", "Messages from people, by how they ended", ["channel", "outcome"])
seconds = Histogram("rolewise_stage_seconds", "How long the stages of a message take", ["stage"], buckets=SECONDS)
intents = Counter("rolewise_intents", "Messages by what was understood", ["intent"])
answers = Counter("rolewise_answers", "Answered questions by the kind of answer", ["kind"])
errors = Counter("rolewise_errors", "Why messages failed", ["kind"])
refusals = Counter("rolewise_refusals", "Requests that were refused", ["door", "reason"])
in_progress = Gauge("rolewise_messages_in_progress", "Messages that are being answered")
waiting = Gauge("rolewise_messages_waiting", "Messages that wait for one before them in their conversation")
calls = Counter("rolewise_action_calls", "Calls of the action server by the status of its answer", ["status"])
ready = Gauge("rolewise_ready", "1 where /ready says ready, asked anew whenever this is read")

# Seconds that reading the metrics waits for the server's own loop.
PATIENCE = 4.0


def begin_at_zero() -> None:
    """Makes all series whose labels are known there, so that the first of a kind is an increase."""
    for channel, outcome in product(CHANNELS, OUTCOMES):
        messages.labels(channel, outcome)
    for door, reason in product((*DOORS.values(), OTHER), REASONS):
        refusals.labels(door, reason)
    for counted, values in ((seconds, STAGES), (answers, (*KINDS, OTHER)), (errors, ERRORS), (calls, STATUSES)):
        for value in values:
            counted.labels(value)


def known(value: Any, values: Iterable[str]) -> str:
    """The value where it is one of those, or else that it is another."""
    return value if value in values else OTHER


def door_of(path: str) -> str:
    """Which door a request came to."""
    return next((door for begin, door in DOORS.items() if path.startswith(begin)), OTHER)


def failed(kind: str) -> None:
    """Counts a failure, and the message that is being answered as failed."""
    errors.labels(kind).inc()
    if message := answering.get():
        message.failed = True


@contextmanager
def timed(stage: str) -> Iterator[None]:
    """Times a stage, however it ends."""
    began = time.perf_counter()
    try:
        yield
    finally:
        seconds.labels(stage).observe(time.perf_counter() - began)


def expose(settings: Settings, port: int, is_ready: Callable[[], Coroutine[Any, Any, bool]]) -> None:
    """Serves the metrics at a port of their own from now on, in a thread of its own; nothing where the port is 0.

    is_ready: asked on the loop that this is called on. Raises OSError where the port is taken.
    """
    if not port:
        return
    begin_at_zero()
    loop = asyncio.get_running_loop()

    def look() -> float:
        try:
            return float(asyncio.run_coroutine_threadsafe(is_ready(), loop).result(PATIENCE))
        except (TimeoutError, RuntimeError):
            # The loop is stuck, or has ended.
            return 0.0

    ready.set_function(look)
    server, _ = start_http_server(port, settings.metrics_host)
    server.set_app(_by_name(server.get_app(), Hosts(settings, settings.metrics_host)))


def _by_name(app: Any, hosts: Hosts) -> Any:
    """The WSGI app for who asks by a known name, and a refusal for others."""

    def answer(environ: dict[str, Any], start: Any) -> Any:
        if hosts.know(environ.get("HTTP_HOST", "")):
            return app(environ, start)
        start("421 Misdirected Request", [("Content-Type", "text/plain")])
        return [b"This is not asked by that name: ROLEWISE_HOSTS.\n"]

    return answer
