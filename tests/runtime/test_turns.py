"""Turns that cannot be kept: what is replaced in Rasa, and what is not where Rasa is another."""

import asyncio
from types import SimpleNamespace
from typing import Any

import pytest
from rasa.core.channels.channel import CollectingOutputChannel, UserMessage
from rasa.core.processor import MessageProcessor
from rasa.core.tracker_store import FailSafeTrackerStore

from bot.errors import StorageError
from bot.runtime import metrics, turns
from bot.runtime.turns import keep_turns_whole
from tests.runtime.events import open_store, settings_in
from tests.runtime.mishaps import in_use

REPLACED = [
    (FailSafeTrackerStore, "on_tracker_store_error"),
    (FailSafeTrackerStore, "on_tracker_store_retrieve_error"),
    (MessageProcessor, "handle_message"),
    (MessageProcessor, "execute_side_effects"),
]


@pytest.fixture(autouse=True)
def rasa(monkeypatch: pytest.MonkeyPatch) -> None:
    """Rasa as it was, before and after."""
    for owner, name in REPLACED:
        original = getattr(owner, name)
        monkeypatch.setattr(owner, name, getattr(original, "__wrapped__", original))


def test_a_failing_store_is_not_replaced_by_an_empty_memory(tmp_path):
    keep_turns_whole()
    settings = settings_in(tmp_path)
    store = FailSafeTrackerStore(open_store(settings))
    with in_use(settings.conversations), pytest.raises(StorageError):
        asyncio.run(store.create_tracker("ann"))


def test_a_turn_that_storage_fails_is_counted_and_told(monkeypatch: pytest.MonkeyPatch):
    async def failing(self: Any, message: UserMessage) -> None:
        raise StorageError("full")

    async def generate(response: str, tracker: Any, channel: str) -> dict[str, Any]:
        return {"text": response}

    monkeypatch.setattr(MessageProcessor, "handle_message", failing)
    keep_turns_whole()
    before = metrics.errors.labels("storage")._value.get()
    processor = SimpleNamespace(domain=SimpleNamespace(slots=[]), nlg=SimpleNamespace(generate=generate))
    told = asyncio.run(MessageProcessor.handle_message(processor, UserMessage("hello", CollectingOutputChannel())))
    assert [message["text"] for message in told] == [turns.RESPONSE]
    assert metrics.errors.labels("storage")._value.get() == before + 1


def test_once_is_enough():
    keep_turns_whole()
    before = [getattr(owner, name) for owner, name in REPLACED]
    keep_turns_whole()
    assert [getattr(owner, name) for owner, name in REPLACED] == before


@pytest.mark.parametrize(("owner", "name"), REPLACED)
def test_another_rasa_is_left_as_it_is(
    owner: type, name: str, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
):
    def other(self: Any, message: str, more: int) -> None:
        raise NotImplementedError

    monkeypatch.setattr(owner, name, other)
    keep_turns_whole()
    assert getattr(owner, name) is other
    assert f"{owner.__name__}.{name}" in caplog.text
    assert turns.RESPONSE not in caplog.text
