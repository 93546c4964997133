"""Processes that die or hang are started again, not for ever, and leave nothing behind."""

import os
import re
import shutil
import signal
import socket
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import pytest

from bot.errors import RunError
from bot.runtime import processes, supervision
from bot.runtime.process import Process, stopping
from bot.runtime.processes import free_port, require_free_port
from bot.runtime.supervision import Kept, keep_running
from tests.runtime.test_processes import SLEEP, alive, python, wait_for

# Answers at /health, busies itself for ever at /busy, and is unwell after /ill.
SERVER = """
import sys
from http.server import BaseHTTPRequestHandler, HTTPServer
from bot.runtime.own_log import look_after_own_log
look_after_own_log()
def busy_for_ever():
    while True:
        pass
class Handler(BaseHTTPRequestHandler):
    status = 200
    def do_GET(self):
        if self.path == "/busy":
            busy_for_ever()
        if self.path == "/ill":
            Handler.status = 503
        self.send_response(self.status)
        self.end_headers()
    def log_message(self, *_): pass
HTTPServer(("127.0.0.1", int(sys.argv[1])), Handler).serve_forever()
"""


@pytest.fixture(autouse=True)
def hurried(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(supervision, "PAUSES", (0.1, 0.2, 0.3))
    monkeypatch.setattr(supervision, "PATIENCE", 0.3)


class Oven:
    """A server that is kept running."""

    def __init__(self, folder: Path):
        self.folder, self.port, self.starts = folder, free_port(), 0
        self.kept = Kept(self.start, f"http://127.0.0.1:{self.port}/health")

    def start(self) -> Process:
        require_free_port("127.0.0.1", self.port, "ROLEWISE_PORT")
        self.starts += 1
        return Process("oven", ["-c", SERVER, str(self.port)], self.folder / "oven.log", os.environ)

    @property
    def pid(self) -> int:
        return self.kept.process.pid

    def get(self, path: str, timeout: float = 5) -> int:
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{self.port}{path}", timeout=timeout) as response:
                return response.status
        except urllib.error.HTTPError as error:
            return error.code
        except OSError:
            return 0

    def is_well_again(self, pid: int) -> bool:
        return self.pid != pid and self.get("/health") == 200


@pytest.fixture
def oven(tmp_path: Path) -> Iterator[Oven]:
    made = Oven(tmp_path)
    with stopping([made.kept]):
        assert wait_for(lambda: made.get("/health") == 200)
        yield made


def look_until(kept: Sequence[Kept], condition: Callable[[], bool], seconds: float = 20) -> bool:
    """Does what keep_running does until something is so."""

    def looked() -> bool:
        for each in kept:
            each.look()
        return condition()

    return wait_for(looked, seconds)


def test_the_first_time_nobody_waits(oven: Oven, capsys, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(supervision, "PAUSES", (0, 5))
    pid = oven.pid
    assert look_until([oven.kept], lambda: oven.kept._pulse.answered)
    os.kill(pid, signal.SIGKILL)
    assert look_until([oven.kept], lambda: oven.is_well_again(pid), seconds=4)
    os.kill(oven.pid, signal.SIGKILL)
    assert look_until([oven.kept], lambda: oven.kept._due is not None)
    told = capsys.readouterr().err
    assert "It is started again.\n" in told
    assert told.endswith("It is started again in 5 s.\n")


@pytest.mark.parametrize(
    ("number", "told"),
    [
        (signal.SIGKILL, "it was killed (SIGKILL; the system does that too when memory runs out)."),
        (signal.SIGSEGV, "it crashed (SIGSEGV)."),
        (signal.SIGABRT, "it crashed (SIGABRT)."),
        (signal.SIGTERM, "it was ended (SIGTERM)."),
    ],
)
def test_what_dies_is_started_again_and_why_it_died_is_told(oven: Oven, capsys, number: int, told: str):
    pid = oven.pid
    assert look_until([oven.kept], lambda: oven.kept._pulse.answered)
    os.kill(pid, number)
    assert look_until([oven.kept], lambda: oven.is_well_again(pid))
    assert look_until([oven.kept], lambda: oven.kept._told_well)
    assert capsys.readouterr().err.splitlines() == [
        f"The oven stopped unexpectedly: {told} It is started again in 0.1 s.",
        "The oven answers again.",
    ]


def test_an_exit_code_is_told_with_the_last_words(tmp_path: Path, capsys):
    kept = Kept(lambda: python("raise SystemExit('no gas')", tmp_path, "oven"), "http://127.0.0.1:1/")
    with stopping([kept]):
        assert look_until([kept], lambda: kept._due is not None)
    assert (
        "The oven stopped unexpectedly (exit code 1): no gas. It is started again in 0.1 s." in capsys.readouterr().err
    )


def test_one_whose_log_was_removed_is_started_again(tmp_path: Path, capsys):
    folder = tmp_path / "logs"
    kept = Kept(lambda: python("exit(1)", folder, "oven"), "http://127.0.0.1:1/")
    first = kept.process
    with stopping([kept]):
        assert wait_for(lambda: not first.running)
        shutil.rmtree(folder, ignore_errors=True)
        assert look_until([kept], lambda: kept.process is not first)
    assert "(exit code 1): its log is gone." in capsys.readouterr().err


def test_a_crash_is_in_the_log_still_when_it_runs_again(oven: Oven):
    pid = oven.pid
    os.kill(pid, signal.SIGSEGV)
    assert look_until([oven.kept], lambda: oven.is_well_again(pid))
    assert "Fatal Python error: Segmentation fault" in oven.kept.process.log.read_text()


def test_one_that_is_stopped_in_its_tracks_is_ended_and_started_again(oven: Oven, capsys):
    pid = oven.pid
    assert look_until([oven.kept], lambda: oven.kept._pulse.answered)
    os.kill(pid, signal.SIGSTOP)
    assert look_until([oven.kept], lambda: oven.is_well_again(pid))
    assert not alive(pid)
    assert "The oven no longer answered and was ended. It is started again in 0.1 s." in capsys.readouterr().err


def test_one_that_is_busy_for_ever_is_ended_and_its_log_says_where(oven: Oven):
    pid = oven.pid
    assert look_until([oven.kept], lambda: oven.kept._pulse.answered)
    assert oven.get("/busy", timeout=0.2) == 0
    assert look_until([oven.kept], lambda: oven.is_well_again(pid))
    assert not alive(pid)
    assert "in busy_for_ever" in oven.kept.process.log.read_text()


def test_one_that_answers_that_it_is_not_well_does_not_hang(oven: Oven):
    pid = oven.pid
    assert look_until([oven.kept], lambda: oven.kept._pulse.answered)
    assert oven.get("/ill") == 503
    assert not look_until([oven.kept], lambda: oven.pid != pid, seconds=3)


def test_one_that_misses_a_look_or_two_is_left_alone(oven: Oven):
    pid = oven.pid
    assert look_until([oven.kept], lambda: oven.kept._pulse.answered)
    os.kill(pid, signal.SIGSTOP)
    assert look_until([oven.kept], lambda: oven.kept._pulse.missed == 1)
    os.kill(pid, signal.SIGCONT)
    assert look_until([oven.kept], lambda: oven.kept._pulse.missed == 0)
    assert not look_until([oven.kept], lambda: oven.pid != pid, seconds=2)


def test_one_that_is_started_again_and_never_answers_is_ended(tmp_path: Path, monkeypatch, capsys):
    monkeypatch.setattr(processes, "START_TIMEOUT", 0.5)
    kept = Kept(lambda: python(SLEEP, tmp_path, "oven"), f"http://127.0.0.1:{free_port()}/")
    first = kept.process
    with stopping([kept]):
        assert look_until([kept], lambda: kept.process is not first)
    assert "The oven no longer answered" in capsys.readouterr().err


def test_one_that_hangs_does_not_keep_another_waiting(tmp_path: Path, monkeypatch):
    monkeypatch.setattr(supervision, "PATIENCE", 60)
    ovens = [Oven(tmp_path / "a"), Oven(tmp_path / "b")]
    kept = [oven.kept for oven in ovens]
    with stopping(kept):
        for oven in ovens:
            assert wait_for(lambda oven=oven: oven.get("/health") == 200)
        os.kill(ovens[0].pid, signal.SIGSTOP)
        pid = ovens[1].pid
        os.kill(pid, signal.SIGKILL)
        assert look_until(kept, lambda: ovens[1].is_well_again(pid), seconds=15)
        os.kill(ovens[0].pid, signal.SIGKILL)


def test_one_that_dies_too_often_is_given_up_with_the_reason(tmp_path: Path, capsys):
    starts: list[Process] = []

    def start() -> Process:
        starts.append(python("raise SystemExit('no flour')", tmp_path, "oven"))
        return starts[-1]

    kept = Kept(start, "http://127.0.0.1:1/")
    with (
        stopping([kept]),
        pytest.raises(
            RunError,
            match=r"exit code 1\): no flour\. It was started again 3 times within 10 minutes and is given up\.",
        ),
    ):
        keep_running([kept])
    assert len(starts) == 4
    assert re.findall(r"again in ([\d.]+) s", capsys.readouterr().err) == ["0.1", "0.2", "0.3"]


def test_deaths_of_long_ago_are_forgotten(tmp_path: Path, monkeypatch, capsys):
    monkeypatch.setattr(supervision, "WINDOW", 0)
    starts: list[Process] = []

    def start() -> Process:
        starts.append(python("", tmp_path, "oven"))
        return starts[-1]

    kept = Kept(start, "http://127.0.0.1:1/")
    with stopping([kept]):
        assert look_until([kept], lambda: len(starts) > 6)
    assert set(re.findall(r"again in ([\d.]+) s", capsys.readouterr().err)) == {"0.1"}


def test_the_clock_may_be_moved(oven: Oven, monkeypatch):
    monkeypatch.setattr(time, "time", lambda: 0.0)
    pid = oven.pid
    os.kill(pid, signal.SIGKILL)
    assert look_until([oven.kept], lambda: oven.is_well_again(pid))


def test_a_port_that_is_taken_meanwhile_is_named_and_tried_again(oven: Oven, capsys):
    pid = oven.pid
    os.kill(pid, signal.SIGKILL)
    assert look_until([oven.kept], lambda: oven.kept._due is not None)
    with socket.socket() as taken:
        taken.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        taken.bind(("127.0.0.1", oven.port))
        taken.listen()
        assert look_until([oven.kept], lambda: len(oven.kept._restarts) == 1)
        assert oven.starts == 1
    assert look_until([oven.kept], lambda: oven.is_well_again(pid))
    told = capsys.readouterr().err
    assert f"The oven cannot be started: Cannot listen on 127.0.0.1:{oven.port}" in told
    assert "set ROLEWISE_PORT to another port. It is started again in 0.2 s." in told


def test_watching_ends_with_the_awaited_one_while_another_is_to_be_started_again(tmp_path: Path, monkeypatch):
    monkeypatch.setattr(supervision, "PAUSES", (60,))
    kept = Kept(lambda: python("", tmp_path, "a"), "http://127.0.0.1:1/")
    awaited = python("import time; time.sleep(1)", tmp_path, "b")
    with stopping([kept, awaited]):
        keep_running([kept], until=awaited)


def test_an_awaited_one_that_ends_badly_is_told(tmp_path: Path):
    awaited = python("import os; os.kill(os.getpid(), 9)", tmp_path, "b")
    with stopping([awaited]), pytest.raises(RunError, match=r"The b stopped unexpectedly: it was killed \(SIGKILL"):
        keep_running([], until=awaited)
