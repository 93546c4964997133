"""The two ways from Slack to the bot: requests to its request URL, and the sockets that it opened."""

import asyncio
import json
import threading
import time
import uuid
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

import aiohttp
from aiohttp import web

from tests.slack.stand_in import payloads
from tests.slack.stand_in.workspace import Workspace

EVENT, COMMAND, INTERACTION = "events_api", "slash_commands", "interactive"
PATIENCE = 10


@dataclass(frozen=True)
class Delivered:
    """Something that the bot was sent, and what it said to that.

    kind: as Socket Mode names it; status: HTTP's, over a socket 200 once acknowledged, 0 where there was no answer;
    body: the answer's text, over a socket its payload as JSON; took: seconds until acknowledged.
    """

    kind: str
    payload: dict[str, Any]
    status: int
    body: str
    took: float


def encoded(kind: str, payload: Mapping[str, Any]) -> tuple[bytes, str]:
    """A payload as a request's body, and its content type."""
    if kind == EVENT:
        return json.dumps(payload).encode(), "application/json"
    fields = payload if kind == COMMAND else {"payload": json.dumps(payload)}
    return urlencode(fields).encode(), "application/x-www-form-urlencoded"


class Http:
    """Posts to the bot's request URL."""

    def __init__(self, secret: str) -> None:
        self.url = ""
        self._secret = secret
        self._session = aiohttp.ClientSession(timeout=aiohttp.ClientTimeout(PATIENCE))

    async def deliver(self, kind: str, payload: dict[str, Any], retry: int = 0) -> Delivered:
        body, content_type = encoded(kind, payload)
        headers = {"Content-Type": content_type, **payloads.signed(self._secret, body)}
        if retry:
            headers |= {"X-Slack-Retry-Num": str(retry), "X-Slack-Retry-Reason": "http_timeout"}
        began = time.monotonic()
        status, text = await self.post(body, headers)
        return Delivered(kind, payload, status, text, time.monotonic() - began)

    async def post(self, body: bytes, headers: Mapping[str, str]) -> tuple[int, str]:
        """The status and the text that any request gets; 0 where there is no answer."""
        try:
            async with self._session.post(self.url, data=body, headers=headers) as response:
                return response.status, await response.text()
        except (aiohttp.ClientError, asyncio.TimeoutError) as error:
            return 0, repr(error)

    async def close(self) -> None:
        await self._session.close()


class Sockets:
    """Socket Mode: the connections that the bot opened, the newest of which is used; lock as in WebApi.

    open: each with a future that is done once it is closed. farewells: the codes with which they were, if any.
    """

    def __init__(self, space: Workspace, lock: threading.Condition, problem: Callable[[str], None]) -> None:
        self._space, self._lock, self._problem = space, lock, problem
        self.open: dict[web.WebSocketResponse, asyncio.Future[None]] = {}
        self.farewells: list[int | None] = []
        self._answers: dict[str, asyncio.Future[Any]] = {}

    async def serve(self, request: web.Request) -> web.StreamResponse:
        with self._lock:
            if request.query.get("ticket") not in self._space.tickets:
                return web.Response(status=403)
            self._space.tickets.remove(request.query["ticket"])
        socket = web.WebSocketResponse(timeout=1)
        await socket.prepare(request)
        about = {"app_id": payloads.APP_ID}
        await socket.send_json({"type": "hello", "num_connections": len(self.open) + 1, "connection_info": about})
        closed = asyncio.get_running_loop().create_future()
        self._changed(lambda: self.open.update({socket: closed}))
        try:
            async for message in socket:
                if message.type == aiohttp.WSMsgType.TEXT:
                    self._acknowledged(message.data)
        finally:
            closed.set_result(None)
            self.farewells.append(socket.close_code)
            self._changed(lambda: self.open.pop(socket))
        return socket

    async def deliver(self, kind: str, payload: dict[str, Any], retry: int = 0) -> Delivered:
        """Sends something, an event once more over the next socket where one closed before it was acknowledged."""
        began = time.monotonic()
        while self.open and (left := began + PATIENCE - time.monotonic()) > 0:
            socket, closed = list(self.open.items())[-1]
            envelope = _envelope(kind, payload, retry)
            answer = self._answers[envelope["envelope_id"]] = asyncio.get_running_loop().create_future()
            try:
                await socket.send_json(envelope)
            except ConnectionError:
                await closed
            await asyncio.wait({answer, closed}, timeout=left, return_when=asyncio.FIRST_COMPLETED)
            if answer.done():
                return Delivered(kind, payload, 200, json.dumps(answer.result()), time.monotonic() - began)
            if kind != EVENT:
                break
            retry += 1
            await self._opened(left)
        return Delivered(kind, payload, 0, "not acknowledged", time.monotonic() - began)

    async def end(self, sockets: Iterable[web.WebSocketResponse], *, asked: bool, closed: bool) -> None:
        """Asks the bot to connect anew, as Slack does before it closes a socket; closes them; or both at once."""
        for socket in sockets:
            if asked:
                await socket.send_json({"type": "disconnect", "reason": "refresh_requested", "debug_info": {}})
            if closed:
                await socket.close()

    async def _opened(self, patience: float) -> None:
        end = time.monotonic() + patience
        while not self.open and time.monotonic() < end:
            await asyncio.sleep(0.05)

    def _acknowledged(self, text: str) -> None:
        try:
            given = json.loads(text)
            answer = self._answers[given["envelope_id"]]
        except (ValueError, KeyError, TypeError):
            return self._problem(f"sent over the socket, but no acknowledgement: {text:.80}")
        if answer.done():
            return self._problem(f"acknowledged twice: {text:.80}")
        answer.set_result(given.get("payload"))

    def _changed(self, change: Callable[[], object]) -> None:
        with self._lock:
            change()
            self._lock.notify_all()


def _envelope(kind: str, payload: dict[str, Any], retry: int) -> dict[str, Any]:
    envelope = {
        "envelope_id": str(uuid.uuid4()),
        "type": kind,
        "payload": payload,
        "accepts_response_payload": kind != EVENT,
    }
    if kind == EVENT:
        envelope |= {"retry_attempt": retry, "retry_reason": "timeout" if retry else ""}
    return envelope
