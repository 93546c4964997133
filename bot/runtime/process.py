"""One process of ours: started with a log of its own, stopped, and how it ended."""

import signal
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from types import FrameType
from typing import Protocol

from bot.errors import RunError
from bot.runtime.logs import event_of
from bot.runtime.own_log import VARIABLE, WHERE, make_room
from bot.settings import ROOT

# Seconds.
STOP_TIMEOUT = 10
POLL = 0.1
# In which a process that hangs may still say where.
LAST_WORDS_TIMEOUT = 1
CRASHES = {signal.SIGSEGV, signal.SIGBUS, signal.SIGILL, signal.SIGFPE, signal.SIGABRT}


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
        # Appended to: when it is started again, why it ended is still there. What we say of it begins here.
        make_room(log)
        log.touch(mode=0o600)
        with log.open("ab") as file:
            self._begin = file.tell()
            self._popen = subprocess.Popen(
                [sys.executable, *arguments],
                cwd=ROOT,
                env={**env, VARIABLE: str(log)},
                stdin=subprocess.DEVNULL if own_session else None,
                stdout=file if keep_output else None,
                stderr=file,
                start_new_session=own_session,
                # What it makes (conversations, logs) is for nobody else on the machine to read.
                umask=0o077,
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

    def kill(self) -> None:
        """Ends it at once."""
        if self.running:
            self._popen.kill()
            self._popen.wait()

    def kill_telling_where(self) -> None:
        """Ends it; where it hangs is in its log, if it can still tell."""
        self._popen.send_signal(WHERE)
        with suppress(subprocess.TimeoutExpired):
            self._popen.wait(LAST_WORDS_TIMEOUT)
        self.kill()

    def ending(self) -> str:
        """How it ended, as a sentence."""
        code = self._popen.returncode
        if code is None or code >= 0:
            return f"The {self.name} stopped unexpectedly (exit code {code}): {self.last_words()}"
        # What it said last has nothing to do with a signal.
        return f"The {self.name} stopped unexpectedly: it {told_of_signal(-code)}."

    def last_words(self) -> str:
        """The last line that it wrote to its log, as the likeliest reason of a failure."""
        return last_words(self.log, self._begin)

    def failure(self) -> RunError:
        """What to tell the person when it ended although it should not have."""
        return RunError(f"{self.ending()} The whole log is {self.log}")


def told_of_signal(number: int) -> str:
    """What a signal did to a process: "crashed (SIGSEGV)"."""
    name = signal.Signals(number).name if number in set(signal.Signals) else f"signal {number}"
    if number == signal.SIGKILL:
        return f"was killed ({name}; the system does that too when memory runs out)"
    return f"crashed ({name})" if number in CRASHES else f"was ended ({name})"


def last_words(log: Path, begin: int = 0) -> str:
    """The last line of a log that says anything, as the likeliest reason of a failure; of that after so many bytes."""
    if not log.is_file():
        return "its log is gone."
    with log.open("rb") as file:
        # A log that is shorter has been put aside meanwhile.
        file.seek(begin if begin <= log.stat().st_size else 0)
        text = file.read().decode(errors="replace")
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    return sentence(event_of(lines[-1])[:300]) if lines else "it left no message."


def sentence(text: str) -> str:
    """What was said, with one full stop."""
    return text.rstrip(".") + "."


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
        raise RunError(f"{name} failed: {process.last_words()} The whole log is {log}")


class Stoppable(Protocol):
    """What can be stopped, and ended where that is not waited for."""

    def stop(self) -> None: ...

    def kill(self) -> None: ...


@contextmanager
def stopping(started: Sequence[Stoppable]) -> Iterator[None]:
    """Stops everything in the list at the end, last started first, also on SIGTERM and SIGHUP.

    Told so again meanwhile, or interrupted, it ends the rest at once.
    """

    def leave(number: int, frame: FrameType | None) -> None:
        raise SystemExit(128 + number)

    previous = {number: signal.signal(number, leave) for number in (signal.SIGTERM, signal.SIGHUP)}
    try:
        yield
    finally:
        try:
            for each in reversed(started):
                each.stop()
        finally:
            for each in started:
                each.kill()
            for number, handler in previous.items():
                signal.signal(number, handler)
