"""Running an action as the action server does."""

import asyncio
from dataclasses import dataclass
from typing import Any

import pytest
from rasa_sdk import Action, Tracker
from rasa_sdk.executor import CollectingDispatcher

from actions import answering, finder
from actions.knowledge import Known
from bot.reading.known_names import Place
from bot.reading.mentions import Mention
from bot.reading.read import read
from bot.reading.reading import Asked
from tests.actions.asking import NAMES, place_of


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


def tracker_of(
    message: dict[str, Any],
    channel: str = "rest",
    loop: str | None = None,
    before: str = "",
    said: str = "",
    **slots: Any,
) -> Tracker:
    """A conversation that is at a message.

    loop: the form that is active; before: the action that was run last; said: what the bot said last.
    """
    done = [{"event": "action", "name": name} for name in (before, "action_listen") if before]
    done += [{"event": "bot", "text": said}] * bool(said)
    events = [*done, {"event": "user", "text": message["text"], "input_channel": channel}]
    return Tracker("me", slots, message, events, False, None, {"name": loop} if loop else {}, "action_listen")


def run(
    action: Action,
    message: dict[str, Any],
    known: Known,
    monkeypatch: pytest.MonkeyPatch,
    channel: str = "rest",
    loop: str | None = None,
    before: str = "",
    said: str = "",
    **slots: Any,
) -> Ran:
    """Runs an action over a store, in a conversation with these slots."""
    for module in (answering, finder):
        monkeypatch.setattr(module, "known", lambda: known)
    dispatcher = CollectingDispatcher()
    events = asyncio.run(action.run(dispatcher, tracker_of(message, channel, loop, before, said, **slots), {}))
    return Ran(dispatcher.messages, events)


def message(
    text: str,
    intent: str = "",
    entities: list[dict[str, Any]] | None = None,
    further: list[dict[str, Any]] | None = None,
) -> dict[str, Any]:
    """A message as Rasa understood it; entities: of role_entity and place_entity; further: as of question()."""
    whole = " ".join([text, *(each["text"] for each in further or ())])
    readings = [question(text, intent, entities), *(further or ())]
    return {"text": whole, "readings": readings}


def question(
    text: str, intent: str = "", entities: list[dict[str, Any]] | None = None, sure: float = 0.9
) -> dict[str, Any]:
    """One question of a message, as bot/nlu/reading.py notes it."""
    found = entities or []
    mentions = [
        Mention(*place_of(each["value"], text), each["value"], tuple(each["roles"]), True)
        for each in found
        if "roles" in each
    ]
    places = [Place(*place_of(each["value"], text), each["value"]) for each in found if "roles" not in each]
    return read(text, Asked(intent or Asked.unclear), sure, mentions, places, NAMES).as_data()


def role_entity(value: str, *roles: str) -> dict[str, Any]:
    return {"value": value, "roles": list(roles)}


def place_entity(value: str) -> dict[str, Any]:
    return {"value": value}
