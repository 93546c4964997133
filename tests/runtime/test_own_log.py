"""A process's log stays small, and nothing that was said last is missing from it."""

import os
import signal
from pathlib import Path

import pytest

from bot.runtime import own_log
from bot.runtime.own_log import make_room, older
from bot.runtime.process import Process
from tests.runtime.test_processes import wait_for

# Writes numbered lines, in turns over each way there is, and then goes in its own way.
TALKER = """
import logging, os, sys, time
from bot.runtime import own_log
own_log.LARGEST, own_log.OLDER, own_log.INTERVAL = 20_000, {older}, 0.01
own_log.look_after_own_log()
logging.basicConfig(format="%(message)s")
ways = [
    lambda line: logging.warning(line),
    lambda line: print(line, flush=True),
    lambda line: print(line, file=sys.stderr),
    lambda line: os.write(2, (line + "\\n").encode()),
]
for number in range({lines}):
    ways[number % 4](f"{{number}} " + "x" * 40)
    if number % 100 == 0:
        time.sleep(0.02)
{end}
"""


def talk(folder: Path, end: str = "", lines: int = 6000, older: int = 2, **more: bool) -> Process:
    code = TALKER.format(lines=lines, older=older, end=end)
    process = Process("talker", ["-c", code], folder / "talker.log", os.environ, **more)
    assert wait_for(lambda: not process.running, 60)
    return process


def numbers(*logs: Path) -> list[int]:
    lines = [line for log in logs for line in log.read_text().splitlines()]
    return [int(line.split()[0]) for line in lines if line.endswith(" " + "x" * 40)]


def test_a_log_is_put_aside_and_few_are_kept(tmp_path: Path):
    # Who ends in the midst of putting it aside leaves it half done; nothing is lost by that.
    log = talk(tmp_path, "time.sleep(1)").log
    assert {path.name for path in tmp_path.iterdir()} == {"talker.log", "talker.log.1", "talker.log.2"}
    assert all(path.stat().st_size < 40_000 for path in tmp_path.iterdir())
    kept = numbers(older(log, 2), older(log, 1), log)
    assert kept == list(range(kept[0], 6000))


def test_no_line_is_lost_and_none_is_out_of_order_however_it_is_written(tmp_path: Path):
    log = talk(tmp_path, older=1000).log
    count = len(list(tmp_path.iterdir()))
    assert count > 5
    assert numbers(*(older(log, number) for number in range(count - 1, 0, -1)), log) == list(range(6000))


@pytest.mark.parametrize(
    ("end", "code", "last"),
    [
        ("os.kill(os.getpid(), 11)", -signal.SIGSEGV, "Fatal Python error: Segmentation fault"),
        ("os.kill(os.getpid(), 6)", -signal.SIGABRT, "Fatal Python error: Aborted"),
        ("os.kill(os.getpid(), 9)", -signal.SIGKILL, "5999 "),
        ("raise ValueError('no gas')", 1, "ValueError: no gas"),
        ("os._exit(3)", 3, "5999 "),
    ],
)
def test_the_last_lines_before_a_crash_are_there(tmp_path: Path, end: str, code: int, last: str):
    process = talk(tmp_path, end)
    assert process.exit_code == code
    # On a busy machine it may end before its log was put aside.
    told = "".join(path.read_text() for path in (older(process.log, 1), process.log) if path.exists())
    assert "5999 x" in told
    assert last in told


def test_what_goes_to_the_terminal_goes_there_still(tmp_path: Path, capfd):
    log = talk(tmp_path, older=1000, keep_output=False).log
    said = capfd.readouterr().out
    count = len(list(tmp_path.iterdir()))
    assert count > 4
    both = numbers(*(older(log, number) for number in range(count - 1, 0, -1)), log)
    assert both == [number for number in range(6000) if number % 4 != 1]
    assert said.count("x" * 40) == 1500


def test_a_process_goes_on_where_its_log_cannot_be_put_aside(tmp_path: Path):
    end = "import shutil; shutil.rmtree(sys.argv[1])\nfor number in range(2000): print('y' * 40)\ntime.sleep(0.1)"
    code = TALKER.format(lines=10, older=2, end=end)
    process = Process("talker", ["-c", code, str(tmp_path / "logs")], tmp_path / "logs" / "talker.log", os.environ)
    assert wait_for(lambda: not process.running, 60)
    assert process.exit_code == 0


def test_a_log_that_is_too_large_already_is_put_aside_before_it_is_written_to(tmp_path: Path, monkeypatch):
    monkeypatch.setattr(own_log, "LARGEST", 10)
    log = tmp_path / "a.log"
    make_room(log)
    for text in ("short", "a long line", "another long line", "and one more of them", "the last of them"):
        log.write_text(text)
        make_room(log)
    assert not log.exists()
    assert [older(log, number).read_text() for number in (1, 2)] == ["the last of them", "and one more of them"]
    assert not older(log, 3).exists()
