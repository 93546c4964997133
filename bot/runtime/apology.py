"""A kind sentence when the action server is down, slow or answers nonsense.

Rasa 3.6 logs such a failure and then says nothing: the person waits before a silent bot, up to five
minutes for a slow server. Rasa has no setting for this, so RemoteAction.run, the one method that
calls the action server, is wrapped; there the call also gets the id of its request, and is timed and counted. Should a
later Rasa lack that method, nothing is changed and a warning is logged.
"""

import asyncio
import copy
import functools
import logging
from collections.abc import Coroutine
from typing import Any

import aiohttp
from rasa.core.actions import action as rasa_action
from rasa.shared.core.events import BotUttered, Event, SlotSet

from bot.runtime import metrics, tracing

logger = logging.getLogger(__name__)

RESPONSE = "utter_action_failed"
# What is said instead to somebody in distress, whatever fails.
OF_DISTRESS = {"action_comfort": "utter_comfort_failed"}
# What the sentence carries besides its text, for channels that let the person try again: the name of the action.
FAILED_ACTION = "failed_action"
# Seconds after which the server is asked whether it lives, and that it has to say so: together with the rest of a
# message less than three, in which a person should be told.
SILENCE, _BEAT = 1.7, aiohttp.ClientTimeout(total=0.7)
# The slot in which an action says how it answered a question.
OUTCOME = "outcome"


def apologise_for_failed_actions(timeout: float) -> None:
    """From now on, an action that fails, hangs or takes longer than timeout seconds says utter_action_failed."""
    remote = getattr(rasa_action, "RemoteAction", None)
    original = getattr(remote, "run", None)
    if remote is None or not asyncio.iscoroutinefunction(original):
        logger.warning("This Rasa calls actions in another way: a failing action server will be met with silence.")
        return
    if hasattr(original, "__wrapped__"):
        return

    @functools.wraps(original)
    async def run(self: Any, output_channel: Any, nlg: Any, tracker: Any, *rest: Any, **named: Any) -> list[Event]:
        try:
            _carry_request(self)
            with metrics.timed("action"):
                call = original(self, output_channel, nlg, tracker, *rest, **named)
                events = await _answered(call, getattr(self, "action_endpoint", None), timeout)
            _count_answers(events)
            # A form's validation that finds no answer in a message says and does nothing, and that is right.
            if self.name().startswith("validate_") or any(_says_or_does(event) for event in events):
                return events
            metrics.failed("action_silent")
            logger.error("Action '%s' said nothing and changed nothing.", self.name())
        except rasa_action.ActionExecutionRejection:
            # Only a form's validation may, and is asked something else then; any other is met with silence by Rasa.
            if self.name().startswith("validate_"):
                raise
            metrics.failed("action_failed")
            logger.error("Action '%s' was rejected.", self.name())
        except asyncio.TimeoutError:
            metrics.failed("action_slow")
            logger.error("Action '%s' took longer than %s s, or its server shows no life.", self.name(), timeout)
        except Exception:
            metrics.failed("action_failed")
            logger.exception("Action '%s' failed.", self.name())
        message = await nlg.generate(OF_DISTRESS.get(self.name(), RESPONSE), tracker, output_channel.name())
        return [rasa_action.create_bot_utterance({**message, FAILED_ACTION: self.name()})] if message else []

    remote.run = run


async def _answered(call: Coroutine[Any, Any, list[Event]], endpoint: Any, timeout: float) -> list[Event]:
    """What the call returns or raises.

    Raises asyncio.TimeoutError where it takes too long, or its server, asked after SILENCE seconds, shows no life.
    """
    task = asyncio.ensure_future(call)
    try:
        await asyncio.wait({task}, timeout=min(SILENCE, timeout))
        if not (task.done() or await _lives(endpoint) or task.done()):
            raise asyncio.TimeoutError
        return await asyncio.wait_for(task, timeout=max(0.0, timeout - SILENCE))
    finally:
        task.cancel()


async def _lives(endpoint: Any) -> bool:
    """Whether a server that answers slowly has not stopped altogether: whatever it says of its health, it says so.

    Actions that run in this process live as it does.
    """
    if not endpoint.url:
        return True
    url = f"{endpoint.url.removesuffix('/webhook')}/health"
    try:
        async with aiohttp.ClientSession(timeout=_BEAT) as session, session.get(url):
            return True
    except (aiohttp.ClientError, asyncio.TimeoutError, OSError):
        return False


def _carry_request(action: Any) -> None:
    """Has the call say which request it belongs to. Rasa makes an action for each call, but all have one endpoint."""
    endpoint = copy.copy(getattr(action, "action_endpoint", None))
    if endpoint and tracing.current():
        endpoint.headers = {**endpoint.headers, tracing.HEADER: tracing.current()}
        action.action_endpoint = endpoint


def _count_answers(events: list[Event]) -> None:
    for event in events:
        if isinstance(event, SlotSet) and event.key == OUTCOME and isinstance(event.value, dict):
            metrics.answers.labels(metrics.known(event.value.get("kind"), metrics.KINDS)).inc()


def _says_or_does(event: Event) -> bool:
    return not isinstance(event, BotUttered) or bool(event.text or any(event.data.values()))
