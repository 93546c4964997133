"""What is about the conversation rather than about roles: more or less of the last answer, and not following."""

from collections.abc import Mapping

from actions.answer import role_ref
from actions.compare import Describe
from actions.follow_up import continue_topic
from actions.knowledge import Known
from actions.pay import tell_pay
from actions.question import Question, chosen_of, focus_of, listed_for
from actions.roles import describe_duties, summarise
from actions.suiting import suited_asked
from bot.reading.marks import Mark
from bot.reading.reading import Asked
from bot.saying.answer import Answer
from bot.saying.kinds import AnswerKind

# Misunderstood so often in a row, people need another way on rather than the same sentence again.
STUCK = 2
# What is outside so surely has nothing to do with what was talked about.
SURE_OUTSIDE = 0.5


def more_asked(
    question: Question, known: Known, describe: Mapping[Asked, Describe], after: Mapping[Asked, Asked]
) -> Answer:
    """The rest of an answer, else the next jobs for what was told, or the next thing to know about the role.

    after: what is told next, by what was asked.
    """
    memory = question.memory
    if question.is_finding and question.reading.asked is Asked.affirm:
        return Answer(AnswerKind.finder_hint)
    if memory.unsaid:
        about = tuple(role_ref(known.store, role) for role in focus_of(question, known))
        return Answer(AnswerKind.rest, about, blocks=memory.unsaid)
    focus = question.named or focus_of(question, known)
    if not focus:
        return suited_asked(question, known) if listed_for(question, known) else Answer(AnswerKind.nothing_more)
    told = after.get(memory.topic, Asked.duties) if memory.topic else Asked.duties
    return describe.get(told, describe_duties)(known, focus)


def shorter_asked(question: Question, known: Known) -> Answer:
    """The last answer in a sentence or less."""
    focus = question.named or focus_of(question, known)
    if not focus:
        return Answer(AnswerKind.which_role)
    if question.memory.topic is Asked.who and not question.named:
        return Answer(AnswerKind.short, tuple(role_ref(known.store, role) for role in focus))
    return summarise(known, focus)


def not_followed(question: Question, known: Known, describe: Mapping[Asked, Describe]) -> Answer:
    """What is said to what was not understood, or is outside what is known; again and again, it offers ways on."""
    reading, memory = question.reading, question.memory
    is_outside = reading.asked is Asked.out_of_scope
    if is_outside and reading.shows(Mark.pay) and question.named and not question.is_finding:
        # A role that is named beside what is asked of roles is no other matter.
        return tell_pay(known, question.named, reading.country)
    named = question.named if not is_outside and memory.topic and not question.is_finding else ()
    if chosen_of(question, known) or named or reading.bare in {name.lower() for name in memory.places}:
        return continue_topic(question, known, describe)
    if question.is_finding:
        return Answer(AnswerKind.finder_hint)
    times = memory.misunderstood + 1
    if times >= STUCK:
        return Answer(AnswerKind.stuck if times == STUCK else AnswerKind.lost)
    if not (is_outside and reading.sure >= SURE_OUTSIDE):
        focus, listed = focus_of(question, known), listed_for(question, known)
        about = tuple(role_ref(known.store, role) for role in focus[:1] or listed)
        if about:
            return Answer(AnswerKind.not_told if focus else AnswerKind.lost_in_list, about)
        if reading.shows(Mark.own):
            # Whoever speaks of themselves is asked for what would help.
            return Answer(AnswerKind.told_nothing)
    return Answer(AnswerKind.out_of_scope if is_outside else AnswerKind.fallback)
