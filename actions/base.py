"""The one way from a question to messages and memory, shared by all actions that answer."""

import re
from abc import ABC, abstractmethod
from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.events import SlotSet
from rasa_sdk.executor import CollectingDispatcher

from actions.answer import Answer
from actions.knowledge import Known, known
from actions.question import Question, read_question
from actions.reply import reply

# Channels that draw get the answer as data too; the others would print it raw.
DRAWING = frozenset({"rest", "ask", "web", "slack"})
# Channels that print every line as it is, so that columns stay columns.
TERMINAL = frozenset({"cmdline", "ask"})
# How many roles a conversation remembers.
MEMORY = 5


class AnswerAction(Action, ABC):
    """Reads the question, finds the answer, says it, and remembers what it was about."""

    # What a follow-up such as 'and a general manager?' asks about that role.
    topic = ""

    def name(self) -> str:
        """The class's name in Rasa's style: ActionFindRole is action_find_role."""
        return re.sub(r"(?<!^)(?=[A-Z])", "_", type(self).__name__).lower()

    @abstractmethod
    def answer(self, question: Question, known: Known) -> Answer:
        """What was found; never raises for anything a person may type."""

    def topic_after(self, question: Question) -> str:
        """What a follow-up to this answer continues."""
        return self.topic

    async def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
    ) -> list[dict[str, Any]]:
        question = read_question(tracker)
        found = self.answer(question, known())
        channel = tracker.get_latest_input_channel()
        for message in reply(found, columns=channel in TERMINAL):
            dispatcher.utter_message(response=message.response, buttons=list(message.buttons), **message.values)
        if channel in DRAWING:
            dispatcher.utter_message(json_message=found.payload())
        return [SlotSet(slot, value) for slot, value in memory(question, found, self.topic_after(question)).items()]


def memory(question: Question, answer: Answer, topic: str) -> dict[str, Any]:
    """The slots after an answer: what it was about, so that the next question need not repeat it."""
    if answer.kind in ("which_role", "unknown_role", "need_two"):
        # The question still stands; whoever it already named is kept for when the choice is made.
        return {
            "topic": topic,
            "choices": [role.id for role in answer.roles],
            "recent_roles": _newest_first(question.named, question.recent),
            "duty": "; ".join(question.duties) or question.duty or None,
        }
    told: dict[str, Any] = {"topic": topic, "choices": None}
    if answer.roles and answer.kind not in ("roles", "sources"):
        # Only the first of those who share a duty is 'they'; the others can still be compared with it.
        focus = [role.id for role in answer.roles]
        if answer.kind == "who_handles":
            firsts = {duty.asked: duty.role for duty in reversed(answer.duties)}
            focus = [role for role in focus if role in firsts.values()]
        elif answer.kind == "verdict":
            focus = focus[:1]
        told["focus_roles"] = focus
        told["recent_roles"] = _newest_first([*focus, *(role.id for role in answer.roles)], question.recent)
    if answer.asked:
        told["duty"] = answer.asked
    if answer.kind != "sources":
        told["cited"] = [source.id for source in answer.sources] or None
    return told


def _newest_first(newest, older) -> list[str]:
    return list(dict.fromkeys([*newest, *older]))[:MEMORY]
