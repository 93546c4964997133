"""What people think of answers, and going on after yes or no."""

from typing import Any

from rasa_sdk import Tracker
from rasa_sdk.events import EventType, FollowupAction, SlotSet
from rasa_sdk.executor import CollectingDispatcher

from actions.confidence import CONFIDENTIAL
from actions.naming import NamedAction
from actions.question import readings_of
from bot.reading.marks import Mark
from bot.reading.reading import Asked

# What is no comment, said where one was asked for: none, or another question.
_NONE = frozenset((Asked.skip, Asked.deny, Asked.affirm, Asked.pause))
_OTHER = frozenset((Asked.help, Asked.goodbye, Asked.forget_me, Asked.privacy, Asked.find_role))


def feedback_on(tracker: Tracker, helpful: bool, comment: str = "") -> dict[str, Any]:
    """What is kept of someone's opinion of the last answer: see bot.runtime.broker."""
    last = tracker.get_slot("outcome") or {}
    about = {"question": last.get("question", ""), "kind": last.get("kind", ""), "roles": last.get("roles", [])}
    about |= {CONFIDENTIAL: True} if last.get(CONFIDENTIAL) else {}
    return {"helpful": helpful, "comment": comment, **about}


class ActionThankForFeedback(NamedAction):
    """Keeps that an answer helped."""

    async def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]) -> list[EventType]:
        dispatcher.utter_message(response="utter_feedback_good")
        return [SlotSet("feedback", feedback_on(tracker, helpful=True)), SlotSet("feedback", None)]


class ValidateFeedbackForm(NamedAction):
    """Takes the comment from the complaint itself, or from the message after it."""

    async def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]) -> list[EventType]:
        said = tracker.latest_message.get("text") or ""
        reading = readings_of(tracker)[0]
        if reading.asked is Asked.distress:
            return []
        if not tracker.get_slot("requested_slot"):
            return [SlotSet("comment", said if reading.shows(Mark.explains) else None)]
        if reading.asked in _NONE:
            return [SlotSet("comment", "")]
        return [] if reading.shows(Mark.asked) or reading.asked in _OTHER else [SlotSet("comment", said)]


class ActionKeepFeedback(NamedAction):
    """Keeps what was wrong with an answer."""

    async def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]) -> list[EventType]:
        dispatcher.utter_message(response="utter_feedback_kept")
        kept = feedback_on(tracker, helpful=False, comment=tracker.get_slot("comment") or "")
        return [SlotSet("feedback", kept), SlotSet("feedback", None), SlotSet("comment", None)]


class ActionGoOn(NamedAction):
    """What a yes or no gets that answers nothing; a fallback of Rasa's policies has to say itself that it is done."""

    async def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]) -> list[EventType]:
        dispatcher.utter_message(response="utter_go_on")
        return [FollowupAction("action_listen")]
