"""How Rasa's server is: /health, /ready and its metrics.

A channel, as that is how Rasa lets a server have more paths.
"""

import asyncio
import functools
from asyncio import AbstractEventLoop
from collections.abc import Awaitable, Callable
from typing import Any, Protocol, runtime_checkable

import aiohttp
import sqlalchemy as sa
from rasa.core.agent import Agent
from rasa.core.channels.channel import InputChannel, UserMessage
from rasa.core.tracker_store import SQLTrackerStore
from sanic import Blueprint, HTTPResponse, Request, Sanic
from sanic.response import BaseHTTPResponse
from sanic.response import json as as_json

from bot.runtime import metrics, tracing
from bot.runtime.actions_inside import ActionsInside
from bot.runtime.readiness import OK, PATIENCE, Readiness
from bot.settings import Settings, load_settings

# The checks of the action server that are told by their names.
OF_ACTIONS = ("knowledge", "encoder")
# It gives up its own checks a little earlier than this one is.
TIMEOUT = aiohttp.ClientTimeout(total=PATIENCE)


@runtime_checkable
class Writable(Protocol):
    """A tracker store that can say whether it can write."""

    async def writable(self) -> str | None:
        """None, or why not."""


@runtime_checkable
class Reachable(Protocol):
    """A lock store that may be out of reach."""

    async def reachable(self) -> bool:
        """Whether anybody's turn can come just now."""


class StatusChannel(InputChannel):
    """Tells whether the server lives and whether it can answer; nobody talks over it."""

    def __init__(self, settings: Settings):
        self._settings = settings

    @classmethod
    def name(cls) -> str:
        return "status"

    @classmethod
    def from_credentials(cls, credentials: dict[str, Any] | None) -> "StatusChannel":
        return cls(load_settings())

    def url_prefix(self) -> str:
        return "/"

    def blueprint(self, on_new_message: Callable[[UserMessage], Awaitable[Any]]) -> Blueprint:
        blueprint = Blueprint("status")
        # Sanic marks what it is given, which a method does not let it do.
        blueprint.add_route(functools.partial(self._health), "/health", name="health")
        blueprint.add_route(functools.partial(self._ready), "/ready", name="ready")
        blueprint.listener("before_server_start")(self._begin)
        blueprint.listener("after_server_start")(self._expose)
        return blueprint

    async def _begin(self, app: Sanic, loop: AbstractEventLoop) -> None:
        checks = Checks(app)
        self._readiness = Readiness(
            {"model": checks.model, "actions": checks.actions, "conversations": checks.conversations}
        )
        # Before any other: what answers early is a request as well.
        app.request_middleware.appendleft(_identified)
        app.response_middleware.append(_marked)

    async def _expose(self, app: Sanic, loop: AbstractEventLoop) -> None:
        metrics.expose(self._settings, self._settings.metrics_port, self._readiness.is_ready)

    async def _health(self, request: Request) -> HTTPResponse:
        return as_json({"status": "ok"}, headers={"Cache-Control": "no-store"})

    async def _ready(self, request: Request) -> HTTPResponse:
        return await self._readiness.response()


async def _identified(request: Request) -> None:
    request.ctx.id = tracing.begin()


async def _marked(request: Request, response: BaseHTTPResponse) -> None:
    response.headers[tracing.HEADER] = getattr(request.ctx, "id", None) or tracing.begin()


class Checks:
    """What Rasa's server needs to answer."""

    def __init__(self, app: Sanic):
        self._app = app

    @property
    def _agent(self) -> Agent | None:
        agent = getattr(self._app.ctx, "agent", None)
        return agent if agent is not None and agent.is_ready() else None

    async def model(self) -> str | None:
        return None if self._agent else "No model is loaded."

    async def actions(self) -> str | None:
        """Whether actions can be run: here, or by an action server that answers and is ready itself."""
        endpoint = self._agent.action_endpoint if self._agent else None
        if endpoint is None:
            return "No action server is known."
        if isinstance(endpoint, ActionsInside):
            return await endpoint.wrong()
        url = f"{endpoint.url.removesuffix('/webhook')}/ready"
        try:
            async with aiohttp.ClientSession(timeout=TIMEOUT) as session, session.get(url) as response:
                if response.status == 200:
                    return None
                found = (await response.json())["checks"]
        except (aiohttp.ClientError, asyncio.TimeoutError, OSError, ValueError, KeyError, TypeError):
            return "The action server does not answer."
        wrong = ", ".join(name for name in OF_ACTIONS if found.get(name) != OK)
        return f"The action server is not ready: {wrong}."

    async def conversations(self) -> str | None:
        """Whether conversations can be kept, and taken in turn where servers share them."""
        locks = self._agent.lock_store if self._agent else None
        if isinstance(locks, Reachable) and not await locks.reachable():
            return "Nobody's turn in a conversation can come."
        store = self._agent.tracker_store if self._agent else None
        # Rasa wraps whatever store it is told to use.
        store = getattr(store, "_tracker_store", store)
        if isinstance(store, Writable):
            # What it says may name a file.
            return "Conversations cannot be written." if await store.writable() else None
        if isinstance(store, SQLTrackerStore):
            await asyncio.to_thread(_ask, store.engine)
        return None


def _ask(engine: sa.engine.Engine) -> None:
    with engine.connect() as connection:
        connection.execute(sa.text("SELECT 1"))
