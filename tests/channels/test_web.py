"""The widget's channel on a real server: who may say what, and what comes back."""

import gzip
import json
import sqlite3
import string
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from urllib.parse import quote

import jwt
import pytest
from hypothesis import HealthCheck, given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from bot.channels.requests import LARGEST, LONGEST
from bot.runtime.reports import report
from bot.settings import Settings
from tests.channels.conftest import FOREIGN
from tests.channels.visitor import Visitor, connected, new_id, request

WHO = "who handles customer grievances"


# ---- an answer


def test_an_answer_comes_as_events_with_its_data_on_the_first_text(visitor: Visitor):
    id = new_id()
    answer = visitor.say(WHO, id)
    assert answer.status == 200
    assert answer.headers["Cache-Control"] == "no-store"
    *messages, end = answer.events
    assert end == ("done", {"id": id, "latest": visitor.history()["latest"]})
    assert [data["seq"] for _, data in messages] == list(range(2, 2 + len(messages)))
    assert messages[0][1]["text"].startswith("That is the Operations Manager")
    assert messages[0][1]["answer"]["kind"] == "who_handles"
    assert not any("answer" in data for _, data in messages[1:])


def test_of_several_questions_each_answer_has_its_data(visitor: Visitor):
    answer = visitor.say("What does a nurse do? Who pays the invoices?")
    kinds = [data["answer"]["kind"] for name, data in answer.events if "answer" in data]
    assert kinds == ["role", "who_handles"]


def test_what_was_streamed_is_what_the_history_tells(visitor: Visitor):
    streamed = []
    for text in (WHO, "what does a manager do", "help me find a role", "hello"):
        streamed += [data for name, data in visitor.say(text).events if name == "message"]
    history = visitor.history()
    assert [message for message in history["messages"] if message["from"] == "bot"] == streamed
    assert [message["seq"] for message in history["messages"]] == list(range(1, history["latest"] + 1))
    assert visitor.history(after=3)["messages"] == history["messages"][3:]
    assert visitor.history(after=history["latest"])["messages"] == []


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


def test_visitors_at_once_never_see_each_other(web: Settings):
    questions = ["what does a nurse do", "what does an accountant do", "what does a chef do", WHO, "who recruits"]
    visitors = [Visitor(web) for _ in questions]

    def talk(number: int) -> None:
        for _ in range(3):
            visitors[number].say(f"{questions[number]}")

    with ThreadPoolExecutor(len(visitors)) as pool:
        list(pool.map(talk, range(len(visitors))))
    for question, visitor in zip(questions, visitors, strict=True):
        told = visitor.history()["messages"]
        assert [message["text"] for message in told if message["from"] == "user"] == [question] * 3
        alone = Visitor(web).say(question).events[0][1]["text"]
        assert alone in [message["text"] for message in told]


def test_a_new_conversation_begins_empty_and_the_old_one_stays(web: Settings, visitor: Visitor):
    visitor.say(WHO)
    fresh = visitor.send("POST", "/chat/reset")
    assert fresh.status == 200
    assert fresh.data["expires"] > time.time()
    assert Visitor(web, fresh.data["token"]).history() == {"messages": [], "latest": 0}
    assert visitor.history()["latest"] > 0


# ---- once, and in order


def test_a_message_sent_twice_in_a_row_is_asked_once(visitor: Visitor):
    id = new_id()
    first, second = visitor.say(WHO, id), visitor.say(WHO, id)
    assert first.events == second.events
    assert [each["id"] for each in visitor.history()["messages"] if each["from"] == "user"] == [id]
    visitor.say("hello")
    assert visitor.say(WHO, id).events[:-1] == first.events[:-1]


def test_a_message_sent_many_times_at_once_is_asked_once(visitor: Visitor):
    id = new_id()
    with ThreadPoolExecutor(5) as pool:
        answers = list(pool.map(lambda _: visitor.say(WHO, id).events, range(5)))
    assert all(answer == answers[0] for answer in answers)
    assert len(answers[0]) >= 2
    assert [each["id"] for each in visitor.history()["messages"] if each["from"] == "user"] == [id]


def test_an_answer_outlives_the_connection_it_was_asked_on(visitor: Visitor):
    id = new_id()
    with connected(visitor.settings) as connection:
        headers = {"Authorization": f"Bearer {visitor.token}"}
        connection.request("POST", "/chat/messages", json.dumps({"id": id, "text": WHO}), headers)
    answer = visitor.say(WHO, id)
    assert "That is the Operations Manager" in answer.text
    assert [each["id"] for each in visitor.history()["messages"] if each["from"] == "user"] == [id]


def test_messages_of_one_visitor_are_answered_one_after_the_other(visitor: Visitor):
    ids = [new_id() for _ in range(4)]
    threads = []
    for id in ids:
        threads.append(threading.Thread(target=visitor.say, args=(WHO, id)))
        threads[-1].start()
        # So that they arrive in this order.
        time.sleep(0.02)
    for thread in threads:
        thread.join()
    told = visitor.history()["messages"]
    assert [message["id"] for message in told if message["from"] == "user"] == ids
    assert [message["from"] for message in told] == ["user", "bot", "bot"] * 4


# ---- commands and buttons


@pytest.mark.parametrize(
    "typed",
    ['/set_slots{"focus_roles": ["x"], "outcome": "y"}', "/restart", "  //restart", "\u00a0/restart", "/greet", "/back"]
)  # fmt: skip
def test_a_command_that_is_typed_is_only_text(web: Settings, visitor: Visitor, typed: str):
    visitor.say(WHO)
    answer = visitor.say(typed)
    assert answer.events[-1][0] == "done"
    events = kept(web, visitor)
    asked = [event for event in events if event["event"] == "user"]
    assert not asked[-1]["text"].startswith("/")
    assert asked[-1]["parse_data"]["intent"]["name"] not in ("restart", "set_slots", "back")
    assert not {"restart", "rewind", "reset_slots"} & {event["event"] for event in events}
    assert not any(event["event"] == "slot" and event["value"] in (["x"], "y") for event in events)


def test_a_command_behind_a_question_is_not_run_either(web: Settings, visitor: Visitor):
    visitor.say(f"{WHO}? /restart")
    assert "restart" not in {event["event"] for event in kept(web, visitor)}


def kept(web: Settings, visitor: Visitor) -> list[dict]:
    """The events that Rasa keeps of a visitor's conversation."""
    sender = "web-" + jwt.decode(visitor.token, options={"verify_signature": False})["sid"]
    with sqlite3.connect(web.conversations) as database:
        rows = database.execute("select data from events where sender_id = ? order by id", [sender])
        return [json.loads(data) for (data,) in rows]


def test_only_a_button_that_was_offered_here_can_be_pressed(web: Settings, visitor: Visitor):
    assert visitor.press("Operations Manager").code == "not_offered"
    (question, _) = visitor.say("what does a manager do").events
    assert {"title": "Operations Manager", "payload": "Operations Manager"} in question[1]["buttons"]
    assert visitor.press("/restart").code == "not_offered"
    assert Visitor(web).press("Operations Manager").code == "not_offered"
    assert "Operations Manager - what the role does" in visitor.press("Operations Manager").text


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
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
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


def test_feedback_reaches_the_report_once_with_the_question_it_is_about(web: Settings, visitor: Visitor):
    first = visitor.say("who pays the invoices").events[0][1]
    visitor.say("hello")
    comment = "It is someone else in our house; write to me@example.org"
    for _ in range(2):
        sent = {"seq": first["seq"], "helpful": False, "comment": comment}
        assert visitor.send("POST", "/chat/feedback", sent).status == 204
    (line,) = [line for line in report(web) if line.part == "wrong" and line.comment.startswith(comment[:30])]
    assert line.question == "who pays the invoices"
    assert line.kind == "who_handles"
    assert "me@example.org" not in line.comment
    assert "General Manager" in visitor.say("what does a general manager do").text


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


# ---- memory


def test_who_asks_to_be_forgotten_is(web: Settings, visitor: Visitor):
    visitor.say(WHO)
    name, end = visitor.say("forget me please, erase everything you know about me").events[-1]
    assert (name, end["latest"]) == ("done", 0)
    assert visitor.history() == {"messages": [], "latest": 0}
    assert visitor.say(WHO).events[0][1]["seq"] == 2


def test_a_database_that_fails_is_an_error_and_loses_nothing(web: Settings, visitor: Visitor):
    visitor.say(WHO)
    before, id = visitor.history(), new_id()
    rename(web, "events", "away")
    try:
        answer = visitor.say("who recruits", id)
        assert [name for name, _ in answer.events] == ["error"]
        assert visitor.send("GET", "/chat/history").code == "failed"
    finally:
        rename(web, "away", "events")
    assert visitor.history() == before
    assert visitor.say("who recruits", id).events[-1][0] == "done"


def rename(web: Settings, old: str, new: str) -> None:
    with sqlite3.connect(web.conversations) as database:
        database.execute(f"alter table {old} rename to {new}")


def test_nothing_a_visitor_writes_stands_in_the_log(web: Settings, visitor: Visitor):
    visitor.say("my secret is zanzibar42")
    first = visitor.say(WHO).events[0][1]
    visitor.send("POST", "/chat/feedback", {"seq": first["seq"], "helpful": False, "comment": "zanzibar43"})
    log = (web.logs / f"rasa-{web.port}.log").read_text()
    assert "Rasa server" in log
    assert "zanzibar" not in log


# ---- files


def test_the_widgets_files_are_cached_as_they_change(web: Settings):
    launcher, asset = request(web, "GET", "/widget.js"), request(web, "GET", "/assets/chat.0a1b2c3d.js")
    assert launcher.headers["Cache-Control"] == "public, max-age=300"
    assert asset.headers["Cache-Control"] == "public, max-age=31536000, immutable"
    for path, answer in (("/widget.js", launcher), ("/assets/chat.0a1b2c3d.js", asset)):
        assert answer.headers["Content-Type"] == "text/javascript; charset=utf-8"
        assert answer.headers["Access-Control-Allow-Origin"] == "*"
        again = request(web, "GET", path, headers={"If-None-Match": answer.headers["ETag"]})
        assert (again.status, again.body) == (304, b"")
        packed = request(web, "GET", path, headers={"Accept-Encoding": "br, gzip"})
        assert packed.headers["Content-Encoding"] == "gzip"
        assert gzip.decompress(packed.body) == answer.body


def test_the_page_at_the_root_is_ours_and_strict(web: Settings):
    page = request(web, "GET", "/")
    assert b"demo" in page.body
    assert "default-src 'none'" in page.headers["Content-Security-Policy"]
    assert request(web, "HEAD", "/").status == 200


@pytest.mark.parametrize("name", ["..%2Findex.html", "%2e%2e%2f%2e%2e%2fweb.key", ".hidden", "nothing.js", "chat"])
def test_nothing_but_the_widget_is_served(web: Settings, name: str):
    assert request(web, "GET", f"/assets/{name}").status == 404


def test_an_unknown_address_is_refused_in_the_same_form(web: Settings):
    for method, path in (("GET", "/chat/nothing"), ("PUT", "/chat/messages"), ("GET", "/chat/session")):
        assert request(web, method, path).code == "no_such_path"


def test_health_is_told(web: Settings):
    assert request(web, "GET", "/health").data == {"status": "ok"}
