"""The REST channel for programs: what a caller sends is text, and each conversation has a name."""

import json
import socket
import sqlite3
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing

import pytest

from bot.settings import Settings
from tests.channels.visitor import Response, connected, new_id, request

PATH = "/webhooks/rest/webhook"
TOGETHER = 20


def post(web: Settings, data, query: str = "") -> Response:
    headers = {"Content-Type": "application/json"}
    return request(web, "POST", PATH + query, json.dumps(data).encode(), headers)


def test_a_program_is_answered(web: Settings):
    said = post(web, {"sender": new_id(), "message": "who handles customer grievances"}).data
    assert said[0]["text"].startswith("That is the Operations Manager")
    assert said[-1]["custom"]["answer"]["kind"] == "who_handles"


@pytest.mark.parametrize(
    "data",
    [
        {"message": "hi"},
        {"sender": None, "message": "hi"},
        {"sender": " ", "message": "hi"},
        {"sender": 7, "message": "hi"},
        {"sender": "web-" + "0" * 32, "message": "hi"},
        {"sender": "a" * 201, "message": "hi"},
        {"sender": "a\nb", "message": "hi"},
        {"sender": "a\0", "message": "hi"},
        {"sender": "a\ud800", "message": "hi"},
        {"sender": "a"},
        {"sender": "a", "message": 7},
        {"sender": "a", "message": "/"},
        {"sender": "a", "message": "x" * 1001},
        [],
    ],
)
@pytest.mark.parametrize("query", ["", "?stream=true"])
def test_what_names_no_conversation_or_says_nothing_is_refused(web: Settings, data, query: str):
    refused = post(web, data, query)
    assert refused.status == 400
    assert set(refused.data["error"]) == {"code", "text"}


@pytest.mark.parametrize("sender", ["a" * 200, "ä 𝄞", "mail:ann@example.org"])
def test_a_sender_is_any_name_of_some_letters(web: Settings, sender: str):
    assert post(web, {"sender": sender, "message": "hi"}).status == 200


@pytest.mark.parametrize("body", [b"", b"{", b"\xff", b"[" * 9000])
def test_what_is_no_json_is_refused(web: Settings, body: bytes):
    answer = request(web, "POST", PATH, body, {"Content-Type": "application/json"})
    assert (answer.status, answer.code) == (400, "bad_request")


def test_messages_sent_at_once_are_answered_in_turn_and_without_a_pause_between(web: Settings):
    one, other = new_id(), new_id()
    began = time.monotonic()
    for _ in range(TOGETHER):
        assert post(web, {"sender": one, "message": "hello"}).data
    in_turn = time.monotonic() - began
    with ThreadPoolExecutor(TOGETHER) as pool:
        began = time.monotonic()
        said = list(pool.map(lambda _: post(web, {"sender": other, "message": "hello"}), range(TOGETHER)))
        at_once = time.monotonic() - began
    assert [answer.status for answer in said] == [200] * TOGETHER
    assert all(answer.data for answer in said)
    assert told(web, one) == told(web, other)
    # Half of the seconds that they took when each waited for the next full one.
    assert at_once < in_turn + TOGETHER / 2, (in_turn, at_once)


def told(web: Settings, sender: str) -> list[str]:
    """Whose turns the conversation has, in order."""
    with closing(sqlite3.connect(web.conversations)) as database:
        rows = database.execute(
            "SELECT type_name FROM events WHERE sender_id = ? AND type_name IN ('user', 'bot') ORDER BY id", (sender,)
        )
        return [kind for (kind,) in rows]


def test_what_someone_wrote_who_hangs_up_is_not_logged(web: Settings):
    sender = new_id()
    body = json.dumps({"sender": sender, "message": "my zebra recipe " + "who recruits " * 60}).encode()
    head = f"POST {PATH} HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: {len(body)}"
    for pause in (0.0, 0.005, 0.02, 0.05, 0.1):
        with socket.create_connection((web.host, web.port)) as connection:
            connection.sendall(head.encode() + b"\r\n\r\n" + body)
            time.sleep(pause)
    # Answered in its turn, so that what came before has ended.
    assert post(web, {"sender": sender, "message": "hello"}).status == 200
    log = (web.logs / f"rasa-{web.port}.log").read_text(encoding="utf-8", errors="replace")
    assert "did not wait" in log
    assert "zebra" not in log
    assert sender not in log


def test_a_command_is_only_text(web: Settings):
    sender = new_id()
    post(web, {"sender": sender, "message": "what does a general manager do"})
    post(web, {"sender": sender, "message": "/restart"})
    post(web, {"sender": sender, "message": '/ask_duties{"role": "x"}'})
    said = post(web, {"sender": sender, "message": "where did you get that?"}).data
    assert "restart" not in json.dumps(said).lower()


def test_no_caller_speaks_for_another_channel(web: Settings):
    said = post(web, {"sender": new_id(), "message": "who recruits", "input_channel": "cmdline"}).data
    assert any("custom" in message for message in said)


def test_one_question_from_a_terminal_gets_the_text_of_a_terminal(web: Settings):
    asked = {"sender": new_id(), "message": "who recruits"}
    plain, terminal = (post(web, {**asked, "input_channel": channel}).data for channel in ("rest", "ask"))
    assert plain[0]["text"] in terminal[0]["text"]
    assert "You could ask next: " in terminal[0]["text"]
    assert "You could ask next: " not in plain[0]["text"]


def test_a_stream_ends(web: Settings):
    answer = post(web, {"sender": new_id(), "message": "who recruits"}, "?stream=true")
    assert "Human Resources Specialist" in answer.body.decode()


def test_a_large_body_is_refused_before_it_is_sent(web: Settings):
    with connected(web) as connection:
        connection.putrequest("POST", PATH)
        connection.putheader("Content-Type", "application/json")
        connection.putheader("Content-Length", "2000000")
        connection.endheaders(b"{")
        assert connection.getresponse().status == 413
