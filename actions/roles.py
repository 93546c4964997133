"""What is known about a role: its duties, its sentence, its scope, and what it takes."""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace

from actions.answer import duty_ref, role_ref, source_refs
from actions.knowledge import Known
from actions.meant import about_something
from actions.named import remarks
from actions.question import Question, roles_asked_about
from bot.knowledge.model import Role, SkillKind, Sourced
from bot.knowledge.store import Store
from bot.reading.marks import Mark
from bot.saying.answer import Answer, FactRef
from bot.saying.kinds import AnswerKind, FactKind

# One question about more roles than this is answered for the first few.
MOST_ROLES = 3
# How many of a role's skills are named where they are one part of an answer among several.
FEW = 5
# Imported occupations come with all 68 skills and fields of knowledge that O*NET measures, strongest first.
MOST_SKILLS, MOST_TOOLS = 8, 8
# Of Holland's six types those are named that the work is of at least this far, of 100; three at most.
STRONG, MOST_INTERESTS = 40, 3
# Of sixteen traits of character those that matter most.
MOST_STYLES = 6

_LICENCE = re.compile(r"\b(?:licen[cs]\w+|certif\w+|registration|registered with|chartered|permits?)\b", re.IGNORECASE)
_HOLDS = re.compile(r"^Holds\b.*\b(?:licen[cs]e|certificate|permit)\b", re.IGNORECASE)
# A certificate that is earned at school is none of them.
_LICENSED = re.compile(r"\b(?:licen[cs]\w+|registration|registered with|chartered)\b", re.IGNORECASE)
# A sentence on a licence says that somebody needs it, rather than that it is given out or looked at.
_REQUIRED = re.compile(r"\b(?:requir\w+|need\w*|must|registration)\b", re.IGNORECASE)

# Of a role: (fact, where it is sourced).
Stated = Iterator[tuple[FactRef, Sourced]]


def describe_duties(known: Known, ids: Sequence[str]) -> Answer:
    """All duties of some roles; of a group that is no one job what it gathers, and which roles to look at instead.

    facts: gathers; elsewhere, titles of roles, by ref.
    """
    roles = _roles(known.store, ids)
    gathered = [pair for role in roles for pair in gathers(known, role)]
    return Answer(
        AnswerKind.role,
        tuple(role_ref(known.store, role.id) for role in roles),
        tuple(duty_ref(role.id, duty) for role in roles for duty in role.duties),
        tuple(fact for fact, _ in gathered),
        source_refs(known.store, (*(duty for role in roles for duty in role.duties), *(fact for _, fact in gathered))),
    )


def gathers(known: Known, role: Role) -> Stated:
    """What a group that is no one job gathers, and the roles to look at instead."""
    if role.duties:
        return
    fact = role.gathers or role.summary
    yield FactRef(FactKind.gathers, role.id, fact.text), fact
    for link in role.elsewhere:
        if link.role in known.store:
            yield FactRef(FactKind.elsewhere, role.id, known.store.titles[link.role], ref=link.role), fact


def summarise(known: Known, ids: Sequence[str]) -> Answer:
    return _facts_answer(
        known, AnswerKind.summary, ids, lambda role: [(FactKind.summary, role.summary.text, role.summary)]
    )


def describe_scope(known: Known, ids: Sequence[str]) -> Answer:
    def facts(role: Role) -> Iterable[tuple[FactKind, str, Sourced]]:
        for kind in (FactKind.scope, FactKind.place, FactKind.needed_in):
            fact = getattr(role, kind.value)
            if fact:
                yield kind, fact.text, fact

    return _facts_answer(known, AnswerKind.scope, ids, facts)


def describe_contacts(known: Known, ids: Sequence[str]) -> Answer:
    store = known.store

    def facts(role: Role) -> Iterable[tuple[FactKind, str, Sourced]]:
        for link in role.works_with:
            yield FactKind.department, store.departments[link.department].title, link
        for superior in role.reports_to:
            yield FactKind.reports_to, store.titles[superior.role], superior

    return _facts_answer(known, AnswerKind.contacts, ids, facts)


def describe_skills(known: Known, ids: Sequence[str]) -> Answer:
    def stated(role: Role) -> Stated:
        for kind in SkillKind:
            for skill in [skill for skill in role.skills if skill.kind is kind][:MOST_SKILLS]:
                yield FactRef(FactKind(kind.value), role.id, skill.name, need=skill.importance), skill
        for tool in role.technology[:MOST_TOOLS]:
            yield FactRef(FactKind.tool, role.id, tool.name), tool

    return tell(known, AnswerKind.skills, ids, stated)


def describe_qualification(known: Known, ids: Sequence[str]) -> Answer:
    """The schooling and experience asked of some roles: as people in them say, else as is typical."""

    def facts(role: Role) -> Iterable[tuple[FactKind, str, Sourced]]:
        if role.outlook and role.outlook.education and not role.education:
            yield FactKind.entry_education, role.outlook.education, role.outlook
        for kind in (FactKind.education, FactKind.experience):
            for fact in getattr(role, kind.value):
                yield kind, fact.text, fact
        for fact in role.disagreements:
            yield FactKind.disagreement, fact.text, fact

    return _facts_answer(known, AnswerKind.qualification, ids, facts)


def licences(role: Role) -> Stated:
    """What its words say of a licence that it requires; what schooling and experience say is told as that."""
    told: list[tuple[str, Sourced]] = [(role.licence.text, role.licence)] if role.licence else []
    said = [fact for fact in (role.scope, role.summary) if fact]
    told += [(fact.text, fact) for fact in said if _LICENSED.search(fact.text) and _REQUIRED.search(fact.text)]
    if not any(_LICENCE.search(fact.text) for fact in (*role.education, *role.experience)):
        told += [(duty.statement, duty) for duty in role.duties if _HOLDS.search(duty.statement)]
    yield from ((FactRef(FactKind.licence, role.id, text), fact) for text, fact in told[:1])


def tell_licence(known: Known, ids: Sequence[str]) -> Answer:
    """Whether some roles need a licence. facts, of a role: licence, what its words say; or no_licence, its title."""

    def stated(role: Role) -> Stated:
        told = list(licences(role))
        yield from told or [(FactRef(FactKind.no_licence, role.id, role.title), role.summary)]

    return tell(known, AnswerKind.licence, ids, stated)


def describe_interests(known: Known, ids: Sequence[str]) -> Answer:
    def facts(role: Role) -> Iterable[tuple[FactKind, str, Sourced]]:
        strong = [link for link in role.interests if link.level is None or link.level >= STRONG]
        for interest in (strong or role.interests)[:MOST_INTERESTS]:
            yield FactKind.interest, interest.type.value, interest
        for style in role.styles[:MOST_STYLES]:
            yield FactKind.style, style.name, style

    return _facts_answer(known, AnswerKind.interests, ids, facts)


def describe_related(known: Known, ids: Sequence[str]) -> Answer:
    def stated(role: Role) -> Stated:
        for kind in (FactKind.next_roles, FactKind.related):
            for link in getattr(role, kind.value):
                yield FactRef(kind, role.id, known.store.titles[link.role], ref=link.role), link

    return tell(known, AnswerKind.related, ids, stated)


def _facts_answer(known: Known, kind: AnswerKind, ids: Sequence[str], facts) -> Answer:
    """An answer of one kind made of facts(role), each (fact kind, text, where it is sourced)."""
    return tell(
        known, kind, ids, lambda role: ((FactRef(fact, role.id, text), sourced) for fact, text, sourced in facts(role))
    )


def tell(known: Known, kind: AnswerKind, ids: Sequence[str], stated: Callable[[Role], Stated]) -> Answer:
    """An answer of one kind made of what is stated of each of some roles."""
    roles = _roles(known.store, ids)
    found = [pair for role in roles for pair in stated(role)]
    return Answer(
        kind,
        tuple(role_ref(known.store, role.id) for role in roles),
        facts=tuple(fact for fact, _ in found),
        sources=source_refs(known.store, (sourced for _, sourced in found)),
    )


def _roles(store: Store, ids: Sequence[str]) -> list[Role]:
    return [store.role(role_id) for role_id in ids[:MOST_ROLES]]


def of_roles(question: Question, known: Known, describe: Callable[[Known, Sequence[str]], Answer]) -> Answer:
    """What describe says of the roles that a question is about, with what is to be said of their names."""
    question = about_something(question, known)
    roles = roles_asked_about(question, known)
    if isinstance(roles, Answer):
        return roles
    return remarks(describe(known, roles), question, known)


def contacts_asked(question: Question, known: Known) -> Answer:
    """Whom a role works with; asked for its superior, that sources name none where they do not."""
    found = of_roles(question, known, describe_contacts)
    if found.kind is not AnswerKind.contacts or not question.reading.shows(Mark.superior):
        return found
    superiors = {fact.role for fact in found.facts if fact.kind is FactKind.reports_to}
    silent = [FactRef(FactKind.no_superior, role.id, role.title) for role in found.roles if role.id not in superiors]
    return replace(found, facts=(*silent, *found.facts))
