"""What stands before every path of the servers that Rasa makes: docs/security.md lists the doors.

A request is looked at before its body is read: its head, the name by which the server is asked (a page of another site
can have its own name lead here), and, where programs talk with the bot, that it sends JSON (which no page of another
site can without asking first, and nobody answers that). What is refused, is so in the one form of all refusals.

Rasa has no seam for this, so the one function that makes its server's app is replaced. With it go Rasa's page at /,
which tells its version, and its answers to pages of other sites. Should a later Rasa make its app otherwise, nothing is
replaced and a warning is logged.
"""

import logging
from typing import Any

from rasa.core import run
from sanic import HTTPResponse, Request, Sanic
from sanic.exceptions import SanicException
from sanic.response import BaseHTTPResponse, empty

from bot.channels.refusals import Refused, refusal
from bot.errors import places
from bot.runtime.draining import end_in_time
from bot.runtime.hosts import Hosts
from bot.runtime.loops import use_asyncio
from bot.runtime.strict_http import hung_up, read_strictly
from bot.settings import Settings

logger = logging.getLogger(__name__)

# Bytes of any request to this server, to whatever channel; Sanic's own limit is 100 MB.
LARGEST_OF_ALL = 1024 * 1024
# Everything under this is for programs.
PROGRAMS = "/webhooks/"
# What Sanic refuses, by status.
_CODES = {404: "no_such_path", 405: "no_such_path", 408: "too_slow", 413: "too_large"}


def guard_servers(settings: Settings) -> None:
    """From now on, the servers that Rasa makes in this process have these doors."""
    if not hasattr(run, "_create_app_without_api"):
        logger.warning("This Rasa makes its server in another way: it stands open to pages of other sites.")
        return

    def create(cors: Any = None) -> Sanic:
        app = Sanic("rasa_core_no_api", configure_logging=False)
        use_asyncio(app)
        Doors(settings).stand(app)
        return app

    run._create_app_without_api = create


class Doors:
    """What every request to one app must pass."""

    def __init__(self, settings: Settings):
        self._hosts = Hosts(settings, settings.host)
        self._seconds = settings.request_timeout

    def stand(self, app: Sanic) -> None:
        async def check(request: Request) -> None:
            self._check(request)

        async def root(request: Request) -> HTTPResponse:
            return empty()

        async def mark(request: Request, response: BaseHTTPResponse) -> None:
            # Browsers take nothing for what it does not say that it is.
            response.headers.setdefault("X-Content-Type-Options", "nosniff")

        app.config.REQUEST_MAX_SIZE = LARGEST_OF_ALL
        read_strictly(app, self._seconds)
        end_in_time(app)
        app.add_signal(check, "http.lifecycle.request")
        app.error_handler.add(Exception, _refuse)
        app.register_middleware(mark, "response")
        # By it the shell, which has no channel of ours, is known to be well.
        app.add_route(root, "/", name="root")

    def _check(self, request: Request) -> None:
        given = request.headers.getall("host", [])
        # What the proxy was asked for, where Sanic is told of one, does not stand in for what this server was.
        if len(given) != 1 or not (self._hosts.know(given[0]) and self._hosts.know(request.host)):
            raise Refused("wrong_host")
        if request.method == "POST" and request.path.startswith(PROGRAMS):
            media_type = request.headers.get("content-type", "").partition(";")[0].strip().lower()
            if media_type != "application/json":
                raise Refused("not_json")


def _refuse(request: Request, error: Exception) -> HTTPResponse:
    if isinstance(error, Refused):
        return refusal(request, error)
    if isinstance(error, SanicException) and error.status_code < 500:
        refused = Refused(_CODES.get(error.status_code, "bad_request"))
        refused.status = error.status_code
        return refusal(request, refused)
    if hung_up(error):
        logger.info("A caller did not wait for the answer.")
        return Refused("failed").response()
    logger.error("A request failed (%s):\n%s", type(error).__name__, places(error))
    return refusal(request, Refused("failed"))
