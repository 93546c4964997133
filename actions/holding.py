"""What somebody told, held against the role that they ask about: 'you wanted no degree'."""

from collections.abc import Iterator
from dataclasses import replace

from actions.knowledge import Known
from actions.question import Question
from bot.guidance.aims import aims_of
from bot.guidance.entry import has_no_degree
from bot.guidance.suiting import goes_against
from bot.reading.limits import Limit
from bot.saying.answer import Answer, FactRef
from bot.saying.kinds import AnswerKind, FactKind

# What tells how a role is entered, and so asks for the limits of whoever asks again.
_OF_ENTRY = frozenset(
    (AnswerKind.become, AnswerKind.path, AnswerKind.duration, AnswerKind.qualification, AnswerKind.courses)
)
# What else tells of one role, in which it is said once.
_OF_ROLE = _OF_ENTRY | {
    *(AnswerKind.role, AnswerKind.summary, AnswerKind.day, AnswerKind.worth, AnswerKind.pay, AnswerKind.outlook),
    AnswerKind.skills,
}


def held_against(found: Answer, question: Question, known: Known) -> Answer:
    """The answer about a role, saying first what goes against what was told of oneself, where anything does.

    facts: against_degree, what the role is typically entered with; against_avoided, what it has much of.
    """
    told = question.memory.told
    is_of_one = len(found.roles) == 1 and found.kind in _OF_ROLE
    if not told or not (is_of_one or found.kind is AnswerKind.path):
        return found
    against = tuple(_against(found, question, known))
    return replace(found, facts=(*against, *found.facts)) if against else found


def _against(found: Answer, question: Question, known: Known) -> Iterator[FactRef]:
    # A way ends at the role that is asked about.
    role = found.roles[-1].id
    aims, outlook = aims_of(known, question.memory.told), known.store.outlooks.get(role)
    is_new = role not in question.memory.focus
    asks_for_none = Limit.no_degree in aims.limits and (is_new or found.kind in _OF_ENTRY)
    if asks_for_none and outlook and outlook.education and not has_no_degree(outlook):
        yield FactRef(FactKind.against_degree, role, outlook.education)
    if is_new:
        yield from (FactRef(FactKind.against_avoided, role, aim.called) for aim in goes_against(known, aims, role))
