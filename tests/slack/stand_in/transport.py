"""The two ways from Slack to the bot: requests to its request URL, and the sockets that it opened."""

import asyncio
import json
import threading
import time
import uuid
from collections.abc import Callable, Mapping
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
    """Socket Mode: the connections that the bot opened, the newest of which is used; lock as in WebApi."""

    def __init__(self, space: Workspace, lock: threading.Condition, problem: Callable[[str], None]) -> None:
        self._space, self._lock, self._problem = space, lock, problem
        self.open: list[web.WebSocketResponse] = []
        self._waiting: dict[str, asyncio.Future[Any]] = {}

    async def serve(self, request: web.Request) -> web.StreamResponse:
        with self._lock:
            if request.query.get("ticket") not in self._space.tickets:
                return web.Response(status=403)
            self._space.tickets.remove(request.query["ticket"])
        socket = web.WebSocketResponse(timeout=1)
        await socket.prepare(request)
        about = {"app_id": payloads.APP_ID}
        await socket.send_json({"type": "hello", "num_connections": len(self.open) + 1, "connection_info": about})
        self._changed(self.open.append, socket)
        try:
            async for message in socket:
                if message.type == aiohttp.WSMsgType.TEXT:
                    self._acknowledged(message.data)
        finally:
            self._changed(self.open.remove, socket)
        return socket

    async def deliver(self, kind: str, payload: dict[str, Any], retry: int = 0) -> Delivered:
        envelope: dict[str, Any] = {
            "envelope_id": str(uuid.uuid4()),
            "type": kind,
            "payload": payload,
            "accepts_response_payload": kind != EVENT,
        }
        if kind == EVENT:
            envelope |= {"retry_attempt": retry, "retry_reason": "timeout" if retry else ""}
        answer = self._waiting[envelope["envelope_id"]] = asyncio.get_running_loop().create_future()
        began = time.monotonic()
        try:
            await self.open[-1].send_json(envelope)
            body = await asyncio.wait_for(answer, PATIENCE)
        except (IndexError, ConnectionError, asyncio.TimeoutError) as error:
            return Delivered(kind, payload, 0, repr(error), time.monotonic() - began)
        finally:
            del self._waiting[envelope["envelope_id"]]
        return Delivered(kind, payload, 200, json.dumps(body), time.monotonic() - began)

    async def disconnect(self) -> None:
        """Asks the bot to connect anew, and closes what was open."""
        for socket in list(self.open):
            await socket.send_json({"type": "disconnect", "reason": "refresh_requested", "debug_info": {}})
            await socket.close()

    def _acknowledged(self, text: str) -> None:
        try:
            given = json.loads(text)
            answer = self._waiting[given["envelope_id"]]
        except (ValueError, KeyError, TypeError):
            return self._problem(f"sent over the socket, but no acknowledgement: {text:.80}")
        if answer.done():
            return self._problem(f"acknowledged twice: {text:.80}")
        answer.set_result(given.get("payload"))

    def _changed(self, change: Callable[[web.WebSocketResponse], None], socket: web.WebSocketResponse) -> None:
        with self._lock:
            change(socket)
            self._lock.notify_all()
