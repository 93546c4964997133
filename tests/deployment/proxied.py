"""A real nginx with the project's own configuration, before small servers."""

import http.client
import json
import os
import shutil
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bot.runtime.processes import free_port
from tests.deployment.backends import Backend, names
from tests.deployment.files import DEPLOY

# Debian puts it where only root looks.
NGINX = shutil.which("nginx") or shutil.which("nginx", path="/usr/sbin:/usr/local/sbin")
HOST = "bot.example.org"
# Of this machine; in both, a server can have the same port.
ADDRESSES = ("127.0.0.2", "127.0.0.3")
# Its workers would be somebody else, who may not look into the folders of tests.
AS_ROOT = " user root;" if os.geteuid() == 0 else ""


@dataclass
class Proxy:
    """nginx with the project's own configuration, before two servers of each kind."""

    folder: Path
    public: int
    inner: int
    rasa: list[Backend]
    actions: list[Backend]

    def ask(self, method: str, path: str, body: bytes = b"", headers: dict[str, str] | None = None) -> "Answer":
        return ask(self.public, method, path, body, {"Host": HOST} | (headers or {}))

    @property
    def access_log(self) -> str:
        return (self.folder / "access.log").read_text(encoding="utf-8")


@dataclass
class Answer:
    status: int
    headers: dict[str, str]
    body: bytes

    @property
    def told(self) -> dict[str, Any]:
        return json.loads(self.body)

    @property
    def passed_on(self) -> dict[str, str]:
        """The headers that the server behind nginx saw."""
        return {name.lower(): value for name, value in self.told["headers"]}


def ask(port: int, method: str, path: str, body: bytes = b"", headers: dict[str, str] | None = None) -> Answer:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=15)
    try:
        connection.putrequest(method, path, skip_host=True)
        for name, value in {"Content-Length": str(len(body)), **(headers or {})}.items():
            connection.putheader(name, value)
        connection.endheaders(body or None)
        answer = connection.getresponse()
        return Answer(answer.status, dict(answer.getheaders()), answer.read())
    finally:
        connection.close()


def configured(folder: Path, changes: dict[str, str]) -> Path:
    """The project's own file, with the ports and places of this test in place of a container's."""
    text = (DEPLOY / "nginx.conf").read_text(encoding="utf-8")
    for before, after in changes.items():
        assert text.count(before), before
        text = text.replace(before, after)
    path = folder / "nginx.conf"
    path.write_text(text, encoding="utf-8")
    return path


def command(conf: Path, *more: str) -> list[str]:
    """nginx with that file, and all that belongs to it in its folder."""
    return [str(NGINX), "-p", str(conf.parent), "-c", str(conf), *more]


def tried(conf: Path) -> subprocess.CompletedProcess[str]:
    """What nginx says of a file."""
    return subprocess.run(command(conf, "-t"), capture_output=True, text=True, timeout=10)


@contextmanager
def nginx(folder: Path, rasa: int, actions: int, **changes: str) -> Iterator[tuple[int, int]]:
    """nginx before whatever listens at ADDRESSES at these two ports; its own ports for visitors and for calls.

    changes: of times, by what stands before them.
    """
    public, inner = free_port(), free_port()
    with names({"rasa": ADDRESSES, "actions": ADDRESSES}) as resolver:
        conf = configured(
            folder,
            {
                "listen 8080;": f"listen 127.0.0.1:{public};",
                "listen 5055;": f"listen 127.0.0.1:{inner};",
                "rasa:5005;": f"rasa:{rasa};",
                "actions:5055;": f"actions:{actions};",
                "resolver 127.0.0.11 valid=5s": f"resolver 127.0.0.1:{resolver} valid=1s",
                "/tmp/": f"{folder}/",
                "/dev/stderr": f"{folder}/errors.log",
                "/dev/stdout": f"{folder}/access.log",
                **changes,
            },
        )
        with (folder / "errors.log").open("ab") as errors:
            process = subprocess.Popen(command(conf, "-g", f"daemon off;{AS_ROOT}"), stderr=errors)
        try:
            await_listening(public, process, folder)
            yield public, inner
        finally:
            process.terminate()
            process.wait(10)


@contextmanager
def proxied(folder: Path) -> Iterator[Proxy]:
    """The same before small servers, two of each kind, which are waited for less long."""
    first = [Backend(ADDRESSES[0], 0) for _ in range(2)]
    rasa, actions = ([each, Backend(ADDRESSES[1], each.port)] for each in first)
    impatient = {f"proxy_read_timeout {seconds}s;": "proxy_read_timeout 1s;" for seconds in (4, 30)}
    try:
        with nginx(folder, rasa[0].port, actions[0].port, **impatient) as (public, inner):
            yield Proxy(folder, public, inner, rasa, actions)
    finally:
        for each in (*rasa, *actions):
            each.stop()


def await_listening(port: int, process: subprocess.Popen[bytes], folder: Path) -> None:
    deadline = time.monotonic() + 10
    while time.monotonic() < deadline:
        assert process.poll() is None, (folder / "errors.log").read_text(encoding="utf-8")
        try:
            ask(port, "GET", "/nothing", headers={"Host": HOST})
            return
        except OSError:
            time.sleep(0.02)
    raise AssertionError("nginx did not start.")
