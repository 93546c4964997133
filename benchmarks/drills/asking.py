"""Asking the bot as people do: over the web channel as the widget asks, over REST as a program does."""

import asyncio
import json
import time
import uuid
from collections.abc import Mapping
from functools import cache
from typing import Any, Protocol

import aiohttp
import jwt
import yaml

from benchmarks.drills.asked import Fate, Try, roles_of
from bot.channels.refusals import REFUSALS
from bot.channels.senders import SENDER
from bot.settings import ROOT

# Seconds after which nobody waits any more.
PATIENCE = 60.0
_FAILURES = (aiohttp.ClientError, ConnectionError)


def client_session() -> aiohttp.ClientSession:
    """For any number of people; each message has a connection of its own, so that none is cut off for its age."""
    return aiohttp.ClientSession(connector=aiohttp.TCPConnector(limit=0, force_close=True))


class Asker(Protocol):
    """One conversation of one channel. name: what it is kept under; has_ids: whether a message can be sent again."""

    name: str
    has_ids: bool

    async def ask(self, id: str, text: str) -> Try: ...


class RestAsker:
    has_ids = False

    def __init__(self, session: aiohttp.ClientSession, url: str):
        self.name = f"drill-{uuid.uuid4().hex}"
        self._session, self._url = session, f"{url}/webhooks/rest/webhook"

    async def ask(self, id: str, text: str) -> Try:
        began = time.monotonic()
        try:
            body = {"sender": self.name, "message": text}
            async with self._session.post(self._url, json=body, timeout=_timeout()) as response:
                return rest_try(began, response.status, response.headers, await response.text())
        except asyncio.TimeoutError:
            return Try(began, time.monotonic(), Fate.silent)
        except _FAILURES:
            return Try(began, time.monotonic(), Fate.cut)


class WebAsker:
    has_ids = True

    def __init__(self, session: aiohttp.ClientSession, url: str, token: str):
        claims = jwt.decode(token, options={"verify_signature": False})
        self.name = f"{SENDER}{claims['sid']}"
        self._session, self._url = session, f"{url}/chat/messages"
        self._headers = {"Authorization": f"Bearer {token}"}

    async def ask(self, id: str, text: str) -> Try:
        began = time.monotonic()
        body = {"id": id, "text": text}
        try:
            async with self._session.post(self._url, json=body, headers=self._headers, timeout=_timeout()) as response:
                return web_try(began, response.status, response.headers, await response.text())
        except asyncio.TimeoutError:
            return Try(began, time.monotonic(), Fate.silent)
        except _FAILURES:
            return Try(began, time.monotonic(), Fate.cut)


async def web_asker(session: aiohttp.ClientSession, url: str) -> WebAsker:
    """A new conversation of the web channel; raises aiohttp.ClientError where there is none to be had."""
    async with session.post(f"{url}/chat/session", timeout=_timeout(), raise_for_status=True) as response:
        return WebAsker(session, url, (await response.json())["token"])


def _timeout() -> aiohttp.ClientTimeout:
    return aiohttp.ClientTimeout(total=PATIENCE)


def rest_try(began: float, status: int, headers: Mapping[str, str], body: str) -> Try:
    """What an answer of the REST channel says of a message."""
    if status != 200:
        return _refusal(began, status, headers, body)
    messages = _data(body)
    messages = messages if isinstance(messages, list) else []
    about = [roles_of((message.get("custom") or {}).get("answer")) for message in messages]
    texts = [message["text"] for message in messages if message.get("text")]
    return _said(began, texts, [each for each in about if each is not None])


def web_try(began: float, status: int, headers: Mapping[str, str], body: str) -> Try:
    """What an answer of the web channel says of a message."""
    if status != 200:
        return _refusal(began, status, headers, body)
    events = [_event(block) for block in body.split("\n\n")]
    names = [name for name, _ in events]
    if "error" in names:
        return Try(began, time.monotonic(), Fate.told, 200)
    if "done" not in names:
        # The stream ended well, and so it seemed to be all.
        return Try(began, time.monotonic(), Fate.silent, 200)
    messages = [data for name, data in events if name == "message"]
    about = [roles_of(message.get("answer")) for message in messages]
    return _said(began, [message.get("text", "") for message in messages], [each for each in about if each is not None])


def _event(block: str) -> tuple[str, dict[str, Any]]:
    """A server-sent event: its name and data; an empty name for a comment."""
    fields = dict(line.split(": ", 1) for line in block.split("\n") if ": " in line and not line.startswith(":"))
    return fields.get("event", ""), _data(fields.get("data", "{}"))


def _said(began: float, texts: list[str], about: list[tuple[str, ...]]) -> Try:
    ended = time.monotonic()
    if not about and any(text in kind_sentences() for text in texts):
        return Try(began, ended, Fate.told, 200)
    return Try(began, ended, Fate.answered if any(texts) else Fate.silent, 200, tuple(about))


def _refusal(began: float, status: int, headers: Mapping[str, str], body: str) -> Try:
    found = _data(body)
    told = isinstance(found, dict) and isinstance(found.get("error"), dict) and found["error"].get("text")
    wait = _seconds(headers)
    return Try(began, time.monotonic(), Fate.told if told else Fate.refused, status, wait=wait)


def _seconds(headers: Mapping[str, str]) -> float:
    wait = headers.get("Retry-After", "")
    return float(wait) if wait.isdigit() else 0.0


def _data(text: str) -> Any:
    try:
        return json.loads(text)
    except ValueError:
        return None


@cache
def kind_sentences() -> frozenset[str]:
    """What the bot says where it has no answer because something failed."""
    responses = yaml.safe_load((ROOT / "domain.yml").read_text(encoding="utf-8"))["responses"]
    told = [each["text"] for name, texts in responses.items() if name.endswith("_failed") for each in texts]
    return frozenset([*told, *(text for _, text in REFUSALS.values())])
