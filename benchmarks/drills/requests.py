"""HTTP requests of any form as they go over the wire, and the doors that they knock at."""

import hashlib
import hmac
import json
import time
import uuid
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace

# Words that are sure to be read, so that a request that is as it should be is answered.
QUESTION = "what does a nurse do"
Headers = tuple[tuple[bytes, bytes], ...]


@dataclass(frozen=True)
class Keys:
    """What some doors ask for: a token of the web channel, the secret that Slack signs with."""

    token: str
    slack: str


@dataclass(frozen=True)
class Request:
    """door: of DOORS; twist: what is odd about it. whole: whether a server can know that it has come to its end.

    The length is put before a body by itself unless a header speaks of one.
    """

    door: str
    twist: str
    method: bytes
    target: bytes
    headers: Headers
    body: bytes = b""
    version: bytes = b"HTTP/1.1"
    whole: bool = True

    def raw(self, keys: Keys) -> bytes:
        """The bytes to send, with the keys put in where the door wants them."""
        headers = [*self.headers, *DOORS[self.door].entitled(keys, self.body)]
        if not {name.lower() for name, _ in headers} & {b"content-length", b"transfer-encoding"} and self.body:
            headers.append((b"Content-Length", str(len(self.body)).encode()))
        head = b"".join(name + b": " + value + b"\r\n" for name, value in headers)
        return self.method + b" " + self.target + b" " + self.version + b"\r\n" + head + b"\r\n" + self.body

    def but(self, **changes: object) -> "Request":
        return replace(self, **changes)  # type: ignore[arg-type]


def _nothing(keys: Keys, body: bytes) -> Headers:
    return ()


def _with_token(keys: Keys, body: bytes) -> Headers:
    return ((b"Authorization", b"Bearer " + keys.token.encode()),)


def _signed(keys: Keys, body: bytes) -> Headers:
    now = str(int(time.time())).encode()
    digest = hmac.new(keys.slack.encode(), b"v0:" + now + b":" + body, hashlib.sha256).hexdigest()
    return ((b"X-Slack-Request-Timestamp", now), (b"X-Slack-Signature", b"v0=" + digest.encode()))


@dataclass(frozen=True)
class Door:
    """A way in. fields: the JSON object that is sent there, {} where none is. actions: at the action server's port."""

    method: str
    path: str
    fields: Callable[[], dict[str, object]] = dict
    entitled: Callable[[Keys, bytes], Headers] = _nothing
    actions: bool = False


def _event() -> dict[str, object]:
    event = {"type": "message", "channel_type": "im", "channel": "D0DRILL", "user": "U0DRILL", "text": QUESTION}
    ids = {"event_id": f"Ev{uuid.uuid4().hex}", "team_id": "T0DRILL", "api_app_id": "A0DRILL"}
    return {"type": "event_callback", **ids, "event": {**event, "ts": f"{time.time():.6f}"}}


def _call() -> dict[str, object]:
    tracker = {"sender_id": "drill", "slots": {}, "latest_message": {"text": QUESTION}, "events": []}
    return {"next_action": "action_answer", "sender_id": "drill", "tracker": tracker, "domain": {}}


DOORS: Mapping[str, Door] = {
    "REST": Door("POST", "/webhooks/rest/webhook", lambda: {"sender": "drill", "message": QUESTION}),
    "REST, streamed": Door("POST", "/webhooks/rest/webhook?stream=true", lambda: {"sender": "d", "message": QUESTION}),
    "REST, health": Door("GET", "/webhooks/rest/"),
    "web session": Door("POST", "/chat/session"),
    "web messages": Door(
        "POST", "/chat/messages", lambda: {"id": str(uuid.uuid4()), "text": QUESTION}, entitled=_with_token
    ),
    "web button": Door(
        "POST", "/chat/messages", lambda: {"id": str(uuid.uuid4()), "button": QUESTION}, entitled=_with_token
    ),
    "web history": Door("GET", "/chat/history?after=0", entitled=_with_token),
    "web reset": Door("POST", "/chat/reset", entitled=_with_token),
    "web feedback": Door(
        "POST", "/chat/feedback", lambda: {"seq": 2, "helpful": True, "comment": "fine"}, entitled=_with_token
    ),
    "page": Door("GET", "/"),
    "widget": Door("GET", "/widget.js"),
    "assets": Door("GET", "/assets/chat.js"),
    "health": Door("GET", "/health"),
    "ready": Door("GET", "/ready"),
    "Slack events": Door("POST", "/slack/events", _event, entitled=_signed),
    "Slack, unsigned": Door("POST", "/slack/events", _event),
    "Slack install": Door("GET", "/slack/install"),
    "nowhere": Door("GET", "/model/parse"),
    "actions": Door("POST", "/webhook", _call, actions=True),
    "actions, health": Door("GET", "/health", actions=True),
    "actions, list": Door("GET", "/actions", actions=True),
}
JSON_TYPE = (b"Content-Type", b"application/json")
HOST = (b"Host", b"localhost")


def meant(door: str) -> Request:
    """A request as the door wants it."""
    found = DOORS[door]
    fields = found.fields()
    headers = (HOST, JSON_TYPE) if fields else (HOST,)
    body = json.dumps(fields).encode() if fields else b""
    return Request(door, "as meant", found.method.encode(), found.path.encode(), headers, body)
