"""A company file as it is while people ask: read again when it changed, and never in the way of an answer."""

import logging
from datetime import date
from functools import lru_cache
from pathlib import Path
from threading import RLock, Thread

from bot.company.beside import beside
from bot.company.departments import with_other_names
from bot.company.files import read_company
from bot.company.last_good import LastGood
from bot.company.model import Company
from bot.errors import InvalidKnowledge
from bot.knowledge.store import Store

logger = logging.getLogger(__name__)

# Bytes of a file that is read at once, in less than a tenth of a second; a larger one is read beside the answers.
AT_ONCE = 16_384


class WatchedCompany:
    """The company in a file; the last one that could be used goes on while the file is read or has problems."""

    def __init__(self, path: Path, store: Store, last_good: Path | None = None):
        """last_good: where that one is kept, for the next process; without it, it ends with this one."""
        self._path, self._store = path, store
        self._last_good = LastGood(path, last_good) if last_good else None
        self._company: Company | None = None
        # What was read last, or is being read: a version of the file, on a day, as absences may end.
        self._version: tuple[object, ...] | None = None
        self._reading: Thread | None = None
        self._lock = RLock()

    def company(self, today: date | None, wait: bool = False) -> Company | None:
        """The company as far as it is known now; None where there is no file, or none yet that can be used.

        wait: for what is being read.
        """
        stamps = self._stamps()
        if not stamps:
            with self._lock:
                self._company = self._version = None
            self._keep(False)
            return None
        version = (*stamps, today)
        with self._lock:
            if version != self._version:
                self._version = version
                self._reading = Thread(target=self._read, args=(version, today), daemon=True)
                self._reading.start()
            reading = self._reading
        if reading and (wait or sum(size for _, size, _ in stamps) <= AT_ONCE):
            reading.join()
        return self._company

    def _stamps(self) -> tuple[tuple[int, int, int], ...]:
        """When the file and the tables beside it were written, how long and which they are; empty without the file."""
        found = []
        for path in (self._path, *beside(self._path).values()):
            try:
                stamp = path.stat()
            except OSError:
                if path == self._path:
                    return ()
                continue
            found.append((stamp.st_mtime_ns, stamp.st_size, stamp.st_ino))
        return tuple(found)

    def _read(self, version: tuple[object, ...], today: date | None) -> None:
        try:
            found = with_other_names(read_company(self._path, self._store, today), self._store.departments)
        except OSError:
            # It has just gone; whoever asks next sees that.
            return
        except InvalidKnowledge as error:
            kept = self._last_good.company(self._store, today) if self._last_good and not self._company else None
            before = self._company or kept
            goes_on = "Going on with what it said before" if before else "Answering without it"
            logger.error("The company file %s cannot be used. %s: %s", self._path, goes_on, error)
            with self._lock:
                self._company = self._company or before
            return
        # What is kept is what was read, unless it was written over meanwhile.
        if (*self._stamps(), today) == version:
            self._keep(True)
        with self._lock:
            # A newer version may be there already, or the file be gone.
            if version == self._version:
                self._company = found

    def _keep(self, is_there: bool) -> None:
        """Keeps what could be used for the next process, or nothing."""
        if self._last_good is None:
            return
        try:
            self._last_good.keep() if is_there else self._last_good.forget()
        except OSError as error:
            logger.warning("The last good company file cannot be kept: %s.", error.strerror)


@lru_cache(maxsize=4)
def watched(path: Path, store: Store, dated: bool, last_good: Path | None = None) -> WatchedCompany:
    """What watches a file, one for each; dated: whether it is asked for a day."""
    return WatchedCompany(path, store, last_good)
