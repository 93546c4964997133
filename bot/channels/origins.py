"""Which web pages may use the chat, told to browsers by CORS."""

from collections.abc import Sequence
from urllib.parse import urlsplit

from sanic import HTTPResponse, Request
from sanic.response import BaseHTTPResponse

from bot.channels.refusals import Refused

_PREFLIGHT = {
    "Access-Control-Allow-Methods": "GET, POST",
    "Access-Control-Allow-Headers": "Authorization, Content-Type",
    "Access-Control-Max-Age": "600",
}


class Origins:
    """An allow-list of origins; the server's own always stands on it."""

    def __init__(self, allowed: Sequence[str]):
        self._allowed = frozenset(allowed)

    def check(self, request: Request) -> None:
        """Raises Refused where the request comes from a page of another origin; one from no page may pass."""
        origin = request.headers.get("origin")
        if origin is not None and not self._allows(origin, request):
            raise Refused("origin")

    def _allows(self, origin: str, request: Request) -> bool:
        if origin.lower() in self._allowed:
            return True
        try:
            # Not the scheme: behind a proxy that ends TLS, this server sees plain http.
            return bool(request.host) and urlsplit(origin).netloc.lower() == request.host.lower()
        except ValueError:
            return False

    def preflight(self) -> HTTPResponse:
        return HTTPResponse(status=204, headers=dict(_PREFLIGHT))

    def mark(self, request: Request, response: BaseHTTPResponse) -> None:
        """Adds what lets a page of an allowed origin read the response."""
        origin = request.headers.get("origin")
        response.headers["Vary"] = "Origin"
        if origin is not None and self._allows(origin, request):
            response.headers["Access-Control-Allow-Origin"] = origin
            response.headers["Access-Control-Expose-Headers"] = "Retry-After, X-Request-Id"
