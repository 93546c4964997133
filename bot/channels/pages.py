"""The widget's built files, as a browser fetches them."""

import gzip
import hashlib
import re
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from sanic import HTTPResponse, Request

from bot.channels.refusals import Refused

_TYPES = {
    ".html": "text/html; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".css": "text/css; charset=utf-8",
    ".json": "application/json",
    ".svg": "image/svg+xml",
    ".png": "image/png",
    ".woff2": "font/woff2",
}
# Compressing these again would only cost time.
_COMPRESSED = (".png", ".woff2")
_NAME = re.compile(r"\w[\w.-]{0,99}", re.ASCII)
# Their names change with their contents.
FOREVER = "public, max-age=31536000, immutable"
BRIEFLY = "public, max-age=300"
# The page needs nothing but its own scripts and styles; other sites may show it in no frame.
_PAGE_ONLY = {
    "Content-Security-Policy": "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; "
    "font-src 'self'; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'self'",
    "Referrer-Policy": "strict-origin-when-cross-origin",
}
_NOT_BUILT = """<!doctype html><html lang="en"><meta charset="utf-8"><title>Rolewise: not built yet</title>
<h1>The chat widget is not built yet</h1><p>Run <code>make setup</code> and load this page again.
The bot itself is running.</p></html>"""


@dataclass(frozen=True)
class _File:
    body: bytes
    gzipped: bytes
    etag: str


class Pages:
    """The files in one folder: index.html, chat.html, widget.js and assets/."""

    def __init__(self, folder: Path):
        self._folder = folder

    def page(self, request: Request) -> HTTPResponse:
        """The demo page."""
        return self._answer(request, self._folder / "index.html", BRIEFLY, _PAGE_ONLY)

    def chat(self, request: Request) -> HTTPResponse:
        """The chat as a page of its own."""
        return self._answer(request, self._folder / "chat.html", BRIEFLY, _PAGE_ONLY)

    def launcher(self, request: Request) -> HTTPResponse:
        return self._answer(request, self._folder / "widget.js", BRIEFLY)

    def asset(self, request: Request, name: str) -> HTTPResponse:
        """A file of assets/; raises Refused where there is no such one."""
        path = self._folder / "assets" / name
        if not _NAME.fullmatch(name) or (self._folder.is_dir() and not path.is_file()):
            raise Refused("no_such_path")
        return self._answer(request, path, FOREVER)

    def _answer(self, request: Request, path: Path, caching: str, more: dict[str, str] | None = None) -> HTTPResponse:
        if not path.is_file():
            note = _NOT_BUILT if path.suffix == ".html" else "/* The chat widget is not built yet: run make setup. */"
            return HTTPResponse(note, 503, {"Cache-Control": "no-store"}, content_type=_TYPES.get(path.suffix))
        file = _read(path, path.stat().st_mtime_ns)
        headers = {
            "Cache-Control": caching,
            "ETag": file.etag,
            "Vary": "Accept-Encoding",
            "X-Content-Type-Options": "nosniff",
            # Any page may load these; which may talk with the bot is another matter: bot/channels/origins.py.
            "Access-Control-Allow-Origin": "*",
            "Cross-Origin-Resource-Policy": "cross-origin",
            **(more or {}),
        }
        if file.etag in request.headers.get("if-none-match", ""):
            return HTTPResponse(status=304, headers=headers)
        body = file.body
        if path.suffix not in _COMPRESSED and "gzip" in request.headers.get("accept-encoding", ""):
            headers["Content-Encoding"], body = "gzip", file.gzipped
        return HTTPResponse(body, 200, headers, content_type=_TYPES.get(path.suffix, "application/octet-stream"))


@lru_cache(maxsize=64)
def _read(path: Path, changed: int) -> _File:
    body = path.read_bytes()
    return _File(body, gzip.compress(body, 9, mtime=0), f'W/"{hashlib.sha256(body).hexdigest()[:20]}"')
