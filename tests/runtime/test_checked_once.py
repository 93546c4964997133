"""Answers of the action server are found right and wrong as Rasa finds them, by a schema that is looked at once."""

import logging
from typing import Any

import jsonschema
import pytest
from rasa.core.actions.action import RemoteAction

from bot.runtime.checked_once import check_schema_once

RIGHT: list[Any] = [
    {},
    {"events": [], "responses": []},
    {"events": [{"event": "slot", "name": "topic", "value": {"any": ["thing"]}}], "responses": [{"text": "Hello"}]},
    {"events": [{"event": "followup", "name": "action_listen"}]},
    {"events": [{"event": "slot", "name": "topic", "value": None, "timestamp": 1.5}, {"event": "restart"}]},
    {"events": [{"event": "user", "parse_data": {"entities": [{"entity": "role", "value": 1}]}}]},
    {"events": [{"event": "entities", "entities": []}], "more": 1},
]
WRONG: list[Any] = [
    [],
    "nothing",
    {"events": "none"},
    {"events": [{"event": "no such event"}]},
    {"events": [{"event": "slot"}]},
    {"events": [{"event": "slot", "name": "topic", "value": None}, {"event": "slot", "name": 1, "value": None}]},
    {"events": [{"event": "slot", "name": "topic", "value": None, "timestamp": "now"}]},
    {"events": [{"event": "user", "parse_data": {"entities": [{"entity": "role"}]}}]},
    {"events": [{"event": 1}]},
    {"events": [{"event": ["slot"]}]},
    {"events": [{"name": "topic", "value": 1}]},
    {"events": ["restart"]},
    {"responses": ["a text"]},
]


@pytest.fixture
def original(monkeypatch: pytest.MonkeyPatch) -> Any:
    """Rasa's own way, as it was before."""
    found = RemoteAction._validate_action_result
    found = getattr(found, "__wrapped__", found)
    monkeypatch.setattr(RemoteAction, "_validate_action_result", found)
    return found


@pytest.mark.parametrize("answer", RIGHT)
def test_what_fits_passes_as_it_does_in_rasa(original: Any, answer: Any) -> None:
    action = RemoteAction("action_answer", None)  # type: ignore[arg-type]
    assert original(action, answer)
    check_schema_once()
    assert RemoteAction._validate_action_result is not original
    assert action._validate_action_result(answer)


@pytest.mark.parametrize("answer", WRONG)
def test_what_does_not_fit_is_refused_with_rasas_own_words(original: Any, answer: Any) -> None:
    action = RemoteAction("action_answer", None)  # type: ignore[arg-type]
    with pytest.raises(jsonschema.ValidationError) as before:
        original(action, answer)
    check_schema_once()
    with pytest.raises(jsonschema.ValidationError) as after:
        action._validate_action_result(answer)
    assert str(after.value) == str(before.value)


def test_a_rasa_that_checks_otherwise_is_left_alone(
    original: Any, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def other(self: Any, result: Any, more: Any) -> bool:
        return True

    monkeypatch.setattr(RemoteAction, "_validate_action_result", other)
    with caplog.at_level(logging.WARNING):
        check_schema_once()
    assert RemoteAction._validate_action_result is other
    assert "in another way" in caplog.text
