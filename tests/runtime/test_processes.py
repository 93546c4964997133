"""Starting, watching and stopping processes."""

import os
import signal
import socket
import stat
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest

from bot.errors import RunError
from bot.runtime import process as one
from bot.runtime import processes
from bot.runtime.process import Process, run_to_end, stopping
from bot.runtime.processes import (
    actions_host,
    answers,
    environment,
    free_port,
    public_environment,
    rasa_environment,
    require_free_port,
    server_health,
    wait_until_well,
)
from bot.settings import Settings, load_settings

SLEEP = "import time; time.sleep(60)"
DEAF = "import signal, time; signal.signal(signal.SIGTERM, signal.SIG_IGN); print('deaf', flush=True); time.sleep(60)"


def python(code: str, tmp_path: Path, name: str = "helper") -> Process:
    return Process(name, ["-c", code], tmp_path / f"{name}.log", os.environ)


def alive(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return Path(f"/proc/{pid}/stat").read_text().split(")")[1].split()[0] != "Z" if Path("/proc").is_dir() else True


def wait_for(condition, seconds: float = 10) -> bool:
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        if condition():
            return True
        time.sleep(0.05)
    return False


def test_a_busy_port_is_named_with_the_setting_that_changes_it():
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        with pytest.raises(RunError, match=f"Cannot listen on 127.0.0.1:{port} .*set ROLEWISE_PORT to another port"):
            require_free_port("127.0.0.1", port, "ROLEWISE_PORT")


def test_a_free_port_is_accepted():
    require_free_port("127.0.0.1", free_port(), "ROLEWISE_PORT")


@pytest.mark.parametrize(
    ("host", "bound"),
    [("127.0.0.1", "127.0.0.1"), ("127.0.0.9", "127.0.0.9"), ("0.0.0.0", "127.0.0.1"), ("example.org", "127.0.0.1")],
)
def test_the_action_server_is_never_on_a_public_address(settings: Settings, host: str, bound: str):
    assert actions_host(settings.but(host=host)) == bound


@pytest.mark.parametrize(
    ("host", "url"), [("::1", "http://[::1]:5/health"), ("localhost", "http://localhost:5/health")]
)
def test_an_address_of_either_kind_can_be_asked(settings: Settings, host: str, url: str):
    assert server_health(settings.but(host=host, port=5)) == url


def test_what_speaks_no_http_does_not_answer():
    with socket.socket() as strange:
        strange.bind(("127.0.0.1", 0))
        strange.listen()

        def talk() -> None:
            connection, _ = strange.accept()
            connection.sendall(b"220 mail.example.org ESMTP\r\n")
            connection.close()

        threading.Thread(target=talk, daemon=True).start()
        assert not answers(f"http://127.0.0.1:{strange.getsockname()[1]}/health", 2, well=False)


def test_a_process_is_stopped(tmp_path: Path):
    process = python(SLEEP, tmp_path)
    assert process.running
    process.stop()
    assert not process.running


def test_a_process_that_will_not_stop_is_made_to(tmp_path: Path, monkeypatch):
    monkeypatch.setattr(one, "STOP_TIMEOUT", 0.5)
    process = python(DEAF, tmp_path)
    assert wait_for(lambda: "deaf" in process.log.read_text())
    process.stop()
    assert process.exit_code == -signal.SIGKILL


def test_all_are_stopped_whatever_happens(tmp_path: Path):
    started = [python(SLEEP, tmp_path, "a"), python(SLEEP, tmp_path, "b")]
    with pytest.raises(KeyboardInterrupt), stopping(started):
        raise KeyboardInterrupt
    assert not any(process.running for process in started)


def test_what_a_process_writes_is_for_its_owner_alone(tmp_path: Path):
    log, made = tmp_path / "own.log", tmp_path / "made"
    run_to_end("Child", ["-c", f"open({str(made)!r}, 'w')"], log, dict(os.environ))
    assert [stat.S_IMODE(path.stat().st_mode) for path in (log, made)] == [0o600, 0o600]


def test_one_that_dies_while_starting_is_reported_with_its_last_words(tmp_path: Path):
    process = python("raise SystemExit('the oven is cold')", tmp_path, "oven")
    with pytest.raises(
        RunError,
        match=r"The oven stopped unexpectedly \(exit code 1\): the oven is cold\. The whole log is .*oven.log",
    ):
        wait_until_well(process, "http://127.0.0.1:1/")


def test_one_that_never_answers_is_reported(tmp_path: Path, monkeypatch):
    monkeypatch.setattr(processes, "START_TIMEOUT", 0.5)
    process = python(SLEEP, tmp_path)
    with stopping([process]), pytest.raises(RunError, match="did not answer within"):
        wait_until_well(process, f"http://127.0.0.1:{free_port()}/")


def test_a_failed_step_names_reason_and_log(tmp_path: Path):
    log = tmp_path / "logs" / "step.log"
    with pytest.raises(RunError, match=r"Baking failed: no flour\. The whole log is "):
        run_to_end("Baking", ["-c", "raise SystemExit('no flour')"], log, os.environ)
    # Told of the next run is what that run says, and what the one before said is still in the log.
    with pytest.raises(RunError, match=r"Baking failed: it left no message\."):
        run_to_end("Baking", ["-c", "raise SystemExit(3)"], log, os.environ)
    assert log.read_text().splitlines() == ["no flour"]


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP])
def test_being_told_to_end_stops_what_was_started(tmp_path: Path, number: int):
    code = (
        "import os, sys, time; from pathlib import Path; from bot.runtime.process import Process, stopping\n"
        f"p = Process('x', ['-c', {SLEEP!r}], Path({str(tmp_path)!r}) / 'x.log', os.environ)\n"
        "with stopping([p]):\n    print(p._popen.pid, flush=True); time.sleep(60)"
    )
    parent = subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.PIPE, text=True)
    child = int(parent.stdout.readline())
    parent.send_signal(number)
    assert parent.wait(10) == 128 + number
    assert not alive(child)


def test_a_process_does_not_outlive_a_parent_that_was_killed():
    child_code = f"from bot.runtime.parent import exit_with_parent; exit_with_parent(); {SLEEP}"
    code = (
        "import subprocess, sys, time\n"
        f"p = subprocess.Popen([sys.executable, '-c', {child_code!r}], start_new_session=True)\n"
        "print(p.pid, flush=True); time.sleep(60)"
    )
    parent = subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.PIPE, text=True)
    child = int(parent.stdout.readline())
    # The child must be watching before its parent goes.
    time.sleep(1)
    parent.kill()
    parent.wait()
    assert wait_for(lambda: not alive(child), 5)


def test_started_processes_are_quiet_and_do_not_report_home(settings: Settings):
    env = environment(settings)
    assert env["RASA_TELEMETRY_ENABLED"] == "false"
    assert env["PYTHONWARNINGS"] == "ignore"
    assert env["ROLEWISE_PORT"] == str(settings.port)


def test_the_secrets_of_the_channels_are_for_rasas_server_alone(settings: Settings, monkeypatch: pytest.MonkeyPatch):
    secrets = {"web_key": "k" * 40, "slack_bot_token": "xoxb-1", "slack_signing_secret": "sign"}
    own = settings.but(**secrets)
    for name, value in own.environment().items():
        monkeypatch.setenv(name, value)
    told = set(secrets.values())
    for others in (environment(own), rasa_environment(own)):
        assert not told & set(others.values())
        assert others["ROLEWISE_ACTIONS_SECRET"] == own.actions_secret
        assert load_settings(others).slack_bot_token == ""
    assert told <= set(public_environment(own).values())


def test_no_process_is_given_the_token_of_the_directory(settings: Settings, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("ROLEWISE_SCIM_TOKEN", "t0ken")
    own = settings.but(scim_token="t0ken")
    assert not any("t0ken" in each(own).values() for each in (environment, rasa_environment, public_environment))


def test_told_to_end_twice_it_no_longer_waits(tmp_path: Path):
    code = (
        "import os; from pathlib import Path; from bot.runtime.process import Process, stopping; import time\n"
        f"deaf = [Process(name, ['-c', {DEAF!r}], Path({str(tmp_path)!r}) / name, os.environ) for name in 'ab']\n"
        "while not all('deaf' in each.log.read_text() for each in deaf): time.sleep(0.05)\n"
        "with stopping(deaf):\n    print(*(each.pid for each in deaf), flush=True); time.sleep(60)"
    )
    parent = subprocess.Popen(
        [sys.executable, "-c", code], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True
    )
    children = [int(pid) for pid in parent.stdout.readline().split()]
    parent.send_signal(signal.SIGTERM)
    time.sleep(1)
    assert parent.poll() is None
    parent.send_signal(signal.SIGINT)
    assert parent.wait(5) != 0
    assert not any(map(alive, children))
