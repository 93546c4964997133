"""The one action that answers questions: reads, finds, says, remembers."""

from collections.abc import Collection, Sequence
from dataclasses import replace
from typing import Any

from rasa_sdk import Tracker
from rasa_sdk.events import ActiveLoop, EventType, FollowupAction, SlotSet
from rasa_sdk.executor import CollectingDispatcher

from actions.again import meant_otherwise, no_more, of_role, said_last
from actions.at_work import answered, in_company
from actions.comfort import mind
from actions.confidence import CONFIDENTIAL, is_confidential
from actions.elsewhere import of_elsewhere
from actions.finder import FINDER, progress_of
from actions.holding import held_against
from actions.kinds import KINDS, QUESTIONS
from actions.knowledge import Known, known
from actions.meant import understood
from actions.memory import Memory
from actions.named import remarks
from actions.naming import NamedAction
from actions.people import told_in
from actions.question import Question, readings_of
from actions.remembering import NOT_FOLLOWED, remembered
from actions.suggesting import suggested
from actions.telling import with_more_told
from actions.tongues import in_tongue
from actions.uttering import text_in, utter
from bot.reading.marks import Mark
from bot.reading.reading import OF_ROLES, Asked, Named, Reading
from bot.reading.stance import Stance
from bot.saying.answer import Answer
from bot.saying.compose import document_of, whole_result
from bot.saying.document import Document, as_data
from bot.saying.kinds import AnswerKind
from bot.saying.unread import ask_for_rest

# A form that an answer ends: a comment that was asked for does not come any more.
COMMENT = "feedback_form"
# In a message's metadata: whether whoever asks, or reads the answer, is no colleague.
OUTSIDE = "outside"
# How sure an intent must be for the question to be asked back.
SURE = 0.5


def answer(question: Question, known: Known) -> Answer:
    """The answer to a question whose names are understood; never raises for anything a person may type."""
    if of_company := answered(question, known):
        return in_tongue(question.reading, of_company)
    kind = KINDS.get(question.reading.asked, KINDS[Asked.unclear])
    found = remarks(kind.answer(question, known), question, known)
    found = KINDS[Asked.unclear].answer(question, known) if _is_guess(question, found) else found
    found = of_elsewhere(held_against(found, question, known), question, known)
    if found.kind is AnswerKind.unknown_duty:
        found = replace(found, tries=question.memory.misunderstood)
    return in_tongue(question.reading, found)


def _is_guess(question: Question, found: Answer) -> bool:
    """Whether a question that names nothing known was hardly understood: to ask which role is meant would puzzle."""
    reading = question.reading
    asks_back = found.kind is AnswerKind.which_role and not (question.mentions or question.memory.places)
    if not asks_back or reading.shows(Mark.back):
        return False
    return reading.sure < SURE or not reading.shows(Mark.english)


class ActionAnswer(NamedAction):
    """Answers every question of a message, each remembering the one before."""

    async def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
    ) -> list[dict[str, Any]]:
        whole = readings_of(tracker)
        memory = _with_country(Memory.of(tracker.slots), whole)
        events: list[EventType] = []
        said: list[Answer] = []
        readings, last = self.readings(tracker), said_last(tracker)
        named: tuple[Named, ...] = ()
        for place, reading in enumerate(readings):
            asked = _question(replace(reading, roles=named or reading.roles), memory, tracker)
            named = ()
            with told_in(tracker.get_latest_input_channel(), _is_outside(tracker)):
                question = in_company(with_more_told(understood(asked, known()), known()), known())
                if _is_told_beside(question, readings[place + 1 :], readings[:place]):
                    memory = replace(question.memory, topic=Asked.tell_self)
                    continue
                if named := _named_for(question, readings[place + 1 :]):
                    continue
                found, document = _told(question, memory, last, tracker.get_latest_input_channel())
            memory = remembered(question, found, document.rest)
            events.append(SlotSet("outcome", outcome(question, found, known())))
            # 'What would I get? And do they pay it in summer?' has one answer, and what was answered is not asked back.
            asks_back = found.kind is AnswerKind.which_role and not found.roles
            if found not in said[-1:] and not (said and asks_back):
                utter(dispatcher, document, tracker.get_latest_input_channel(), found.payload() | _result(found))
                said.append(found)
        if any(reading.shows(Mark.minded) for reading in whole):
            mind(dispatcher, tracker)
        left = next(filter(None, map(unread, whole)), None)
        if left:
            utter(dispatcher, left, tracker.get_latest_input_channel())
        return [*events, *(SlotSet(slot, value) for slot, value in memory.slots().items()), *_after(tracker)]

    def readings(self, tracker: Tracker) -> list[Reading]:
        """The questions to answer; what is none is left alone beside them."""
        found = readings_of(tracker)
        tells = any(reading.asked is Asked.tell_self for reading in found)
        # What is asked of the company's map is a question, whatever it looks like where there is none.
        asked = [
            reading
            for reading in found
            if (reading.asked in QUESTIONS or reading.here or _names_several(reading))
            and not (tells and _goes_on(reading))
        ]
        return asked or found[:1]


def _told(question: Question, memory: Memory, last: Collection[str], channel: str | None) -> tuple[Answer, Document]:
    """The answer to a question and what says it, unless the message before got just that.

    memory: as it was before the question; last: the texts that the message before got.
    """

    def said(found: Answer) -> tuple[Answer, Document]:
        return found, document_of(found, *suggested(found, memory, known().store))

    def is_again(found: Answer, document: Document) -> bool:
        return bool(last) and of_role(found) and text_in(channel, document) in last

    found, document = said(answer(question, known()))
    if not is_again(found, document):
        return found, document
    if memory.unsaid:
        # What was not told yet may be what is asked for.
        return said(KINDS[Asked.more].answer(question, known()))
    others = (said(answer(other, known())) for other in meant_otherwise(question))
    return next((other for other in others if not is_again(*other)), said(no_more(found)))


def _with_country(memory: Memory, readings: Sequence[Reading]) -> Memory:
    """The memory, with the country that any sentence of a message names: 'is that american, I live in Leeds, uk'."""
    named = [reading.country for reading in readings if reading.country]
    return replace(memory, country=named[-1]) if named else memory


def _goes_on(reading: Reading) -> bool:
    """Whether a reading only goes on with another: beside what is told in the same message it asks nothing."""
    return reading.asked is Asked.follow_up and not (reading.roles or reading.told)


def _names_several(reading: Reading) -> bool:
    """Whether a reading of which no intent is sure asks about several roles by their names."""
    return reading.asked is Asked.unclear and sum(each.stance is Stance.asked for each in reading.roles) > 1


def _is_told_beside(question: Question, later: Sequence[Reading], before: Sequence[Reading]) -> bool:
    """Whether something told is only noted: the message goes on telling, or asks something of a role as well.

    One message never lists jobs twice: 'I like maps. I can't stand noise.'
    """
    if question.reading.asked is not Asked.tell_self:
        return False
    asks = any(each.asked in OF_ROLES and (each.roles or question.memory.focus) for each in (*before, *later))
    return asks or any(each.asked is Asked.tell_self for each in later)


def _named_for(question: Question, later: Sequence[Reading]) -> tuple[Named, ...]:
    """The name that a question only brings up for the next to ask of: 'what about a paralegal, is it good money'."""
    goes_on = next(iter(later), None)
    brings_up = question.reading.asked is Asked.follow_up or question.reading.shows(Mark.brings_up)
    if not brings_up or not question.named or goes_on is None:
        return ()
    is_of_it = goes_on.asked in OF_ROLES and not (goes_on.roles or goes_on.other)
    return tuple(replace(each, stance=Stance.asked) for each in question.mentions) if is_of_it else ()


class ActionRecommendRoles(ActionAnswer):
    """Answers with what the finder found, once it has all it needs: the message was an answer to its last question."""

    def readings(self, tracker: Tracker) -> list[Reading]:
        first, *further = super().readings(tracker)
        # 'Nothing', to the last question, tells of no schooling.
        return [replace(first, asked=Asked.show_result, level=0, limits=()), *further]


def _result(found: Answer) -> dict[str, Any]:
    """The result of the finder as it is kept, for channels that show it by itself; nothing of any other answer."""
    if found.kind is not AnswerKind.recommendation:
        return {}
    return {"finder": {"question": "result", "result": as_data(whole_result(found))}}


def unread(reading: Reading) -> Document | None:
    """What is said of a message that was not read to its end; None where it was."""
    left = next((mark for mark in (Mark.more_asked, Mark.cut_off) if reading.shows(mark)), None)
    return ask_for_rest(left.value) if left else None


def _question(reading: Reading, memory: Memory, tracker: Tracker) -> Question:
    return Question(reading, memory, progress_of(tracker, known()), tracker.active_loop_name == FINDER)


def _is_outside(tracker: Tracker) -> bool:
    """Whether the channel says that it is no colleague who asks."""
    return bool((tracker.latest_message.get("metadata") or {}).get(OUTSIDE))


def outcome(question: Question, answer: Answer, known: Known) -> dict[str, Any]:
    """What became of a question, for the reports: see bot.runtime.broker; nothing of what is told in confidence."""
    if is_confidential(question.reading, answer, known):
        return {"kind": answer.kind.value, "question": "", CONFIDENTIAL: True}
    scores = [role.score for role in answer.roles]
    is_scored = scores and answer.kind in (AnswerKind.who_handles, AnswerKind.unknown_role)
    kind = answer.kind
    if kind in NOT_FOLLOWED:
        is_outside = question.reading.asked is Asked.out_of_scope
        kind = AnswerKind.out_of_scope if is_outside else AnswerKind.fallback
    return {
        "question": question.reading.text,
        "kind": kind.value,
        "roles": [role.id for role in answer.roles],
        "score": scores[0] if is_scored else None,
        "intent": question.reading.asked.value,
        "confidence": question.reading.sure,
    }


def _after(tracker: Tracker) -> list[EventType]:
    """What becomes of the form that a question interrupted: the finder goes on."""
    if tracker.active_loop_name == FINDER:
        return [FollowupAction(FINDER)]
    if tracker.active_loop_name == COMMENT:
        return [SlotSet("requested_slot", None), ActiveLoop(None)]
    return []
