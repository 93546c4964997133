"""What the broker keeps of a conversation, and what it does not."""

import json
import sqlite3
from pathlib import Path
from typing import Any

import pytest
from rasa.shared.core.events import ActionExecuted, BotUttered, SlotSet

from bot.runtime.broker import ReportBroker
from bot.settings import Settings
from tests.runtime.events import converse, feedback, open_configured, open_store, outcome, said, settings_in


def kept(settings: Settings) -> list[tuple[str, dict[str, Any]]]:
    with sqlite3.connect(settings.events) as database:
        rows = database.execute("SELECT sender_id, data FROM events ORDER BY id").fetchall()
    return [(sender, json.loads(data)) for sender, data in rows]


def test_only_outcomes_and_feedback_are_kept(tmp_path: Path):
    settings = settings_in(tmp_path)
    converse(
        open_store(settings),
        "ann",
        said("who answers complaints?"),
        ActionExecuted("action_find_roles"),
        SlotSet("outcome", None),
        outcome("who answers complaints?", roles=["operations_manager"], score=0.72),
        BotUttered("The operations manager."),
        SlotSet("forget_me", False),
        feedback("who answers complaints?", "no, they do not"),
        SlotSet("feedback", None),
    )
    (first, outcome_event), (second, feedback_event) = kept(settings)
    assert (first, second) == ("ann", "ann")
    assert outcome_event.keys() == {"event", "name", "timestamp", "value"}
    assert outcome_event["value"] == {
        "question": "who answers complaints?",
        "kind": "who_handles",
        "roles": ["operations_manager"],
        "score": 0.72,
        "intent": "ask_who",
        "confidence": 0.9,
    }
    assert feedback_event["name"] == "feedback"
    assert feedback_event["value"]["comment"] == "no, they do not"


def test_an_event_is_kept_once_however_often_the_conversation_is_saved(tmp_path: Path):
    settings = settings_in(tmp_path)
    store = open_store(settings)
    converse(store, "ann", said("a"), outcome("a"))
    converse(store, "ann", said("b"), outcome("b"))
    assert [event["value"]["question"] for _, event in kept(settings)] == ["a", "b"]


def test_contact_details_are_not_kept_but_ids_of_roles_are(tmp_path: Path):
    settings = settings_in(tmp_path)
    role = "esco_12345678_1234_4123_8123_123456789012"
    converse(
        open_store(settings),
        "ann",
        outcome("who is bob@example.com, tel. 555-123-4567?", roles=[role], nested=[{"a": ["+49 30 901820"]}]),
        feedback("", "write to ann@example.com"),
    )
    first, second = (event["value"] for _, event in kept(settings))
    assert first["question"] == "who is [e-mail], tel. [phone]?"
    assert first["nested"] == [{"a": ["[phone]"]}]
    assert first["roles"] == [role]
    assert second["comment"] == "write to [e-mail]"
    assert b"example.com" not in settings.events.read_bytes()


def test_the_sender_stands_in_its_column_alone(tmp_path: Path):
    settings = settings_in(tmp_path)
    converse(open_store(settings), "ann@example.com", outcome("a"))
    ((sender, event),) = kept(settings)
    assert sender == "ann@example.com"
    assert "ann" not in json.dumps(event)


def test_a_failing_database_is_logged_and_the_conversation_goes_on(tmp_path: Path, caplog: pytest.LogCaptureFixture):
    settings = settings_in(tmp_path)
    store = open_store(settings)
    with sqlite3.connect(settings.events) as database:
        database.execute("CREATE TRIGGER stuck BEFORE INSERT ON events BEGIN SELECT RAISE(FAIL, 'stuck'); END")
    converse(store, "ann", said("a"), outcome("a"))
    assert "could not be written" in caplog.text
    with sqlite3.connect(settings.conversations) as database:
        assert database.execute("SELECT count(*) FROM events").fetchone() == (2,)


def test_endpoints_yml_makes_rasa_use_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    settings = settings_in(tmp_path)
    store = open_configured(settings, monkeypatch)
    assert isinstance(store.event_broker, ReportBroker)
    converse(store, "ann", said("a"), outcome("a"))
    assert [sender for sender, _ in kept(settings)] == ["ann"]
