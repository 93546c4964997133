"""A directory on this machine that speaks SCIM 2.0, and remembers what it was asked."""

import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import Any, Protocol, TypeVar
from urllib.parse import parse_qs, urlsplit

TOKEN = "t0ken"
ENTERPRISE = "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User"
LIST = "urn:ietf:params:scim:api:messages:2.0:ListResponse"
# What answers a request in the directory's place: status, headers and body; None for what it would answer itself.
Odd = Callable[[str, int], tuple[int, dict[str, str], bytes] | None]


def user(key: str, name: str, **fields: Any) -> dict[str, Any]:
    """A user with an address for work; department and manager: of the enterprise extension."""
    enterprise = {each: fields.pop(each) for each in ("department", "manager") if each in fields}
    address = f"{name.split()[0].lower()}@crumb.example"
    return {
        "id": key,
        "userName": address,
        "displayName": name,
        "active": True,
        "emails": [{"value": f"private-{address}", "type": "home"}, {"value": address, "type": "work"}],
        **({ENTERPRISE: enterprise} if enterprise else {}),
        **fields,
    }


def group(key: str, name: str, *members: str) -> dict[str, Any]:
    return {"id": key, "displayName": name, "members": [{"value": member, "type": "User"} for member in members]}


@dataclass
class Directory:
    """Gives users and groups a page at a time, at most `most`; asked: kind, startIndex and count of each request."""

    users: list[dict[str, Any]]
    groups: list[dict[str, Any]] = field(default_factory=list)
    most: int = 2
    odd: Odd = lambda kind, start: None
    url: str = ""
    asked: list[tuple[str, int, int]] = field(default_factory=list)
    refused: list[str] = field(default_factory=list)

    def answer(self, path: str, headers: Any) -> tuple[int, dict[str, str], bytes]:
        parts, query = urlsplit(path), parse_qs(urlsplit(path).query)
        kind, start, count = parts.path.rpartition("/")[2], int(query["startIndex"][0]), int(query["count"][0])
        self.asked.append((kind, start, count))
        if headers["Authorization"] != f"Bearer {TOKEN}" or "application/scim+json" not in headers["Accept"]:
            self.refused.append(path)
            return 401, {}, b"{}"
        if (odd := self.odd(kind, start)) is not None:
            return odd
        found = {"Users": self.users, "Groups": self.groups}[kind]
        page = found[start - 1 : start - 1 + min(count, self.most)]
        told = {"schemas": [LIST], "totalResults": len(found), "startIndex": start, "itemsPerPage": len(page)}
        return 200, {}, json.dumps({**told, **({"Resources": page} if page else {})}).encode()


class Service(Protocol):
    """What answers requests: (status, headers, body); url: where, once it listens."""

    url: str

    def answer(self, path: str, headers: Any) -> tuple[int, dict[str, str], bytes]: ...


Kind = TypeVar("Kind", bound=Service)


@contextmanager
def running(directory: Kind) -> Iterator[Kind]:
    """The directory, or another service, listening at its url."""

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            status, headers, body = directory.answer(self.path, self.headers)
            self.send_response(status)
            for name, value in {"Content-Length": str(len(body)), **headers}.items():
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(body)
            self.close_connection = True

        def log_message(self, *_: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    # Whoever gave up an answer that came too late is no error of the server's.
    server.handle_error = lambda *_: None  # type: ignore[method-assign]
    thread = Thread(target=server.serve_forever, args=(0.01,), daemon=True)
    thread.start()
    directory.url = f"http://127.0.0.1:{server.server_port}/scim/v2"
    try:
        yield directory
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
