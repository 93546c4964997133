"""Starts the servers, waits until they are well, watches them, and stops them."""

import os
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from ipaddress import ip_address
from pathlib import Path
from types import FrameType

from bot.errors import RunError
from bot.runtime.logs import event_of
from bot.settings import ROOT, Settings

# Seconds. Rasa takes 10 to 20 on two cores; a busy machine may need several times that.
START_TIMEOUT = 180
STOP_TIMEOUT = 10
POLL = 0.1

# Libraries that talk on the terminal of their own accord, and Rasa's telemetry.
QUIET = {
    "PYTHONWARNINGS": "ignore",
    "TF_CPP_MIN_LOG_LEVEL": "3",
    "SQLALCHEMY_SILENCE_UBER_WARNING": "1",
    "TRANSFORMERS_VERBOSITY": "error",
    "RASA_TELEMETRY_ENABLED": "false",
    "PYTHONUNBUFFERED": "1",
}


def environment(settings: Settings) -> dict[str, str]:
    """The environment of the processes we start."""
    return {
        **os.environ,
        **QUIET,
        **settings.environment(),
        # Rasa keeps its training cache in the working directory unless told otherwise.
        "RASA_CACHE_DIRECTORY": str(settings.state / "cache"),
    }


class Process:
    """A process of ours with a log of its own."""

    def __init__(
        self,
        name: str,
        arguments: Sequence[str],
        log: Path,
        env: Mapping[str, str],
        keep_output: bool = True,
        own_session: bool = True,
    ):
        """keep_output: standard output goes to the log too; otherwise it stays on the terminal.

        own_session: Ctrl-C on the terminal does not reach it; we stop it instead, in order.
        """
        self.name, self.log = name, log
        log.parent.mkdir(parents=True, exist_ok=True)
        with log.open("wb") as file:
            self._popen = subprocess.Popen(
                [sys.executable, *arguments],
                cwd=ROOT,
                env=dict(env),
                stdin=subprocess.DEVNULL if own_session else None,
                stdout=file if keep_output else None,
                stderr=file,
                start_new_session=own_session,
            )

    @property
    def running(self) -> bool:
        return self._popen.poll() is None

    @property
    def exit_code(self) -> int | None:
        return self._popen.poll()

    @property
    def pid(self) -> int:
        return self._popen.pid

    def stop(self) -> None:
        """Asks it to end, insists after ten seconds, and returns when it has ended."""
        if not self.running:
            return
        self._popen.terminate()
        try:
            self._popen.wait(STOP_TIMEOUT)
        except subprocess.TimeoutExpired:
            self._popen.kill()
            self._popen.wait()

    def failure(self) -> RunError:
        """What to tell the person when it ended although it should not have."""
        return RunError(f"The {self.name} stopped unexpectedly: {last_words(self.log)} The whole log is {self.log}")


def last_words(log: Path) -> str:
    """The last line of a log that says anything, as the likeliest reason of a failure."""
    lines = [line.strip() for line in log.read_text(encoding="utf-8", errors="replace").splitlines() if line.strip()]
    return (event_of(lines[-1])[:300].rstrip(".") + ".") if lines else "it left no message."


def run_to_end(name: str, arguments: Sequence[str], log: Path, env: Mapping[str, str]) -> None:
    """Runs a process to its end.

    Raises RunError with the reason and the log where it fails.
    """
    process = Process(name, arguments, log, env)
    try:
        while process.running:
            time.sleep(POLL)
    finally:
        process.stop()
    if process.exit_code:
        raise RunError(f"{name} failed: {last_words(log)} The whole log is {log}")


def require_free_port(host: str, port: int, variable: str) -> None:
    """Raises RunError where something else listens on the port, or the host is not ours to listen on."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family, socket.SOCK_STREAM) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as error:
            raise RunError(
                f"Cannot listen on {host}:{port} ({os.strerror(error.errno) if error.errno else error}). "
                f"Stop what uses it, or set {variable} to another port."
            ) from error


def free_port() -> int:
    """A port of 127.0.0.1 that nothing listens on at the moment."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def actions_host(settings: Settings) -> str:
    """Where the action server listens: it has no authentication, so never on a public address."""
    try:
        return settings.host if ip_address(settings.host).is_loopback else "127.0.0.1"
    except ValueError:
        return "127.0.0.1"


def start_actions(settings: Settings) -> Process:
    """Starts the action server; it is not yet well when this returns."""
    host = actions_host(settings)
    require_free_port(host, settings.actions_port, "ROLEWISE_ACTIONS_PORT")
    require_free_port(settings.metrics_host, settings.actions_metrics_port, "ROLEWISE_ACTIONS_METRICS_PORT")
    return Process(
        "action server",
        ["-m", "bot.runtime.actions_main", "--actions", "actions", "--port", str(settings.actions_port)],
        settings.logs / f"actions-{settings.actions_port}.log",
        {**environment(settings), "SANIC_HOST": host},
    )


def start_server(settings: Settings, model: Path, credentials: Path = ROOT / "credentials.yml") -> Process:
    """Starts Rasa with the channels that the credentials name; it is not yet well when this returns."""
    require_free_port(settings.host, settings.port, "ROLEWISE_PORT")
    require_free_port(settings.metrics_host, settings.metrics_port, "ROLEWISE_METRICS_PORT")
    return Process(
        "Rasa server",
        [*_rasa("run", settings, model), "--interface", settings.host, "--credentials", str(credentials)],
        settings.logs / f"rasa-{settings.port}.log",
        rasa_environment(settings),
    )


def start_shell(settings: Settings, model: Path) -> Process:
    """Starts Rasa's shell on this terminal; it speaks after its server is well."""
    # The shell is its own server's client, on localhost whatever ROLEWISE_HOST says.
    require_free_port("127.0.0.1", settings.port, "ROLEWISE_PORT")
    return Process(
        "Rasa shell",
        [*_rasa("shell", settings, model), "--interface", "127.0.0.1"],
        settings.logs / f"shell-{settings.port}.log",
        rasa_environment(settings),
        keep_output=False,
        own_session=False,
    )


def rasa_environment(settings: Settings) -> dict[str, str]:
    """What endpoints.yml needs besides the settings."""
    url = f"http://{actions_host(settings)}:{settings.actions_port}/webhook"
    return {**environment(settings), "ROLEWISE_ACTIONS_URL": url}


def _rasa(command: str, settings: Settings, model: Path) -> list[str]:
    return [
        *("-m", "bot.runtime.rasa_main", command),
        *("--model", str(model)),
        *("--endpoints", str(ROOT / "endpoints.yml")),
        *("--port", str(settings.port)),
    ]


def wait_until_well(process: Process, url: str) -> None:
    """Returns when the process answers at the url.

    Raises RunError where it ends first or does not answer in time.
    """
    deadline = time.monotonic() + START_TIMEOUT
    while time.monotonic() < deadline:
        if not process.running:
            raise process.failure()
        try:
            with urllib.request.urlopen(url, timeout=2):
                return
        except (urllib.error.URLError, OSError):
            time.sleep(POLL)
    raise RunError(f"The {process.name} did not answer within {START_TIMEOUT} s. The whole log is {process.log}")


def actions_health(settings: Settings) -> str:
    return f"http://{actions_host(settings)}:{settings.actions_port}/health"


def server_health(settings: Settings) -> str:
    return f"http://{settings.host}:{settings.port}/health"


def server_ready(settings: Settings) -> str:
    """Well only where the model is loaded, the action server answers and conversations can be kept."""
    return f"http://{settings.host}:{settings.port}/ready"


def watch(processes: Sequence[Process], until: Process | None = None) -> None:
    """Returns when the process `until` ends by itself.

    Raises RunError as soon as any other one ends, or that one ends badly.
    """
    while True:
        for process in processes:
            if not process.running:
                if process is until and not process.exit_code:
                    return
                raise process.failure()
        time.sleep(POLL)


@contextmanager
def stopping(processes: list[Process]) -> Iterator[None]:
    """Stops all processes in the list at the end, last started first, also on SIGTERM and SIGHUP."""

    def leave(number: int, frame: FrameType | None) -> None:
        raise SystemExit(128 + number)

    previous = {number: signal.signal(number, leave) for number in (signal.SIGTERM, signal.SIGHUP)}
    try:
        yield
    finally:
        for process in reversed(processes):
            process.stop()
        for number, handler in previous.items():
            signal.signal(number, handler)


@contextmanager
def bot_running(
    settings: Settings, model: Path, credentials: Path = ROOT / "credentials.yml"
) -> Iterator[tuple[Process, Process]]:
    """The action server and Rasa's, both well, for as long as it is needed; both are stopped at the end."""
    processes: list[Process] = []
    with stopping(processes):
        processes.append(start_actions(settings))
        processes.append(start_server(settings, model, credentials))
        actions, server = processes
        wait_until_well(actions, actions_health(settings))
        wait_until_well(server, server_ready(settings))
        yield actions, server
