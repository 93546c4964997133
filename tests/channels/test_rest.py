"""The REST channel for programs: what a caller sends is text, and each conversation has a name."""

import json

import pytest

from bot.settings import Settings
from tests.channels.visitor import Response, connected, new_id, request

PATH = "/webhooks/rest/webhook"


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
        {"sender": "a"},
        {"sender": "a", "message": 7},
        {"sender": "a", "message": "/"},
        {"sender": "a", "message": "x" * 1001},
        [],
    ],
)
@pytest.mark.parametrize("query", ["", "?stream=true"])
def test_what_names_no_conversation_or_says_nothing_is_refused(web: Settings, data, query: str):
    assert post(web, data, query).status == 400


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
