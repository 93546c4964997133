"""Asking a service on the web with a token that goes nowhere else: every answer whole, and all of them in some time."""

import re
import time
from http.client import HTTPException
from typing import Any
from urllib.error import HTTPError, URLError
from urllib.request import HTTPRedirectHandler, ProxyHandler, Request, build_opener

from bot.errors import DirectoryError

# Bytes of an answer.
LARGEST = 16 * 2**20
# Seconds without a byte after which an answer is given up, and for all of them together.
PATIENCE, ALTOGETHER = 20.0, 600.0
_TOKEN = re.compile(r"[\x21-\x7e]+")


class _NoRedirect(HTTPRedirectHandler):
    """Goes nowhere else: the token is for the service that was named."""

    def redirect_request(self, req: Request, fp: Any, code: int, msg: str, headers: Any, newurl: str) -> None:
        return None


class Fetching:
    """Asks one service; base: its address, as checked; variable: what its token is set in."""

    def __init__(self, base: str, token: str, variable: str):
        """Raises DirectoryError where the token is none."""
        if not _TOKEN.fullmatch(token):
            what = "has spaces or letters that no token has" if token else "is not set"
            raise DirectoryError(f"{variable} {what}; set it to the token that you were given for reading.")
        self._token = token
        # What is asked on this machine goes through no proxy: it would read the token.
        direct = [ProxyHandler({})] if base.startswith("http:") else []
        self._opener = build_opener(_NoRedirect, *direct)
        self._deadline = time.monotonic() + ALTOGETHER

    def fetch(self, url: str, accept: str) -> bytes:
        """What the service answers.

        Raises HTTPError, which is closed, where it refuses; DirectoryError where it cannot be asked, or not to the end.
        """
        request = Request(url, headers={"Authorization": f"Bearer {self._token}", "Accept": accept})
        try:
            with self._opener.open(request, timeout=PATIENCE) as response:
                return self._read(response, url)
        except HTTPError as error:
            error.close()
            raise
        except (URLError, HTTPException, OSError) as error:
            reason = getattr(error, "reason", None) or error
            raise DirectoryError(f"{url} cannot be asked ({reason}).") from None

    def wait(self, seconds: float, url: str) -> None:
        """Waits; raises DirectoryError where that would take longer than all answers may."""
        if time.monotonic() + seconds > self._deadline:
            raise DirectoryError(f"{url}: asked to wait for {seconds:.0f} s, which is too long; nothing was taken.")
        time.sleep(seconds)

    def _read(self, response: Any, url: str) -> bytes:
        """The whole body, piece by piece, so that one that trickles is given up."""
        pieces: list[bytes] = []
        size = 0
        while piece := response.read1(65536):
            size += len(piece)
            pieces.append(piece)
            if size > LARGEST:
                raise DirectoryError(f"{url}: the answer is larger than {LARGEST // 2**20} MB, more than is read.")
            if time.monotonic() > self._deadline:
                raise DirectoryError(
                    f"{url}: all pages took longer than {ALTOGETHER:.0f} s together; nothing was taken."
                )
        promised = response.headers.get("Content-Length")
        if promised and promised.isdigit() and int(promised) != size:
            raise DirectoryError(f"{url}: the answer broke off after {size} of {promised} bytes; try again.")
        return b"".join(pieces)
