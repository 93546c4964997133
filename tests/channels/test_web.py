"""The widget's channel on a real server: what is answered, to whom, once and in order."""

import json
import sqlite3
import threading
import time
from concurrent.futures import ThreadPoolExecutor

import pytest

from bot.runtime.erasure import forget
from bot.runtime.reports import report
from bot.settings import Settings
from tests.channels.visitor import WHO, Visitor, connected, new_id

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


# ---- visitors


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
        # So that they arrive in this order, on a busy machine as well.
        time.sleep(0.1)
    for thread in threads:
        thread.join()
    told = visitor.history()["messages"]
    assert [message["id"] for message in told if message["from"] == "user"] == ids
    assert [message["from"] for message in told] == ["user", "bot"] * 4


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
    with sqlite3.connect(web.conversations) as database:
        rows = database.execute("select data from events where sender_id = ? order by id", [visitor.sender])
        return [json.loads(data) for (data,) in rows]


def test_only_a_button_that_was_offered_here_can_be_pressed(web: Settings, visitor: Visitor):
    assert visitor.press("Operations Manager").code == "not_offered"
    (question, _) = visitor.say("what does a manager do").events
    assert {"title": "Operations Manager", "payload": "Operations Manager"} in question[1]["buttons"]
    assert visitor.press("/restart").code == "not_offered"
    assert Visitor(web).press("Operations Manager").code == "not_offered"
    assert "This is what the Operations Manager does:" in visitor.press("Operations Manager").text


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


def test_the_history_tells_opinions_and_times_by_the_numbers_of_messages(visitor: Visitor):
    before = int(time.time())
    for text in ("who pays the invoices", "what does a chef do"):
        visitor.say(text)
    assert "opinions" not in visitor.history()
    for seq, helpful in ((2, True), (4, True), (4, False)):
        assert visitor.send("POST", "/chat/feedback", {"seq": seq, "helpful": helpful}).status == 204
    # What is typed is an opinion of no message by its number.
    visitor.say("that was a good answer")
    history = visitor.history()
    assert history["opinions"] == {"2": True, "4": False}
    assert set(history["times"]) == {str(message["seq"]) for message in history["messages"]}
    times = [history["times"][str(message["seq"])] for message in history["messages"]]
    assert before <= times[0] <= times[-1] <= time.time() + 1
    assert times == sorted(times)
    later = visitor.history(after=3)
    assert later["opinions"] == {"4": False}
    assert set(later["times"]) == {"4", "5", "6"}


# ---- memory


def test_who_asks_to_be_forgotten_is(web: Settings, visitor: Visitor):
    visitor.say(WHO)
    visitor.say("forget me please, erase everything you know about me")
    name, end = visitor.say("yes").events[-1]
    assert (name, end["latest"]) == ("done", 0)
    for path in ("/chat/history", "/chat/result"):
        assert nothing_opens(visitor, path)
    assert visitor.say(WHO).code == "expired_token"
    assert kept(web, visitor) == []


def nothing_opens(visitor: Visitor, path: str) -> bool:
    answer = visitor.send("GET" if path == "/chat/history" else "POST", path)
    return (answer.status, answer.code) == (401, "expired_token")


def test_a_conversation_that_an_operator_erased_is_opened_by_no_token(web: Settings, visitor: Visitor):
    visitor.say(WHO)
    assert forget(web, visitor.sender).conversations == 1
    assert visitor.say(WHO).code == "expired_token"
    assert nothing_opens(visitor, "/chat/history")
    # Another one may be begun, as the widget does.
    assert visitor.send("POST", "/chat/reset").status == 200
    assert Visitor(web).say(WHO).events[-1][0] == "done"


def test_what_waits_while_a_conversation_is_erased_is_kept_nowhere(web: Settings, visitor: Visitor):
    visitor.say(WHO)
    visitor.say("forget me please, erase everything you know about me")
    with ThreadPoolExecutor(4) as tabs:
        erasing = tabs.submit(visitor.say, "yes")
        # Long enough for it to come first on a busy machine as well.
        time.sleep(0.1)
        others = list(tabs.map(visitor.say, (WHO, WHO, WHO)))
    assert erasing.result().events[-1][1]["latest"] == 0
    codes = [other.code if other.status == 401 else other.events[-1][1]["code"] for other in others]
    assert codes == ["expired_token"] * 3
    assert kept(web, visitor) == []


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
