"""Slack's API as far as a drill needs one: it says that all is well, and keeps nothing."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread

# What some methods answer besides; more than asked for harms nobody.
ANSWER = {
    "ok": True,
    "url": "https://drill.slack.com/",
    "team": "drill",
    "team_id": "T0DRILL",
    "user": "rolewise",
    "user_id": "U0ROLEWISE",
    "bot_id": "B0ROLEWISE",
    "channel": "D0DRILL",
    "ts": "1700000000.000001",
    "message": {"ts": "1700000000.000001"},
}


class _Agreeing(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def do_POST(self) -> None:
        self.rfile.read(int(self.headers.get("Content-Length") or 0))
        body = json.dumps(ANSWER).encode()
        self.send_response(200)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *arguments: object) -> None:
        """Says nothing: the table is the output."""


@contextmanager
def slack_api() -> Iterator[str]:
    """The address of its methods."""
    with ThreadingHTTPServer(("127.0.0.1", 0), _Agreeing) as server:
        Thread(target=server.serve_forever, args=(0.05,), daemon=True).start()
        yield f"http://127.0.0.1:{server.server_address[1]}/api/"
        server.shutdown()
