"""What is not a question about roles: more or less of the last answer, feedback, being forgotten, and not following."""

import re
from typing import Any

from rasa_sdk import Tracker
from rasa_sdk.events import EventType, FollowupAction, SlotSet
from rasa_sdk.executor import CollectingDispatcher

from actions import follow_up
from actions.answer import role_ref
from actions.base import FINDER, AnswerAction, NamedAction
from actions.knowledge import Known
from actions.pay import tell_pay
from actions.question import Question, which_role
from actions.roles import summarise
from bot.saying.answer import Answer
from bot.saying.kinds import AnswerKind
from bot.search.countries import country_named
from bot.search.phrases import looks_asked

# What 'tell me more' tells next, after the kind of answer that the conversation is at.
_NEXT = {
    "who_handles": "role",
    "verdict": "role",
    "summary": "role",
    "short": "role",
    "person": "role",
    "role": "skills",
    "day": "skills",
    "skills": "qualification",
    "become": "related",
    "qualification": "related",
    "licence": "become",
    "related": "day",
}
# A comment of at least so many words says what was wrong; shorter ones only that something was.
COMMENTS = 5
_BARE = re.compile(
    r"\b(?:that|this|it|is|was|the|answer|wrong|not|no|right|helpful|incorrect|you|are|bad|a|at|all)\b", re.IGNORECASE
)
_PAY = re.compile(r"\b(?:pay|paid|salary|salaries|wages?|earn\w*|income)\b", re.IGNORECASE)
# Misunderstood so often in a row, people need another way on rather than the same sentence again.
STUCK = 2


class ActionSayMore(AnswerAction):
    """The rest of a long list, or else the next thing there is to know about the role."""

    intent = "ask_more"

    def __init__(self) -> None:
        self._told = ""

    def answer(self, question: Question, known: Known) -> Answer:
        if question.unsaid:
            return Answer(AnswerKind.rest, blocks=question.unsaid)
        focus = question.named or tuple(role for role in question.focus if role in known.store)
        if not focus:
            return Answer(AnswerKind.nothing_more)
        self._told = _NEXT.get(question.topic, "role")
        return follow_up.DESCRIBE[self._told](known, focus)

    def topic_after(self, question: Question) -> str:
        return self._told or question.topic


class ActionShorten(AnswerAction):
    """The last answer in a sentence or less."""

    intent = "ask_shorter"

    def answer(self, question: Question, known: Known) -> Answer:
        focus = question.named or tuple(role for role in question.focus if role in known.store)
        if not focus:
            return which_role(known, ())
        if question.topic == "who_handles" and not question.named:
            return Answer(AnswerKind.short, tuple(role_ref(known.store, role) for role in focus))
        return summarise(known, focus)

    def topic_after(self, question: Question) -> str:
        return question.topic


class _NotFollowing(AnswerAction):
    """What was not understood, or is outside what is known; again and again, it offers ways on."""

    kind: AnswerKind

    def __init__(self) -> None:
        self._times, self._finding = 0, False

    def prepared(self, question: Question, tracker: Tracker) -> Question:
        self._times = int(tracker.get_slot("misunderstood") or 0) + 1
        self._finding = tracker.active_loop_name == FINDER
        return question

    def answer(self, question: Question, known: Known) -> Answer:
        picked = follow_up.choose(question.text, question.choices, known)
        named = question.named if self.kind is AnswerKind.fallback and question.topic and not self._finding else ()
        told = _PAY.search(question.text) and self.kind is AnswerKind.out_of_scope and question.named
        if told and not self._finding:
            # A role that is named beside what is asked of roles is no other matter.
            return tell_pay(known, question.named, country_named(known.store, question.text) or "")
        if picked or named or (question.places and question.text.strip() in question.places):
            return follow_up.continue_topic(question, known)
        if self._finding:
            return Answer(AnswerKind.finder_hint)
        return Answer(
            self.kind if self._times < STUCK else AnswerKind.stuck if self._times == STUCK else AnswerKind.lost
        )

    def topic_after(self, question: Question) -> str:
        return question.topic

    def _respond(
        self, dispatcher: CollectingDispatcher, question: Question, found: Answer, channel: str | None
    ) -> dict[str, Any]:
        told = super()._respond(dispatcher, question, found, channel)
        if told["outcome"]["kind"] in (self.kind, "stuck", "lost", "finder_hint"):
            told["outcome"]["kind"] = self.kind
            # Nothing was told, so whatever the conversation was about, it still is.
            told = {"misunderstood": self._times, "outcome": told["outcome"], "unsaid": told["unsaid"]}
        return told


class ActionFallback(_NotFollowing):
    kind = AnswerKind.fallback


class ActionDeclineTopic(_NotFollowing):
    kind = AnswerKind.out_of_scope


def feedback_on(tracker: Tracker, helpful: bool, comment: str = "") -> dict[str, Any]:
    """What is kept of someone's opinion of the last answer: see bot.runtime.broker."""
    last = tracker.get_slot("outcome") or {}
    about = {"question": last.get("question", ""), "kind": last.get("kind", ""), "roles": last.get("roles", [])}
    return {"helpful": helpful, "comment": comment, **about}


class ActionThankForFeedback(NamedAction):
    """Keeps that an answer helped."""

    async def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]) -> list[EventType]:
        dispatcher.utter_message(response="utter_feedback_good")
        return [SlotSet("feedback", feedback_on(tracker, helpful=True)), SlotSet("feedback", None)]


class ValidateFeedbackForm(NamedAction):
    """Takes the comment from the complaint itself, or from the message after it."""

    async def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]) -> list[EventType]:
        message = tracker.latest_message
        text, intent = message.get("text") or "", (message.get("intent") or {}).get("name")
        if not tracker.get_slot("requested_slot"):
            said = text if len(_BARE.sub("", text).split()) >= COMMENTS else None
            return [SlotSet("comment", said)]
        if intent in ("skip", "deny", "affirm"):
            return [SlotSet("comment", "")]
        if looks_asked(text) or intent in ("ask_help", "goodbye", "forget_me", "find_role"):
            return []
        return [SlotSet("comment", text)]


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


class ActionForgetMe(NamedAction):
    """Marks the conversation to be erased: bot.runtime.conversations does it once this turn has ended."""

    async def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]) -> list[EventType]:
        dispatcher.utter_message(response="utter_forgotten")
        return [SlotSet("forget_me", True)]
