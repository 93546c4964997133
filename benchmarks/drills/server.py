"""The bot as it is served, `rolewise serve`, with all that it leaves behind in a folder of its own."""

import os
import shutil
import signal
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from types import FrameType
from typing import Any

from benchmarks.drills.asked import read_only
from benchmarks.drills.clock import Clock
from benchmarks.measure import megabytes
from bot.errors import RunError
from bot.runtime.processes import actions_health, actions_host, free_port, require_free_port, server_health
from bot.runtime.setup import prepare
from bot.settings import ROOT, Settings, load_settings

# By what the two servers are known among the processes that `serve` starts.
ACTIONS, RASA = "bot.runtime.actions_main", "bot.runtime.rasa_main"
# Seconds.
START_TIMEOUT, STOP_TIMEOUT, ORPHANED = 240, 40, 15
# Counted in a minute; a drill asks more than any visitor.
NO_LIMIT = 100000
# What is used in common with other copies, as nothing changes it; all else in the state folder is copied.
SHARED = ("encoder", "models", "cache")


class Server:
    """One copy that is started, stopped, and looked into; its folder may be harmed at will."""

    def __init__(self, settings: Settings, conversations: str = "", clock: Clock | None = None):
        """conversations: where they are, if not in their file. clock: what it goes by, if not the machine's."""
        self.settings, self.clock = settings, clock
        self.conversations = conversations or read_only(settings.conversations)
        self._serve: subprocess.Popen[bytes] | None = None

    @property
    def url(self) -> str:
        return f"http://{self.settings.host}:{self.settings.port}"

    @property
    def running(self) -> bool:
        return self._serve is not None and self._serve.poll() is None

    @property
    def pid(self) -> int:
        assert self._serve
        return self._serve.pid

    def start(self) -> None:
        """Returns when it is well; raises RunError where it does not come to that."""
        self._await_ports()
        environ = {**os.environ, **self.settings.environment(), **(self.clock.environment() if self.clock else {})}
        with self._output.open("ab") as file:
            self._serve = subprocess.Popen(
                [Path(sys.executable).with_name("rolewise"), "serve"],
                cwd=ROOT,
                env=environ,
                stdin=subprocess.DEVNULL,
                stdout=file,
                stderr=file,
                start_new_session=True,
            )
        deadline = time.monotonic() + START_TIMEOUT
        while not self.well():
            if not self.running or time.monotonic() > deadline:
                told = self._output.read_text(encoding="utf-8", errors="replace")[-500:]
                self.stop()
                raise RunError(f"The server under test did not start: {told}")
            time.sleep(0.2)

    def _await_ports(self) -> None:
        """Waits for what was left behind by the last start, which ends by itself when it sees that."""
        deadline = time.monotonic() + ORPHANED
        while True:
            try:
                require_free_port(self.settings.host, self.settings.port, "ROLEWISE_PORT")
                require_free_port(actions_host(self.settings), self.settings.actions_port, "ROLEWISE_ACTIONS_PORT")
                return
            except RunError:
                if time.monotonic() > deadline:
                    raise
                time.sleep(0.1)

    def stop(self) -> None:
        """Stops it in order; what is left after that, outright."""
        if self._serve is None:
            return
        if self.running:
            self._serve.terminate()
        self.wait()

    def wait(self) -> None:
        """Waits for an end that it was told of; ends outright what does not come to it."""
        assert self._serve
        processes = self.processes()
        with suppress(subprocess.TimeoutExpired):
            self._serve.wait(STOP_TIMEOUT)
        _kill(processes)
        self._serve.wait()

    def restart(self) -> None:
        """Ends it outright, as what hangs does not end in order, and starts it."""
        _kill(self.processes())
        if self._serve:
            self._serve.wait()
        self.start()

    def well(self, seconds: float = 2) -> bool:
        """Whether both of its servers answer, each in so many seconds, that they are."""
        return all(_is_well(url, seconds) for url in (server_health(self.settings), actions_health(self.settings)))

    def processes(self) -> list[int]:
        """Those that are alive: `serve` first, then what it started."""
        return [self.pid, *_children(self.pid)] if self.running else []

    def part(self, module: str) -> int:
        """The process that runs ACTIONS or RASA; raises RunError where there is none."""
        for pid in self.processes():
            if module in _command(pid):
                return pid
        raise RunError(f"{module} is not running.")

    def memory(self) -> float:
        """What all its processes have in memory, in MB."""
        total = 0.0
        for pid in self.processes():
            # It may end while it is looked at.
            with suppress(OSError, StopIteration):
                total += megabytes("VmRSS", pid)
        return total

    def logs(self) -> list[Path]:
        """The files in which it says something about itself; there may be new ones after each start."""
        return [self._output, *sorted(self.settings.logs.glob("*.log"))]

    @property
    def _output(self) -> Path:
        self.settings.state.mkdir(parents=True, exist_ok=True)
        return self.settings.state / "serve.out"


def _is_well(url: str, seconds: float) -> bool:
    try:
        with urllib.request.urlopen(url, timeout=seconds):
            return True
    except urllib.error.HTTPError as error:
        # It may know who may ask; that is an answer.
        return error.code in (401, 403)
    except OSError:
        return False


@contextmanager
def serving(
    folder: Path,
    data: Path | None = None,
    changed: dict[str, Any] | None = None,
    conversations: str = "",
    clock: Clock | None = None,
) -> Iterator[Server]:
    """A server under test that is well, on free ports; stopped at the end, however that comes.

    data: where conversations are kept, if not in the folder. changed: other settings. conversations, clock: see Server.
    """
    ours = load_settings()
    prepare(ours)
    own = {"port": free_port(), "actions_port": free_port(), "company": folder / "company.yml"}
    own |= {"web_session_limit": NO_LIMIT, "web_address_limit": NO_LIMIT, "slack_limit": NO_LIMIT}
    settings = _copied(ours.but(**own, **(changed or {})), folder / "state").in_folder(data or folder)
    shutil.copy(ROOT / "knowledge/company.example.yml", settings.company)
    server = Server(settings, conversations, clock)
    with _leaving_on_signals():
        try:
            server.start()
            yield server
        finally:
            server.stop()


def _copied(settings: Settings, state: Path) -> Settings:
    """With a state folder of its own, and a store that may be harmed, without building anything anew."""
    state.mkdir(parents=True)
    for path in settings.state.iterdir():
        if path.name in SHARED:
            (state / path.name).symlink_to(path)
        elif path.suffix in (".stamp", ".sha256") or path == settings.store:
            shutil.copy2(path, state)
    return settings.but(state=state, store=state / settings.store.name)


@contextmanager
def _leaving_on_signals() -> Iterator[None]:
    """Has SIGTERM end a drill as Ctrl-C does, so that it stops what it started."""

    def leave(number: int, frame: FrameType | None) -> None:
        raise KeyboardInterrupt

    before = signal.signal(signal.SIGTERM, leave)
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, before)


def _kill(pids: Iterable[int]) -> None:
    for pid in pids:
        with suppress(ProcessLookupError):
            os.kill(pid, signal.SIGKILL)


def _children(pid: int) -> list[int]:
    """The processes that one started, and that these did."""
    own: list[int] = []
    # Each thread has those that it started.
    for listed in Path(f"/proc/{pid}/task").glob("*/children"):
        with suppress(OSError):
            own.extend(map(int, listed.read_text().split()))
    return [*own, *(deeper for child in own for deeper in _children(child))]


def _command(pid: int) -> str:
    try:
        return Path(f"/proc/{pid}/cmdline").read_text().replace("\0", " ")
    except OSError:
        return ""
