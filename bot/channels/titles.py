"""Titles that go on from what a visitor is typing, for the widget's field."""

from sanic import HTTPResponse
from sanic.response import json

from bot.channels.refusals import Refused
from bot.errors import RolewiseError
from bot.search.completion import LONGEST, completion_of
from bot.search.known import open_known
from bot.settings import Settings

# The same for everybody, until another store is built: a browser need not ask again while somebody types.
_BRIEFLY = {"Cache-Control": "private, max-age=300", "X-Content-Type-Options": "nosniff"}


class Titles:
    """Reads the store that the settings name, when it is first asked."""

    def __init__(self, settings: Settings):
        self._settings = settings

    def beginning(self, typed: str) -> HTTPResponse:
        """Those that begin like this, likeliest first; raises Refused where it is too much, or there is no store."""
        if len(typed) > LONGEST:
            raise Refused("too_long", f"At most {LONGEST} characters, please; this has {len(typed)}.")
        try:
            # The one that the understanding has open already.
            store = open_known(self._settings.store, self._settings.encoder, private=True).store
        except RolewiseError:
            raise Refused("not_ready", wait=5) from None
        found = completion_of(store).titles(" ".join(typed.lower().split()))
        return json({"titles": found}, headers=_BRIEFLY)
