"""The action server's door: only who knows the secret has an action run, and nobody is told what there is."""

import hmac
import logging

import pluggy
from rasa_sdk.plugin import plugin_manager
from sanic import HTTPResponse, Request, Sanic
from sanic.exceptions import NotFound, SanicException, Unauthorized
from sanic.response import json

from bot.errors import places
from bot.runtime import metrics
from bot.runtime.draining import end_in_time
from bot.runtime.hosts import Hosts
from bot.runtime.strict_http import hung_up, read_strictly
from bot.settings import Settings

logger = logging.getLogger(__name__)

# Whoever reaches the port may know.
HOW_IT_IS = ("/health", "/ready")
_extends = pluggy.HookimplMarker("rasa_sdk")


class ActionsDoor:
    """A plugin of rasa-sdk that stands before its server: POST /webhook with the secret, and how it is."""

    def __init__(self, settings: Settings):
        self._seconds = settings.request_timeout
        # It listens on no other address than this machine's.
        self._hosts = Hosts(settings, settings.host)
        self._shown = f"Bearer {settings.actions_secret}".encode()

    def stand(self) -> None:
        """From now on, the servers that rasa-sdk makes have this door."""
        plugin_manager().register(self)

    @_extends
    def attach_sanic_app_extensions(self, app: Sanic) -> None:
        async def check(request: Request) -> None:
            self._check(request)

        read_strictly(app, self._seconds)
        end_in_time(app)
        # Before the body, which may be large, is read.
        app.add_signal(check, "http.lifecycle.request")
        # In place of rasa-sdk's own, which sends back, and logs, what was said in the whole conversation.
        app.error_handler.add(Exception, _refuse)

    def _check(self, request: Request) -> None:
        if not self._hosts.know(request.headers.get("host", "")):
            raise SanicException("Misdirected Request", 421)
        if request.method == "GET" and request.path in HOW_IT_IS:
            return
        if (request.method, request.path) != ("POST", "/webhook"):
            raise NotFound("Not Found")
        shown = request.headers.get("authorization", "").encode("utf-8", "surrogateescape")
        if not hmac.compare_digest(shown, self._shown):
            metrics.refusals.labels("actions", "no_secret").inc()
            logger.warning("An action was asked for without the secret that ROLEWISE_ACTIONS_SECRET is here.")
            raise Unauthorized("Unauthorized")


def _refuse(request: Request, error: Exception) -> HTTPResponse:
    if isinstance(error, SanicException) and error.status_code < 500:
        return json({"error": str(error)}, error.status_code)
    if hung_up(error):
        logger.info("A caller did not wait for the answer.")
        return json({"error": "The action was given up."}, 503)
    logger.error("An action failed (%s):\n%s", type(error).__name__, places(error))
    return json({"error": "The action failed."}, 500)
