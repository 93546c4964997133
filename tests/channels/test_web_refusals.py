"""What the widget's channel refuses: strangers, other sites, too much, and what no widget sends."""

import json
import string
import time
from urllib.parse import quote

import jwt
import pytest
from hypothesis import HealthCheck, given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from bot.channels.requests import LARGEST, LONGEST
from bot.settings import Settings
from tests.channels.conftest import FOREIGN
from tests.channels.visitor import WHO, Visitor, connected, new_id, request

# ---- tokens


def test_without_a_good_token_nothing_is_told(web: Settings, visitor: Visitor):
    paths = [("POST", "/chat/messages"), ("GET", "/chat/history"), ("POST", "/chat/reset"), ("POST", "/chat/feedback")]
    claims = jwt.decode(visitor.token, options={"verify_signature": False})
    expired = jwt.encode({**claims, "exp": int(time.time()) - 1}, web.web_key, "HS256")
    foreign = jwt.encode(claims, "f" * 40, "HS256")
    unsigned = jwt.encode(claims, None, "none")
    for method, path in paths:
        for token, code in (
            (expired, "expired_token"),
            (foreign, "bad_token"),
            (unsigned, "bad_token"),
            ("x", "bad_token"),
        ):
            answer = Visitor(web, token).send(method, path, {"id": new_id(), "text": "hi", "seq": 1, "helpful": True})
            assert (answer.status, answer.code) == (401, code), path
        answer = request(web, method, path, b"{}" if method == "POST" else None)
        assert (answer.status, answer.code) == (401, "bad_token")


# ---- what is too much


def test_a_long_message_is_refused_and_the_longest_is_read(visitor: Visitor):
    longest = (WHO + " ") * 100
    assert visitor.say(longest[:LONGEST]).status == 200
    answer = visitor.say("x" * (LONGEST + 1))
    assert (answer.status, answer.code) == (400, "too_long")
    assert str(LONGEST) in answer.data["error"]["text"]


@pytest.mark.parametrize("path", ["session", "messages", "reset", "feedback"])
def test_a_large_body_is_refused(visitor: Visitor, path: str):
    answer = visitor.send("POST", f"/chat/{path}", {"id": new_id(), "text": "x" * LARGEST})
    assert (answer.status, answer.code) == (413, "too_large")


def test_a_large_body_of_unknown_length_is_refused(visitor: Visitor):
    headers = {"Authorization": f"Bearer {visitor.token}"}
    with connected(visitor.settings) as connection:
        chunks = (b"x" * 1000 for _ in range(40))
        connection.request("POST", "/chat/messages", chunks, headers, encode_chunked=True)
        assert connection.getresponse().status == 413
    assert visitor.say("hello").status == 200


@pytest.mark.parametrize(
    ("sent", "code"),
    [
        ({"text": "hi"}, "bad_request"),
        ({"id": "1", "text": "hi"}, "bad_request"),
        ({"id": 7, "text": "hi"}, "bad_request"),
        ({"id": new_id(), "text": 7}, "bad_request"),
        ({"id": new_id(), "text": " \n"}, "empty"),
        ({"id": new_id(), "text": " / / "}, "empty"),
        ({"id": new_id()}, "empty"),
        ({"id": new_id(), "button": ""}, "not_offered"),
        ({"id": new_id(), "button": None}, "bad_request"),
        ([], "bad_request"),
    ],
)
def test_what_no_widget_sends_is_refused(visitor: Visitor, sent, code: str):
    answer = visitor.send("POST", "/chat/messages", sent)
    assert (answer.status, answer.code) == (400, code)


@pytest.mark.parametrize("after", ["x", "-1", "1.5", "²", "9" * 30])
def test_a_history_begins_after_a_number(visitor: Visitor, after: str):
    assert visitor.send("GET", f"/chat/history?after={quote(after)}").code == "bad_request"


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.sampled_from(["id", "text", "button", "seq", "helpful"]), inner),
    max_leaves=10,
)
PATIENT = hypothesis_settings(
    max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture]
)  # fmt: skip


@PATIENT
@given(
    st.sampled_from(["messages", "feedback", "session", "reset"]),
    st.binary(max_size=200) | JSON.map(lambda data: json.dumps(data).encode()) | st.just(b"[" * 9000),
)
def test_no_body_is_an_error_of_ours(visitor: Visitor, path: str, body: bytes):
    answer = request(visitor.settings, "POST", f"/chat/{path}", body, {"Authorization": f"Bearer {visitor.token}"})
    assert answer.status < 500
    if answer.status >= 400:
        assert set(answer.data["error"]) == {"code", "text"}


@PATIENT
@given(st.text(st.characters() | st.sampled_from(string.punctuation + "\0\n\ud800"), min_size=1, max_size=80))
def test_any_text_is_answered_or_empty(web: Settings, text: str):
    answer = Visitor(web).say(text)
    if answer.status == 400:
        assert answer.code == "empty"
    else:
        assert answer.status == 200
        assert answer.events[-1][0] == "done", text


# ---- origins


def test_a_page_of_an_allowed_site_may_use_the_chat(web: Settings):
    preflight = request(web, "OPTIONS", "/chat/messages", headers={"Origin": FOREIGN})
    assert preflight.status == 204
    assert preflight.headers["Access-Control-Allow-Origin"] == FOREIGN
    assert "Authorization" in preflight.headers["Access-Control-Allow-Headers"]
    answer = Visitor(web, headers={"Origin": FOREIGN}).say("hello")
    assert answer.headers.get_all("Access-Control-Allow-Origin") == [FOREIGN]
    assert answer.headers["Access-Control-Allow-Credentials"] is None
    refused = request(web, "GET", "/chat/history", headers={"Origin": FOREIGN})
    assert (refused.status, refused.headers["Access-Control-Allow-Origin"]) == (401, FOREIGN)


def test_a_page_of_this_server_may_use_the_chat(web: Settings):
    assert Visitor(web, headers={"Origin": f"http://{web.host}:{web.port}"}).say("hello").status == 200


@pytest.mark.parametrize(
    "origin", ["https://evil.example", "null", "http://127.0.0.1:1", FOREIGN + ".evil.example", ""]
)
@pytest.mark.parametrize("method", ["POST", "OPTIONS"])
def test_a_page_of_any_other_site_may_not(web: Settings, method: str, origin: str):
    answer = request(web, method, "/chat/session", headers={"Origin": origin})
    assert (answer.status, answer.code) == (403, "origin")
    assert answer.headers["Access-Control-Allow-Origin"] is None


# ---- feedback


@pytest.mark.parametrize("seq", [0, 1, 99, -1])
def test_feedback_is_about_something_the_bot_said(visitor: Visitor, seq: int):
    visitor.say("hello")
    answer = visitor.send("POST", "/chat/feedback", {"seq": seq, "helpful": True})
    assert (answer.status, answer.code) == (404, "no_such_message")


@pytest.mark.parametrize("wrong", [{"seq": "2"}, {"seq": True}, {"helpful": 1}, {"helpful": None}, {"comment": 3}])
def test_feedback_of_another_form_is_refused(visitor: Visitor, wrong: dict):
    visitor.say("hello")
    answer = visitor.send("POST", "/chat/feedback", {"seq": 2, "helpful": True, **wrong})
    assert (answer.status, answer.code) == (400, "bad_request")
