"""Servers that come and go: the visitor is told, may try again, and loses nothing."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

from bot.runtime.processes import Process, free_port, stopping
from bot.runtime.setup import prepare
from bot.settings import ROOT, Settings
from tests.channels.conftest import web_settings
from tests.channels.servers import Servers
from tests.channels.visitor import WHO, Response, Visitor, new_id, request

SORRY = yaml.safe_load((ROOT / "domain.yml").read_text(encoding="utf-8"))["responses"]["utter_action_failed"][0]["text"]


@pytest.fixture
def servers(settings: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Servers]:
    # A proxy is believed in whom it names; without its header, whoever asks is counted.
    monkeypatch.setenv("SANIC_PROXIES_COUNT", "1")
    own = web_settings(settings, tmp_path)
    model = prepare(own)
    own = own.but(
        port=free_port(),
        actions_port=free_port(),
        web_key="",
        web_session_limit=30,
        web_address_limit=120,
        widget=tmp_path / "nothing",
    )
    processes: list[Process] = []
    with stopping(processes):
        yield Servers(own, model, processes)


def test_servers_come_and_go(servers: Servers):
    # One test, as starting them takes long.
    rasa = servers.start_rasa()
    visitor, ids = Visitor(servers.settings), (new_id(), new_id())
    without_an_action_server_nothing_is_kept(visitor, ids[0])
    actions = servers.start_actions()
    answered = a_message_is_answered_once_there_is_one(visitor, ids[0])
    actions.stop()
    it_may_go_and_come_back_in_mid_conversation(servers, visitor, ids)
    before = visitor.history()
    rasa.stop()
    servers.start_rasa()
    after_a_restart_all_is_as_it_was(visitor, ids[0], before, answered)
    without_the_widget_the_pages_say_so(servers)
    what_is_refused_uses_up_nothing_of_others(servers, visitor)
    too_many_messages_are_refused(servers, visitor)
    too_many_of_anything_else_are_refused_by_themselves(servers, visitor)
    programs_elsewhere_are_counted_and_those_of_this_machine_are_not(servers)


def programs_elsewhere_are_counted_and_those_of_this_machine_are_not(servers: Servers) -> None:
    """By sender, and by address, where a proxy lets them in."""

    def said(sender: str, address: str) -> int:
        headers = {"Content-Type": "application/json", "X-Forwarded-For": address}
        body = json.dumps({"sender": sender, "message": "/"}).encode()
        return request(servers.settings, "POST", "/webhooks/rest/webhook", body, headers).status

    assert {said("near", "127.0.0.1") for _ in range(200)} == {400}
    assert [said("far", "198.51.100.7") for _ in range(31)] == [400] * 30 + [429]
    assert [said(f"far-{each}", "198.51.100.8") for each in range(121)] == [400] * 120 + [429]


def without_an_action_server_nothing_is_kept(visitor: Visitor, id: str) -> None:
    answer = visitor.say(WHO, id)
    assert answer.events == [("error", {"code": "failed", "text": SORRY})]
    assert visitor.history() == {"messages": [], "latest": 0}


def a_message_is_answered_once_there_is_one(visitor: Visitor, id: str) -> Response:
    answered = visitor.say(WHO, id)
    assert answered.events[-1][0] == "done"
    assert "That is the Operations Manager" in answered.text
    return answered


def it_may_go_and_come_back_in_mid_conversation(servers: Servers, visitor: Visitor, ids: tuple[str, str]) -> None:
    question = "what does a general manager do"
    assert visitor.say(question, ids[1]).events[-1][0] == "error"
    servers.start_actions()
    assert visitor.say(question, ids[1]).events[-1][0] == "done"
    told = visitor.history()["messages"]
    assert tuple(message["id"] for message in told if message["from"] == "user") == ids


def after_a_restart_all_is_as_it_was(visitor: Visitor, id: str, before: Any, answered: Response) -> None:
    """The token, the history, the answers and the conversation's thread."""
    assert visitor.history() == before
    assert visitor.say(WHO, id).events[:-1] == answered.events[:-1]
    assert visitor.history() == before
    assert "General Manager" in visitor.say("and what skills do they need?").text


def without_the_widget_the_pages_say_so(servers: Servers) -> None:
    for path in ("/", "/widget.js", "/assets/chat.js"):
        page = request(servers.settings, "GET", path)
        assert page.status == 503
        assert b"not built" in page.body
    assert b"make setup" in request(servers.settings, "GET", "/").body


def what_is_refused_uses_up_nothing_of_others(servers: Servers, visitor: Visitor) -> None:
    """Neither what has no token, which is bounded all the same, nor what one conversation asks too much."""
    strangers = [request(servers.settings, "POST", "/chat/messages", b"{}").code for _ in range(121)]
    assert strangers == ["bad_token"] * 120 + ["too_many"]
    busy = Visitor(servers.settings)
    assert [busy.say("/").code for _ in range(130)][-1] == "too_many"
    assert visitor.say("hello").status == 200


def too_many_of_anything_else_are_refused_by_themselves(servers: Servers, visitor: Visitor) -> None:
    """New conversations and histories."""
    begun = [request(servers.settings, "POST", "/chat/session").status for _ in range(121)]
    assert begun[-1] == 429
    read = [visitor.send("GET", "/chat/history?after=999").status for _ in range(121)]
    assert (read[0], read[-1]) == (200, 429)


def too_many_messages_are_refused(servers: Servers, visitor: Visitor) -> None:
    """Those of one conversation first, then those from one address, also where nothing in them can be answered."""
    other = Visitor(servers.settings)
    codes = [other.say("/").code for _ in range(31)]
    assert codes[-1] == "too_many"
    refused = other.say("hello")
    assert (refused.status, refused.code) == (429, "too_many")
    assert 1 <= int(refused.headers["Retry-After"]) <= 60
    assert visitor.say("hello").status == 200
    for _ in range(5):
        spread = Visitor(servers.settings)
        last = [spread.say("/").code for _ in range(29)][-1]
    assert last == "too_many"
    assert visitor.history()["latest"] > 0
