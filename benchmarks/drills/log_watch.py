"""What the logs of a server should never hold: an error that nobody caught, or where one was raised."""

import re
from pathlib import Path

from benchmarks.drills.server import Server

# Of "unhandled" the word: an error of that name may be told by whoever handled it.
_BAD = re.compile(r"Traceback|\b[Uu]nhandled|never retrieved|Exception occurred|^\s+File \".*\", line", re.MULTILINE)


class LogWatch:
    """Reads what was added to the logs since it was last asked."""

    def __init__(self, server: Server):
        self._server = server
        self._read: dict[Path, int] = {}
        self.bad()

    def bad(self) -> str:
        """The first new line that should not be there, with a few before and after; empty where there is none."""
        found = ""
        for log in self._server.logs():
            text = self._added(log)
            bad = _BAD.search(text)
            if bad and not found:
                found = text[max(0, bad.start() - 200) :][:2000]
        return found

    def _added(self, log: Path) -> str:
        size = log.stat().st_size
        # A log that is begun anew is shorter.
        begin = self._read.get(log, 0) if size >= self._read.get(log, 0) else 0
        self._read[log] = size
        if size == begin:
            return ""
        with log.open("rb") as file:
            file.seek(begin)
            return file.read(size - begin).decode("utf-8", "replace")
