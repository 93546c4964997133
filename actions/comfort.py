"""Somebody in distress: heard in every state of a conversation, whatever was going on."""

from typing import Any

from rasa_sdk import Tracker
from rasa_sdk.events import ActiveLoop, EventType, SlotSet
from rasa_sdk.executor import CollectingDispatcher

from actions.memory import Memory
from actions.naming import NamedAction
from actions.question import readings_of
from actions.uttering import utter
from bot.knowledge.aid import Line, read_aid
from bot.knowledge.countries import COUNTRIES
from bot.saying.comfort import Turning, comfort, comfort_beside
from bot.saying.text import TERMINAL, as_text
from bot.settings import load_settings


class ActionComfort(NamedAction):
    """Says where to turn, and leaves any form quietly; bot.runtime.withheld keeps nothing of it."""

    async def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]) -> list[EventType]:
        settings = load_settings()
        utter(dispatcher, comfort(turning_in(_country(tracker)), settings), tracker.get_latest_input_channel())
        return [SlotSet("requested_slot", None), ActiveLoop(None)] if tracker.active_loop_name else []


def mind(dispatcher: CollectingDispatcher, tracker: Tracker) -> None:
    """Says beside an answer that somebody is there to talk to, unless that was said in the last turns."""
    document = comfort_beside(turning_in(_country(tracker)))
    channel = tracker.get_latest_input_channel()
    text = as_text(document, channel in TERMINAL)
    if not any(event.get("event") == "bot" and event.get("text") == text for event in tracker.events):
        utter(dispatcher, document, channel)


def _country(tracker: Tracker) -> str:
    """Where somebody is, by what they write or wrote before; else where the bot is run for."""
    return readings_of(tracker)[0].country or Memory.of(tracker.slots).country or load_settings().country


def turning_in(country: str) -> Turning:
    """Where somebody in a country turns, by its ISO 3166 code."""
    aid = read_aid(load_settings().knowledge)
    here = aid.crisis_in(country)
    return Turning(
        COUNTRIES[country] if here else "",
        (here or aid.anywhere).emergency,
        (here or aid.anywhere).ambulance or "",
        _lines(here.crisis if here else ()),
        _lines(here.violence if here else ()),
        [(page.name, page.url) for page in aid.anywhere.pages],
    )


def _lines(lines: tuple[Line, ...]) -> list[tuple[str, str]]:
    return [(line.name, line.number) for line in lines]
