"""What a conversation remembers after an answer, by the table of kinds."""

from collections.abc import Sequence
from dataclasses import replace

from actions.kind import Leaves
from actions.kinds import ASKED, KINDS, OFFERING
from actions.memory import Memory
from actions.question import Question
from bot.reading.here import Asks
from bot.reading.reading import Asked
from bot.saying.answer import Answer
from bot.saying.document import Block
from bot.saying.kinds import OF_COMPANY, AnswerKind, FactKind

# The question still stands; whoever it already named is kept for when the choice is made.
_WAITING = frozenset(
    (
        *(AnswerKind.which_role, AnswerKind.which_listed, AnswerKind.unknown_role),
        *(AnswerKind.need_two, AnswerKind.which_place),
    )
)
# Nothing was told, so whatever the conversation was about, it still is.
NOT_FOLLOWED = frozenset(
    (
        *(AnswerKind.fallback, AnswerKind.out_of_scope, AnswerKind.stuck, AnswerKind.lost, AnswerKind.finder_hint),
        *(AnswerKind.not_told, AnswerKind.no_more, AnswerKind.lost_in_list, AnswerKind.other_tongue),
    )
)
_UNTOLD = frozenset((Asked.unclear, Asked.out_of_scope))
# These tell of a role which others there are.
_OF_OTHERS = frozenset((AnswerKind.related, AnswerKind.ladder, AnswerKind.onwards))
# These answer for the words of a duty.
_OF_DUTY = frozenset((AnswerKind.who_handles, AnswerKind.verdict, AnswerKind.unknown_duty))


def remembered(question: Question, answer: Answer, rest: Sequence[Block] = ()) -> Memory:
    """The memory after an answer: what it was about, so that the next question need not repeat it.

    rest: what is left of it.
    """
    memory = replace(question.memory, unsaid=tuple(rest), country=question.country)
    if answer.kind in OF_COMPANY:
        return _told_of_company(memory, question, answer)
    if answer.kind is AnswerKind.told_forgotten:
        memory = replace(memory, told=(), suggested=())
    is_followed = answer.kind is not AnswerKind.told_nothing or question.reading.asked not in _UNTOLD
    if answer.kind in NOT_FOLLOWED or not is_followed:
        return replace(memory, misunderstood=memory.misunderstood + 1)
    missed = memory.misunderstood + 1 if answer.kind is AnswerKind.unknown_duty else 0
    memory = replace(memory, misunderstood=missed, topic=_topic(question, answer), duty=_duty(question, answer))
    if answer.kind in _WAITING:
        return _waiting(memory, question, answer)
    return _told(memory, question, answer)


def _told_of_company(memory: Memory, question: Question, answer: Answer) -> Memory:
    """Whom it was about: 'her', 'them', 'and in Leeds'."""
    here = question.reading.here
    told = tuple(person.id for person in answer.people if person.id)
    # Whose team it was is still who was asked about.
    is_of_team = here is not None and here.asks is Asks.team_of
    told = here.people[:1] if here and len(here.people) == 1 and (is_of_team or not told) else told
    place = question.reading.place if answer.people and question.reading.place else memory.place
    duty = here.duty if here and here.duty else memory.duty
    # Who is asked about further is still the one who has the role that was told.
    focus = tuple(role.id for role in answer.roles) or (memory.focus if here and here.points_back else ())
    return replace(
        memory, here=here, colleagues=told, place=place, topic=Asked.person, duty=duty, focus=focus, misunderstood=0,
        choices=(), places=answer.choices,
    )  # fmt: skip


def _topic(question: Question, answer: Answer) -> Asked | None:
    asked, before = question.reading.asked, question.memory.topic
    kind = KINDS[asked]
    if not kind.keeps_topic:
        return asked
    if asked in (Asked.more, Asked.affirm) and answer.kind is not AnswerKind.rest:
        return ASKED.get(answer.kind, before)
    return before or (Asked.duties if question.mentions else Asked.who)


def _duty(question: Question, answer: Answer) -> str:
    if answer.kind in _OF_DUTY:
        return answer.asked or question.memory.duty
    # A duty that waits for its role; that of a follow-up may be no duty at all.
    is_asked = answer.kind in _WAITING and question.reading.asked in (Asked.who, Asked.check)
    said = "; ".join(duty.text for duty in question.reading.duties)
    return said if is_asked and said else question.memory.duty


def _waiting(memory: Memory, question: Question, answer: Answer) -> Memory:
    offered = tuple(role.id for role in answer.roles)
    memory = replace(memory, choices=offered, places=answer.choices).having_told(question.named)
    return replace(memory, focus=offered) if answer.kind is AnswerKind.which_place else memory


def _told(memory: Memory, question: Question, answer: Answer) -> Memory:
    told = [role.id for role in answer.roles]
    focus = _focus(answer)
    if answer.kind is AnswerKind.suited and len(told) > 1:
        # Which of them is meant next, nobody has said.
        memory = replace(memory, focus=()).having_told(told)
    elif focus:
        memory = replace(memory, focus=tuple(focus)).having_told([*focus, *told])
    if answer.kind is AnswerKind.recommendation:
        memory = replace(memory, recommended=tuple(told))
    if answer.kind is AnswerKind.suited:
        goes_on = any(fact.kind is FactKind.named_before for fact in answer.facts)
        memory = replace(memory, suggested=(*(memory.suggested if goes_on else ()), *told))
    if answer.kind is not AnswerKind.sources:
        memory = replace(memory, cited=tuple(source.id for source in answer.sources))
    if question.reading.place and answer.people:
        memory = replace(memory, place=question.reading.place)
    # Of whoever is named for a role, 'her number' may be asked as well.
    memory = replace(
        memory, colleagues=tuple(person.id for person in answer.people if person.id), here=question.reading.here
    )
    return replace(memory, choices=_choices(question, answer), places=answer.choices)


def _focus(answer: Answer) -> list[str]:
    """Which of the roles told of are 'they'."""
    told = [role.id for role in answer.roles]
    leaves = KINDS[ASKED[answer.kind]].leaves if answer.kind in ASKED else Leaves.all
    if leaves is Leaves.of_duties:
        # Only the first of those who share a duty; the others can still be compared with it.
        firsts = {duty.asked: duty.role for duty in reversed(answer.duties)}
        return [role for role in told if role in firsts.values()]
    return {Leaves.all: told, Leaves.first: told[:1], Leaves.last: told[-1:], Leaves.nothing: []}[leaves]


def _choices(question: Question, answer: Answer) -> tuple[str, ...]:
    """What 'the second one' is the second of: the list that was just told, or the one it was picked from."""
    told = [role.id for role in answer.roles]
    if answer.kind in OFFERING and (answer.kind is not AnswerKind.who_handles or len(told) > 1):
        others = [fact.ref for fact in answer.facts if fact.ref] if answer.kind in _OF_OTHERS else []
        return tuple(others or told)
    return question.memory.choices if told and set(told) <= set(question.memory.choices) else ()
