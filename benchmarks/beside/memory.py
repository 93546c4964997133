"""What a program and all that it started have in memory, as Linux counts it."""

from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path

PROC = Path("/proc")


def tree(pid: int, proc: Path = PROC) -> list[int]:
    """A process and all that it started, and that these did; empty where it is gone."""
    found = [pid] if (proc / str(pid)).is_dir() else []
    # Each thread has those that it started.
    for listed in (proc / str(pid) / "task").glob("*/children"):
        # It may end while it is looked at.
        with suppress(OSError):
            for child in map(int, listed.read_text().split()):
                found += tree(child, proc)
    return found


def resident(pids: Iterable[int], proc: Path = PROC) -> float:
    """Megabytes (1024 * 1024 bytes) that processes have together; what several share is counted once."""
    return sum(_of_one(pid, proc) for pid in pids) / 1024


def _of_one(pid: int, proc: Path) -> int:
    """A process's share in kilobytes: of a page that n processes have, an nth."""
    # Without smaps_rollup, which old kernels lack, all of what is shared is everybody's.
    for name, field in (("smaps_rollup", "Pss:"), ("status", "VmRSS:")):
        with suppress(OSError):
            for line in (proc / str(pid) / name).read_text().splitlines():
                if line.startswith(field):
                    return int(line.split()[1])
    return 0
