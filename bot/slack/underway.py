"""What Slack sent and was told that it arrived, until it is answered: a server that stops answers that first."""

import asyncio
from collections.abc import Callable

from slack_bolt.async_app import AsyncApp
from slack_bolt.listener.async_listener_completion_handler import AsyncListenerCompletionHandler
from slack_bolt.listener.async_listener_start_handler import AsyncListenerStartHandler
from slack_bolt.request.async_request import AsyncBoltRequest
from slack_bolt.response import BoltResponse


class Underway:
    """Counts what an app's listeners are at work on."""

    def __init__(self, app: AsyncApp):
        self._count = 0
        self._idle = asyncio.Event()
        self._idle.set()
        app.listener_runner.listener_start_handler = _Started(self._begin)
        app.listener_runner.listener_completion_handler = _Completed(self._end)

    async def over(self, seconds: float) -> bool:
        """Whether nothing is under way any more, waited for so long at most."""
        try:
            await asyncio.wait_for(self._idle.wait(), seconds)
        except asyncio.TimeoutError:
            return False
        return True

    def _begin(self) -> None:
        self._count += 1
        self._idle.clear()

    def _end(self) -> None:
        self._count -= 1
        if not self._count:
            self._idle.set()


class _Started(AsyncListenerStartHandler):
    def __init__(self, tell: Callable[[], None]):
        self._tell = tell

    async def handle(self, request: AsyncBoltRequest, response: BoltResponse | None) -> None:
        self._tell()


class _Completed(AsyncListenerCompletionHandler):
    def __init__(self, tell: Callable[[], None]):
        self._tell = tell

    async def handle(self, request: AsyncBoltRequest, response: BoltResponse | None) -> None:
        self._tell()
