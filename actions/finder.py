"""Find my role: the career finder's form, its questions and the answers to them."""

from typing import Any

from rasa_sdk import Tracker
from rasa_sdk.events import EventType, SlotSet
from rasa_sdk.executor import CollectingDispatcher

from actions.hearing import ENOUGH, NOT_HEARD, Heard, Judge, heard
from actions.knowledge import Known, known
from actions.naming import NamedAction
from actions.question import readings_of
from actions.uttering import utter
from bot.guidance.avoiding import Judged, avoidance
from bot.guidance.finder import AVOID, EDUCATION, LIKES, STRENGTHS, Progress, resume
from bot.guidance.recommend import has_use
from bot.reading.reading import Asked
from bot.saying.document import Document
from bot.saying.questionnaire import (
    acknowledge,
    ask_activity,
    ask_activity_again,
    ask_further,
    ask_further_again,
    further_alone,
    offer_ways_out,
    would_like,
)

FINDER = "find_role_form"
# The slot of Progress.ratings; LIKES is set once all of them are there, for the form to go on.
RATINGS_SLOT, NOTED_SLOT = "ratings", "noted"
# The slot that says which question was asked last, and how often in a row nothing was understood in answer to it.
ASKED_SLOT = "finder_asked"
# From so often on, ways out are offered rather than the question again.
LOST = 3


def progress_of(tracker: Tracker, known: Known) -> Progress:
    """The answers that a conversation holds."""
    further = {question: tracker.get_slot(question) for question in (STRENGTHS, EDUCATION, AVOID)}
    told = {question: answer for question, answer in further.items() if answer is not None}
    noted = tracker.get_slot(NOTED_SLOT)
    return resume(tracker.get_slot(RATINGS_SLOT) or (), told, len(known.store.activities), noted)


def slots_of(progress: Progress) -> dict[str, Any]:
    """The slots that hold some answers; the form asks for those that are None."""
    return {
        RATINGS_SLOT: list(progress.ratings),
        LIKES: None if None in progress.ratings else True,
        NOTED_SLOT: {question: list(things) for question, things in progress.noted.items() if things} or None,
        **{question: progress.further.get(question) for question in (STRENGTHS, EDUCATION, AVOID)},
    }


class ValidateFindRoleForm(NamedAction):
    """Reads a message as the answer to the finder's question, or as a change to an earlier one.

    What is neither a question nor an aside is noted, or said not to be understood. Anything else is left alone: the
    form then steps aside for it, and asks again afterwards.
    """

    async def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]) -> list[EventType]:
        opened = known()
        progress = progress_of(tracker, opened)
        if not tracker.get_slot("requested_slot"):
            return self._started(dispatcher, progress)
        reading = readings_of(tracker)[0]
        # Whoever is in distress answers no question, whatever the words are.
        in_distress = reading.asked is Asked.distress
        understood = None if in_distress else heard(progress, reading, _activity(progress, opened), _judging(opened))
        if understood is None:
            return []
        _answer(dispatcher, tracker, understood)
        missed = _missed(tracker) + 1 if understood.response in _MISSED else 0
        events = [SlotSet(slot, value) for slot, value in slots_of(understood.progress).items()]
        events.append(SlotSet(ASKED_SLOT, {"question": _asked(tracker), "missed": missed}))
        if understood.response == ENOUGH:
            # Nothing is asked any more: the form ends with what it has.
            events.append(SlotSet("requested_slot", None))
        return events

    @staticmethod
    def _started(dispatcher: CollectingDispatcher, progress: Progress) -> list[EventType]:
        if progress.current is None:
            dispatcher.utter_message(response="utter_finder_again")
        else:
            response = "utter_finder_resumed" if progress.begun else "utter_finder_started"
            dispatcher.utter_message(response=response, total=str(len(progress.ratings)))
        return [SlotSet(ASKED_SLOT, None), *(SlotSet(slot, value) for slot, value in slots_of(progress).items())]


# After these the same question is still to be answered.
_MISSED = frozenset((NOT_HEARD, "utter_finder_once_more"))


def _answer(dispatcher: CollectingDispatcher, tracker: Tracker, understood: Heard) -> None:
    """Says what was noted and what was changed."""
    if understood.notes.says_something:
        utter(dispatcher, acknowledge(understood.notes), tracker.get_latest_input_channel())
    if understood.response:
        dispatcher.utter_message(response=understood.response)


def _activity(progress: Progress, known: Known) -> str:
    """The activity that is asked about; empty where none is."""
    current = progress.current or ""
    return known.store.activities[int(current) - 1].text if current.isdigit() else ""


def _judging(known: Known) -> Judge:
    def judge(question: str, thing: str) -> Judged:
        if question == AVOID:
            return avoidance(known, thing).judged
        return Judged.told if has_use(known, thing) else Judged.unknown

    return judge


def _asked(tracker: Tracker) -> str | None:
    return (tracker.get_slot(ASKED_SLOT) or {}).get("question")


def _missed(tracker: Tracker) -> int:
    return (tracker.get_slot(ASKED_SLOT) or {}).get("missed", 0)


class _Ask(NamedAction):
    """Asks a question of the finder: whole, or in a line where it was asked before and something else came between."""

    question = ""

    async def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]) -> list[EventType]:
        opened = known()
        progress = progress_of(tracker, opened)
        current = progress.current or self.question
        is_again, missed = _asked(tracker) == current, _missed(tracker)
        document = offer_ways_out() if is_again and missed >= LOST else self.asking(progress, opened, is_again)
        data = {"finder": {"question": self.question, **self.numbers(progress), **self.alone(progress, opened)}}
        # Its data tells channels and reports that it is a question of the finder.
        utter(dispatcher, document, tracker.get_latest_input_channel(), data)
        return [SlotSet(ASKED_SLOT, {"question": current, "missed": missed if is_again else 0})]

    def asking(self, progress: Progress, known: Known, is_again: bool) -> Document:
        return ask_further_again(self.question) if is_again else ask_further(self.question)

    def numbers(self, progress: Progress) -> dict[str, int]:
        return {}

    def alone(self, progress: Progress, known: Known) -> dict[str, str]:
        """The question without how it is answered, for channels that show that otherwise."""
        return {"asks": further_alone(self.question)}


class ActionAskFindRoleFormLikes(_Ask):
    """Asks the finder's next activity, with how far one has come."""

    question = LIKES

    def asking(self, progress: Progress, known: Known, is_again: bool) -> Document:
        ask = ask_activity_again if is_again else ask_activity
        return ask(activity=_activity(progress, known), **self.numbers(progress))

    def numbers(self, progress: Progress) -> dict[str, int]:
        return {"number": int(progress.current or 1), "total": len(progress.ratings)}

    def alone(self, progress: Progress, known: Known) -> dict[str, str]:
        return {"asks": would_like(_activity(progress, known))}


class ActionAskFindRoleFormStrengths(_Ask):
    question = STRENGTHS


class ActionAskFindRoleFormEducation(_Ask):
    question = EDUCATION


class ActionAskFindRoleFormAvoid(_Ask):
    question = AVOID


class ActionClearFinder(NamedAction):
    """Forgets the finder's answers, to begin anew."""

    async def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]) -> list[EventType]:
        cleared = (RATINGS_SLOT, NOTED_SLOT, ASKED_SLOT, LIKES, STRENGTHS, EDUCATION, AVOID, "recommended")
        return [SlotSet(slot, None) for slot in cleared]
