"""What Sanic 21.12 reads too kindly, or waits for without end, is refused, in Rasa's server and in the action server.

Sanic takes a length for whatever Python's int does (`-5`, which it then reads for ever; `+5`, `5_0`), the size of a
chunk likewise, what follows the last chunk for the next request, and it waits for a request as long as a byte of it
comes now and then. Told to stop, it goes on with the next request of whoever keeps their connection. It has a signal
for the head of a request, before it is read. For the rest it has none, so that its class Http is replaced where
connections are given one. Should a later Sanic do otherwise, nothing is replaced and a warning is logged.
"""

import asyncio
import logging
import re
import time
from typing import Any

from httptools.parser.errors import HttpParserError
from sanic import Sanic
from sanic.exceptions import InvalidUsage, RequestTimeout, ServiceUnavailable
from sanic.http import HTTP_CONTINUE, Http, Stage
from sanic.server.protocols import http_protocol
from sanic.server.protocols.http_protocol import HttpProtocol

logger = logging.getLogger(__name__)

_REQUEST = re.compile(rb"[A-Z]{1,20} /[\x21-\x7e]* HTTP/1\.[01]")
_HEADER = re.compile(rb"([!#$%&'*+.^_`|~0-9A-Za-z-]+):[ \t]*([\t\x20-\x7e\x80-\xff]*)")
# What may stand in the two headers that say how long a body is; at most one of them, once.
_FRAMING = {b"content-length": re.compile(rb"[0-9]{1,12} *"), b"transfer-encoding": re.compile(rb"chunked")}
# Behind the part before it: the size of a chunk, and behind the last one the end of the body.
_CHUNK, _END = re.compile(rb"\r\n[0-9A-Fa-f]{1,8}\r\n"), re.compile(rb"\r\n0+\r\n")
_LONGEST_CHUNK_HEAD = 12
# What is relied on below.
_OF_HTTP = {"init_for_request", "http1_request_header", "create_empty_request", "read", "_receive_more", "recv_buffer"}
_OF_PROTOCOL = {"transport", "receive_more", "_data_received", "connections", "signal"}


def check_head(head: bytes) -> None:
    """Raises InvalidUsage where a request's head is not one, or does not say plainly how long the body is."""
    request, *lines = head.split(b"\r\n")
    headers = [_HEADER.fullmatch(line) for line in lines]
    if not _REQUEST.fullmatch(request) or not all(headers):
        raise InvalidUsage("Bad Request")
    framing = [(name, found[2]) for found in headers if found and (name := found[1].lower()) in _FRAMING]
    if len(framing) > 1 or not all(_FRAMING[name].fullmatch(value) for name, value in framing):
        raise InvalidUsage("Bad Request")


def hung_up(error: Exception) -> bool:
    """Whether a request failed because whoever sent it went away, or the server is told to stop."""
    return isinstance(error, ServiceUnavailable) and str(error) == "Cancelled"


def read_strictly(app: Sanic, seconds: float) -> None:
    """From its start, the app refuses such heads and chunks, and requests that take longer than that to arrive."""

    async def check(head: bytes) -> None:
        check_head(head)

    app.add_signal(check, "http.lifecycle.read_head")
    known = set(dir(Http)) >= _OF_HTTP and set(dir(HttpProtocol)) >= _OF_PROTOCOL
    if not known or getattr(http_protocol, "Http", None) not in (Http, StrictHttp):
        logger.warning("This Sanic reads requests in another way: odd chunks and slow requests will not be refused.")
        return
    StrictHttp.seconds = seconds
    http_protocol.Http = StrictHttp  # type: ignore[misc]


class StrictHttp(Http):
    """A connection that waits for the whole of a request so many seconds, and takes chunks of plain sizes only.

    When the server is told to stop, the answer that is under way is its last. Where all of them are, is in the app's
    context: `connections`.
    """

    __slots__ = ("_keep_alive", "_until")
    seconds = 10.0

    def __init__(self, protocol: Any):
        super().__init__(protocol)
        self._receive_more = self._receive_in_time
        protocol.app.ctx.connections = protocol.connections

    @property
    def keep_alive(self) -> bool:
        return self._keep_alive and not self.protocol.signal.stopped

    @keep_alive.setter
    def keep_alive(self, kept: bool) -> None:
        self._keep_alive = kept

    def init_for_request(self) -> None:
        super().init_for_request()
        # None: there is no request to wait for yet.
        self._until: float | None = None

    async def http1_request_header(self) -> None:
        self._until = time.monotonic() + self.seconds
        await super().http1_request_header()

    def create_empty_request(self) -> None:
        """What stands for a request whose head was refused, maybe for an address that cannot be read."""
        try:
            super().create_empty_request()
        except (ValueError, HttpParserError):
            self.url = None
            super().create_empty_request()

    async def read(self) -> bytes | None:
        try:
            if self.request_body == "chunked" and self.request_bytes_left == 0:
                await self._check_chunk()
            return await super().read()
        except InvalidUsage:
            if self._waited_for:
                raise
            raise asyncio.CancelledError from None

    async def _check_chunk(self) -> None:
        if self.expecting_continue:
            self.expecting_continue = False
            await self._send(HTTP_CONTINUE)
        buffer = self.recv_buffer
        while len(buffer) < _LONGEST_CHUNK_HEAD and buffer.find(b"\r\n", 2) < 0:
            await self._receive_more()
        last = _END.match(buffer)
        if last:
            while len(buffer) < last.end() + 2:
                await self._receive_more()
        if not _CHUNK.match(buffer) or (last and buffer[last.end() : last.end() + 2] != b"\r\n"):
            self._give_up()
            raise InvalidUsage("Bad chunked encoding")

    async def _receive_in_time(self) -> None:
        if self._until is None:
            await self.protocol.receive_more()
            return
        # As receive_more does it, at once: were it left to a task, what arrives before that runs would go unnoticed.
        self.protocol.transport.resume_reading()
        self.protocol._data_received.clear()
        try:
            await asyncio.wait_for(self.protocol._data_received.wait(), self._until - time.monotonic())
        except asyncio.TimeoutError:
            self._give_up()
            if self._waited_for:
                raise RequestTimeout("Request Timeout") from None
            raise asyncio.CancelledError from None

    @property
    def _waited_for(self) -> bool:
        """Whether somebody waits for an answer; else what is left of the body is only read to go on after it.

        Then a connection is closed without a word by CancelledError; what else is raised Sanic logs as its own error.
        """
        return self.stage in (Stage.REQUEST, Stage.HANDLER)

    def _give_up(self) -> None:
        self.keep_alive = False
        self.request_body = None
