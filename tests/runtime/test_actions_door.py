"""The action server's door: an action is for who knows the secret, and a stranger is told nothing."""

import json
from collections.abc import Iterator
from typing import Any

import pytest

from bot.runtime.processes import Process, free_port, stopping
from bot.runtime.setup import prepare
from bot.settings import Settings
from tests.channels.servers import Servers
from tests.channels.visitor import Response, request
from tests.channels.wire import sent, statuses, trickled

CALL = json.dumps({"next_action": "action_answer", "sender_id": "ann", "tracker": {"sender_id": "ann"}}).encode()


@pytest.fixture(scope="module")
def actions(settings: Settings, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Servers]:
    """The action server alone."""
    own = settings.in_folder(tmp_path_factory.mktemp("actions")).but(actions_port=free_port(), request_timeout=2.0)
    processes: list[Process] = []
    with stopping(processes):
        servers = Servers(own, prepare(own), processes)
        servers.start_actions()
        yield servers


def at(actions: Servers) -> Settings:
    """Settings by which it is asked as Rasa's server is."""
    return actions.settings.but(port=actions.settings.actions_port)


def ask(actions: Servers, method: str, path: str, body: bytes | None = None, **headers: Any) -> Response:
    return request(at(actions), method, path, body, {"Content-Type": "application/json", **headers})


def call(actions: Servers, shown: str | None, body: bytes = CALL) -> Response:
    return ask(actions, "POST", "/webhook", body, **({} if shown is None else {"Authorization": shown}))


def bearer(actions: Servers) -> str:
    return f"Bearer {actions.settings.actions_secret}"


def log(actions: Servers) -> str:
    return actions.processes[-1].log.read_text(encoding="utf-8", errors="replace")


@pytest.mark.parametrize(
    "shown", [None, "", "Bearer ", "Bearer x", "Basic {secret}", "{secret}", "Bearer {secret}x", "Bearer é"]
)
def test_who_does_not_show_the_secret_has_no_action_run(actions: Servers, shown: str | None):
    told = call(actions, shown and shown.format(secret=actions.settings.actions_secret))
    assert (told.status, told.data) == (401, {"error": "Unauthorized"})


def test_who_shows_it_is_answered(actions: Servers):
    assert call(actions, bearer(actions), json.dumps({"next_action": "no_such"}).encode()).status == 404


@pytest.mark.parametrize("path", ["/actions", "/", "/webhook/", "/webhook/x", "/nothing", "/health/", "//webhook"])
@pytest.mark.parametrize("method", ["GET", "POST", "OPTIONS", "DELETE"])
def test_there_is_nothing_else_and_nothing_is_listed(actions: Servers, method: str, path: str):
    for headers in ({}, {"Authorization": bearer(actions)}):
        told = ask(actions, method, path, b"{}", **headers)
        assert (told.status, told.data) == (404, {"error": "Not Found"})


def test_no_page_of_a_site_is_let_in(actions: Servers):
    for method, path in (("GET", "/health"), ("POST", "/webhook"), ("OPTIONS", "/webhook")):
        told = ask(actions, method, path, CALL, Origin="https://evil.example")
        assert not [name for name in told.headers if name.lower().startswith("access-control-")]


def test_an_action_that_fails_sends_back_and_logs_nothing_that_was_said(actions: Servers):
    said = {"next_action": "action_answer", "sender_id": "ann", "tracker": {"latest_message": "my zebra recipe"}}
    told = call(actions, bearer(actions), json.dumps(said).encode())
    assert (told.status, told.data) == (500, {"error": "The action failed."})
    assert "An action failed" in log(actions)
    assert "zebra" not in log(actions)


@pytest.mark.parametrize(("method", "path"), [("GET", "/health"), ("GET", "/ready"), ("POST", "/webhook")])
def test_nothing_answers_to_another_name(actions: Servers, method: str, path: str):
    told = ask(actions, method, path, CALL, Host="evil.example", Authorization=bearer(actions))
    assert told.status == 421


@pytest.mark.parametrize("line", ["Content-Length: -5", "Content-Length: +5", "Content-Length: 5\r\nContent-Length: 6"])
def test_a_length_that_is_none_is_refused_and_the_server_goes_on(actions: Servers, line: str):
    head = f"GET /health HTTP/1.1\r\nHost: localhost\r\n{line}\r\n\r\n".encode()
    assert statuses(sent("127.0.0.1", actions.settings.actions_port, head + b"12345")) == [400]
    assert ask(actions, "GET", "/health").data == {"status": "ok"}


def test_a_stranger_is_refused_before_the_body_is_read(actions: Servers):
    head = b"POST /webhook HTTP/1.1\r\nHost: localhost\r\nContent-Length: 90000000\r\n\r\n"
    assert statuses(sent("127.0.0.1", actions.settings.actions_port, head)) == [401]


def test_a_call_that_trickles_is_not_waited_for(actions: Servers):
    head = "POST /webhook HTTP/1.1\r\nHost: localhost\r\nContent-Length: 9000\r\n"
    head += f"Authorization: {bearer(actions)}\r\n\r\n"
    answered, took = trickled("127.0.0.1", actions.settings.actions_port, head.encode(), [b" "] * 200)
    assert statuses(answered) == [408]
    assert took < 15
