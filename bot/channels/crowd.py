"""How many messages are answered at once: what goes beyond that is sent away rather than waited for in vain."""

from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache

from bot.channels.refusals import Refused
from bot.settings import load_settings

# Seconds after which those who were sent away may try again; most of those inside are answered by then.
LATER = 5


class Crowd:
    """Those whose messages are being answered, or wait for that."""

    def __init__(self, most: int):
        self._most, self._inside = most, 0

    def check(self) -> None:
        """Raises Refused where there is no room for one more."""
        if self._inside >= self._most:
            raise Refused("busy", wait=LATER)

    def enter(self) -> None:
        """One more; whoever enters leaves."""
        self._inside += 1

    def leave(self) -> None:
        self._inside -= 1

    @contextmanager
    def inside(self) -> Iterator[None]:
        """As long as one is answered."""
        self.enter()
        try:
            yield
        finally:
            self.leave()


@cache
def crowd() -> Crowd:
    """That of this process, over all channels."""
    return Crowd(load_settings().most_at_once)
