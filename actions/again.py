"""Not saying the same twice: whoever asks again in other words meant something else, or wants more."""

from collections.abc import Iterator
from dataclasses import replace

from rasa_sdk import Tracker

from actions.kinds import ASKED, OFFERING
from actions.question import Question
from bot.reading.reading import OF_ROLES, Asked
from bot.saying.answer import Answer
from bot.saying.kinds import AnswerKind

# What goes further on the same matter: who asks again what it takes wants to know how to begin.
_FURTHER = {
    Asked.qualification: Asked.become,
    Asked.duration: Asked.become,
    Asked.become: Asked.first_step,
    Asked.summary: Asked.duties,
    Asked.duties: Asked.day,
}


def said_last(tracker: Tracker) -> frozenset[str]:
    """The texts that answered the message before the latest; none where that was the same message."""
    events = list(reversed(tracker.events))
    users = [place for place, event in enumerate(events) if event.get("event") == "user"]
    if len(users) < 2 or events[users[0]].get("text") == events[users[1]].get("text"):
        return frozenset()
    between = events[users[0] + 1 : users[1]]
    return frozenset(event["text"] for event in between if event.get("event") == "bot" and event.get("text"))


def of_role(found: Answer) -> bool:
    """Whether an answer tells something of a role, so that it would be odd to hear it twice."""
    return bool(found.roles) and found.kind not in OFFERING and ASKED.get(found.kind) in OF_ROLES


def meant_otherwise(question: Question) -> Iterator[Question]:
    """The question as it may have been meant, where what it was taken for was answered already; likeliest first."""
    reading = question.reading
    for asked in (reading.of_role, _FURTHER.get(reading.asked)):
        if asked in OF_ROLES and asked is not reading.asked:
            yield replace(question, reading=replace(reading, asked=asked))


def no_more(found: Answer) -> Answer:
    """What is said where all that is known was said before."""
    return Answer(AnswerKind.no_more, found.roles[:1])
