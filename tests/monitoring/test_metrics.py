"""What the servers count and time, and that no label tells of a person."""

import asyncio
import logging
import urllib.error
import urllib.request

import pytest
from rasa.core.lock_store import InMemoryLockStore, LockStore
from rasa.core.processor import MessageProcessor

from bot.channels.refusals import REFUSALS
from bot.runtime import metrics, observation
from tests.channels.visitor import request
from tests.monitoring.conftest import Watched, sample
from tests.monitoring.talking import CHANNELS, over_rest, over_web
from tests.runtime.test_apology import FakeActions

WHO = "who handles customer grievances"


def rise(before: dict, after: dict) -> dict[str, float]:
    """By how much counters rose, written as Prometheus does."""
    risen = {each: value - before.get(each, 0.0) for each, value in after.items()}
    return {
        f"{name}{{{','.join(value for _, value in sorted(labels))}}}": change
        for (name, labels), change in risen.items()
        if change and name.startswith("rolewise_") and name.endswith(("_total", "_count"))
    }


def test_messages_are_counted_by_channel_intent_and_answer_and_timed_by_stage(watched: Watched):
    before, calls = watched.metrics(), watched.metrics(watched.settings.actions_metrics_port)
    over_rest(watched, WHO)
    over_web(watched, "what is the weather today")
    assert rise(before, watched.metrics()) == {
        "rolewise_messages_total{rest,answered}": 1,
        "rolewise_messages_total{web,answered}": 1,
        "rolewise_intents_total{ask_who}": 1,
        "rolewise_intents_total{out_of_scope}": 1,
        "rolewise_answers_total{who_handles}": 1,
        "rolewise_answers_total{out_of_scope}": 1,
        "rolewise_stage_seconds_count{understanding}": 2,
        "rolewise_stage_seconds_count{action}": 2,
        "rolewise_stage_seconds_count{message}": 2,
    }
    assert rise(calls, watched.metrics(watched.settings.actions_metrics_port)) == {
        "rolewise_action_calls_total{200}": 2,
        "rolewise_stage_seconds_count{call}": 2,
    }


@pytest.mark.parametrize("channel", CHANNELS)
def test_every_channel_is_counted(watched: Watched, channel: str):
    before = watched.metrics()
    CHANNELS[channel](watched, "hello")
    name = channel.split()[0]
    assert rise(before, watched.metrics())[f"rolewise_messages_total{{{name},answered}}"] == 1


def test_failures_are_counted_by_their_cause_and_with_their_message(watched: Watched):
    with watched.with_other_actions() as actions:
        for kind, answer, delay in (
            ("action_failed", (500, b"oh dear"), 0.0),
            ("action_silent", (200, b"{}"), 0.0),
            ("action_slow", FakeActions.answer, 3.0),
        ):
            actions.answer, actions.delay = answer, delay
            for say, channel in ((over_rest, "rest"), (over_web, "web")):
                before = watched.metrics()
                say(watched, WHO)
                risen = rise(before, watched.metrics())
                assert risen[f"rolewise_errors_total{{{kind}}}"] == 1
                assert risen[f"rolewise_messages_total{{{channel},failed}}"] == 1
                assert not [each for each in risen if "errors" in each and kind not in each]


@pytest.mark.parametrize(
    ("door", "reason", "path", "headers"),
    [
        ("chat", "bad_token", "/chat/messages", {"Authorization": "Bearer my secret words"}),
        ("chat", "origin", "/chat/session", {"Origin": "https://my-secret-words.example"}),
        ("rest", "not_json", "/webhooks/rest/webhook", {"Content-Type": "text/plain"}),
        ("slack", "not_signed", "/slack/events", {}),
        ("other", "no_such_path", "/my-secret-words", {}),
        ("other", "wrong_host", "/health", {"Host": "my-secret-words.example"}),
    ],
)
def test_what_is_refused_is_counted_and_logged_by_door_and_reason(
    watched: Watched, door: str, reason: str, path: str, headers: dict[str, str]
):
    before, seen = watched.metrics(), len(watched.log)
    answer = request(watched.settings, "POST", path, b"{}", headers)
    assert answer.status >= 400
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert rise(before, watched.metrics()) == {f"rolewise_refusals_total{{{door},{reason}}}": 1}
    logged = watched.log[seen:]
    assert f"Refused at the door {door}: {reason}." in logged
    assert "secret" not in logged


def test_every_refusal_has_a_reason_that_is_counted():
    assert set(REFUSALS) <= set(metrics.REASONS)


def test_metrics_are_told_to_nobody_who_asks_by_another_name(watched: Watched):
    for port in (watched.settings.metrics_port, watched.settings.actions_metrics_port):
        asked = request(watched.settings.but(port=port), "GET", "/metrics", headers={"Host": "evil.example"})
        assert asked.status == 421
        assert b"rolewise_" not in asked.body


def test_the_process_itself_is_measured(watched: Watched):
    for port in (watched.settings.metrics_port, watched.settings.actions_metrics_port):
        found = watched.metrics(port)
        assert found[sample("process_resident_memory_bytes")] > 50e6
        assert found[sample("process_cpu_seconds_total")] > 0
        assert found[sample("process_start_time_seconds")] > 0


@pytest.mark.parametrize("path", ["/metrics", "/metrics/"])
def test_no_metrics_are_told_on_the_public_port_or_that_of_the_actions(watched: Watched, path: str):
    for port in (watched.settings.port, watched.settings.actions_port):
        with pytest.raises(urllib.error.HTTPError) as refused:
            urllib.request.urlopen(f"http://127.0.0.1:{port}{path}", timeout=10)
        assert refused.value.code >= 400
        assert b"rolewise_" not in refused.value.read()


def test_labels_are_closed_sets(watched: Watched):
    over_rest(watched, "flumbous grommish", sender="somebody@example.org")
    allowed = {
        "channel": {*metrics.CHANNELS},
        "outcome": {*metrics.OUTCOMES},
        "stage": {*metrics.STAGES},
        "kind": {*metrics.KINDS, *metrics.ERRORS},
        "status": {*metrics.STATUSES},
        "door": {*metrics.DOORS.values(), metrics.OTHER},
        "reason": {*metrics.REASONS},
    }
    for (name, labels), _ in watched.metrics().items():
        for label, value in labels:
            if name.startswith("rolewise_") and label not in ("le", "intent"):
                assert value in allowed[label]
    # Those of intents are the domain's.
    assert metrics.known("a person's own words", ["greet"]) == "other"


def test_those_who_wait_for_their_turn_are_counted():
    lock = observation._waiting(LockStore.lock)
    waiting = metrics.waiting._value.get

    async def take(store: LockStore, sender: str) -> float:
        async with lock(store, sender, wait_time_in_seconds=0.01):
            return waiting()

    async def until_one_waits() -> None:
        while not waiting():
            await asyncio.sleep(0.01)

    async def talk() -> tuple[float, float]:
        store = InMemoryLockStore()
        async with lock(store, "one"):
            next_of_one = asyncio.create_task(take(store, "one"))
            await asyncio.wait_for(until_one_waits(), timeout=30)
            # Another conversation has its own turn, and its talker does not wait.
            while_one_waits = await take(store, "other")
        return while_one_waits, await next_of_one

    assert asyncio.run(talk()) == (1, 0)
    assert waiting() == 0


def test_a_rasa_that_works_otherwise_is_left_alone(monkeypatch, caplog):
    monkeypatch.setattr(LockStore, "lock", lambda self: None)
    monkeypatch.setattr(MessageProcessor, "handle_message", None)
    monkeypatch.setattr(MessageProcessor, "parse_message", MessageProcessor.parse_message)
    with caplog.at_level(logging.WARNING):
        observation.observe_messages()
    assert "handle_message is not counted" in caplog.text
    assert "lock is not counted" in caplog.text
    assert MessageProcessor.handle_message is None
