"""Getting there: how to become something, how long it takes, what to study, and what a role is like."""

from collections.abc import Sequence
from dataclasses import replace

from actions.answer import duty_ref, role_ref, source_refs
from actions.extent import extent_asked
from actions.knowledge import Known
from actions.paths import had_by, pair, plays, tell_onwards, tell_path
from actions.question import Question
from actions.roles import FEW, MOST_ROLES, Stated, gathers, licences, of_roles, tell
from bot.guidance.paths import ways_in
from bot.knowledge.model import Involvement, Role, SkillKind
from bot.reading.limits import Limit
from bot.reading.marks import Mark
from bot.reading.parts import Part
from bot.saying.answer import Answer, FactRef
from bot.saying.kinds import AnswerKind, FactKind

# A day is told in so many duties; tools beside them.
DAY, TOOLS = 7, 6
# Fields of knowledge that matter at least this much, of 100, are what one studies for a role; of more than so many
# fields those that matter least no longer fit on a screen.
STUDIED, MOST_SUBJECTS = 50, 15


def become(known: Known, ids: Sequence[str]) -> Answer:
    """How to get into a role: schooling, preparation, licences, experience, what to learn first, where to come from."""

    def stated(role: Role) -> Stated:
        yield from ((FactRef(FactKind.education, role.id, fact.text), fact) for fact in role.education)
        yield from _preparation(role)
        yield from licences(role)
        yield from ((FactRef(FactKind.experience, role.id, fact.text), fact) for fact in role.experience)
        for skill in role.skills[:FEW]:
            yield FactRef(FactKind.first_skill, role.id, skill.name, need=skill.importance), skill
        for other in ways_in(known, role.id):
            yield FactRef(FactKind.way_in, role.id, known.store.titles[other], ref=other), role.summary
        yield from (
            (FactRef(FactKind.next_roles, role.id, known.store.titles[link.role]), link) for link in role.next_roles
        )

    return tell(known, AnswerKind.become, ids, stated)


def become_inexperienced(known: Known, ids: Sequence[str]) -> Answer:
    """How to get into roles, beginning with what is asked of those who have done nothing like it.

    facts: besides those of become entry_experience and entry_education, where that is projected.
    """
    found = become(known, ids)
    seen = {role.id: known.store.role(role.id).outlook for role in found.roles}
    facts = [
        FactRef(kind, role, text)
        for role, outlook in seen.items()
        if outlook and outlook.experience and outlook.education
        for kind, text in (
            (FactKind.entry_experience, outlook.experience),
            (FactKind.entry_education, outlook.education),
        )
    ]
    sources = source_refs(known.store, filter(None, seen.values()))
    return replace(found, facts=(*facts, *found.facts), sources=tuple(dict.fromkeys((*sources, *found.sources))))


def tell_duration(known: Known, ids: Sequence[str]) -> Answer:
    """How long preparation takes, as far as sources measure it."""

    def stated(role: Role) -> Stated:
        yield from _preparation(role, FactKind.duration)
        yield from ((FactRef(FactKind.education, role.id, fact.text), fact) for fact in role.education)
        yield from ((FactRef(FactKind.experience, role.id, fact.text), fact) for fact in role.experience)

    return tell(known, AnswerKind.duration, ids, stated)


def entry_time(role: Role) -> list[FactRef]:
    """How long the way into a role takes, where that is measured."""
    return [fact for fact, _ in _preparation(role)]


def _preparation(role: Role, kind: FactKind = FactKind.preparation) -> Stated:
    if role.job_zone:
        yield FactRef(kind, role.id, str(role.job_zone)), role.summary


def tell_subjects(known: Known, ids: Sequence[str]) -> Answer:
    """Fields of knowledge that a role draws on, most important first."""

    def stated(role: Role) -> Stated:
        fields = [skill for skill in role.skills if skill.kind is SkillKind.knowledge]
        studied = [field for field in fields if field.importance is None or field.importance >= STUDIED]
        for skill in studied[:MOST_SUBJECTS] or fields[:FEW]:
            yield FactRef(FactKind.subject, role.id, skill.name, need=skill.importance), skill

    return tell(known, AnswerKind.subjects, ids, stated)


def tell_day(known: Known, ids: Sequence[str]) -> Answer:
    """What fills the days of some roles: duties of their own, tools, and whom they deal with."""
    roles = [known.store.role(role_id) for role_id in ids[:MOST_ROLES]]
    duties = {role.id: _own_duties(role)[:DAY] for role in roles}
    facts, sourced = [], [duty for found in duties.values() for duty in found]
    for role in roles:
        for kind, named in (
            (FactKind.tool, [(tool.name, tool) for tool in role.technology[:TOOLS]]),
            (FactKind.department, [(known.store.departments[link.department].title, link) for link in role.works_with]),
        ):
            facts += [FactRef(kind, role.id, name) for name, _ in named]
            sourced += [fact for _, fact in named]
    for role in roles:
        for fact, source in gathers(known, role):
            facts.append(fact)
            sourced.append(source)
    return Answer(
        AnswerKind.day,
        tuple(role_ref(known.store, role.id) for role in roles),
        tuple(duty_ref(role, duty) for role, found in duties.items() for duty in found),
        tuple(facts),
        source_refs(known.store, sourced),
    )


def _own_duties(role: Role):
    own = [duty for duty in role.duties if duty.involvement in (Involvement.accountable, Involvement.responsible)]
    return own or list(role.duties)


def tell_setting(known: Known, ids: Sequence[str]) -> Answer:
    """Where and among whom the work is done; says so where the surroundings are not known."""

    def stated(role: Role) -> Stated:
        for setting in role.settings:
            yield FactRef(FactKind.setting, role.id, setting.name, need=setting.importance), setting
        if role.place:
            yield FactRef(FactKind.place, role.id, role.place.text), role.place
        if not role.settings and not role.place:
            url = next((known.store.sources[key].url for key in role.summary.sources), None)
            yield FactRef(FactKind.no_setting, role.id, url or ""), role.summary
        if role.needed_in:
            yield FactRef(FactKind.needed_in, role.id, role.needed_in.text), role.needed_in
        for link in role.works_with:
            yield FactRef(FactKind.department, role.id, known.store.departments[link.department].title), link

    return tell(known, AnswerKind.setting, ids, stated)


def setting_asked(question: Question, known: Known) -> Answer:
    """Where and among whom a role works; else how much it has of what is named: 'is it dangerous'."""
    found = of_roles(question, known, tell_setting)
    is_told = any(fact.kind in (FactKind.setting, FactKind.place) for fact in found.facts)
    return found if is_told else extent_asked(question, known) or found


def decline_cost(known: Known, ids: Sequence[str]) -> Answer:
    """Nothing but which roles' training was asked about: no store holds what it costs."""
    return Answer(AnswerKind.no_cost, tuple(role_ref(known.store, role) for role in ids[:MOST_ROLES]))


def become_asked(question: Question, known: Known) -> Answer:
    """How to become what a question names; the way there where it also says where one comes from."""
    named, focus = question.named, question.memory.focus
    # 'I am a waiter and want to be a hotel manager' is a way from one to the other, and so is 'how do I get to hotel
    # manager' where a waiter was talked about.
    says_both = len(named) == 2 and not question.unclear and question.reading.shows(Mark.coming_from)
    goes_on = question.reading.shows(Mark.onwards) and not question.reading.shows(Mark.becoming)
    onwards = len(named) == 1 and focus and named[0] not in focus and goes_on
    if says_both or onwards:
        return path_asked(question, known)
    if question.reading.shows(Mark.own) and (start := _start_told(question, known)):
        return tell_path(known, start, named[0])
    is_inexperienced = Limit.no_experience in question.reading.limits
    return of_roles(question, known, become_inexperienced if is_inexperienced else become)


def _start_told(question: Question, known: Known) -> str:
    """The role that somebody told they have or had, where a question names another to get to, and no start."""
    if len(question.named) != 1 or question.unclear or plays(question, Part.start):
        return ""
    had = had_by(question, known)
    return had if had not in question.named else ""


def cost_asked(question: Question, known: Known) -> Answer:
    """That costs are not held; which role it was about is kept for what is asked next."""
    found = of_roles(question, known, decline_cost)
    # Nothing is gained by asking which role is meant.
    return decline_cost(known, ()) if found.kind in (AnswerKind.which_role, AnswerKind.unknown_role) else found


def path_asked(question: Question, known: Known) -> Answer:
    """The way between the roles that a question names or the conversation was about, or from one that was told."""
    if start := _start_told(question, known):
        return tell_path(known, start, question.named[0])
    found = pair(question, known, plays(question, Part.start))
    if isinstance(found, Answer):
        # 'I want to be a chef', with nothing before it: how to become one.
        goes_on = found.kind is AnswerKind.need_two and question.named
        if goes_on and plays(question, Part.start):
            # 'I am a waiter, where to now': where it leads.
            return tell_onwards(known, question.named)
        return become(known, question.named) if goes_on else found
    return tell_path(known, *found)
