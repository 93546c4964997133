"""Servers as their images start them, with deploy/endpoints.shared.yml: any of them answers anybody."""

import json
import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, contextmanager
from inspect import signature

import pytest
import yaml
from rasa.core.brokers.pika import PikaEventBroker

from bot.runtime.erasure import forget, forget_older_than
from bot.runtime.reports import report
from bot.settings import ROOT, Settings, load_settings
from tests.channels.talk import QUESTIONS, Talk, all_are_answered, every_question_has_one_answer
from tests.channels.visitor import WHO, Visitor, connected, new_id, request
from tests.deployment.conftest import NEW, OLD, Server, Shared, next_version
from tests.deployment.files import DEPLOY
from tests.deployment.proxied import ADDRESSES, HOST, NGINX

OWN, SHARED, EVENTS = (
    yaml.safe_load(path.read_text(encoding="utf-8"))
    for path in (ROOT / "endpoints.yml", DEPLOY / "endpoints.shared.yml", DEPLOY / "endpoints.events.yml")
)


def at(server: Server, settings: Settings) -> Settings:
    return settings.but(host=server.address, port=server.port)


def by_nginx(shared: Shared, settings: Settings) -> Visitor:
    return Visitor(settings.but(host="127.0.0.1", port=shared.public), headers={"Host": HOST})


def test_shared_endpoints_are_the_projects_own_but_for_what_is_shared():
    for part in ("action_endpoint", "nlg"):
        assert SHARED[part] == OWN[part]
    for part in ("tracker_store", "event_broker"):
        assert SHARED[part]["type"] == OWN[part]["type"]
    assert SHARED["lock_store"]["type"] == "bot.runtime.locks.RedisLocks"
    assert SHARED["tracker_store"]["db"] != SHARED["event_broker"]["db"]


def test_publishing_events_changes_the_broker_alone_and_it_takes_what_is_given():
    assert {**EVENTS, "event_broker": None} == {**SHARED, "event_broker": None}
    given = dict(EVENTS["event_broker"])
    assert given.pop("type") == "pika"
    given["host"] = given.pop("url")
    signature(PikaEventBroker).bind(**given)
    assert given.keys() <= signature(PikaEventBroker).parameters.keys()


def test_a_conversation_goes_on_at_whichever_server_is_asked(shared: Shared, settings: Settings):
    first, second = (at(server, settings) for server in shared.rasa)
    there = Visitor(first)
    assert "Operations Manager" in there.say(WHO).text
    here = Visitor(second, there.token)
    assert "General Manager" in here.say("and a general manager?").text
    assert there.history() == here.history()
    assert len(here.history()["messages"]) == 4


def test_a_message_that_both_are_sent_is_answered_once(shared: Shared, settings: Settings):
    first, second = (at(server, settings) for server in shared.rasa)
    there = Visitor(first)
    both, id = (there, Visitor(second, there.token)), new_id()
    with ThreadPoolExecutor(2) as people:
        said = [answer.text for answer in people.map(lambda visitor: visitor.say(WHO, id), both)]
    assert said[0] == said[1] != ""
    assert len(there.history()["messages"]) == 2


def test_reports_are_made_and_conversations_forgotten_with_the_environment_of_a_container(
    shared: Shared, settings: Settings, monkeypatch: pytest.MonkeyPatch
):
    for name, value in shared.rasa[0].environ.items():
        monkeypatch.setenv(name, value)
    inside = load_settings()
    visitor = Visitor(at(shared.rasa[1], settings))
    visitor.say("who shoes the horses")
    assert "who shoes the horses" in {line.question for line in report(inside)}
    assert forget(inside, visitor.sender).conversations == 1
    for server in shared.rasa:
        assert Visitor(at(server, settings), visitor.token).send("GET", "/chat/history").status == 401
    assert forget_older_than(inside, inside.retention_days).conversations == 0


def test_actions_are_for_who_knows_the_secret(shared: Shared, settings: Settings):
    assert request(at(shared.actions, settings), "POST", "/webhook", b"{}").status == 401


@pytest.mark.skipif(NGINX is None, reason="There is no nginx here (Debian: nginx-light).")
def test_who_comes_by_nginx_notices_nothing_of_an_action_server_that_is_gone(shared: Shared, settings: Settings):
    visitor = by_nginx(shared, settings)
    said = [visitor.say(WHO if number % 2 else "and a general manager?") for number in range(8)]
    assert [answer.status for answer in said] == [200] * 8
    assert all(answer.events[-1][0] == "done" for answer in said)
    assert len(visitor.history()["messages"]) == 16
    assert visitor.send("POST", "/webhooks/rest/webhook", {"sender": "x", "message": WHO}).status == 404


@contextmanager
def talking(shared: Shared, settings: Settings, pause: float) -> Iterator[list[Talk]]:
    """Four people who talk by way of nginx until the end, each of whose questions was answered once then."""
    over = threading.Event()
    talks = [Talk(by_nginx(shared, settings), pause) for _ in range(4)]
    with ThreadPoolExecutor(len(talks)) as people:
        going = [people.submit(talk.go_on, over) for talk in talks]
        try:
            yield talks
        finally:
            over.set()
        for each in going:
            each.result()
    for talk in talks:
        every_question_has_one_answer(talk)


@pytest.mark.skipif(NGINX is None, reason="There is no nginx here (Debian: nginx-light).")
def test_servers_are_replaced_by_a_next_version_while_people_talk(shared: Shared, settings: Settings):
    with ExitStack() as stack:
        second = shared.actions.beside(ADDRESSES[1])
        stack.callback(second.kill)
        second.await_ready()
        image = next_version(shared.actions.image)
        assert OLD.format(role="Chef") in by_nginx(shared, settings).say(QUESTIONS[3]).text
        with talking(shared, settings, pause=1.0) as talks:
            # As docs/operations.md says: action servers first.
            for server in (shared.actions, second, *shared.rasa):
                all_are_answered(talks)
                assert server.stop() == 0
                server.start(image)
                server.await_ready()
            all_are_answered(talks)
            all_are_answered(talks)
        for talk in talks:
            assert all("Operations Manager" in answer for question, answer in talk.said() if question == QUESTIONS[1])
    assert NEW.format(role="Chef") in by_nginx(shared, settings).say(QUESTIONS[3]).text
    for server in shared.rasa:
        assert "rolewise-next.tar.gz" in server.log.read_text(encoding="utf-8")


@pytest.mark.skipif(NGINX is None, reason="There is no nginx here (Debian: nginx-light).")
def test_a_server_is_killed_in_mid_answer_and_its_conversations_go_on_at_the_other(shared: Shared, settings: Settings):
    killed = shared.rasa[1]
    with talking(shared, settings, pause=0.0) as talks:
        all_are_answered(talks)
        killed.kill()
        all_are_answered(talks)
        all_are_answered(talks)
    # Whose answer broke off sent the question again, and got what the other server said to it.
    assert sum(talk.again for talk in talks)
    for talk in talks:
        assert all("Operations Manager" in answer for question, answer in talk.said() if question == QUESTIONS[1])
    killed.start()
    killed.await_ready()


def test_told_to_stop_a_server_answers_who_asked_before_and_the_other_goes_on(shared: Shared, settings: Settings):
    leaving, staying = (at(server, settings) for server in shared.rasa)
    visitor = Visitor(leaving)
    with connected(leaving) as connection:
        # As nginx asks.
        headers = {"Authorization": f"Bearer {visitor.token}", "Connection": "close"}
        connection.request("POST", "/chat/messages", json.dumps({"id": new_id(), "text": WHO}).encode(), headers)
        answer = connection.getresponse()
        # A comment says that it is being answered.
        assert answer.readline().startswith(b":")
        assert shared.rasa[0].stop() == 0
        assert "Operations Manager" in answer.read().decode()
    assert "General Manager" in Visitor(staying, visitor.token).say("and a general manager?").text
    if shared.public:
        visitor = by_nginx(shared, settings)
        assert all("Operations Manager" in visitor.say(WHO).text for _ in range(4))
