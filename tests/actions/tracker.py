"""Running an action as the action server does."""

import asyncio
from dataclasses import dataclass
from typing import Any

import pytest
from rasa_sdk import Action, Tracker
from rasa_sdk.executor import CollectingDispatcher

from actions import base, finder
from actions.knowledge import Known


@dataclass(frozen=True)
class Ran:
    """What an action said, and the events it returned."""

    messages: list[dict[str, Any]]
    events: list[dict[str, Any]]

    @property
    def responses(self) -> list[str]:
        return [message["response"] for message in self.messages if message["response"]]

    @property
    def kinds(self) -> list[str]:
        """The kinds of the answers that were said, in order."""
        return [message["custom"]["answer"]["kind"] for message in self.messages if "answer" in message["custom"]]

    @property
    def slots(self) -> dict[str, Any]:
        """Slots as they are afterwards: of several values the last one."""
        return {event["name"]: event["value"] for event in self.events if event["event"] == "slot"}

    @property
    def followed_by(self) -> str | None:
        """The action that is to come next, if the action said so."""
        return next((event["name"] for event in self.events if event["event"] == "followup"), None)

    def set_to(self, slot: str) -> list[Any]:
        """Every value that a slot was given, in order."""
        return [event["value"] for event in self.events if event["event"] == "slot" and event["name"] == slot]


def tracker_of(message: dict[str, Any], channel: str = "rest", loop: str | None = None, **slots: Any) -> Tracker:
    """A conversation that is at a message; loop: the form that is active."""
    events = [{"event": "user", "text": message["text"], "input_channel": channel}]
    return Tracker("me", slots, message, events, False, None, {"name": loop} if loop else {}, "action_listen")


def run(
    action: Action,
    message: dict[str, Any],
    known: Known,
    monkeypatch: pytest.MonkeyPatch,
    channel: str = "rest",
    loop: str | None = None,
    **slots: Any,
) -> Ran:
    """Runs an action over a store, in a conversation with these slots."""
    for module in (base, finder):
        monkeypatch.setattr(module, "known", lambda: known)
    dispatcher = CollectingDispatcher()
    events = asyncio.run(action.run(dispatcher, tracker_of(message, channel, loop, **slots), {}))
    return Ran(dispatcher.messages, events)


def message(text: str, intent: str = "", entities: list[dict[str, Any]] | None = None, **more: Any) -> dict[str, Any]:
    """A message as Rasa understood it."""
    return {"text": text, "intent": {"name": intent, "confidence": 0.9}, "entities": entities or [], **more}


def role_entity(value: str, *roles: str) -> dict[str, Any]:
    return {"entity": "role", "value": value, "roles": list(roles)}
