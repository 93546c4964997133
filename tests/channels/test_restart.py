"""Servers that come and go: the visitor is told, may try again, and loses nothing."""

from collections.abc import Iterator
from pathlib import Path

import pytest
import yaml

from bot.runtime.processes import Process, free_port, stopping
from bot.runtime.setup import prepare
from bot.settings import ROOT, Settings
from tests.channels.conftest import web_settings
from tests.channels.servers import Servers
from tests.channels.visitor import Visitor, new_id, request

SORRY = yaml.safe_load((ROOT / "domain.yml").read_text(encoding="utf-8"))["responses"]["utter_action_failed"][0]["text"]
WHO = "who handles customer grievances"


@pytest.fixture
def servers(settings: Settings, tmp_path: Path) -> Iterator[Servers]:
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
    rasa = servers.start_rasa()
    visitor, id = Visitor(servers.settings), new_id()

    # No action server: a kind error, and nothing is kept of it.
    answer = visitor.say(WHO, id)
    assert answer.events == [("error", {"code": "failed", "text": SORRY})]
    assert visitor.history() == {"messages": [], "latest": 0}

    # It is back: the same message is answered.
    actions = servers.start_actions()
    answered = visitor.say(WHO, id)
    assert answered.events[-1][0] == "done"
    assert "That is the Operations Manager" in answered.text

    # It goes away in mid-conversation, and comes back.
    actions.stop()
    second = new_id()
    assert visitor.say("what does a general manager do", second).events[-1][0] == "error"
    servers.start_actions()
    assert visitor.say("what does a general manager do", second).events[-1][0] == "done"
    before = visitor.history()
    assert [message["id"] for message in before["messages"] if message["from"] == "user"] == [id, second]

    # Rasa is started again: the token, the history, the answers and the conversation's thread are the same.
    rasa.stop()
    servers.start_rasa()
    assert visitor.history() == before
    assert visitor.say(WHO, id).events[:-1] == answered.events[:-1]
    assert visitor.history() == before
    assert "General Manager" in visitor.say("and what skills do they need?").text

    # The widget is not built: that is said, and the bot works.
    for path in ("/", "/widget.js", "/assets/chat.js"):
        page = request(servers.settings, "GET", path)
        assert page.status == 503
        assert b"not built" in page.body
    assert b"make setup" in request(servers.settings, "GET", "/").body

    # Too many messages: those of one conversation first, then those from one address. Refused ones are counted too.
    other = Visitor(servers.settings)
    codes = [other.say("/").code for _ in range(31)]
    assert codes == ["empty"] * 30 + ["too_many"]
    refused = other.say("hello")
    assert (refused.status, refused.code) == (429, "too_many")
    assert 1 <= int(refused.headers["Retry-After"]) <= 60
    assert visitor.say("hello").status == 200
    for _ in range(5):
        spread = Visitor(servers.settings)
        last = [spread.say("/").code for _ in range(29)][-1]
    assert last == "too_many"
    assert visitor.history()["latest"] > 0
