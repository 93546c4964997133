"""Whether a server can answer people: some checks, none of which holds up the event loop or is waited for long."""

import asyncio
import logging
import time
from collections.abc import Awaitable, Callable, Mapping
from typing import Any

from sanic import HTTPResponse
from sanic.response import json

logger = logging.getLogger(__name__)

# What is wrong, as a sentence that may be told to anybody; None where all is well.
Check = Callable[[], Awaitable[str | None]]
OK = "ok"
# Seconds: how long a check may take, and how long what was found is told again.
PATIENCE, KEPT = 2.0, 1.5


class Readiness:
    """The checks of one server, made when somebody asks and not more often than every KEPT seconds."""

    def __init__(self, checks: Mapping[str, Check]):
        self._checks = checks
        # A check that hangs is not begun again before it ends.
        self._running: dict[str, asyncio.Future[str | None]] = {}
        self._found: dict[str, str] = {}
        self._until = 0.0
        self._looking = asyncio.Lock()

    async def look(self) -> dict[str, str]:
        """Of each check "ok", or what is wrong."""
        async with self._looking:
            if time.monotonic() >= self._until:
                results = await asyncio.gather(*map(self._result, self._checks))
                found = dict(zip(self._checks, results, strict=True))
                if found != self._found:
                    _tell(found)
                self._found, self._until = found, time.monotonic() + KEPT
            return self._found

    async def is_ready(self) -> bool:
        return is_well(await self.look())

    async def response(self) -> HTTPResponse:
        """200 and what was found where all is well, or else 503."""
        found = await self.look()
        well = is_well(found)
        data: dict[str, Any] = {"status": "ready" if well else "not ready", "checks": found}
        return json(data, 200 if well else 503, {"Cache-Control": "no-store"})

    async def _result(self, name: str) -> str:
        task = self._running.get(name)
        if task is None:
            task = self._running[name] = asyncio.ensure_future(self._checks[name]())
            task.add_done_callback(lambda _: self._running.pop(name, None))
        done, _ = await asyncio.wait({task}, timeout=PATIENCE)
        if not done:
            return f"It did not answer within {PATIENCE:g} s."
        if task.cancelled() or task.exception():
            return "It could not be checked."
        return task.result() or OK


def is_well(found: Mapping[str, str]) -> bool:
    return all(each == OK for each in found.values())


def _tell(found: Mapping[str, str]) -> None:
    wrong = " ".join(f"{name}: {what}" for name, what in found.items() if what != OK)
    logger.log(logging.WARNING if wrong else logging.INFO, "Not ready. %s" if wrong else "Ready.%s", wrong)
