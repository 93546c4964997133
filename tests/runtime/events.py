"""Conversations in real databases, made by the classes that the running bot uses."""

import asyncio
import time
from pathlib import Path
from typing import Any

import pytest
from rasa.core.brokers.broker import EventBroker
from rasa.core.tracker_store import TrackerStore
from rasa.core.utils import read_endpoint_config
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import Event, SlotSet, UserUttered
from rasa.shared.core.trackers import DialogueStateTracker

from bot.runtime.broker import ReportBroker
from bot.runtime.conversations import ForgettingTrackerStore
from bot.runtime.processes import rasa_environment
from bot.settings import ROOT, Settings, load_settings

SLOTS = "slots:\n" + "".join(
    f"  {name}: {{type: {kind}, influence_conversation: false, mappings: [{{type: custom}}]}}\n"
    for name, kind in (("outcome", "any"), ("feedback", "any"), ("forget_me", "bool"))
)
DOMAIN = Domain.from_yaml(SLOTS)


def settings_in(folder: Path) -> Settings:
    """Settings whose databases are in a folder of their own; there are none yet."""
    return load_settings().but(conversations=folder / "conversations.db", events=folder / "events.db")


def environment(settings: Settings) -> dict[str, str]:
    return {"ROLEWISE_CONVERSATIONS": str(settings.conversations), "ROLEWISE_EVENTS": str(settings.events)}


def open_store(settings: Settings) -> ForgettingTrackerStore:
    """The tracker store and its broker, as Rasa makes them."""
    broker = ReportBroker(db=str(settings.events))
    return ForgettingTrackerStore(domain=DOMAIN, db=str(settings.conversations), event_broker=broker)


def open_configured(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> TrackerStore:
    """The same, the way Rasa makes them from endpoints.yml."""
    for name, value in rasa_environment(settings).items():
        monkeypatch.setenv(name, value)
    path = str(ROOT / "endpoints.yml")
    broker = asyncio.run(EventBroker.create(read_endpoint_config(path, "event_broker")))
    return TrackerStore.create(read_endpoint_config(path, "tracker_store"), DOMAIN, broker)


def said(text: str, age: float = 0.0) -> Event:
    """A message of so many days ago."""
    return UserUttered(text, timestamp=time.time() - age * 86400)


def slot(name: str, value: Any, age: float = 0.0) -> Event:
    return SlotSet(name, value, timestamp=time.time() - age * 86400)


def outcome(question: str, kind: str = "who_handles", age: float = 0.0, **other: Any) -> Event:
    value = {"question": question, "kind": kind, "roles": [], "score": 0.8, "intent": "ask_who", "confidence": 0.9}
    return slot("outcome", value | other, age)


def feedback(question: str, comment: str, helpful: bool = False, **other: Any) -> Event:
    value = {"helpful": helpful, "comment": comment, "question": question, "kind": "who_handles", "roles": []}
    return slot("feedback", value | other)


def converse(store: TrackerStore, sender: str, *events: Event) -> None:
    """Adds events to a conversation and saves it, as Rasa does once a message."""

    async def conversation() -> None:
        tracker = await store.retrieve(sender) or DialogueStateTracker(sender, DOMAIN.slots)
        tracker.update_with_events(list(events), DOMAIN, override_timestamp=False)
        await store.save(tracker)

    asyncio.run(conversation())
