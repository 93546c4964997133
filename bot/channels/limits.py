"""How many messages may come in a minute.

Counted in this process: of several servers each counts its own, and the proxy before them can count for all. (The
`limits` package needs a newer `packaging` than Rasa allows.)
"""

import math
import re
import time
from collections import OrderedDict, deque
from ipaddress import IPv4Address, IPv6Address, IPv6Network, ip_address

from sanic import Request

from bot.channels.refusals import Refused

WINDOW = 60.0
# As proxies write addresses: of IPv6 in brackets, and maybe with a port behind.
_WRITTEN = re.compile(r"\[([^]]+)\](?::[0-9]+)?|([0-9.]+):[0-9]+")


class Limit:
    """At most so many takings for each key in any 60 seconds."""

    def __init__(self, most: int):
        self._most = most
        # The key that took last is the last, so those that can be forgotten stand in front.
        self._taken: OrderedDict[str, deque[float]] = OrderedDict()

    def take(self, key: str, now: float | None = None) -> int:
        """Takes one and returns 0; or takes none and returns after how many seconds one can be taken."""
        now = time.monotonic() if now is None else now
        self._forget(now)
        taken = self._taken.setdefault(key, deque())
        while taken and taken[0] <= now - WINDOW:
            taken.popleft()
        if len(taken) >= self._most:
            return max(1, math.ceil(taken[0] + WINDOW - now))
        taken.append(now)
        self._taken.move_to_end(key)
        return 0

    def admit(self, key: str) -> None:
        """Takes one. Raises Refused where none can be taken."""
        wait = self.take(key)
        if wait:
            raise Refused("too_many", wait=wait)

    def _forget(self, now: float) -> None:
        while self._taken:
            key, taken = next(iter(self._taken.items()))
            if taken and taken[-1] > now - WINDOW:
                return
            del self._taken[key]


def address_of(request: Request) -> str:
    """Whose request it is."""
    # remote_addr: the visitor's where Sanic is told of proxies (SANIC_PROXIES_COUNT), else empty.
    return request.remote_addr or request.ip


def is_of_this_machine(address: str) -> bool:
    """Whether an address is that of this machine for itself."""
    found = _read(address)
    return found is not None and found.is_loopback


def counted_address(address: str) -> str:
    """What of an address is counted: of IPv6 the first 64 bits, as the rest is the visitor's to choose."""
    found = _read(address)
    if isinstance(found, IPv6Address):
        return str(IPv6Network((int(found), 64), strict=False))
    return address if found is None else str(found)


def _read(address: str) -> IPv4Address | IPv6Address | None:
    """The address, of which proxies may write more; None where it is none."""
    written = _WRITTEN.fullmatch(address)
    try:
        found = ip_address((written[1] or written[2]) if written else address)
    except ValueError:
        return None
    # Where a socket listens for both, IPv4 comes in the clothes of IPv6: all of it in one network of 64 bits.
    return (found.ipv4_mapped if isinstance(found, IPv6Address) else None) or found
