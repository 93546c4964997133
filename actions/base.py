"""The one way from a question to messages and memory, shared by all actions that answer."""

import re
from abc import ABC, abstractmethod
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.events import ActiveLoop, EventType, FollowupAction, SlotSet
from rasa_sdk.executor import CollectingDispatcher

from actions.knowledge import Known, known
from actions.meant import remarks, understood
from actions.question import Question, read_questions
from bot.saying.answer import Answer
from bot.saying.compose import document_of
from bot.saying.document import Document, as_data, blocks_as_data
from bot.saying.kinds import AnswerKind
from bot.saying.text import as_text
from bot.search.language import is_english_word
from bot.search.phrases import refers_back

# Channels that draw get the answer as data too; the others would print it raw.
DRAWING = frozenset({"rest", "ask", "web", "slack"})
# Channels that print every line as it is, so that columns stay columns.
TERMINAL = frozenset({"cmdline", "ask"})
# What may well be asked after each kind of answer: responses of domain.yml whose button says it.
FOLLOWS: Mapping[AnswerKind, tuple[str, ...]] = {
    AnswerKind.who_handles: ("utter_suggest_duties", "utter_suggest_become", "utter_suggest_sources"),
    AnswerKind.role: ("utter_suggest_day", "utter_suggest_skills", "utter_suggest_become"),
    AnswerKind.summary: ("utter_suggest_duties", "utter_suggest_become", "utter_suggest_pay"),
    AnswerKind.verdict: ("utter_suggest_duties", "utter_suggest_sources"),
    AnswerKind.comparison: ("utter_suggest_shared", "utter_suggest_sources"),
    AnswerKind.shared: ("utter_suggest_difference", "utter_suggest_sources"),
    AnswerKind.contacts: ("utter_suggest_duties", "utter_suggest_day"),
    AnswerKind.scope: ("utter_suggest_duties", "utter_suggest_day"),
    AnswerKind.skills: ("utter_suggest_become", "utter_suggest_day", "utter_suggest_related"),
    AnswerKind.qualification: ("utter_suggest_become", "utter_suggest_pay", "utter_suggest_outlook"),
    AnswerKind.licence: ("utter_suggest_become", "utter_suggest_skills"),
    AnswerKind.interests: ("utter_suggest_become", "utter_suggest_related", "utter_suggest_finder"),
    AnswerKind.related: ("utter_suggest_pay", "utter_suggest_finder"),
    AnswerKind.roles: ("utter_suggest_finder",),
    AnswerKind.short: ("utter_suggest_duties", "utter_suggest_become"),
    AnswerKind.person: ("utter_suggest_duties",),
    AnswerKind.nobody_here: ("utter_suggest_duties",),
    AnswerKind.no_company: ("utter_suggest_duties",),
    AnswerKind.pay: ("utter_suggest_outlook", "utter_suggest_become", "utter_suggest_sources"),
    AnswerKind.pay_ranking: ("utter_suggest_finder", "utter_suggest_sources"),
    AnswerKind.outlook: ("utter_suggest_pay", "utter_suggest_become", "utter_suggest_related"),
    AnswerKind.ranking: ("utter_suggest_finder", "utter_suggest_sources"),
    AnswerKind.become: ("utter_suggest_skills", "utter_suggest_day", "utter_suggest_pay"),
    AnswerKind.path: ("utter_suggest_sources", "utter_suggest_finder"),
    AnswerKind.skill_users: ("utter_suggest_finder", "utter_suggest_sources"),
    AnswerKind.day: ("utter_suggest_skills", "utter_suggest_become", "utter_suggest_pay"),
    AnswerKind.setting: ("utter_suggest_day", "utter_suggest_pay"),
    AnswerKind.ladder: ("utter_suggest_become", "utter_suggest_pay"),
    AnswerKind.order: ("utter_suggest_difference",),
    AnswerKind.duration: ("utter_suggest_become", "utter_suggest_pay"),
    AnswerKind.subjects: ("utter_suggest_become", "utter_suggest_pay", "utter_suggest_related"),
    AnswerKind.recommendation: ("utter_suggest_why", "utter_suggest_become", "utter_suggest_day"),
    AnswerKind.reason: ("utter_suggest_become", "utter_suggest_day", "utter_suggest_next_roles"),
    AnswerKind.no_cost: ("utter_suggest_become", "utter_suggest_pay"),
    AnswerKind.unknown_duty: ("utter_suggest_roles", "utter_suggest_finder"),
    AnswerKind.unknown_skill: ("utter_suggest_roles", "utter_suggest_finder"),
    AnswerKind.nothing_more: ("utter_suggest_roles", "utter_suggest_finder"),
    AnswerKind.fallback: ("utter_suggest_roles", "utter_suggest_finder", "utter_suggest_help"),
    AnswerKind.out_of_scope: ("utter_suggest_roles", "utter_suggest_finder", "utter_suggest_help"),
}
# How many roles a conversation remembers.
MEMORY = 5
# Forms that an answer may interrupt: the finder goes on afterwards, a comment that was asked for does not.
FINDER, COMMENT = "find_role_form", "feedback_form"
# What says that a message was not understood, and how sure an intent must be for the question to be asked back.
NOT_FOLLOWING, SURE = "action_fallback", 0.5


class NamedAction(Action):
    """An action whose name is its class's in Rasa's style: ActionFindRole is action_find_role."""

    def name(self) -> str:
        return re.sub(r"(?<!^)(?=[A-Z])", "_", type(self).__name__).lower()


class AnswerAction(NamedAction, ABC):
    """Reads the question, finds the answer, says it, and remembers what it was about.

    intent: what its rule in data/rules.yml answers, for questions that come second in a message; empty for several.
    topic: what a follow-up such as 'and a general manager?' asks about that role.
    """

    intent = ""
    topic = ""

    @abstractmethod
    def answer(self, question: Question, known: Known) -> Answer:
        """What was found; never raises for anything a person may type."""

    def topic_after(self, question: Question) -> str:
        """What a follow-up to this answer continues."""
        return self.topic

    async def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
    ) -> list[dict[str, Any]]:
        first, *further = read_questions(tracker)
        channel = tracker.get_latest_input_channel()
        first = understood(self.prepared(first, tracker), known())
        found = remarks(self.answer(first, known()), first, known())
        if self.intent and _is_guess(first, found):
            return [FollowupAction(NOT_FOLLOWING)]
        slots = self._respond(dispatcher, first, found, channel)
        events: list[EventType] = [SlotSet("outcome", slots.pop("outcome"))]
        for question in further:
            action = answering(question.intent)
            if action:
                question = understood(action.prepared(_remembering(question, slots), tracker), known())
                found = remarks(action.answer(question, known()), question, known())
                told = action._respond(dispatcher, question, found, channel)
                events.append(SlotSet("outcome", told.pop("outcome")))
                slots |= told
        return [*events, *(SlotSet(slot, value) for slot, value in slots.items()), *_after(tracker)]

    def prepared(self, question: Question, tracker: Tracker) -> Question:
        """The question with what else of the conversation this action needs to answer it.

        What an action keeps of that is for the call alone: nothing is awaited between this and its answer.
        """
        return question

    def _respond(
        self, dispatcher: CollectingDispatcher, question: Question, found: Answer, channel: str | None
    ) -> dict[str, Any]:
        """Says the answer; returns the slots after it."""
        document = document_of(found, FOLLOWS.get(found.kind, ()))
        utter(dispatcher, document, channel, found.payload())
        told = memory(question, found, self.topic_after(question))
        return told | {"unsaid": blocks_as_data(document.rest) or None, "outcome": outcome(question, found)}


def _is_guess(question: Question, found: Answer) -> bool:
    """Whether a question that names nothing known was hardly understood: to ask which role is meant would puzzle."""
    asks_back = found.kind == AnswerKind.which_role and not (question.mentions or question.places)
    if not asks_back or refers_back(question.text):
        return False
    return question.confidence < SURE or not any(map(is_english_word, re.findall(r"[a-z]+", question.text.lower())))


def utter(
    dispatcher: CollectingDispatcher, document: Document, channel: str | None, data: Mapping[str, Any] | None = None
) -> None:
    """Says a document, as text and, for channels that draw, as data, with the answer's own beside it."""
    is_terminal = channel in TERMINAL
    # Rasa's shell makes a menu of buttons, which is slower than typing what the text offers anyway.
    pressed = () if is_terminal else (*document.choices, *document.suggestions)
    dispatcher.utter_message(
        text=as_text(document, is_terminal),
        buttons=[{"title": choice.title, "payload": choice.payload} for choice in pressed],
        json_message={**(data or {}), "document": as_data(document)} if channel in DRAWING else None,
    )


def answering(intent: str) -> AnswerAction | None:
    """The action that answers an intent, or None where it is no question."""
    waiting: list[type[AnswerAction]] = [*AnswerAction.__subclasses__()]
    while waiting:
        kind = waiting.pop()
        if intent and kind.intent == intent and not getattr(kind, "__abstractmethods__", None):
            return kind()
        waiting += kind.__subclasses__()
    return None


def _remembering(question: Question, slots: Mapping[str, Any]) -> Question:
    """A further question of a message, after the one before it was answered."""
    return replace(
        question,
        focus=tuple(slots.get("focus_roles", question.focus) or ()),
        recent=tuple(slots.get("recent_roles", question.recent) or ()),
        choices=tuple(slots.get("choices", question.choices) or ()),
        cited=tuple(slots.get("cited", question.cited) or ()),
        topic=slots.get("topic", question.topic) or "",
        duty=slots.get("duty", question.duty) or "",
    )


def _after(tracker: Tracker) -> list[EventType]:
    """What becomes of the form that a question interrupted."""
    if tracker.active_loop_name == FINDER:
        return [FollowupAction(FINDER)]
    if tracker.active_loop_name == COMMENT:
        return [SlotSet("requested_slot", None), ActiveLoop(None)]
    return []


def memory(question: Question, answer: Answer, topic: str) -> dict[str, Any]:
    """The slots after an answer: what it was about, so that the next question need not repeat it."""
    if answer.kind in ("which_role", "unknown_role", "need_two", "which_place"):
        # The question still stands; whoever it already named is kept for when the choice is made.
        told: dict[str, Any] = {
            "topic": topic,
            "choices": [role.id for role in answer.roles],
            "places": list(answer.choices) or None,
            "recent_roles": _newest_first(question.named, question.recent),
            "duty": "; ".join(question.duties) or question.duty or None,
        }
        if answer.kind == AnswerKind.which_place:
            told["focus_roles"] = told["choices"]
        return told | {"misunderstood": 0}
    told = {"topic": topic, "choices": None, "places": None, "misunderstood": 0}
    if answer.roles and {role.id for role in answer.roles} <= set(question.choices):
        # One of a list was told of: the others may still be picked.
        told["choices"] = list(question.choices)
    if answer.roles and answer.kind not in ("roles", "sources"):
        # Only the first of those who share a duty is 'they'; the others can still be compared with it.
        focus = [role.id for role in answer.roles]
        if answer.kind == AnswerKind.who_handles:
            firsts = {duty.asked: duty.role for duty in reversed(answer.duties)}
            focus = [role for role in focus if role in firsts.values()]
        elif answer.kind in ("verdict", "recommendation", "skill_users"):
            focus = focus[:1]
        elif answer.kind == AnswerKind.path:
            focus = focus[-1:]
        told["focus_roles"] = focus
        told["recent_roles"] = _newest_first([*focus, *(role.id for role in answer.roles)], question.recent)
    if answer.kind in ("skill_users", "recommendation", "related", "ladder") or (
        answer.kind == AnswerKind.who_handles and len(answer.roles) > 1
    ):
        # 'The second one' is the second of the list that was just told.
        offered = [fact.ref for fact in answer.facts if fact.ref] or [role.id for role in answer.roles]
        told["choices"] = offered or None
    if answer.kind == AnswerKind.recommendation:
        told["recommended"] = [role.id for role in answer.roles]
    if answer.asked:
        told["duty"] = answer.asked
    if answer.kind != AnswerKind.sources:
        told["cited"] = [source.id for source in answer.sources] or None
    if question.place and answer.people:
        told["place"] = question.place
    if answer.choices:
        told["places"] = list(answer.choices)
    return told


def outcome(question: Question, answer: Answer) -> dict[str, Any]:
    """What became of a question, for the reports: see bot.runtime.broker."""
    scores = [role.score for role in answer.roles]
    return {
        "question": question.text,
        "kind": answer.kind,
        "roles": [role.id for role in answer.roles],
        "score": scores[0] if scores and answer.kind in ("who_handles", "unknown_role") else None,
        "intent": question.intent,
        "confidence": question.confidence,
    }


def _newest_first(newest, older) -> list[str]:
    return list(dict.fromkeys([*newest, *older]))[:MEMORY]
