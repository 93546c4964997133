"""A server that is told to stop: what has begun is finished, nothing else is, and it ends in time whatever hangs."""

import http.client
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from bot.runtime.draining import LAST
from bot.runtime.process import STOP_TIMEOUT
from bot.runtime.processes import DRAIN_TIMEOUT, free_port
from bot.settings import ROOT

# Seconds: what a server is given to finish, and more than Python itself takes to end.
DRAIN, MORE = 2.0, 5.0
# One with the doors of ours, and pages that take their time or never end. It is asked for by its port.
SERVER = f"""
import asyncio, sys, threading, time
from sanic import Sanic
from sanic.response import text
from bot.runtime.draining import end_in_time
from bot.runtime.strict_http import read_strictly

app = Sanic("drained", configure_logging=False)
app.config.GRACEFUL_SHUTDOWN_TIMEOUT, app.config.USE_UVLOOP = {DRAIN}, False
read_strictly(app, 60)
end_in_time(app)

@app.get("/")
async def answer(request):
    return text("at once")

@app.get("/slow")
async def slow(request):
    await asyncio.sleep(1)
    return text("after a second")

@app.get("/endless")
async def endless(request):
    await asyncio.sleep(1000)

@app.get("/busy")
async def busy(request):
    while True:
        # As understanding holds up the loop.
        time.sleep(0.3)
        await asyncio.sleep(0)

@app.get("/thread")
async def thread(request):
    asyncio.get_running_loop().run_in_executor(None, threading.Event().wait)
    return text("left behind")

@app.get("/loop")
async def loop(request):
    while True:
        time.sleep(1)

app.run("127.0.0.1", int(sys.argv[1]), access_log=False, motd=False)
"""


class Running:
    """The server in a process of its own."""

    def __init__(self, port: int):
        self.port = port
        self.process = subprocess.Popen(
            [sys.executable, "-c", SERVER, str(port)], cwd=ROOT, stderr=subprocess.PIPE, text=True
        )

    def connected(self) -> http.client.HTTPConnection:
        return http.client.HTTPConnection("127.0.0.1", self.port, timeout=30)

    def asked(self, path: str) -> http.client.HTTPConnection:
        """A connection on which it was asked, and not yet answered; it has begun to."""
        connection = self.connected()
        connection.request("GET", path)
        time.sleep(0.5)
        return connection

    def told_to_stop(self) -> float:
        self.process.send_signal(signal.SIGTERM)
        return time.monotonic()

    def ended(self) -> tuple[int, str]:
        """Its exit code and what it said."""
        _, said = self.process.communicate(timeout=60)
        return self.process.returncode, said


@contextmanager
def running() -> Iterator[Running]:
    server = Running(free_port())
    try:
        deadline = time.monotonic() + 60
        while True:
            try:
                connection = server.connected()
                connection.request("GET", "/")
                assert connection.getresponse().read() == b"at once"
                break
            except OSError:
                assert time.monotonic() < deadline
                time.sleep(0.05)
        yield server
    finally:
        server.process.kill()
        server.process.communicate()


def test_who_keeps_a_connection_is_answered_what_was_asked_before_and_nothing_after():
    with running() as server, socket.create_connection(("127.0.0.1", server.port)) as kept:
        kept.sendall(b"GET /slow HTTP/1.1\r\n\r\n")
        time.sleep(0.5)
        began = server.told_to_stop()
        time.sleep(0.1)
        kept.sendall(b"GET / HTTP/1.1\r\n\r\n")
        answered = b""
        while some := kept.recv(4096):
            answered += some
        assert answered.endswith(b"after a second")
        assert b"connection: close" in answered
        assert server.ended()[0] == 0
        assert time.monotonic() - began < DRAIN


def test_who_has_a_connection_and_asks_nothing_is_not_waited_for():
    with running() as server:
        idle, silent = server.connected(), socket.create_connection(("127.0.0.1", server.port))
        idle.request("GET", "/")
        idle.getresponse().read()
        began = server.told_to_stop()
        assert server.ended()[0] == 0
        assert time.monotonic() - began < DRAIN
        silent.close()


@pytest.mark.parametrize("path", ["/endless", "/busy"])
def test_seconds_are_seconds_however_busy_the_server_is(path: str):
    with running() as server:
        waiting = [server.asked(path), server.asked("/endless")]
        began = server.told_to_stop()
        # Told once more, it takes no longer.
        time.sleep(1)
        server.told_to_stop()
        code, said = server.ended()
        # Counted in rounds of the loop, the second would take more than eight.
        assert DRAIN < time.monotonic() - began < DRAIN + LAST + MORE / 2
        assert code == 0, said
        for connection in waiting:
            with pytest.raises((OSError, http.client.HTTPException)):
                connection.getresponse()


def test_half_a_request_is_waited_for_no_longer_than_an_answer():
    with running() as server, socket.create_connection(("127.0.0.1", server.port)) as half:
        half.sendall(b"GET / HTTP/1.1\r\nHo")
        began = server.told_to_stop()
        assert server.ended()[0] == 0
        assert time.monotonic() - began < DRAIN + MORE


@pytest.mark.parametrize("path", ["/thread", "/loop"])
def test_what_hangs_is_ended_all_the_same_and_says_where(path: str):
    with running() as server:
        asked = server.asked(path)
        began = server.told_to_stop()
        code, said = server.ended()
        assert DRAIN < time.monotonic() - began < DRAIN + LAST + MORE
        assert code == 1
        assert "Thread 0x" in said
        asked.close()


def test_a_server_ends_by_itself_before_it_is_killed():
    assert DRAIN_TIMEOUT + LAST < STOP_TIMEOUT


def test_a_server_that_has_not_started_yet_ends_at_once():
    code = "import time; from bot.runtime.draining import end_at_once; end_at_once(); print(flush=True); time.sleep(60)"
    starting = subprocess.Popen([sys.executable, "-c", code], cwd=ROOT, stdout=subprocess.PIPE)
    assert starting.stdout is not None
    assert starting.stdout.readline()
    starting.terminate()
    assert starting.wait(MORE) == 128 + signal.SIGTERM
