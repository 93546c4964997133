"""The actions in the process that asks for them, behind Rasa's own endpoint: no server of their own, and no calls.

Each runs in a thread of its own, so that the server hears everybody meanwhile. There is no ending a thread: one that is
still at work long after it was given up ends the process, for whoever watches it to start it again.
"""

import asyncio
import contextvars
import faulthandler
import functools
import json
import logging
import os
import time
from concurrent.futures import Future
from threading import Thread
from typing import Any

from rasa.core.agent import Agent, load_agent
from rasa.core.utils import AvailableEndpoints
from rasa.utils.endpoints import ClientResponseError, EndpointConfig
from rasa_sdk.executor import ActionExecutor
from rasa_sdk.interfaces import ActionExecutionRejection

from bot.errors import places
from bot.runtime import metrics
from bot.runtime.answerable import checks_of, warm_up
from bot.runtime.readiness import OK, Readiness
from bot.settings import Settings, load_settings

logger = logging.getLogger(__name__)

# Seconds that an action may go on after it was given up: as long as a server may be silent (bot.runtime.supervision).
LONGEST = 15.0


class ActionsInside(EndpointConfig):
    """An action endpoint that runs the actions itself, and answers and refuses as the action server would."""

    def __init__(self, settings: Settings) -> None:
        # Like the endpoint of endpoints.yml, it needs no domain.
        super().__init__("", enable_selective_domain=True)
        self._settings = settings
        self._executor = ActionExecutor()
        self._executor.register_package("actions")
        # Those that were given up, and when.
        self._left: dict[Thread, float] = {}

    def warm_up(self) -> None:
        """Opens what the actions ask; where that fails, the reason ends the process."""
        warm_up(self._settings)

    @functools.cached_property
    def readiness(self) -> Readiness:
        """Whether what the actions ask can be asked."""
        return Readiness(checks_of(self._settings))

    async def wrong(self) -> str | None:
        """Why actions cannot be run, as a sentence; None where they can."""
        wrong = ", ".join(name for name, found in (await self.readiness.look()).items() if found != OK)
        return f"The actions are not ready: {wrong}." if wrong else None

    async def request(self, *_: Any, **call: Any) -> Any:
        """The events and responses of the action that the call's `json` names.

        Raises ClientResponseError as a server's answer would: 400 where the action rejects, 500 where it fails.
        """
        self._end_where_one_hangs()
        began = time.perf_counter()
        # Of one that is given up.
        status: int | None = None
        try:
            answer = await self._answered(call["json"])
            status = 200
            return answer
        except ClientResponseError as refused:
            status = refused.status
            raise
        finally:
            took = time.perf_counter() - began
            metrics.seconds.labels("call").observe(took)
            metrics.calls.labels(metrics.known(str(status), metrics.STATUSES)).inc()

    async def _answered(self, call: Any) -> Any:
        answer: Future[Any] = Future()
        answer.set_running_or_notify_cancel()
        thread = Thread(target=contextvars.copy_context().run, args=(self._run, call, answer), daemon=True)
        thread.start()
        try:
            # As it would come from a server: what is kept of it is nobody else's.
            return json.loads(await asyncio.wrap_future(answer))
        except asyncio.CancelledError:
            self._left[thread] = time.monotonic()
            raise
        except ActionExecutionRejection as rejected:
            body = {"error": rejected.message, "action_name": rejected.action_name}
            raise ClientResponseError(400, "rejected", json.dumps(body)) from rejected
        except Exception as error:
            # Without its words, which may be a person's.
            logger.error("An action failed (%s):\n%s", type(error).__name__, places(error))
            raise ClientResponseError(500, "failed", "The action failed.") from None

    def _run(self, call: Any, answer: "Future[Any]") -> None:
        try:
            answer.set_result(json.dumps(asyncio.run(self._executor.run(call))))
        except BaseException as error:
            answer.set_exception(error)

    def _end_where_one_hangs(self) -> None:
        now = time.monotonic()
        self._left = {thread: since for thread, since in self._left.items() if thread.is_alive()}
        if any(now - since > LONGEST for since in self._left.values()):
            logger.critical("An action hangs: this process ends, so that it can be started again.")
            faulthandler.dump_traceback()
            os._exit(1)


def answer_inside(settings: Settings) -> None:
    """From now on, where endpoints.yml names no address of an action server, this process runs the actions itself."""
    read: Any = getattr(AvailableEndpoints, "read_endpoints", None)
    load: Any = getattr(Agent, "load_model", None)
    if not (callable(read) and callable(load)):
        logger.warning("This Rasa finds its endpoints in another way: it needs an action server.")
        return

    @functools.wraps(read)
    def read_endpoints(file: Any) -> AvailableEndpoints:
        found: AvailableEndpoints = read(file)
        if not (found.action and found.action.url):
            found.action = ActionsInside(settings)
        return found

    @functools.wraps(load)
    def load_model(self: Agent, *given: Any, **named: Any) -> None:
        load(self, *given, **named)
        if isinstance(self.action_endpoint, ActionsInside):
            self.action_endpoint.warm_up()

    AvailableEndpoints.read_endpoints = read_endpoints  # type: ignore[method-assign]
    Agent.load_model = load_model  # type: ignore[method-assign]


async def agent_alone(model: str) -> Agent:
    """A trained model and its actions in this process; conversations are forgotten with it."""
    return await load_agent(model, endpoints=AvailableEndpoints(action=ActionsInside(load_settings())))
