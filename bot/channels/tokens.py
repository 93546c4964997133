"""Tokens: what a visitor's browser shows to go on with its own conversation, and with no other."""

import os
import secrets
import time
from dataclasses import dataclass

import jwt

from bot.channels.refusals import Refused
from bot.channels.senders import SENDER
from bot.errors import SettingError
from bot.settings import SHORTEST_KEY, Settings

_ISSUER, _ALGORITHM = "rolewise-web", "HS256"
# A token of this issuer opens no conversation.
_RESULTS = "rolewise-result"


@dataclass(frozen=True)
class Token:
    """expires: seconds since 1970."""

    text: str
    expires: int


class Tokens:
    """Makes and reads tokens signed with one key."""

    def __init__(self, key: str, days: int):
        self._key, self._seconds = key, days * 24 * 60 * 60

    def new(self) -> Token:
        """A token for a conversation that nobody has had yet."""
        expires = int(time.time()) + self._seconds
        claims = {"iss": _ISSUER, "sid": secrets.token_hex(16), "exp": expires}
        return Token(jwt.encode(claims, self._key, _ALGORITHM), expires)

    def sender(self, authorization: str) -> str:
        """The sender id that the header `Authorization: Bearer <token>` entitles to.

        Raises Refused where the token is missing, not ours, altered or too old.
        """
        return self._of(authorization, _ISSUER)

    def for_result(self, sender: str) -> Token:
        """A token that shows the last result of a conversation's career finder, and nothing else of it."""
        expires = int(time.time()) + self._seconds
        claims = {"iss": _RESULTS, "sid": sender.removeprefix(SENDER), "exp": expires}
        return Token(jwt.encode(claims, self._key, _ALGORITHM), expires)

    def sender_of_result(self, authorization: str) -> str:
        """The sender id of the conversation whose result such a header may show; raises Refused as sender does."""
        return self._of(authorization, _RESULTS)

    def _of(self, authorization: str, issuer: str) -> str:
        scheme, _, token = authorization.partition(" ")
        if scheme.lower() != "bearer":
            raise Refused("bad_token")
        try:
            claims = jwt.decode(
                token.strip(), self._key, [_ALGORITHM], issuer=issuer, options={"require": ["iss", "sid", "exp"]}
            )
        except jwt.ExpiredSignatureError:
            raise Refused("expired_token") from None
        except (jwt.InvalidTokenError, ValueError):
            # ValueError: characters that no token has.
            raise Refused("bad_token") from None
        return f"{SENDER}{claims['sid']}"


def signing_key(settings: Settings) -> str:
    """ROLEWISE_WEB_KEY, or else the key that this copy generated for itself and keeps.

    Raises SettingError where the file of that key does not hold one.
    """
    if settings.web_key:
        return settings.web_key
    path = settings.web_key_file
    path.parent.mkdir(parents=True, exist_ok=True)
    try:
        with open(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w", encoding="ascii") as file:
            file.write(secrets.token_urlsafe(48))
    except FileExistsError:
        pass
    key = path.read_text(encoding="utf-8", errors="replace").strip()
    if len(key) < SHORTEST_KEY:
        raise SettingError(
            f"{path} holds no key of at least {SHORTEST_KEY} characters; delete it to have a new one made."
        )
    return key
