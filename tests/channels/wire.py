"""What no HTTP library sends: bytes on a connection, all at once or in drops."""

import re
import socket
import time
from collections.abc import Iterable


def sent(host: str, port: int, data: bytes, patience: float = 20.0) -> bytes:
    """All that is answered until the server closes the connection, or for half a second says no more."""
    with socket.create_connection((host, port), patience) as connection:
        connection.sendall(data)
        return _answer(connection)


def trickled(host: str, port: int, data: bytes, drops: Iterable[bytes], patience: float = 20.0) -> tuple[bytes, float]:
    """What is answered to something and drops after it, one every tenth of a second; and after how many seconds."""
    with socket.create_connection((host, port), patience) as connection:
        began = time.monotonic()
        connection.sendall(data)
        for drop in drops:
            connection.settimeout(0.1)
            try:
                # Whatever comes is an answer already.
                if connection.recv(1, socket.MSG_PEEK) is not None:
                    break
            except TimeoutError:
                connection.settimeout(patience)
                connection.sendall(drop)
        took = time.monotonic() - began
        connection.settimeout(patience)
        return _answer(connection), took


def _answer(connection: socket.socket) -> bytes:
    answered = b""
    try:
        while part := connection.recv(65536):
            answered += part
            connection.settimeout(0.5)
    except TimeoutError:
        assert answered, "nothing was answered"
    except ConnectionResetError:
        pass
    return answered


def statuses(answered: bytes) -> list[int]:
    """Of each response on the connection."""
    return [int(found) for found in re.findall(rb"HTTP/1\.1 ([0-9]{3}) ", answered)]
