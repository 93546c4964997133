"""Find my role: the career finder's form, its questions and the answers to them."""

from collections.abc import Callable, Mapping
from typing import Any

from rasa_sdk import Tracker
from rasa_sdk.events import EventType, SlotSet
from rasa_sdk.executor import CollectingDispatcher

from actions.knowledge import Known, known
from actions.naming import NamedAction
from actions.question import readings_of
from actions.uttering import utter
from bot.guidance.finder import AVOID, EDUCATION, LIKES, SKIP, STRENGTHS, Progress, begin, resume
from bot.reading.marks import Mark
from bot.reading.reading import Asked, Reading
from bot.saying.document import Document
from bot.saying.questionnaire import ask_activity, ask_avoid, ask_education, ask_strengths

FINDER = "find_role_form"
# An intent that is less sure says nothing of an answer.
SURE = 0.5
# The slot of Progress.ratings; LIKES is set once all of them are there, for the form to go on.
RATINGS_SLOT = "ratings"
# What these say in answer to 'would you like to ...'.
_RATED = {
    Asked.like: "like",
    Asked.affirm: "like",
    Asked.dislike: "dislike",
    Asked.deny: "dislike",
    Asked.unsure: "unsure",
    Asked.skip: SKIP,
}
# These never answer a question in one's own words.
_ASIDES = frozenset(
    (
        Asked.pause,
        Asked.help,
        Asked.bot,
        Asked.greet,
        Asked.goodbye,
        Asked.thank,
        Asked.forget_me,
        Asked.privacy,
        Asked.why,
        Asked.person,
        Asked.pay,
        Asked.feedback_good,
        Asked.feedback_bad,
        Asked.source,
        Asked.shorter,
        Asked.more,
        Asked.roles,
        Asked.affirm,
        Asked.like,
        Asked.unsure,
    )
)
# The questions after the activities.
ASK_FURTHER: Mapping[str, Callable[[], Document]] = {
    STRENGTHS: ask_strengths,
    EDUCATION: ask_education,
    AVOID: ask_avoid,
}


def progress_of(tracker: Tracker, known: Known) -> Progress:
    """The answers that a conversation holds."""
    further = {question: tracker.get_slot(question) for question in (STRENGTHS, EDUCATION, AVOID)}
    told = {question: answer for question, answer in further.items() if answer is not None}
    return resume(tracker.get_slot(RATINGS_SLOT) or (), told, len(known.store.activities))


def slots_of(progress: Progress) -> dict[str, Any]:
    """The slots that hold some answers; the form asks for those that are None."""
    return {
        RATINGS_SLOT: list(progress.ratings),
        LIKES: None if None in progress.ratings else True,
        **{question: progress.further.get(question) for question in (STRENGTHS, EDUCATION, AVOID)},
    }


class ValidateFindRoleForm(NamedAction):
    """Reads a message as the answer to the finder's question, or as a change to an earlier one.

    Anything else is left alone: the form then steps aside for it, and asks again afterwards.
    """

    async def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]) -> list[EventType]:
        progress = progress_of(tracker, known())
        if not tracker.get_slot("requested_slot"):
            return self._started(dispatcher, progress)
        reading = readings_of(tracker)[0]
        # Whoever is in distress answers no question, whatever the words are.
        read = None if reading.asked is Asked.distress else read_answer(progress, reading)
        if read is None:
            return []
        changed, response = read
        if response:
            dispatcher.utter_message(response=response)
        events = [SlotSet(slot, value) for slot, value in slots_of(changed).items()]
        if response == "utter_finder_enough":
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
        return [SlotSet(slot, value) for slot, value in slots_of(progress).items()]


def read_answer(progress: Progress, reading: Reading) -> tuple[Progress, str] | None:
    """The answers after a message, and the response that says what was changed; None where it is no answer."""
    asked = reading.asked if reading.sure >= SURE else Asked.unclear
    current, rating = progress.current or AVOID, reading.rating
    rates = current.isdigit() or current == STRENGTHS
    if reading.shows(Mark.corrects) and rating and rates:
        return progress.corrected(rating), "utter_finder_corrected"
    if not rating and asked in _CHANGES:
        return _changed(progress, asked, reading.number)
    if current.isdigit():
        rating = rating or _RATED.get(asked, "")
        return (progress.rated(rating), "") if rating else None
    if current == EDUCATION and reading.level and not reading.shows(Mark.asked):
        return progress.told(EDUCATION, reading.level), ""
    if SKIP in (rating, _RATED.get(asked)):
        return progress.told(current, 0 if current == EDUCATION else {}), ""
    is_aside = asked in _ASIDES or rating in ("like", "unsure")
    if current == EDUCATION or reading.shows(Mark.asked) or is_aside:
        return None
    return progress.told(current, _told(reading)), ""


def _told(reading: Reading) -> dict[str, list[str]]:
    """The things and the roles that somebody names; 'I was a waiter' names a role, and nothing else."""
    roles = [named.roles[0] for named in reading.roles if len(named.roles) == 1]
    names = [named.text.lower() for named in reading.roles if named.roles]
    things = [thing for thing in reading.things if not any(name in thing.lower() for name in names)]
    return {"things": things, "roles": list(dict.fromkeys(roles))}


_CHANGES = frozenset((Asked.go_back, Asked.start_over, Asked.show_result))


def _changed(progress: Progress, asked: Asked, number: int | None) -> tuple[Progress, str]:
    if asked is Asked.start_over:
        return begin(len(progress.ratings)), "utter_finder_restarted"
    return (progress, "utter_finder_enough") if asked is Asked.show_result else _taken_back(progress, number)


def _taken_back(progress: Progress, number: int | None) -> tuple[Progress, str]:
    if number is None:
        return progress.without_last(), "utter_finder_back"
    there = 0 < number <= len(progress.ratings)
    return progress.without(number), "utter_finder_back" if there else "utter_finder_no_such"


class ActionAskFindRoleFormLikes(NamedAction):
    """Asks the finder's next activity, with how far one has come."""

    async def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]) -> list[EventType]:
        opened = known()
        progress = progress_of(tracker, opened)
        number, total = int(progress.current or 1), len(progress.ratings)
        document = ask_activity(number, total, opened.store.activities[number - 1].text)
        _ask(dispatcher, tracker, LIKES, document, number=number, total=total)
        return []


def _ask(
    dispatcher: CollectingDispatcher, tracker: Tracker, question: str, document: Document, **progress: int
) -> None:
    """Says a question of the finder; its data tells channels and reports that it is one."""
    utter(dispatcher, document, tracker.get_latest_input_channel(), {"finder": {"question": question, **progress}})


class _AskFurther(NamedAction):
    """Asks one of the questions after the activities."""

    question = ""

    async def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]) -> list[EventType]:
        _ask(dispatcher, tracker, self.question, ASK_FURTHER[self.question]())
        return []


class ActionAskFindRoleFormStrengths(_AskFurther):
    question = STRENGTHS


class ActionAskFindRoleFormEducation(_AskFurther):
    question = EDUCATION


class ActionAskFindRoleFormAvoid(_AskFurther):
    question = AVOID


class ActionClearFinder(NamedAction):
    """Forgets the finder's answers, to begin anew."""

    async def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]) -> list[EventType]:
        cleared = (RATINGS_SLOT, LIKES, STRENGTHS, EDUCATION, AVOID, "recommended")
        return [SlotSet(slot, None) for slot in cleared]
