"""Find my role: the career finder's form, what it recommends, and why."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from rasa_sdk import Tracker
from rasa_sdk.events import EventType, SlotSet
from rasa_sdk.executor import CollectingDispatcher

from actions.answer import role_ref, source_refs
from actions.base import SURE, AnswerAction, NamedAction, utter
from actions.follow_up import choose
from actions.knowledge import Known, known
from actions.question import Question
from bot.guidance.finder import (
    AVOID,
    EDUCATION,
    LIKES,
    SKIP,
    STRENGTHS,
    Progress,
    begin,
    corrects_last,
    question_named,
    rating_in,
    resume,
)
from bot.guidance.preparation import level_in
from bot.guidance.recommend import Fit, Person, explain, recommend
from bot.knowledge.model import Sourced
from bot.saying.answer import Answer, FactRef
from bot.saying.document import Document
from bot.saying.kinds import AnswerKind, FactKind
from bot.saying.questionnaire import ask_activity, ask_avoid, ask_education, ask_strengths
from bot.search.phrases import looks_asked

# The slot of Progress.ratings; LIKES is set once all of them are there, for the form to go on.
RATINGS_SLOT = "ratings"
# What these intents say in answer to 'would you like to ...'.
_RATED = {"like": "like", "affirm": "like", "dislike": "dislike", "deny": "dislike", "unsure": "unsure", "skip": SKIP}
# Intents that never answer a question in one's own words.
_ASIDES = frozenset(
    """pause ask_help bot_challenge greet goodbye thank forget_me ask_why ask_person ask_pay feedback_good feedback_bad
    ask_source ask_shorter ask_more list_roles affirm like unsure""".split()
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


def person_of(progress: Progress) -> Person:
    """Who someone is, by their answers."""
    strengths, avoid = progress.further.get(STRENGTHS) or {}, progress.further.get(AVOID) or {}
    return Person(
        progress.ratings,
        tuple(strengths.get("things", ())),
        tuple(strengths.get("roles", ())),
        progress.further.get(EDUCATION) or 0,
        tuple(avoid.get("things", ())),
        tuple(avoid.get("roles", ())),
    )


class ValidateFindRoleForm(NamedAction):
    """Reads a message as the answer to the finder's question, or as a change to an earlier one.

    Anything else is left alone: the form then steps aside for it, and asks again afterwards.
    """

    async def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]) -> list[EventType]:
        progress = progress_of(tracker, known())
        if not tracker.get_slot("requested_slot"):
            return self._started(dispatcher, progress)
        read = read_answer(progress, tracker.latest_message, known().skills.things_named)
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


def read_answer(
    progress: Progress, message: Mapping[str, Any], named: Callable[[str], Sequence[str]]
) -> tuple[Progress, str] | None:
    """The answers after a message, and the response that says what was changed; None where it is no answer.

    message: as Rasa understood it: text, intent and entities. named: the things that a text names.
    """
    understood = message.get("intent") or {}
    text, intent = message.get("text") or "", understood.get("name") or ""
    # An intent that is only guessed says nothing of an answer.
    if understood.get("confidence", 1.0) < SURE:
        intent = ""
    current = progress.current or AVOID
    rating = rating_in(text)
    if corrects_last(text) and rating and current in (STRENGTHS, *map(str, range(len(progress.ratings) + 1))):
        return progress.corrected(rating), "utter_finder_corrected"
    if rating is None and intent == "go_back":
        return _taken_back(progress, question_named(text))
    if rating is None and intent == "start_over":
        return begin(len(progress.ratings)), "utter_finder_restarted"
    if rating is None and intent == "show_result":
        return progress, "utter_finder_enough"
    if current.isdigit():
        rating = rating or _RATED.get(intent)
        return (progress.rated(rating), "") if rating else None
    if current == EDUCATION and (level := level_in(text)) and not looks_asked(text):
        return progress.told(EDUCATION, level), ""
    if rating == SKIP or intent == "skip":
        return progress.told(current, 0 if current == EDUCATION else {}), ""
    if current == EDUCATION or looks_asked(text) or intent in _ASIDES or rating in ("like", "unsure"):
        return None
    entities = message.get("entities") or ()
    roles = [entity["roles"][0] for entity in entities if len(entity.get("roles") or ()) == 1]
    names = [entity["value"].lower() for entity in entities if entity.get("roles")]
    # 'I was a waiter' names a role; what is left of the sentence then names nothing.
    things = [thing for thing in named(text) if not any(name in thing.lower() for name in names)]
    return progress.told(current, {"things": things, "roles": list(dict.fromkeys(roles))}), ""


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


def recommended(known: Known, person: Person, says_something: bool) -> Answer:
    """The roles that suit a person, with why and what is missing."""
    if not says_something:
        return Answer(AnswerKind.no_answers)
    fits = recommend(known, person)
    if not fits:
        return Answer(AnswerKind.nothing_left)
    return _told(known, AnswerKind.recommendation, fits)


def reason(known: Known, person: Person, role: str) -> Answer:
    """Why one role was recommended, with the figures behind it."""
    fit = explain(known, person, role)
    told = _told(known, AnswerKind.reason, [fit])
    figures = [FactRef(FactKind.correlation, role, f"{fit.interest:.2f}")] if fit.interest is not None else []
    figures += [FactRef(FactKind.share, role, f"{strength.phrase}: {strength.share:.2f}") for strength in fit.strengths]
    return replace(told, facts=(*told.facts, *figures, FactRef(FactKind.total, role, f"{fit.score:.2f}")))


def _told(known: Known, kind: AnswerKind, fits: list[Fit]) -> Answer:
    facts: list[FactRef] = []
    sourced: list[Sourced] = []
    for fit in fits:
        role = known.store.role(fit.role)
        sourced.append(role.summary)
        texts: dict[str, str] = {activity.id: activity.text for activity in known.store.activities}
        facts += [FactRef(FactKind.liked, role.id, texts[activity]) for activity in fit.liked]
        for strength in fit.strengths:
            if strength.role:
                facts.append(FactRef(FactKind.strength_role, role.id, strength.phrase, ref=strength.role))
            elif strength.what:
                facts.append(FactRef(FactKind.strength, role.id, _named(strength.phrase, strength.what)))
            elif strength.duty is not None:
                duty = known.store.duty(strength.duty)
                facts.append(FactRef(FactKind.strength_duty, role.id, f"“{strength.phrase}”: {duty.statement}"))
            else:
                facts.append(FactRef(FactKind.strength, role.id, strength.phrase))
        facts += [FactRef(FactKind.missing_skill, role.id, name, need=importance) for name, importance in fit.missing]
        if fit.steps:
            facts.append(FactRef(FactKind.missing_steps, role.id, str(fit.zone)))
        elif fit.zone:
            facts.append(FactRef(FactKind.enough_steps, role.id, str(fit.zone)))
        # Interests, skills and preparation are read in the place the interests are.
        sourced += role.interests[:1]
    return Answer(
        kind,
        tuple(role_ref(known.store, fit.role, max(0.0, fit.score)) for fit in fits),
        facts=tuple(facts),
        sources=source_refs(known.store, sourced),
    )


def _named(phrase: str, what: str) -> str:
    return phrase if phrase.lower() in what.lower() else f"{phrase} ({what})"


class _OfPerson(AnswerAction):
    """An answer that depends on what the person told the finder."""

    def __init__(self) -> None:
        self._progress = Progress((), {})

    def prepared(self, question: Question, tracker: Tracker) -> Question:
        self._progress = progress_of(tracker, known())
        return question


class ActionRecommendRoles(_OfPerson):
    topic = "recommendation"

    def answer(self, question: Question, known: Known) -> Answer:
        return recommended(known, person_of(self._progress), self._progress.says_something)


class ActionExplainRecommendation(_OfPerson):
    intent, topic = "ask_why", "reason"

    def answer(self, question: Question, known: Known) -> Answer:
        offered = tuple(role for role in question.recommended if role in known.store)
        if not offered or not self._progress.says_something:
            return Answer(AnswerKind.no_answers)
        # 'The second one' was made out before; else it is the one talked about, or the best.
        talked = [role for role in (*question.named, *question.focus[:1]) if role in known.store]
        chosen = question.named[:1] or choose(question.text, offered, known)
        chosen = chosen or tuple(role for role in talked if role in offered) or offered
        return reason(known, person_of(self._progress), chosen[0])
