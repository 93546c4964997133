"""Starts the servers, waits until they are well, and watches them."""

import http.client
import os
import socket
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from ipaddress import ip_address
from pathlib import Path

from bot.errors import RunError
from bot.runtime.process import POLL, STOP_TIMEOUT, Process, stopping
from bot.settings import ROOT, Settings

# Seconds. Rasa takes 10 to 20 on two cores; a busy machine may need several times that.
START_TIMEOUT = 180
# Of the time that it is given to stop, what a server may spend on finishing what it is answering.
DRAIN_TIMEOUT = STOP_TIMEOUT - 2

# Libraries that talk on the terminal of their own accord, and Rasa's telemetry.
QUIET = {
    "PYTHONWARNINGS": "ignore",
    "TF_CPP_MIN_LOG_LEVEL": "3",
    "SQLALCHEMY_SILENCE_UBER_WARNING": "1",
    "TRANSFORMERS_VERBOSITY": "error",
    "RASA_TELEMETRY_ENABLED": "false",
    "PYTHONUNBUFFERED": "1",
}
# glibc would give each of a server's threads memory to keep: of eight people at once, 140 MB.
ARENAS = {"MALLOC_ARENA_MAX": "2"}
# The secrets of the channels: what signs visitors' tokens, and all of Slack's.
OF_THE_PUBLIC = ("ROLEWISE_WEB_KEY", "ROLEWISE_SLACK_")
# The secret of a command, which no server needs.
OF_COMMANDS = ("ROLEWISE_SCIM_TOKEN",)
# Sanic's own setting, which bot.runtime.draining goes by: told to stop, it takes no new connections and closes those in
# use when they are answered. It would wait for 15 seconds, and be killed before.
DRAIN = {"SANIC_GRACEFUL_SHUTDOWN_TIMEOUT": str(DRAIN_TIMEOUT)}


def environment(settings: Settings) -> dict[str, str]:
    """The environment of the processes we start, without the secrets of those that talk with the public."""
    every = {**os.environ, **settings.environment()}
    return {
        **{name: value for name, value in every.items() if not name.startswith((*OF_THE_PUBLIC, *OF_COMMANDS))},
        **QUIET,
        **DRAIN,
        **ARENAS,
        # Rasa keeps its training cache in the working directory unless told otherwise.
        "RASA_CACHE_DIRECTORY": str(settings.state / "cache"),
    }


def public_environment(settings: Settings) -> dict[str, str]:
    """The environment of Rasa's server, which alone gets the secrets of the channels."""
    return {**rasa_environment(settings), **settings.environment()}


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


def require_free_actions_port(settings: Settings) -> None:
    """The same of the action server's port, where there is to be one."""
    if settings.actions_port:
        require_free_port(actions_host(settings), settings.actions_port, "ROLEWISE_ACTIONS_PORT")


def free_port() -> int:
    """A port of 127.0.0.1 that nothing listens on at the moment."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def actions_host(settings: Settings) -> str:
    """Where the action server listens: only Rasa asks it, so never on a public address."""
    try:
        return settings.host if ip_address(settings.host).is_loopback else "127.0.0.1"
    except ValueError:
        return "127.0.0.1"


def start_actions(settings: Settings) -> Process:
    """Starts the action server; it is not yet well when this returns."""
    host = actions_host(settings)
    require_free_actions_port(settings)
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
        public_environment(settings),
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
    """What endpoints.yml needs besides the settings; no address where Rasa's process runs the actions itself."""
    url = f"{_address(actions_host(settings), settings.actions_port)}/webhook" if settings.actions_port else ""
    return {**environment(settings), "ROLEWISE_ACTIONS_URL": url}


def _rasa(command: str, settings: Settings, model: Path) -> list[str]:
    return [
        *("-m", "bot.runtime.rasa_main", command),
        *("--model", str(model)),
        *("--endpoints", str(settings.endpoints)),
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
        if answers(url, 2):
            return
        time.sleep(POLL)
    raise RunError(f"The {process.name} did not answer within {START_TIMEOUT} s. The whole log is {process.log}")


def answers(url: str, timeout: float, well: bool = True) -> bool:
    """Whether a server answers at the url within so many seconds; well: and with success, not just anything."""
    try:
        urllib.request.urlopen(url, timeout=timeout).close()
    except urllib.error.HTTPError as error:
        error.close()
        return not well
    # HTTPException: something that speaks no HTTP has the port.
    except (OSError, http.client.HTTPException):
        return False
    return True


def actions_health(settings: Settings) -> str:
    return f"{_address(actions_host(settings), settings.actions_port)}/health"


def server_health(settings: Settings) -> str:
    return f"{_address(settings.host, settings.port)}/health"


def _address(host: str, port: int) -> str:
    return f"http://[{host}]:{port}" if ":" in host else f"http://{host}:{port}"


def server_ready(settings: Settings) -> str:
    """Well only where the model is loaded, the action server answers and conversations can be kept."""
    return f"{_address(settings.host, settings.port)}/ready"


@contextmanager
def bot_running(
    settings: Settings, model: Path, credentials: Path = ROOT / "credentials.yml"
) -> Iterator[list[Process]]:
    """Rasa's server and, before it, the action server where there is to be one: well, and stopped at the end."""
    processes: list[Process] = []
    with stopping(processes):
        if settings.actions_port:
            processes.append(start_actions(settings))
        processes.append(start_server(settings, model, credentials))
        if settings.actions_port:
            wait_until_well(processes[0], actions_health(settings))
        wait_until_well(processes[-1], server_ready(settings))
        yield processes
