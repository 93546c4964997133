"""A visitor of the chat, over real HTTP."""

import http.client
import json
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

import jwt

from bot.channels.senders import SENDER
from bot.settings import Settings

WHO = "who handles customer grievances"


@dataclass(frozen=True)
class Response:
    status: int
    headers: http.client.HTTPMessage
    body: bytes

    @property
    def data(self) -> Any:
        return json.loads(self.body)

    @property
    def code(self) -> str:
        """The code of the refusal that this is."""
        return self.data["error"]["code"]

    @property
    def events(self) -> list[tuple[str, dict[str, Any]]]:
        assert self.headers["Content-Type"].startswith("text/event-stream"), self.body
        return list(events_in(self.body.decode()))

    @property
    def text(self) -> str:
        """What the bot said."""
        return "\n".join(data["text"] for name, data in self.events if name == "message")


def events_in(stream: str) -> Iterator[tuple[str, dict[str, Any]]]:
    for block in stream.split("\n\n"):
        lines = [line for line in block.split("\n") if line and not line.startswith(":")]
        if lines:
            name, data = lines
            yield name.removeprefix("event: "), json.loads(data.removeprefix("data: "))


def request(
    settings: Settings, method: str, path: str, body: bytes | None = None, headers: dict[str, str] | None = None
) -> Response:
    with connected(settings) as connection:
        connection.request(method, path, body, headers or {})
        answer = connection.getresponse()
        return Response(answer.status, answer.headers, answer.read())


@contextmanager
def connected(settings: Settings) -> Iterator[http.client.HTTPConnection]:
    connection = http.client.HTTPConnection(settings.host, settings.port, timeout=60)
    try:
        yield connection
    finally:
        connection.close()


@dataclass
class Visitor:
    """Someone with a conversation of their own."""

    settings: Settings
    token: str = ""
    # Headers that their browser sends with everything.
    headers: dict[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        if not self.token:
            begun = self.send("POST", "/chat/session")
            assert begun.status == 200, begun.body
            self.token = begun.data["token"]

    @property
    def sender(self) -> str:
        """What the conversation is kept under."""
        return f"{SENDER}{jwt.decode(self.token, options={'verify_signature': False})['sid']}"

    def send(self, method: str, path: str, data: Any = None) -> Response:
        headers = {"Content-Type": "application/json", **self.headers}
        if self.token:
            headers["Authorization"] = f"Bearer {self.token}"
        return request(self.settings, method, path, None if data is None else json.dumps(data).encode(), headers)

    def say(self, text: str, id: str = "") -> Response:
        return self.send("POST", "/chat/messages", {"id": id or new_id(), "text": text})

    def press(self, payload: str, id: str = "") -> Response:
        return self.send("POST", "/chat/messages", {"id": id or new_id(), "button": payload})

    def history(self, after: int | None = None) -> dict[str, Any]:
        answer = self.send("GET", "/chat/history" + ("" if after is None else f"?after={after}"))
        assert answer.status == 200, answer.body
        return answer.data


def new_id() -> str:
    return str(uuid.uuid4())
