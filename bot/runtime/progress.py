"""Shows what is going on: a moving line with the seconds on a terminal, plain lines elsewhere."""

import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager

from rich.console import Console
from rich.progress import Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

# To stderr, so that the output of `rolewise ask --json` stays clean. The width is the terminal's own.
_console = Console(stderr=True, highlight=False)


@contextmanager
def step(label: str) -> Iterator[None]:
    """Shows that a step is being done, and afterwards that it is done, or which one failed."""
    began = time.monotonic()
    try:
        if _console.is_terminal:
            columns = (SpinnerColumn(), TextColumn("{task.description}"), TimeElapsedColumn())
            with Progress(*columns, console=_console, transient=True) as progress:
                progress.add_task(label, total=None)
                yield
        else:
            say(f"{label} ...")
            yield
    except BaseException:
        say(f"{label}: not finished")
        raise
    say(f"{label}: done ({time.monotonic() - began:.0f} s)")


def say(line: str) -> None:
    """A line for the person, on stderr."""
    print(line, file=sys.stderr, flush=True)
