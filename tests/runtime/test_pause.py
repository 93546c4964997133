"""Told to end while a process is waiting to be started again."""

import signal
import subprocess
import sys
from pathlib import Path

import pytest

from bot.settings import ROOT
from tests.runtime.test_processes import alive

# Dies at once and is to be started again in a minute; another one runs meanwhile.
PAUSING = """
import os, sys
from pathlib import Path
from bot.runtime import supervision
from bot.runtime.process import Process, stopping
supervision.PAUSES = (60,)
def kept(name, code):
    process = lambda: Process(name, ["-c", code], Path(sys.argv[1]) / f"{name}.log", os.environ)
    return supervision.Kept(process, "http://127.0.0.1:1/")
both = [kept("a", ""), kept("b", "import time; time.sleep(60)")]
with stopping(both):
    print(both[1].process.pid, flush=True)
    supervision.keep_running(both)
"""


@pytest.mark.parametrize(
    ("number", "code"),
    [(signal.SIGTERM, 128 + signal.SIGTERM), (signal.SIGHUP, 128 + signal.SIGHUP), (signal.SIGINT, -2)],
)
def test_told_to_end_in_a_pause_it_ends_at_once_and_leaves_nothing(tmp_path: Path, number: int, code: int):
    parent = subprocess.Popen(
        [sys.executable, "-c", PAUSING, str(tmp_path)],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    child = int(parent.stdout.readline())
    assert "The a stopped unexpectedly" in parent.stderr.readline()
    parent.send_signal(number)
    _, told = parent.communicate(timeout=10)
    assert parent.returncode == code
    assert not alive(child)
    # It did not die once more, as it would have if it had been started again.
    assert "The a stopped" not in told
