"""By which names our servers are asked: a page of another site can have its own name lead to this machine."""

import re

from bot.settings import Settings

_OF_THIS_MACHINE = ("localhost", "127.0.0.1", "[::1]")
_WRITTEN = re.compile(r"(\[[0-9a-f:.]+\]|[a-z0-9._-]+?)\.?(:[0-9]{1,5})?", re.IGNORECASE)


class Hosts:
    """The names of this machine for itself, of an address to listen on, and those that are set."""

    def __init__(self, settings: Settings, own: str):
        """own: the address that the server listens on."""
        bracketed = f"[{own}]" if ":" in own else own
        self._known = {*_OF_THIS_MACHINE, bracketed.lower(), *settings.hosts}

    def know(self, host: str) -> bool:
        """Whether a Host header, with a port or without, is one of them."""
        found = _WRITTEN.fullmatch(host)
        return bool(found) and found[1].lower() in self._known  # type: ignore[index]
