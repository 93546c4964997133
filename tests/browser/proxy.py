"""A proxy in front of the real bot, for what a real server cannot be made to do at a given moment."""

import http.client
import json
import threading
import time
from collections.abc import Callable
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any, ClassVar

from bot.channels.refusals import REFUSALS
from bot.settings import Settings

MESSAGES = "/chat/messages"
# What is said of one connection and not of what goes through it.
_HOP = frozenset({"connection", "keep-alive", "transfer-encoding"})


class Proxy:
    """Passes everything on to the bot, as nginx would, until told otherwise; stopped and started it keeps its port.

    delay: seconds before a message is passed on. cuts: of so many answers, the connection ends after the first part.
    crowded: so many messages are sent away, as the bot does when very many come.
    altered: what becomes of each line of an answer, which is how data of another version of the bot looks.
    """

    def __init__(self, settings: Settings) -> None:
        self.settings = settings
        self.delay, self.cuts, self.crowded = 0.0, 0, 0
        self.altered: Callable[[bytes], bytes] = bytes
        self.requests: list[str] = []
        self._port = 0
        self._http: Server | None = None

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self._port}"

    def start(self) -> None:
        self._http = Server(self._port, type("BoundHandler", (_Handler,), {"proxy": self}))
        self._port = self._http.port

    def stop(self) -> None:
        if self._http:
            self._http.stop()
            self._http = None


class Server(ThreadingHTTPServer):
    """A server in a thread of this process, on a port of 127.0.0.1; 0: on any."""

    daemon_threads = True
    block_on_close = False
    # Started again, it comes back on the same port.
    allow_reuse_address = True

    def __init__(self, port: int, handler: type[BaseHTTPRequestHandler]) -> None:
        super().__init__(("127.0.0.1", port), handler)
        self.port = self.server_address[1]
        threading.Thread(target=self.serve_forever, args=(0.02,), daemon=True).start()

    def stop(self) -> None:
        self.shutdown()
        self.server_close()


class Silent(BaseHTTPRequestHandler):
    def log_message(self, format: str, *arguments: Any) -> None:
        """Says nothing: a test's output is its own."""


class _Handler(Silent):
    proxy: ClassVar[Proxy]

    def do_GET(self) -> None:
        self._pass_on()

    def do_POST(self) -> None:
        self._pass_on()

    def do_OPTIONS(self) -> None:
        self._pass_on()

    def _pass_on(self) -> None:
        proxy = self.proxy
        proxy.requests.append(f"{self.command} {self.path}")
        body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
        asked = self.command == "POST" and self.path == MESSAGES
        if asked:
            time.sleep(proxy.delay)
            if proxy.crowded:
                proxy.crowded -= 1
                self._send_away()
                return
        connection = http.client.HTTPConnection(proxy.settings.host, proxy.settings.port, timeout=60)
        try:
            headers = {name: value for name, value in self.headers.items() if name.lower() not in _HOP}
            connection.request(self.command, self.path, body or None, headers)
            answer = connection.getresponse()
            self.send_response(answer.status)
            for name, value in answer.getheaders():
                if name.lower() not in _HOP:
                    self.send_header(name, value)
            self.end_headers()
            if asked:
                self._stream(answer)
            else:
                self.wfile.write(answer.read())
        except (BrokenPipeError, ConnectionResetError):
            pass
        finally:
            connection.close()

    def _send_away(self) -> None:
        body = json.dumps({"error": {"code": "busy", "text": REFUSALS["busy"][1]}}).encode()
        self.send_response(REFUSALS["busy"][0])
        self.send_header("Content-Length", str(len(body)))
        self.send_header("Retry-After", "3")
        self.end_headers()
        self.wfile.write(body)

    def _stream(self, answer: http.client.HTTPResponse) -> None:
        for line in answer:
            self.wfile.write(self.proxy.altered(line))
            self.wfile.flush()
            if self.proxy.cuts and line.startswith(b"data:"):
                self.proxy.cuts -= 1
                self.wfile.write(b"\n")
                return
