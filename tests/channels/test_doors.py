"""What stands before every path of the public server: odd requests, other names, other sites, and Rasa's own paths."""

import itertools
import json
import re
import socket
import time
from contextlib import suppress

import pytest
from hypothesis import HealthCheck, given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st
from sanic import Sanic

from bot.channels import doors
from bot.channels.doors import PROGRAMS, guard_servers
from bot.channels.requests import LARGEST
from bot.runtime import strict_http
from bot.settings import Settings, load_settings
from tests.channels.conftest import FOREIGN
from tests.channels.visitor import Visitor, new_id, request
from tests.channels.wire import sent, statuses, trickled

REST = "/webhooks/rest/webhook"
# What a request may not say of how long its body is; the body is there all the same.
LENGTHS = [
    "Content-Length: -5",
    "Content-Length: +5",
    "Content-Length: 5_0",
    "Content-Length: 0x5",
    "Content-Length: five",
    "Content-Length: 5.0",
    "Content-Length: ",
    "Content-Length: ٥",
    "Content-Length: 5, 5",
    "Content-Length: 5\r\nContent-Length: 6",
    "Content-Length: 5\r\nContent-Length: 5",
    "Content-Length: 5\r\nTransfer-Encoding: chunked",
    "Transfer-Encoding: chunked\r\nContent-Length: 5",
    "Content-Length: " + "9" * 30,
    "Content-Length : 5",
    "Content-Length: 5\r\n X: folded",
    "Content-Length: 5\nX: y",
    "Content-Length: 5\0",
    "Transfer-Encoding: identity",
    "Transfer-Encoding: Chunked",
    "Transfer-Encoding: gzip, chunked",
    "Transfer-Encoding: xchunked",
    "Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked",
]
CHUNKS = ["-5", "+5", "0x5", "0_5", " 5", "5 ", "", "five", "5;x=y", "٥", "f" * 9, "f" * 100, "5\r\n123456\r\n0"]


def asked(web: Settings, first: str, *lines: str, host: str = "") -> bytes:
    return "\r\n".join([first, f"Host: {host or web.host}", *lines, "", ""]).encode()


def on_the_wire(web: Settings, data: bytes) -> list[int]:
    return statuses(sent(web.host, web.port, data))


def is_well(web: Settings) -> bool:
    return request(web, "GET", "/health").status == 200


# ---- odd requests


@pytest.mark.parametrize("line", LENGTHS)
@pytest.mark.parametrize("first", ["GET /health HTTP/1.1", f"POST {REST} HTTP/1.1", "POST /chat/messages HTTP/1.1"])
def test_a_length_that_is_none_is_refused_and_the_server_goes_on(web: Settings, line: str, first: str):
    json_line = "Content-Type: application/json"
    assert on_the_wire(web, asked(web, first, json_line, line) + b"12345" * 3) == [400]
    assert is_well(web)


@pytest.mark.parametrize("size", CHUNKS)
@pytest.mark.parametrize("path", ["/chat/session", REST])
def test_a_chunk_of_no_plain_size_is_refused(web: Settings, size: str, path: str):
    head = asked(web, f"POST {path} HTTP/1.1", "Content-Type: application/json", "Transfer-Encoding: chunked")
    assert on_the_wire(web, head + f"{size}\r\n12345\r\n0\r\n\r\n".encode()) == [400]
    assert is_well(web)


def test_what_follows_the_last_chunk_is_no_request(web: Settings):
    head = asked(web, "POST /chat/session HTTP/1.1", "Transfer-Encoding: chunked")
    within = asked(web, "GET /health HTTP/1.1")
    assert on_the_wire(web, head + b"2\r\n{}\r\n0\r\nX:" + within) == [400]
    assert on_the_wire(web, head + b"2\r\n{}\r\n0\r\n\r\n" + within) == [200, 200]


@pytest.mark.parametrize(
    "first",
    [
        "GET",
        "GET /",
        "GET / HTTP/2.0",
        "get / HTTP/1.1",
        "GET * HTTP/1.1",
        "GET http://127.0.0.1/ HTTP/1.1",
        "GET /ü HTTP/1.1",
    ],
)
def test_a_request_line_of_another_form_is_refused(web: Settings, first: str):
    assert on_the_wire(web, asked(web, first)) == [400]


@hypothesis_settings(max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.sampled_from(["GET", "POST", "PUT", "OPTIONS"]),
    st.sampled_from(["/", "//", "/?", "/chat/", "/%", "/%ff", "/assets/%00", "/:80", "/chat/history?after=", REST]),
    st.text(st.characters(min_codepoint=33, max_codepoint=126), max_size=20),
    st.binary(max_size=30),
)
def test_no_request_is_an_error_of_ours(web: Settings, method: str, path: str, end: str, line: bytes):
    head = asked(web, f"{method} {path}{end} HTTP/1.1", "Connection: close", "X: ")[:-4]
    answered = statuses(sent(web.host, web.port, head + line + b"\r\n\r\n"))
    assert answered
    assert all(status < 500 for status in answered)


@pytest.mark.parametrize(
    ("head", "drop"),
    [
        ("GET /health HTTP/1.1\r\nX: ", b"y"),
        (
            f"POST {REST} HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
            "Content-Length: 9000\r\n\r\n",
            b" ",
        ),
        ("POST /chat/session HTTP/1.1\r\nHost: localhost\r\nContent-Length: 9000\r\n\r\n", b" "),
        ("POST /chat/session HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n\r\n", b"1\r\n \r\n"),
    ],
)
def test_a_request_that_trickles_is_not_waited_for(web: Settings, head: str, drop: bytes):
    answered, took = trickled(web.host, web.port, head.encode(), itertools.repeat(drop, 200))
    assert statuses(answered) == [408]
    assert took < 15


def test_what_is_too_large_is_refused_without_waiting_for_it(web: Settings):
    length, json_line = "Content-Length: 2000000", "Content-Type: application/json"
    assert on_the_wire(web, asked(web, f"POST {REST} HTTP/1.1", json_line, length) + b"{") == [413]
    # The head, of which all headers are part.
    assert on_the_wire(web, asked(web, "GET /chat/history HTTP/1.1", "Authorization: Bearer " + "x" * 9000)) == [413]


def test_an_asset_has_a_name_of_some_letters(web: Settings):
    assert request(web, "GET", "/assets/" + "a" * 3000).status == 404


# ---- where Rasa or Sanic are otherwise


def test_a_rasa_that_makes_its_server_otherwise_is_left_alone(monkeypatch: pytest.MonkeyPatch, caplog):
    monkeypatch.delattr(doors.run, "_create_app_without_api")
    guard_servers(load_settings({}))
    assert "in another way" in caplog.text


def test_a_sanic_that_reads_otherwise_is_left_alone(monkeypatch: pytest.MonkeyPatch, caplog):
    monkeypatch.setattr(strict_http.http_protocol, "Http", object)
    strict_http.read_strictly(Sanic("otherwise", configure_logging=False), 1.0)
    assert "in another way" in caplog.text
    assert strict_http.http_protocol.Http is object


@pytest.mark.parametrize(
    "raw",
    [
        b"GET /nothing HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n\r\n\r\n",
        b"PUT /health HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n\r\n0\r\nx\r\n\r\n",
        b"GET /health HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n",
        b"POST /webhooks/rest/webhook HTTP/1.1\r\nHost: localhost\r\nContent-Length: 50\r\n\r\nzz",
        b"\x1e\xe1\xc6 /health HTTP/1.1\r\nHost: localhost\r\n\r\n",
        b"GET /health HTTP/9.9\r\nHost: localhost\r\n\r\n",
    ],
)
def test_what_is_wrong_with_a_request_is_no_error_of_the_server(web: Settings, raw: bytes):
    def logged() -> str:
        return "".join(path.read_text("utf-8", "replace") for path in web.logs.glob(f"*{web.port}*"))

    before = len(logged())
    with socket.create_connection((web.host, web.port), 10) as connection:
        connection.sendall(raw)
        connection.settimeout(0.5)
        with suppress(TimeoutError, ConnectionResetError):
            connection.recv(1000)
    time.sleep(0.5)
    assert request(web, "GET", "/health").status == 200
    assert not re.search('ERROR|Traceback|File "', logged()[before:])


@pytest.mark.parametrize(
    "path", ["/", "/health", "/ready", "/nothing", "/webhooks/rest/", "/chat/history", "/widget.js"]
)
def test_no_answer_is_taken_for_what_it_does_not_say_it_is(web: Settings, path: str):
    assert request(web, "GET", path).headers["X-Content-Type-Options"] == "nosniff"


# ---- other sites


def test_no_path_but_the_files_and_the_chat_is_for_pages_of_other_sites(web: Settings):
    for method, path in (("GET", "/health"), ("GET", "/nothing"), ("POST", REST), ("GET", PROGRAMS + "rest/")):
        for origin in ("https://evil.example", FOREIGN):
            answer = request(web, method, path, b"{}" if method == "POST" else None, {"Origin": origin})
            told = [name for name in answer.headers if name.lower().startswith("access-control-")]
            assert not told, path


@pytest.mark.parametrize("origin", ["https://evil.example", FOREIGN])
def test_no_page_may_ask_to_speak_for_a_program(web: Settings, origin: str):
    asking = {
        "Origin": origin,
        "Access-Control-Request-Method": "POST",
        "Access-Control-Request-Headers": "content-type",
    }
    answer = request(web, "OPTIONS", REST, headers=asking)
    assert answer.status == 405
    assert answer.headers["Access-Control-Allow-Origin"] is None


@pytest.mark.parametrize(
    "kind", ["text/plain", "application/x-www-form-urlencoded", "multipart/form-data", "", "application/jsonx", None]
)
def test_what_any_page_can_send_is_taken_from_no_program(web: Settings, kind: str | None):
    body = json.dumps({"sender": new_id(), "message": "hello"}).encode()
    answer = request(web, "POST", REST, body, {} if kind is None else {"Content-Type": kind})
    assert (answer.status, answer.code) == (415, "not_json")


def test_json_with_its_letters_named_is_json(web: Settings):
    body = json.dumps({"sender": new_id(), "message": "hello"}).encode()
    assert request(web, "POST", REST, body, {"Content-Type": "Application/JSON; charset=utf-8"}).status == 200


# ---- Rasa's own paths


@pytest.mark.parametrize(
    "path",
    [
        "/version",
        "/status",
        "/docs",
        "/domain",
        "/model",
        "/model/parse",
        "/conversations/x/tracker",
        "/webhooks/cmdline/webhook",
    ],
)
@pytest.mark.parametrize("method", ["GET", "POST", "PUT", "DELETE"])
def test_of_rasas_own_paths_none_is_open(web: Settings, method: str, path: str):
    answer = request(web, method, path, b"{}", {"Content-Type": "application/json"})
    assert (answer.status, answer.code) == (404, "no_such_path")


def test_nothing_tells_what_the_server_is_made_of(web: Settings):
    for path in ("/", "/health", "/nothing", "/chat/nothing", PROGRAMS + "rest/"):
        answer = request(web, "GET", path)
        told = f"{answer.headers} {answer.body!r}".lower()
        assert not [name for name in ("rasa", "sanic", "python") if name in told], path


# ---- who uses up what


def test_large_bodies_of_programs_are_refused(web: Settings):
    body = json.dumps({"sender": new_id(), "message": "hello", "more": "x" * LARGEST}).encode()
    answer = request(web, "POST", REST, body, {"Content-Type": "application/json"})
    assert (answer.status, answer.code) == (413, "too_large")


def test_a_visitor_is_served_after_all_that(visitor: Visitor):
    assert visitor.say("hello").status == 200
