"""A stand-in that speaks the contract of bot/channels/web.py, with answers that the real bot once gave.

It keeps what was said when it is stopped and started again, as the real one does; what it hears decides how it behaves:
"slow ...", "fail ...", "break ..." (the connection ends after the first reply, once), "attack".
"""

import hashlib
import json
import secrets
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any, ClassVar
from urllib.parse import parse_qs, urlsplit

DIST = Path(__file__).resolve().parents[2] / "web" / "dist"
RECORDED = json.loads((Path(__file__).parent / "recorded.json").read_text(encoding="utf-8"))
TYPES = {".html": "text/html", ".js": "text/javascript", ".css": "text/css"}
# No style-src and no unsafe-inline: what the widget needs, and nothing more.
POLICY = "default-src 'none'; script-src {bot}; style-src 'self'; connect-src {bot}; img-src data:; base-uri 'none'"

ATTACK = '<img src=x onerror="window.attacked=1"><script>window.attacked=2</script>[x](javascript:window.attacked=3)'
BAD_LINK = "javascript:window.attacked=4"

SPECIAL: dict[str, list[dict[str, Any]]] = {
    "attack": [
        {
            "text": f'{ATTACK}\n- {ATTACK}\nSee https://example.org/?q="><script>window.attacked=5</script>.',
            "answer": {
                "kind": "who_handles",
                "asked": ATTACK,
                "roles": [{"id": "a", "title": ATTACK, "score": 1}],
                "duties": [
                    {"id": "d", "statement": ATTACK, "role": "a", "involvement": "responsible", "asked": ATTACK},
                    {
                        "id": "e",
                        "statement": ATTACK,
                        "role": "__proto__",
                        "involvement": "constructor",
                        "asked": ATTACK,
                    },
                ],
                "sources": [{"id": "s", "title": ATTACK, "url": BAD_LINK, "places": [ATTACK]}],
                "people": [{"name": ATTACK, "role": "a", "email": ATTACK, "part": "toString"}],
            },
            "buttons": [{"title": ATTACK, "payload": ATTACK}],
        }
    ],
    "who is our operations manager here": [
        {
            "text": "Here that is Maya Okafor, Plant Operations, Leeds (responsible).",
            "answer": {
                "kind": "person",
                "roles": [{"id": "operations_manager", "title": "Operations Manager", "score": 1.0}],
                "duties": [],
                "sources": [],
                "people": [
                    {
                        "name": "Maya Okafor",
                        "role": "operations_manager",
                        "part": "responsible",
                        "site": "Leeds",
                        "team": "Plant Operations",
                        "slack": "@maya",
                        "email": "maya@example.org",
                    }
                ],
            },
        },
        {"text": "To reach: Slack @maya, maya@example.org"},
    ],
    "broken data": [{"text": "The text still says it.", "answer": {"kind": "comparison", "roles": None, "duties": 7}}],
}


@dataclass
class Session:
    """One conversation: what was said, in order, and the answers by the client's id."""

    messages: list[dict[str, Any]] = field(default_factory=list)
    answered: dict[str, list[dict[str, Any]]] = field(default_factory=dict)
    asked: list[str] = field(default_factory=list)
    feedback: list[dict[str, Any]] = field(default_factory=list)
    finder: int | None = None
    broken: set[str] = field(default_factory=set)
    lock: threading.Lock = field(default_factory=threading.Lock)

    def say(self, **message: Any) -> dict[str, Any]:
        numbered = {"seq": len(self.messages) + 1, **message}
        self.messages.append(numbered)
        return numbered

    def offered(self) -> set[str]:
        return {button["payload"] for message in self.messages for button in message.get("buttons", ())}

    def replies(self, text: str) -> list[dict[str, Any]]:
        """What the bot says to a text."""
        self.asked.append(text)
        known = text.lower().rstrip("?")
        steps = RECORDED["finder"]
        if known == "find my role":
            self.finder = 0
        elif self.finder is not None and self.finder + 1 < len(steps) and known not in RECORDED["said"]:
            self.finder += 1
        else:
            found = SPECIAL.get(known) or RECORDED["said"].get(known)
            return found or [{"text": f"Heard: {text}"}]
        return steps[self.finder]["replies"]


class StandIn:
    """The server: start and stop it at will; it keeps its port and what was said."""

    def __init__(self, origins: frozenset[str] = frozenset()) -> None:
        self.origins = set(origins)
        self.sessions: dict[str, Session] = {}
        self.expired: set[str] = set()
        self.requests: list[str] = []
        self.limited = 0
        self._port = 0
        self._http: ThreadingHTTPServer | None = None

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self._port}"

    def start(self) -> None:
        handler = type("BoundHandler", (Handler,), {"bot": self})
        self._http = _Server(("127.0.0.1", self._port), handler)
        self._port = self._http.server_address[1]
        threading.Thread(target=self._http.serve_forever, args=(0.05,), daemon=True).start()

    def stop(self) -> None:
        if self._http:
            self._http.shutdown()
            self._http.server_close()
            self._http = None

    @property
    def only(self) -> Session:
        """The one conversation there is."""
        (session,) = self.sessions.values()
        return session


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    block_on_close = False
    # The whole point is to come back on the same port.
    allow_reuse_address = True


class Refusal(Exception):
    def __init__(self, status: int, code: str, text: str, **headers: str) -> None:
        super().__init__(text)
        self.status, self.code, self.text, self.headers = status, code, text, headers


class Handler(BaseHTTPRequestHandler):
    bot: ClassVar[StandIn]

    def log_message(self, format: str, *arguments: Any) -> None:
        """Says nothing: a test's output is its own."""

    def do_OPTIONS(self) -> None:
        self._answer(self._preflight)

    def do_GET(self) -> None:
        self._answer(self._get)

    def do_POST(self) -> None:
        self._answer(self._post)

    def _answer(self, handle: Any) -> None:
        self.bot.requests.append(f"{self.command} {self.path}")
        try:
            origin = self.headers.get("Origin")
            if origin and origin != self.bot.url and origin not in self.bot.origins:
                raise Refusal(403, "origin", "This site is not allowed to ask.")
            handle()
        except Refusal as refusal:
            body = {"error": {"code": refusal.code, "text": refusal.text}}
            self._json(body, refusal.status, **refusal.headers)
        except (BrokenPipeError, ConnectionResetError):
            pass

    def _preflight(self) -> None:
        allowed = {"Methods": "GET, POST", "Headers": "Authorization, Content-Type", "Max-Age": "600"}
        self._head(
            204,
            "text/plain",
            0,
            **{f"Access-Control-{'' if n == 'Max-Age' else 'Allow-'}{n}": v for n, v in allowed.items()},
        )

    def _get(self) -> None:
        path = urlsplit(self.path)
        if path.path == "/chat/history":
            after = int(parse_qs(path.query).get("after", ["0"])[0])
            session = self._session()
            return self._json(
                {"messages": [m for m in session.messages if m["seq"] > after], "latest": len(session.messages)}
            )
        self._file(DIST / ("index.html" if path.path == "/" else path.path.lstrip("/")))

    def _file(self, path: Path) -> None:
        if not path.resolve().is_relative_to(DIST) or not path.is_file():
            raise Refusal(404, "not_found", "There is no such page.")
        body = path.read_bytes()
        tag = f'"{hashlib.sha256(body).hexdigest()[:16]}"'
        if self.headers.get("If-None-Match") == tag:
            return self._head(304, TYPES[path.suffix], 0)
        lasting = path.parent.name == "assets"
        headers = {
            "Cache-Control": "public, max-age=31536000, immutable" if lasting else "public, max-age=300",
            "ETag": tag,
        }
        if path.suffix == ".html":
            headers["Content-Security-Policy"] = POLICY.format(bot="'self'")
        self._head(200, TYPES[path.suffix], len(body), **headers)
        self.wfile.write(body)

    def _post(self) -> None:
        body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
        if len(body) > 16_000:
            raise Refusal(413, "too_big", "That is too much at once.")
        data = json.loads(body or b"{}")
        if self.path == "/chat/session":
            return self._new_session()
        session = self._session()
        if self.path == "/chat/reset":
            return self._new_session()
        if self.path == "/chat/feedback":
            session.feedback.append(data)
            return self._head(204, "text/plain", 0)
        if self.path == "/chat/messages":
            return self._message(session, data)
        raise Refusal(404, "not_found", "There is no such page.")

    def _new_session(self) -> None:
        token = secrets.token_urlsafe(16)
        self.bot.sessions[token] = Session()
        self._json({"token": token, "expires": int(time.time()) + 30 * 86400})

    def _session(self) -> Session:
        token = (self.headers.get("Authorization") or "").removeprefix("Bearer ")
        if token in self.bot.expired:
            raise Refusal(401, "expired_token", "This conversation has ended.")
        if token not in self.bot.sessions:
            raise Refusal(401, "bad_token", "There is no such conversation.")
        return self.bot.sessions[token]

    def _message(self, session: Session, data: dict[str, Any]) -> None:
        if self.bot.limited:
            self.bot.limited -= 1
            raise Refusal(429, "too_many", "Too many messages.", **{"Retry-After": "7"})
        text = data.get("button") or data.get("text") or ""
        if len(text) > 1000:
            raise Refusal(400, "too_long", "A message has at most 1000 characters.")
        if "button" in data and data["button"] not in session.offered():
            raise Refusal(400, "not_offered", "That was not offered.")
        self._head(200, "text/event-stream", None, **{"Cache-Control": "no-store"})
        # Two messages of one session are answered one after the other; a second one of the same id gets the same.
        with session.lock:
            for event in self._events(session, data["id"], text):
                self.wfile.write(event.encode())
                self.wfile.flush()

    def _events(self, session: Session, key: str, text: str) -> Iterator[str]:
        if "slow" in text:
            yield ": waiting\n\n"
            time.sleep(1.5)
        if key not in session.answered:
            session.say(**{"from": "user", "text": text, "id": key})
            session.answered[key] = [session.say(**{"from": "bot", **reply}) for reply in session.replies(text)]
        if text.startswith("fail") and key not in session.broken:
            session.broken.add(key)
            yield _event("error", {"code": "failed", "text": "Something went wrong here. Please try again."})
            return
        for number, reply in enumerate(session.answered[key]):
            yield _event("message", reply)
            if number == 0 and text.startswith("break") and key not in session.broken:
                session.broken.add(key)
                return
        yield _event("done", {"id": key})

    def _json(self, data: dict[str, Any], status: int = 200, **headers: str) -> None:
        body = json.dumps(data).encode()
        self._head(status, "application/json", len(body), **headers)
        self.wfile.write(body)

    def _head(self, status: int, kind: str, length: int | None, **headers: str) -> None:
        self.send_response(status)
        self.send_header("Content-Type", kind if kind == "application/json" else f"{kind}; charset=utf-8")
        if length is not None:
            self.send_header("Content-Length", str(length))
        origin = self.headers.get("Origin")
        if origin in self.bot.origins:
            headers |= {
                "Access-Control-Allow-Origin": origin,
                "Access-Control-Expose-Headers": "Retry-After",
                "Vary": "Origin",
            }
        for name, value in headers.items():
            self.send_header(name, value)
        self.end_headers()


def _event(name: str, data: dict[str, Any]) -> str:
    return f"event: {name}\ndata: {json.dumps(data)}\n\n"


class Page:
    """Somebody else's page, on an origin of its own: hostile style sheets, and a strict policy if wanted."""

    STYLE = "* {color: red; letter-spacing: 3px} button {display: none !important} div, section {float: left}"

    def __init__(self, body: str, policy: str | None = None) -> None:
        self.body, self.policy = body, policy

    def start(self) -> str:
        page = self

        class Serve(BaseHTTPRequestHandler):
            def log_message(self, format: str, *arguments: Any) -> None:
                """Says nothing."""

            def do_GET(self) -> None:
                styles = self.path == "/page.css"
                body = (page.STYLE if styles else page.body).encode()
                self.send_response(200)
                self.send_header("Content-Type", "text/css" if styles else "text/html; charset=utf-8")
                if page.policy:
                    self.send_header("Content-Security-Policy", page.policy)
                self.end_headers()
                self.wfile.write(body)

        self._http = _Server(("127.0.0.1", 0), Serve)
        threading.Thread(target=self._http.serve_forever, args=(0.05,), daemon=True).start()
        return f"http://127.0.0.1:{self._http.server_address[1]}"

    def stop(self) -> None:
        self._http.shutdown()
        self._http.server_close()
