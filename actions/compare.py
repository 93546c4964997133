"""How roles differ and what they share."""

from collections.abc import Callable, Sequence

from actions.answer import duty_ref, role_ref, source_refs
from actions.knowledge import Known
from actions.meant import about_something
from actions.named import remarks
from actions.question import (
    Question,
    names_in,
    need_two,
    roles_asked_about,
    same_role,
    talked_of,
    unclear_role,
    unknown_role,
)
from bot.knowledge.model import Fact, Role
from bot.reading.marks import Mark
from bot.saying.answer import Answer, DutyRef, FactRef
from bot.saying.kinds import AnswerKind, FactKind

# Two duties are the same duty if their statements are at least this alike in meaning (cosine).
SAME_DUTY = 0.75
MOST_ROLES = 4

# What is said of some roles, by their ids.
Describe = Callable[[Known, Sequence[str]], Answer]


def compare(known: Known, ids: Sequence[str]) -> Answer:
    """Roles side by side: every duty, marked where another role has the like, scope, and where they are needed."""
    roles = [known.store.role(role_id) for role_id in ids[:MOST_ROLES]]
    facts: list[tuple[FactKind, str, Fact]] = []
    for role in roles:
        for kind in (FactKind.scope, FactKind.needed_in):
            fact = getattr(role, kind.value)
            if fact:
                facts.append((kind, role.id, fact))
    facts += _in_so_many_words(roles)
    facts += [(FactKind.disagreement, roles[0].id, fact) for fact in _common_disagreements(roles)]
    duties = tuple(
        duty_ref(role.id, duty, shared=_shared(known, role, duty.id, roles)) for role in roles for duty in role.duties
    )
    return _answer(known, AnswerKind.comparison, roles, duties, facts)


def share(known: Known, ids: Sequence[str]) -> Answer:
    """Only what roles have in common: duties, departments and skills."""
    roles = [known.store.role(role_id) for role_id in ids[:MOST_ROLES]]
    duties = tuple(
        duty_ref(role.id, duty, shared=True)
        for role in roles
        for duty in role.duties
        if _shared(known, role, duty.id, roles)
    )
    facts = [fact for fact in _in_so_many_words(roles) if fact[0] == "alike"]
    found = [FactRef(kind, role, fact.text) for kind, role, fact in facts]
    for kind, names in (
        (
            FactKind.department,
            [[known.store.departments[link.department].title for link in role.works_with] for role in roles],
        ),
        (FactKind.skill, [[skill.name for skill in role.skills] for role in roles]),
    ):
        found += [FactRef(kind, roles[0].id, name) for name in names[0] if all(name in other for other in names[1:])]
    answer = _answer(known, AnswerKind.shared, roles, duties, facts)
    return Answer(answer.kind, answer.roles, answer.duties, tuple(found), answer.sources)


def _answer(known: Known, kind: AnswerKind, roles: list[Role], duties: tuple[DutyRef, ...], facts: list) -> Answer:
    told = {(duty.role, duty.id) for duty in duties}
    sourced = [duty for role in roles for duty in role.duties if (role.id, duty.id) in told]
    return Answer(
        kind,
        tuple(role_ref(known.store, role.id) for role in roles),
        duties,
        tuple(FactRef(fact_kind, role, fact.text) for fact_kind, role, fact in facts),
        source_refs(known.store, [*sourced, *(fact for _, _, fact in facts)] or [role.summary for role in roles]),
    )


def _in_so_many_words(roles: list[Role]) -> list[tuple[FactKind, str, Fact]]:
    """What a source itself says of these roles beside each other."""
    ids = {role.id for role in roles}
    return [
        (kind, role.id, fact)
        for role in roles
        for comparison in role.comparisons
        if comparison.role in ids
        for kind, facts in ((FactKind.alike, comparison.alike), (FactKind.different, comparison.different))
        for fact in facts
    ]


def _common_disagreements(roles: list[Role]) -> list[Fact]:
    """Contradictions between sources that concern all of the roles."""
    texts = [{fact.text for fact in role.disagreements} for role in roles]
    return [fact for fact in roles[0].disagreements if all(fact.text in other for other in texts[1:])]


def _shared(known: Known, role: Role, duty: str, roles: list[Role]) -> bool:
    """Whether every other role compared has a duty like this one."""
    return all(
        any(known.duties.likeness((role.id, duty), (other.id, theirs.id)) >= SAME_DUTY for theirs in other.duties)
        for other in roles
        if other.id != role.id
    )


def compared(question: Question, known: Known, describe: Describe) -> Answer:
    """What describe says of the roles that a question puts beside each other; asks for what is missing."""
    question = about_something(question, known, most=2)
    roles = _roles_compared(question, known)
    return remarks(roles if isinstance(roles, Answer) else describe(known, roles), question, known)


def _roles_compared(question: Question, known: Known) -> tuple[str, ...] | Answer:
    named, unclear, reading = question.named, question.unclear, question.reading
    if unclear:
        # 'Controller and comptroller': the one name can mean what the other does mean.
        is_same = set(unclear.roles) & set(named) and len(names_in(question)) > 1
        return same_role(known, question) if is_same else unclear_role(known, unclear)
    if len(named) >= 2:
        return named
    before = talked_of(question, known)
    if len(named) == 1:
        if len(names_in(question)) > 1:
            return same_role(known, question)
        if reading.other and not reading.shows(Mark.back):
            return unknown_role(known, reading.other)
        others = [role for role in before if role not in named]
        return (others[0], *named) if others else need_two(known, named)
    if len(question.memory.focus) >= 2:
        return question.memory.focus
    if len(before) >= 2:
        # Older first, in the order they were talked about.
        return before[1], before[0]
    asked = roles_asked_about(question, known)
    return asked if isinstance(asked, Answer) else need_two(known, asked)
