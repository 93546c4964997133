"""What the action server has besides actions: /ready, its metrics, and the id of the request that a call belongs to.

A plugin of rasa-sdk, which gives it the Sanic app before that is run.
"""

import logging
import time
from asyncio import AbstractEventLoop

import pluggy
from sanic import HTTPResponse, Request, Sanic
from sanic.response import BaseHTTPResponse

from bot.runtime import metrics, tracing
from bot.runtime.answerable import checks_of
from bot.runtime.readiness import Readiness
from bot.settings import Settings

logger = logging.getLogger(__name__)

# Where Rasa calls actions.
CALLS = "/webhook"


class ActionsApp:
    """To be registered with rasa_sdk's plugin manager."""

    def __init__(self, settings: Settings):
        self._settings = settings
        self._readiness = Readiness(checks_of(settings))

    @pluggy.HookimplMarker("rasa_sdk")
    def attach_sanic_app_extensions(self, app: Sanic) -> None:
        app.add_route(self._ready, "/ready", name="ready")
        app.register_middleware(self._before, "request")
        app.register_middleware(self._after, "response")
        app.register_listener(self._expose, "after_server_start")

    async def _expose(self, app: Sanic, loop: AbstractEventLoop) -> None:
        metrics.expose(self._settings, self._settings.actions_metrics_port, self._readiness.is_ready)

    async def _ready(self, request: Request) -> HTTPResponse:
        return await self._readiness.response()

    async def _before(self, request: Request) -> None:
        request.ctx.began = time.perf_counter()
        tracing.begin(request.headers.get(tracing.HEADER, ""))

    async def _after(self, request: Request, response: BaseHTTPResponse) -> None:
        # What is refused at the door never began.
        began = getattr(request.ctx, "began", None)
        if request.path != CALLS or began is None:
            return
        took = time.perf_counter() - began
        metrics.seconds.labels("call").observe(took)
        metrics.calls.labels(metrics.known(str(response.status), metrics.STATUSES)).inc()
        logger.info("A call was answered with %s in %.3f s.", response.status, took)
