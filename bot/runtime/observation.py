"""Counts and times messages where all channels meet: in Rasa's processor of messages, and at a conversation's lock.

Rasa 3.6 has no place for this, so methods are wrapped: handle_message and parse_message of MessageProcessor, lock of
LockStore and of our RedisLocks. Should a later Rasa lack one, that one is left alone and a warning is logged.
"""

import asyncio
import functools
import logging
import time
from collections.abc import AsyncIterator, Callable
from contextlib import ExitStack, asynccontextmanager
from inspect import isasyncgenfunction, unwrap
from typing import Any

from rasa.core.lock_store import LockStore
from rasa.core.processor import MessageProcessor
from sqlalchemy.exc import SQLAlchemyError

from bot.runtime import metrics, tracing
from bot.runtime.locks import RedisLocks
from bot.runtime.overheard import NothingTold
from bot.runtime.withheld import DISTRESS

logger = logging.getLogger(__name__)

_OBSERVED = "is_observed"


def observe_messages() -> None:
    """From now on, the messages of this process are counted and timed, and each has the id of a request."""
    for owner, name, wrapped in (
        (MessageProcessor, "handle_message", _answering),
        (MessageProcessor, "parse_message", _understanding),
        (LockStore, "lock", _waiting),
        (RedisLocks, "lock", _waiting),
    ):
        original: Any = getattr(owner, name, None)
        if not (asyncio.iscoroutinefunction(original) or isasyncgenfunction(unwrap(original))):
            logger.warning("This Rasa answers messages in another way: %s is not counted.", name)
        elif not hasattr(original, _OBSERVED):
            observed = functools.wraps(original)(wrapped(original))
            setattr(observed, _OBSERVED, True)
            setattr(owner, name, observed)


def _answering(original: Callable[..., Any]) -> Callable[..., Any]:
    async def handle_message(self: Any, message: Any, *rest: Any, **named: Any) -> Any:
        if not tracing.current():
            # It came neither over HTTP nor over Slack's socket.
            tracing.begin()
        ours = tracing.Message(message.sender_id)
        before = tracing.answering.set(ours)
        began = time.perf_counter()
        try:
            with metrics.in_progress.track_inprogress(), metrics.timed("message"):
                return await original(self, message, *rest, **named)
        except NothingTold:
            raise
        except BaseException as error:
            if not ours.failed:
                metrics.failed(_kind(error))
            raise
        finally:
            tracing.answering.reset(before)
            channel = metrics.known(message.input_channel, metrics.CHANNELS)
            outcome = "failed" if ours.failed else "answered"
            metrics.messages.labels(channel, outcome).inc()
            logger.info("A message over %s: %s, in %.3f s.", channel, outcome, time.perf_counter() - began)

    return handle_message


def _kind(error: BaseException) -> str:
    if isinstance(error, SQLAlchemyError):
        return "storage"
    return "abandoned" if isinstance(error, asyncio.CancelledError) else metrics.OTHER


def _understanding(original: Callable[..., Any]) -> Callable[..., Any]:
    async def parse_message(self: Any, *rest: Any, **named: Any) -> Any:
        with metrics.timed("understanding"):
            parsed = await original(self, *rest, **named)
        intent = (parsed.get("intent") or {}).get("name")
        # That somebody was in distress is kept nowhere: docs/safety.md.
        told = "" if intent == DISTRESS else intent
        metrics.intents.labels(metrics.known(told, self.domain.intents)).inc()
        return parsed

    return parse_message


def _waiting(original: Callable[..., Any]) -> Callable[..., Any]:
    @asynccontextmanager
    async def lock(self: Any, *rest: Any, **named: Any) -> AsyncIterator[Any]:
        with ExitStack() as until_its_turn:
            until_its_turn.enter_context(metrics.waiting.track_inprogress())
            async with original(self, *rest, **named) as ticket:
                until_its_turn.close()
                yield ticket

    return lock
