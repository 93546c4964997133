"""What nginx is put in front of in tests: a name server and small servers at addresses of this machine."""

import json
import socket
import struct
import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

# Seconds between two events of an answer.
PAUSE = 0.4


@contextmanager
def names(addresses: dict[str, Sequence[str]]) -> Iterator[int]:
    """A name server that knows these addresses of these names; its port."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as server:
        server.bind(("127.0.0.1", 0))

        def serve() -> None:
            while True:
                try:
                    asked, who = server.recvfrom(512)
                except OSError:
                    return
                if not asked:
                    return
                server.sendto(_answer(asked, addresses), who)

        thread = threading.Thread(target=serve, daemon=True)
        thread.start()
        port = server.getsockname()[1]
        try:
            yield port
        finally:
            with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as last:
                last.sendto(b"", ("127.0.0.1", port))
            thread.join()


def _answer(asked: bytes, addresses: dict[str, Sequence[str]]) -> bytes:
    labels, at = [], 12
    while length := asked[at]:
        labels.append(asked[at + 1 : at + 1 + length].decode())
        at += 1 + length
    found = addresses.get(".".join(labels), ())
    question = asked[12 : at + 5]
    head = asked[:2] + struct.pack(">HHHHH", 0x8180 if found else 0x8183, 1, len(found), 0, 0)
    # The name as in the question, A, IN, a second, four bytes.
    records = (struct.pack(">HHHIH", 0xC00C, 1, 1, 1, 4) + socket.inet_aton(address) for address in found)
    return head + question + b"".join(records)


@dataclass
class Backend:
    """A server that tells what it was asked; it may be dead, take requests and say nothing, or die of each."""

    address: str
    port: int
    asked: list[str] = field(default_factory=list)
    hangs: bool = False
    dies: bool = False

    def __post_init__(self) -> None:
        self.start()

    def start(self) -> None:
        self._http = Server((self.address, self.port), type("Bound", (_Handler,), {"backend": self}))
        self.port = self._http.server_address[1]
        threading.Thread(target=self._http.serve_forever, args=(0.02,), daemon=True).start()

    def stop(self) -> None:
        self._http.shutdown()
        self._http.server_close()


class Server(ThreadingHTTPServer):
    daemon_threads = True
    block_on_close = False
    request_queue_size = 128


class _Handler(BaseHTTPRequestHandler):
    backend: Backend
    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        self.backend.asked.append(f"{self.command} {self.path}")
        body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
        hangs, dies = self.backend.hangs, self.backend.dies
        if hangs:
            time.sleep(30)
        if hangs or dies:
            self.close_connection = True
            return
        if self.path == "/chat/messages":
            self._stream()
            return
        told = {"by": self.backend.address, "path": self.path, "headers": self.headers.items(), "length": len(body)}
        answer = json.dumps(told).encode()
        self.send_response(200)
        self.send_header("Content-Length", str(len(answer)))
        self.send_header("X-Request-Id", "0123456789abcdef")
        self.end_headers()
        self.wfile.write(answer)

    do_POST = do_GET  # noqa: N815 - as http.server calls it

    def _stream(self) -> None:
        """Three events, as the bot would send them if it did not ask for that itself."""
        self.send_response(200)
        self.send_header("Content-Type", "text/event-stream")
        self.send_header("Transfer-Encoding", "chunked")
        self.end_headers()
        for number in range(3):
            time.sleep(PAUSE if number else 0)
            event = f"event: message\ndata: {number}\n\n".encode()
            self.wfile.write(b"%x\r\n%s\r\n" % (len(event), event))
        self.wfile.write(b"0\r\n\r\n")

    def log_message(self, *_: object) -> None:
        pass
