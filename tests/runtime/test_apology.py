"""Whatever is wrong with the action server, the person gets a kind sentence from a real Rasa server."""

import asyncio
import json
import socket
import threading
import time
import uuid
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
import yaml
from rasa.core.actions.action import RemoteAction
from rasa.core.channels import CollectingOutputChannel
from rasa.core.nlg.response import TemplatedNaturalLanguageGenerator
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import Event
from rasa.shared.core.trackers import DialogueStateTracker
from rasa.utils.endpoints import EndpointConfig

from bot.runtime.apology import RESPONSE, apologise_for_failed_actions
from bot.runtime.processes import free_port, server_health, start_server, stopping, wait_until_well
from bot.runtime.setup import prepare
from bot.settings import ROOT, Settings
from tests.conftest import Bot

SORRY = yaml.safe_load((ROOT / "domain.yml").read_text(encoding="utf-8"))["responses"]["utter_action_failed"][0]["text"]
WELL = {"events": [], "responses": [{"text": "All is well."}]}
FAILURES = {
    "an error": (500, b"oh dear"),
    "a page": (200, b"<html>hello</html>"),
    "not an object": (200, b"[1, 2]"),
    "a wrong shape": (200, json.dumps({"events": "none", "responses": 7}).encode()),
    "an unknown event": (200, json.dumps({"events": [{"event": "explode"}], "responses": []}).encode()),
    "an unknown response": (200, json.dumps({"events": [], "responses": [{"response": "utter_xyz"}]}).encode()),
    "nothing at all": (200, b"{}"),
    "empty messages": (200, json.dumps({"events": [], "responses": [{"text": ""}]}).encode()),
    "a rejection": (400, json.dumps({"error": "not now", "action_name": "action_answer"}).encode()),
    "not found": (404, json.dumps({"error": "no such action", "action_name": "x"}).encode()),
}


class FakeActions(ThreadingHTTPServer):
    """An action server that answers as it is told."""

    answer: tuple[int, bytes] = (200, json.dumps(WELL).encode())
    delay = 0.0


class Handler(BaseHTTPRequestHandler):
    server: FakeActions

    def do_POST(self) -> None:
        self.rfile.read(int(self.headers["Content-Length"]))
        status, body = self.server.answer
        time.sleep(self.server.delay)
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *args: object) -> None:
        pass


@pytest.fixture(scope="module")
def impatient(settings: Settings, tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Bot, FakeActions]]:
    """A bot that waits one second for its action server, and the fake one it has."""
    folder: Path = tmp_path_factory.mktemp("apology")
    actions = FakeActions(("127.0.0.1", 0), Handler)
    threading.Thread(target=actions.serve_forever, daemon=True).start()
    own = settings.but(
        port=free_port(),
        actions_port=actions.server_address[1],
        action_timeout=1.0,
        conversations=folder / "conversations.db",
    )
    server = start_server(own, prepare(own))
    with stopping([server]):
        wait_until_well(server, server_health(own))
        yield Bot(own), actions
    actions.shutdown()
    actions.server_close()


def ask(bot: Bot) -> str:
    return bot.say("who handles customer grievances", uuid.uuid4().hex).text


def test_a_working_action_server_is_passed_through(impatient):
    bot, actions = impatient
    actions.answer = FakeActions.answer
    assert ask(bot) == "All is well."


@pytest.mark.parametrize("failure", FAILURES)
def test_a_failing_action_server_is_met_with_a_kind_sentence(impatient, failure: str):
    bot, actions = impatient
    actions.answer = FAILURES[failure]
    assert ask(bot) == SORRY


def test_a_slow_action_server_is_not_waited_for(impatient):
    bot, actions = impatient
    actions.answer, actions.delay = FakeActions.answer, 3.0
    try:
        assert ask(bot) == SORRY
    finally:
        actions.delay = 0.0


def test_the_conversation_goes_on_after_a_failure(impatient):
    bot, actions = impatient
    sender = uuid.uuid4().hex
    actions.answer = FAILURES["an error"]
    assert bot.say("who handles customer grievances", sender).text == SORRY
    actions.answer = FakeActions.answer
    assert bot.say("who handles customer grievances", sender).text == "All is well."


def test_an_action_server_that_is_down_is_met_with_a_kind_sentence(settings: Settings, tmp_path: Path):
    own = settings.but(port=free_port(), actions_port=free_port(), conversations=tmp_path / "conversations.db")
    server = start_server(own, prepare(own))
    with stopping([server]):
        wait_until_well(server, server_health(own))
        assert ask(Bot(own)) == SORRY


# ---- the wrapped call alone, over HTTP to the fake server


@pytest.fixture
def server() -> Iterator[FakeActions]:
    actions = FakeActions(("127.0.0.1", 0), Handler)
    threading.Thread(target=actions.serve_forever, daemon=True).start()
    yield actions
    actions.shutdown()
    actions.server_close()


@pytest.fixture
def apologising(monkeypatch: pytest.MonkeyPatch) -> None:
    """RemoteAction as it is in a Rasa server of ours, until the test is over."""
    monkeypatch.setattr(RemoteAction, "run", RemoteAction.run)
    apologise_for_failed_actions(1.0)


def call(name: str, server: FakeActions | socket.socket) -> list[Event]:
    port = (server.getsockname() if isinstance(server, socket.socket) else server.server_address)[1]
    action = RemoteAction(name, EndpointConfig(f"http://127.0.0.1:{port}/webhook"))
    nlg = TemplatedNaturalLanguageGenerator({RESPONSE: [{"text": SORRY}]})
    tracker = DialogueStateTracker.from_events("me", [])
    return asyncio.run(action.run(CollectingOutputChannel(), nlg, tracker, Domain.empty()))


@pytest.fixture
def patient(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(RemoteAction, "run", RemoteAction.run)
    apologise_for_failed_actions(10.0)


@pytest.mark.usefixtures("patient")
def test_a_server_that_hangs_is_not_waited_for_as_one_that_is_slow():
    with socket.create_server(("127.0.0.1", 0)) as hanging:
        begun = time.monotonic()
        assert [event.text for event in call("action_answer", hanging)] == [SORRY]
        assert time.monotonic() - begun < 2.8


@pytest.mark.usefixtures("patient")
def test_a_server_that_is_slow_and_lives_is_waited_for(server: FakeActions):
    server.delay = 3.0
    assert [event.text for event in call("action_answer", server)] == ["All is well."]


def answer_of(events: list, responses: list) -> tuple[int, bytes]:
    return 200, json.dumps({"events": events, "responses": responses}).encode()


SLOT = {"event": "slot", "name": "comment", "value": "x"}


@pytest.mark.parametrize(
    ("name", "answer", "expected"),
    [
        # A validation that finds no answer in a message has nothing to say.
        ("validate_find_role_form", answer_of([], []), []),
        ("validate_feedback_form", answer_of([], []), []),
        ("action_find_role", answer_of([], []), [SORRY]),
        ("action_validate", answer_of([], []), [SORRY]),
        # What is said or done is passed on, whoever says it.
        ("validate_find_role_form", answer_of([], [{"text": "Well."}]), ["Well."]),
        ("validate_find_role_form", answer_of([SLOT], []), ["comment"]),
        ("action_clear_finder", answer_of([SLOT], []), ["comment"]),
        ("action_find_role", answer_of([], [{"text": ""}]), [SORRY]),
        # A validation that fails is a failure like any other.
        ("validate_find_role_form", FAILURES["an error"], [SORRY]),
        ("validate_find_role_form", FAILURES["a page"], [SORRY]),
        ("validate_find_role_form", FAILURES["an unknown event"], [SORRY]),
    ],
)
def test_only_a_validation_may_say_and_do_nothing(apologising, server: FakeActions, name: str, answer, expected):
    server.answer = answer
    assert [getattr(event, "text", None) or event.key for event in call(name, server)] == expected


def test_a_slow_validation_is_not_waited_for(apologising, server: FakeActions):
    server.answer, server.delay = answer_of([], []), 3.0
    (event,) = call("validate_find_role_form", server)
    assert event.text == SORRY


def test_a_rasa_that_calls_actions_otherwise_is_left_alone(monkeypatch, caplog):
    from bot.runtime import apology

    monkeypatch.delattr(apology.rasa_action, "RemoteAction")
    apology.apologise_for_failed_actions(1.0)
    assert "will be met with silence" in caplog.text
