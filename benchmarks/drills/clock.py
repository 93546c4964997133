"""A clock that can be moved for one bot alone: what its Python takes for the time of day, in all its processes."""

import mmap
import os
import struct
from pathlib import Path

# Python runs a module of this name before anything else. What asks the system itself, as datetime does, is not moved.
_MOVED = """
import mmap, os, struct, time

with open(os.environ["DRILL_CLOCK"], "rb") as file:
    _by = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
_now, _seconds = time.time, struct.Struct("d")
time.time = lambda: _now() + _seconds.unpack_from(_by)[0]
"""


class Clock:
    """Right as long as it is not moved."""

    def __init__(self, folder: Path):
        self._folder, self._file = folder / "clock", folder / "clock" / "moved"
        self._folder.mkdir(parents=True)
        self._file.write_bytes(struct.pack("d", 0.0))
        (self._folder / "sitecustomize.py").write_text(_MOVED)

    def environment(self) -> dict[str, str]:
        """What the processes need that are to go by it."""
        path = os.pathsep.join(filter(None, (str(self._folder), os.environ.get("PYTHONPATH"))))
        return {"PYTHONPATH": path, "DRILL_CLOCK": str(self._file)}

    def move(self, seconds: float) -> None:
        """To so many seconds before or after the right time."""
        with self._file.open("r+b") as file, mmap.mmap(file.fileno(), 0) as moved:
            moved[:] = struct.pack("d", seconds)
