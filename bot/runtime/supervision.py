"""Keeps processes running: one that ends or hangs is started again, after growing pauses and not for ever."""

import threading
import time
from collections import deque
from collections.abc import Callable, Sequence

from bot.errors import RunError
from bot.runtime import processes
from bot.runtime.process import POLL, Process, sentence
from bot.runtime.processes import answers
from bot.runtime.progress import say

# Seconds before a process is started again: the first time, at once, the second, ...; then it is given up.
PAUSES: tuple[float, ...] = (0, 1, 2, 4, 8)
# Seconds after which a start is forgotten.
WINDOW = 600
# A process hangs when it has not answered so often in a row, asked every so many seconds and waited for as long.
MISSES = 3
PATIENCE = 5


class Pulse:
    """Asks a process whether it is well, over and over, in a thread of its own; any answer is one."""

    def __init__(self, process: Process, url: str):
        self._process, self._url = process, url
        self.answered, self.missed = False, 0
        threading.Thread(target=self._ask, name=f"pulse-{process.pid}", daemon=True).start()

    def _ask(self) -> None:
        while self._process.running:
            began = time.monotonic()
            if answers(self._url, PATIENCE, well=not self.answered):
                self.answered, self.missed = True, 0
            elif self.answered:
                self.missed += 1
            if self.answered:
                time.sleep(max(0, PATIENCE - (time.monotonic() - began)))
            else:
                time.sleep(POLL)


class Kept:
    """A process that is to be running."""

    def __init__(self, start: Callable[[], Process], url: str):
        """start: starts it, now and each time that it ended. url: where it says that it is well."""
        self._start, self.url = start, url
        # When it was started again; when that is due next, where it is not running.
        self._restarts: deque[float] = deque()
        self._due: float | None = None
        self._told_well = True
        self._begin()

    def _begin(self) -> None:
        self.process = self._start()
        self._pulse, self._began, self._due = Pulse(self.process, self.url), time.monotonic(), None

    def look(self) -> None:
        """Does what is due: notices that it ended or hangs, or starts it again.

        Raises RunError where that has been done too often.
        """
        if self._due is not None:
            if time.monotonic() >= self._due:
                self._start_again()
        elif not self.process.running:
            self._plan(self.process.ending())
        elif self._hangs():
            self.process.kill_telling_where()
            self._plan(f"The {self.process.name} no longer answered and was ended.")
        elif self._pulse.answered and not self._told_well:
            self._told_well = True
            say(f"The {self.process.name} answers again.")

    def stop(self) -> None:
        """Stops the process, where it is running."""
        self.process.stop()

    def kill(self) -> None:
        """Ends it at once."""
        self.process.kill()

    def _hangs(self) -> bool:
        if self._pulse.answered:
            return self._pulse.missed >= MISSES
        return time.monotonic() - self._began > processes.START_TIMEOUT

    def _plan(self, reason: str) -> None:
        now = time.monotonic()
        while self._restarts and now - self._restarts[0] > WINDOW:
            self._restarts.popleft()
        if len(self._restarts) >= len(PAUSES):
            raise RunError(
                f"{reason} It was started again {len(PAUSES)} times within {WINDOW // 60} minutes and is given up. "
                f"The whole log is {self.process.log}"
            )
        pause = PAUSES[len(self._restarts)]
        self._due, self._told_well = now + pause, False
        say(f"{reason} It is started again{f' in {pause} s' if pause else ''}.")

    def _start_again(self) -> None:
        self._restarts.append(time.monotonic())
        try:
            self._begin()
        # What cannot be started now may be later: a port that is taken, a disk that is full, a file being written.
        except Exception as error:
            self._plan(f"The {self.process.name} cannot be started: {sentence(str(error))}")


def keep_running(kept: Sequence[Kept], until: Process | None = None) -> None:
    """Keeps them running until the process `until` ends by itself, or for ever.

    Raises RunError where one of them ends too often, or `until` ends badly.
    """
    while True:
        if until is not None and not until.running:
            if until.exit_code:
                raise until.failure()
            return
        for each in kept:
            each.look()
        time.sleep(POLL)
