"""Actions in the process that asks for them: it hears everybody meanwhile, and goes on whatever becomes of them."""

import asyncio
import logging
import threading
import time
import uuid
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest
from rasa.core.agent import Agent
from rasa.core.utils import AvailableEndpoints
from rasa.utils.endpoints import ClientResponseError
from rasa_sdk.events import SlotSet
from rasa_sdk.interfaces import ActionExecutionRejection

from bot.runtime import actions_inside, metrics, tracing
from bot.runtime.actions_inside import ActionsInside, answer_inside
from bot.settings import Settings
from tests.conftest import Bot

WORDS = "my name is Ann"
# Of every way of answering, some of them twice.
QUESTIONS = (
    *("who handles customer grievances", "what does a plumber earn, and how do I become one", "what does a nurse do"),
    *("how do a chef and a cook differ", "I love animals and have no degree, which jobs would suit me", "hello"),
    *("which jobs pay most", "who approves a budget", "was macht eine Krankenschwester?", "is a welder in demand"),
    *("what skills does a data scientist need", "what does a nurse do", "the one who drives the school bus", "xyzzy"),
)


def inside(settings: Settings, run: Callable[..., Any]) -> ActionsInside:
    """An endpoint whose one action is a function of (dispatcher, tracker, domain)."""
    made = ActionsInside(settings)
    made._executor.register_function("action_answer", run)
    return made


def call(sender: str = "ann") -> dict[str, Any]:
    return {"next_action": "action_answer", "tracker": {"sender_id": sender, "slots": {}, "events": []}}


async def answered(endpoint: ActionsInside) -> Any:
    return await endpoint.request(json=call(), method="post")


def test_what_an_action_says_and_does_is_as_it_would_come_from_a_server(settings: Settings):
    given = ("a", "b")

    def run(dispatcher: Any, tracker: Any, domain: Any) -> Any:
        dispatcher.utter_message(text=tracker.sender_id)
        return [SlotSet("choices", given)]

    found = asyncio.run(answered(inside(settings, run)))
    assert found["responses"][0]["text"] == "ann"
    assert [(event["name"], event["value"]) for event in found["events"]] == [("choices", ["a", "b"])]


def test_the_loop_goes_on_while_an_action_is_at_work_and_others_are_too(settings: Settings):
    side_by_side = threading.Barrier(3)

    def run(dispatcher: Any, tracker: Any, domain: Any) -> Any:
        side_by_side.wait(10)
        time.sleep(0.3)

    async def asked() -> int:
        endpoint = inside(settings, run)
        going = asyncio.gather(*(answered(endpoint) for _ in range(3)))
        rounds = 0
        while not going.done():
            await asyncio.sleep(0.01)
            rounds += 1
        await going
        return rounds

    assert asyncio.run(asked()) >= 10


def test_an_action_knows_the_request_that_it_belongs_to(settings: Settings):
    known: list[str] = []

    async def asked() -> str:
        request = tracing.begin()
        await answered(inside(settings, lambda dispatcher, tracker, domain: known.append(tracing.current())))
        return request

    assert known == [asyncio.run(asked())]


def fails(dispatcher: Any, tracker: Any, domain: Any) -> Any:
    raise ValueError(WORDS)


def rejects(dispatcher: Any, tracker: Any, domain: Any) -> Any:
    raise ActionExecutionRejection("action_answer", "no such answer")


def says_what_is_no_json(dispatcher: Any, tracker: Any, domain: Any) -> Any:
    dispatcher.utter_message(json_message={"a": object()})


@pytest.mark.parametrize(
    ("run", "status", "text"),
    [
        (fails, 500, "The action failed."),
        (says_what_is_no_json, 500, "The action failed."),
        (rejects, 400, '{"error": "no such answer", "action_name": "action_answer"}'),
    ],
)
def test_what_fails_is_refused_as_a_server_would_and_what_was_said_is_not_logged(
    settings: Settings, caplog: pytest.LogCaptureFixture, run: Callable[..., Any], status: int, text: str
):
    endpoint = inside(settings, run)
    with caplog.at_level(logging.DEBUG), pytest.raises(ClientResponseError) as refused:
        asyncio.run(answered(endpoint))
    assert (refused.value.status, refused.value.text) == (status, text)
    assert WORDS not in caplog.text
    assert ("test_actions_inside.py" in caplog.text) == (run is fails)


def test_one_that_is_given_up_holds_up_nobody_and_one_that_goes_on_for_long_ends_the_process(
    settings: Settings, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
):
    ended: list[int] = []
    monkeypatch.setattr(actions_inside.os, "_exit", ended.append)
    over, hung = threading.Event(), []

    def run(dispatcher: Any, tracker: Any, domain: Any) -> Any:
        if not hung:
            hung.append(threading.current_thread())
            over.wait(60)

    async def asked() -> None:
        endpoint = inside(settings, run)
        with pytest.raises(asyncio.TimeoutError):
            await asyncio.wait_for(answered(endpoint), 0.1)
        await answered(endpoint)
        assert not ended
        monkeypatch.setattr(actions_inside, "LONGEST", 0.0)
        await answered(endpoint)
        assert ended == [1]
        over.set()
        hung[0].join(10)
        await answered(endpoint)
        assert ended == [1]

    asyncio.run(asked())
    assert "An action hangs" in caplog.text


def works(dispatcher: Any, tracker: Any, domain: Any) -> Any:
    dispatcher.utter_message(text="All is well.")


def is_slow(dispatcher: Any, tracker: Any, domain: Any) -> Any:
    time.sleep(0.5)


@pytest.mark.parametrize(
    ("run", "status"), [(works, "200"), (rejects, "400"), (fails, "500"), (is_slow, metrics.OTHER)]
)
def test_how_actions_end_is_counted_as_an_action_server_counts(
    settings: Settings, run: Callable[..., Any], status: str
):
    def counted() -> dict[tuple[str, ...], float]:
        return {labels: counter._value.get() for labels, counter in metrics.calls._metrics.items()}

    metrics.begin_at_zero()
    before = counted()
    with suppress(ClientResponseError, asyncio.TimeoutError):
        asyncio.run(asyncio.wait_for(answered(inside(settings, run)), 0.2 if run is is_slow else 60))
    assert {labels for labels, count in counted().items() if count != before[labels]} == {(status,)}


# ---- which of both


@pytest.fixture
def rasa(monkeypatch: pytest.MonkeyPatch) -> None:
    """Rasa as it was before, afterwards."""
    monkeypatch.setattr(AvailableEndpoints, "read_endpoints", AvailableEndpoints.read_endpoints)
    monkeypatch.setattr(Agent, "load_model", Agent.load_model)


@pytest.mark.parametrize(
    ("lines", "is_inside"),
    [
        ("action_endpoint:\n  url: ''\n", True),
        ("{}\n", True),
        ("action_endpoint:\n  url: http://actions:5055/webhook\n", False),
    ],
)
def test_actions_run_inside_where_no_server_is_named(
    settings: Settings, tmp_path: Path, rasa: None, lines: str, is_inside: bool
):
    answer_inside(settings)
    file = tmp_path / "endpoints.yml"
    file.write_text(lines)
    found = AvailableEndpoints.read_endpoints(str(file)).action
    assert isinstance(found, ActionsInside) == is_inside
    assert is_inside or found.url == "http://actions:5055/webhook"


def test_a_rasa_that_finds_endpoints_otherwise_is_left_alone(
    settings: Settings, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
):
    monkeypatch.delattr(AvailableEndpoints, "read_endpoints")
    answer_inside(settings)
    assert "it needs an action server" in caplog.text


def test_a_store_that_cannot_be_read_is_told_and_is_not_ready(settings: Settings, tmp_path: Path):
    endpoint = ActionsInside(settings.but(store=tmp_path / "none.db"))
    assert asyncio.run(endpoint.wrong()) == "The actions are not ready: knowledge, encoder."
    whole = ActionsInside(settings)
    whole.warm_up()
    assert asyncio.run(whole.wrong()) is None
    with pytest.raises(SystemExit, match="There is no knowledge store"):
        endpoint.warm_up()


# ---- a real server


def test_what_is_answered_side_by_side_is_what_is_answered_one_by_one(bot: Bot):
    one_by_one = [bot.say(question, uuid.uuid4().hex).messages for question in QUESTIONS]
    with ThreadPoolExecutor(len(QUESTIONS)) as pool:
        for _ in range(3):
            asked = [pool.submit(bot.say, question, uuid.uuid4().hex) for question in QUESTIONS]
            for question, each, before in zip(QUESTIONS, asked, one_by_one, strict=True):
                assert without_names(each.result().messages) == without_names(before), question


def without_names(messages: list[dict[str, Any]]) -> list[dict[str, Any]]:
    return [{**message, "recipient_id": ""} for message in messages]
