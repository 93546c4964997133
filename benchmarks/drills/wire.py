"""Sends bytes to a server as they are, and reads what comes back."""

import socket
import time
from contextlib import suppress
from dataclasses import dataclass

# Seconds in which a whole request must be answered, and those for one of which the server may wait for more.
PATIENCE, SHORT_PATIENCE = 10.0, 0.03


@dataclass(frozen=True)
class Received:
    """What came back: all of it, the status of its first line (0: none), and after how many seconds it ended.

    closed: whether the server ended the connection; else nothing more came in time.
    """

    raw: bytes
    status: int
    seconds: float
    closed: bool


def send(host: str, port: int, raw: bytes, patience: float) -> Received:
    """Sends it and reads until the answer is whole, the server closes the connection, or nothing comes for so long.

    Raises OSError where there is no connection to be had.
    """
    began = time.monotonic()
    with socket.create_connection((host, port), timeout=PATIENCE) as connection:
        connection.settimeout(patience)
        # It may be answered, and closed, before all of it was sent.
        with suppress(OSError):
            connection.sendall(raw)
        received, closed = bytearray(), False
        try:
            while not _is_whole(received):
                part = connection.recv(65536)
                if not part:
                    closed = True
                    break
                received += part
        except TimeoutError:
            pass
        except OSError:
            closed = True
    return Received(bytes(received), _status(received), time.monotonic() - began, closed)


def _status(received: bytes | bytearray) -> int:
    first = bytes(received[:12])
    return int(first[9:12]) if first.startswith(b"HTTP/1.") and first[9:12].isdigit() else 0


def _is_whole(received: bytearray) -> bool:
    """Whether an answer is there to its end, where it says how long it is."""
    head, separator, body = bytes(received).partition(b"\r\n\r\n")
    if not separator or head[9:12] == b"100":
        return False
    headers = dict(line.lower().split(b":", 1) for line in head.split(b"\r\n")[1:] if b":" in line)
    if b"chunked" in headers.get(b"transfer-encoding", b""):
        return body.endswith(b"0\r\n\r\n")
    length = headers.get(b"content-length", b"").strip()
    if length.isdigit():
        return len(body) >= int(length)
    return head[9:12] in (b"204", b"304")
