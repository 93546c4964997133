"""Being forgotten, which is asked about first, and what is kept until then."""

from typing import Any

from rasa_sdk import Tracker
from rasa_sdk.events import ActiveLoop, EventType, SlotSet
from rasa_sdk.executor import CollectingDispatcher

from actions.answering import ActionAnswer
from actions.naming import NamedAction
from actions.question import readings_of
from actions.uttering import utter
from bot.reading.reading import Asked
from bot.saying.courtesies import ask_forget, tell_privacy
from bot.settings import load_settings


class ActionForgetMe(NamedAction):
    """Marks the conversation to be erased: bot.runtime.conversations does it once this turn has ended."""

    async def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]) -> list[EventType]:
        dispatcher.utter_message(response="utter_forgotten")
        return [SlotSet("forget_me", True)]


class ActionAskForget(ActionAnswer):
    """Asks whether all is to be erased, unless that is not what is meant; a form under way is left.

    Whoever is asked and says it again means it.
    """

    async def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]) -> list[EventType]:
        asked = readings_of(tracker)[0].asked
        if asked is Asked.deny:
            dispatcher.utter_message(response="utter_not_forgotten")
            return []
        if asked is not Asked.forget_me:
            return await super().run(dispatcher, tracker, domain)
        last = tracker.get_last_event_for("action", exclude=["action_listen"]) or {}
        if last.get("name") == self.name():
            return await ActionForgetMe().run(dispatcher, tracker, domain)
        utter(dispatcher, ask_forget(), tracker.get_latest_input_channel())
        return [SlotSet("requested_slot", None), ActiveLoop(None)] if tracker.active_loop_name else []


class ActionTellPrivacy(NamedAction):
    """Tells what is kept of a person, for how long, and how to have it erased."""

    async def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]) -> list[EventType]:
        utter(dispatcher, tell_privacy(load_settings().retention_days), tracker.get_latest_input_channel())
        return []
