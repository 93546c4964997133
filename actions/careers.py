"""Getting there: how to become something, the way from one role to another, the ladder, and what a role is like."""

import re
from collections.abc import Sequence

from actions.answer import duty_ref, role_ref, source_refs
from actions.base import AnswerAction
from actions.knowledge import Known
from actions.question import Question, roles_asked_about, talked_of, unknown_role, which_role
from actions.ranking import JOBS, limits_named, rank_by_openings
from actions.roles import (
    MOST_ROLES,
    RoleAction,
    Stated,
    asks_for_licence,
    describe_related,
    gathers,
    licence_asked,
    licences,
    tell,
)
from bot.guidance.paths import Gap, find_path, is_above, ladder, ways_in
from bot.guidance.recommend import LEFT_OUT
from bot.knowledge.model import Involvement, Role, SkillKind, Sourced
from bot.saying.answer import Answer, FactRef
from bot.saying.kinds import AnswerKind, FactKind
from bot.search.phrases import refers_back, subject
from bot.search.skills import wanted_and_averse

# How many of a role's skills are named where they are one part of an answer among several.
FEW = 5
# A day is told in so many duties; tools beside them.
DAY, TOOLS = 7, 6
# Fields of knowledge that matter at least this much, of 100, are what one studies for a role.
STUDIED = 50
# How many roles that use a skill are named at once.
USERS = 10


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


def tell_duration(known: Known, ids: Sequence[str]) -> Answer:
    """How long preparation takes, as far as sources measure it."""

    def stated(role: Role) -> Stated:
        yield from _preparation(role, FactKind.duration)
        yield from ((FactRef(FactKind.education, role.id, fact.text), fact) for fact in role.education)
        yield from ((FactRef(FactKind.experience, role.id, fact.text), fact) for fact in role.experience)

    return tell(known, AnswerKind.duration, ids, stated)


def _preparation(role: Role, kind: FactKind = FactKind.preparation) -> Stated:
    if role.job_zone:
        yield FactRef(kind, role.id, str(role.job_zone)), role.summary


def tell_subjects(known: Known, ids: Sequence[str]) -> Answer:
    """Fields of knowledge that a role draws on, most important first."""

    def stated(role: Role) -> Stated:
        fields = [skill for skill in role.skills if skill.kind is SkillKind.knowledge]
        studied = [field for field in fields if field.importance is None or field.importance >= STUDIED]
        for skill in studied or fields[:FEW]:
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


def tell_ladder(known: Known, ids: Sequence[str]) -> Answer:
    """The steps above and below a role."""

    def stated(role: Role) -> Stated:
        found = ladder(known, role.id)
        for link in role.reports_to:
            yield FactRef(FactKind.reports_to, role.id, known.store.titles[link.role], ref=link.role), link
        for link in role.next_roles:
            yield FactRef(FactKind.next_roles, role.id, known.store.titles[link.role], ref=link.role), link
        for kind, others in (
            (FactKind.step_up, found.more),
            (FactKind.led, found.inferiors),
            (FactKind.step_down, found.less),
        ):
            for other in others:
                yield FactRef(kind, role.id, known.store.titles[other], ref=other), role.summary
        if not (role.reports_to or role.next_roles or found.more or found.inferiors or found.less):
            yield FactRef(FactKind.no_ladder, role.id, role.title), role.summary
            for link in role.related:
                yield FactRef(FactKind.related, role.id, known.store.titles[link.role], ref=link.role), link

    return tell(known, AnswerKind.ladder, ids, stated)


def tell_order(known: Known, upper: str, lower: str) -> Answer:
    """Whether one role stands above another: verdict yes or no where a source says so, else unknown, with what each
    takes."""
    roles = [known.store.role(role_id) for role_id in (upper, lower)]
    above = is_above(known, upper, lower)
    zones = [role.job_zone or 0 for role in roles]
    facts: list[FactRef] = []
    if above is None and all(zones):
        facts = [FactRef(FactKind.preparation, role.id, str(role.job_zone)) for role in roles]
        kind = FactKind.same_zone if zones[0] == zones[1] else FactKind.higher_zone
        facts.append(FactRef(kind, roles[zones[0] < zones[1]].id, ""))
    sourced: list[Sourced] = [link for role in roles for link in role.reports_to] if above is not None else []
    return Answer(
        AnswerKind.order,
        tuple(role_ref(known.store, role.id) for role in roles),
        facts=tuple(facts),
        sources=source_refs(known.store, sourced or [role.summary for role in roles]),
        verdict="unknown" if above is None else "yes" if above else "no",
    )


def tell_path(known: Known, start: str, goal: str) -> Answer:
    """From one role to another: the roles in between, what carries over, what is missing."""
    path = find_path(known, start, goal)
    first, last = known.store.role(start), known.store.role(goal)
    facts = [
        FactRef(FactKind.carries_over, goal, gap.name, need=gap.need, have=gap.have) for gap in path.carries_over[:FEW]
    ]
    facts += [
        FactRef(FactKind.missing_skill, goal, gap.name, need=gap.need, have=gap.have) for gap in _few(path.missing)
    ]
    if not path.connected:
        facts.append(FactRef(FactKind.unconnected, goal, last.title))
    for role in (first, last):
        if role.job_zone:
            facts.append(FactRef(FactKind.preparation, role.id, str(role.job_zone)))
    facts += [FactRef(FactKind.education, goal, fact.text) for fact in last.education]
    sourced: list[Sourced] = [*first.skills[:1], *last.skills[:1], *last.education, first.summary, last.summary]
    return Answer(
        AnswerKind.path,
        tuple(role_ref(known.store, role) for role in path.roles),
        facts=tuple(facts),
        sources=source_refs(known.store, sourced),
    )


def _few(gaps: Sequence[Gap]) -> Sequence[Gap]:
    return gaps[: FEW + 3]


def find_users(known: Known, phrases: Sequence[str], avoided: Sequence[str] = ()) -> Answer:
    """Roles that use all of some skills, tools or fields of knowledge, those they matter most to first.

    A phrase that names none is looked for among duties. avoided: the same, of roles that are left out where it matters
    much to them.
    """
    profiles = known.profiles
    found = [(phrase, known.skills.find(phrase)) for phrase in phrases]
    duties = [phrase for phrase, match in found if match is None]
    if len(duties) == len(found):
        return _doers(known, phrases)
    shares = []
    facts: list[FactRef] = []
    for phrase, match in found:
        if match is None:
            facts.append(FactRef(FactKind.unknown_skill, "", phrase))
            continue
        shares.append(profiles.standing_of_any(match.skills))
        having = {int(role) for skill in match.skills for role in profiles.having(skill)}
        name = profiles.skills[match.skills[0]][1]
        facts.append(FactRef(FactKind.uses, "", _called(phrase, name), need=len(having)))
    # All of them have to be of use: the one of least use counts.
    weight = {place: min(each) for place, each in enumerate(zip(*shares, strict=True))}
    for phrase in avoided:
        match = known.skills.find(phrase)
        if match is None:
            facts.append(FactRef(FactKind.unknown_skill, "", phrase))
            continue
        much = profiles.standing_of_any(match.skills)
        weight = {place: least for place, least in weight.items() if much[place] < LEFT_OUT}
        facts.append(FactRef(FactKind.avoided, "", _called(phrase, profiles.skills[match.skills[0]][1])))
    sums = {place: sum(each) for place, each in enumerate(zip(*shares, strict=True))}
    # Of roles that use the same tools, those whose duties have to do with it come first.
    near = {match.role: match.score for match in known.duties.rank(" and ".join(phrases), limit=50)}
    ranked = sorted(
        (place for place, least in weight.items() if least > 0),
        key=lambda place: (
            -round(weight[place], 2),
            -round(sums[place], 2),
            -near.get(profiles.roles[place], 0.0),
            place,
        ),
    )
    roles = [profiles.roles[place] for place in ranked[:USERS]]
    if not roles:
        return Answer(AnswerKind.unknown_skill, asked=", ".join(phrases))
    sourced = [known.store.role(role).skills[:1] or (known.store.role(role).summary,) for role in roles]
    return Answer(
        AnswerKind.skill_users,
        tuple(role_ref(known.store, profiles.roles[place], float(weight[place])) for place in ranked[:USERS]),
        facts=tuple(facts),
        sources=source_refs(known.store, (fact for each in sourced for fact in each)),
        asked=", ".join(phrases),
    )


def _doers(known: Known, phrases: Sequence[str]) -> Answer:
    from actions.who import find_roles

    found = find_roles(known, phrases)
    return found if found.duties else Answer(AnswerKind.unknown_skill, asked=", ".join(phrases))


def _called(phrase: str, name: str) -> str:
    return name if phrase.lower() in name.lower() or name.lower() in phrase.lower() else f"{phrase} ({name})"


class ActionTellBecoming(RoleAction):
    intent, topic, describe = "ask_become", "become", staticmethod(become)

    def answer(self, question: Question, known: Known) -> Answer:
        if asks_for_licence(question.text):
            return licence_asked(question, known)
        # 'I am a waiter and want to be a hotel manager' is a way from one to the other, and so is 'how do I get to
        # hotel manager' where a waiter was talked about.
        onwards = len(question.named) == 1 and question.focus and question.named[0] not in question.focus
        if _says_both(question) or (onwards and _ONWARDS.search(question.text)):
            return ActionTellPath().answer(question, known)
        return super().answer(question, known)

    def topic_after(self, question: Question) -> str:
        return "licence" if asks_for_licence(question.text) else self.topic


class ActionTellDuration(RoleAction):
    intent, topic, describe = "ask_duration", "duration", staticmethod(tell_duration)


class ActionTellSubjects(RoleAction):
    intent, topic, describe = "ask_subjects", "subjects", staticmethod(tell_subjects)


class ActionTellDay(RoleAction):
    intent, topic, describe = "ask_day", "day", staticmethod(tell_day)


class ActionTellSetting(RoleAction):
    intent, topic, describe = "ask_setting", "setting", staticmethod(tell_setting)


class ActionTellLadder(RoleAction):
    intent, topic, describe = "ask_ladder", "ladder", staticmethod(tell_ladder)


def decline_cost(known: Known, ids: Sequence[str]) -> Answer:
    """Nothing but which roles' training was asked about: no store holds what it costs."""
    return Answer(AnswerKind.no_cost, tuple(role_ref(known.store, role) for role in ids[:MOST_ROLES]))


class ActionDeclineCost(RoleAction):
    """Says that costs are not held; which role it was about is kept for what is asked next."""

    intent, topic, describe = "ask_cost", "cost", staticmethod(decline_cost)

    def answer(self, question: Question, known: Known) -> Answer:
        found = super().answer(question, known)
        # Nothing is gained by asking which role is meant.
        return decline_cost(known, ()) if found.kind in (AnswerKind.which_role, AnswerKind.unknown_role) else found


_THOSE_SKILLS = re.compile(r"\b(?:those|these|their|such|the same|my) skills\b", re.IGNORECASE)


class ActionFindUsers(AnswerAction):
    intent, topic = "find_by_skill", "skill_users"

    def answer(self, question: Question, known: Known) -> Answer:
        focus = tuple(role for role in question.focus if role in known.store)
        if focus and _THOSE_SKILLS.search(question.text):
            return describe_related(known, focus)
        limits = limits_named(known, question.text)
        if limits.narrow and JOBS.search(question.text) and known.store.outlooks:
            return rank_by_openings(known, limits)
        wanted, averse = wanted_and_averse(question.text)
        things, avoided = known.skills.things_named(wanted), known.skills.things_named(averse)
        if avoided and not things:
            return Answer(AnswerKind.only_avoided, asked=", ".join(avoided))
        return find_users(known, things or (question.text,), avoided)


# Which of two roles in a question is the one that one is in now, or the lower one.
_FROM = (
    r"\b(?:from|as|am|i'm|was|were|being|after|leaving|left|quit|currently|than|below|under|over|above|outrank\w*"
    r"|beyond)\b"
)
_START = re.compile(
    rf"{_FROM}\s+(?:an?\s+|the\s+|my\s+|being\s+(?:an?\s+)?|working\s+as\s+(?:an?\s+)?|\w+\s+){{0,2}}$", re.IGNORECASE
)
_GOAL = re.compile(
    r"\b(?:to|into|become|becoming|be|towards|for|an?)\s+(?:be\s+|become\s+)?(?:an?\s+|the\s+)?$", re.IGNORECASE
)
COMING_FROM = re.compile(r"\b(?:from|i'?m|i am|as|being|was|have been|after|now|currently)\b", re.IGNORECASE)
_BELOW = re.compile(
    r"\b(?:below|under|junior to|lower than|beneath|report(?:s|ing)? to|subordinate"
    r"|(?:managed|supervised|led|run|overseen|directed) by)\b",
    re.IGNORECASE,
)


_ONWARDS = re.compile(
    r"\b(?:get|go|move|switch|change|climb|rise) (?:up |over |on |from \w+ )?to\b|\bget there\b", re.IGNORECASE
)


def _says_both(question: Question) -> bool:
    """Whether a question names a role to come from and another to get to."""
    return len(question.named) == 2 and not question.unclear and bool(COMING_FROM.search(question.text))


# 'Which is above the other' refers back without a pronoun.
_THE_OTHER = re.compile(r"\bthe other\b", re.IGNORECASE)


class _OfTwo(AnswerAction):
    """Answers about two roles, one of which may be the one that was talked about."""

    def pair(self, question: Question, known: Known) -> tuple[str, str] | Answer:
        """(the one it begins with, the other), as named or remembered; or what asks for the missing one."""
        unclear = question.unclear
        if len(question.named) == 1 and len(question.mentions) > 1 and not unclear:
            names = ", ".join(dict.fromkeys(mention.text for mention in question.mentions))
            return Answer(AnswerKind.same_role, which_role(known, question.named).roles, asked=names)
        if unclear and len(question.named) < 2:
            return (
                which_role(known, unclear.roles, unclear.text) if unclear.roles else unknown_role(known, unclear.text)
            )
        if len(question.named) >= 2:
            return question.named[0], question.named[1]
        before = talked_of(question, known)
        if len(question.named) == 1:
            others = [role for role in before if role not in question.named]
            if others:
                return others[0], question.named[0]
            other = subject(question.text.replace(question.mentions[0].text, " "))
            if other and not refers_back(question.text) and len(other.split()) <= 2 and not before:
                return unknown_role(known, other)
            return Answer(AnswerKind.need_two, which_role(known, question.named).roles)
        if len(before) >= 2 and (refers_back(question.text) or _THE_OTHER.search(question.text)):
            return before[1], before[0]
        asked = roles_asked_about(question, known)
        return asked if isinstance(asked, Answer) else Answer(AnswerKind.need_two, which_role(known, asked).roles)


class ActionTellPath(_OfTwo):
    intent, topic = "ask_path", "path"

    def answer(self, question: Question, known: Known) -> Answer:
        found = self.pair(question, known)
        if isinstance(found, Answer):
            # 'I want to be a chef', with nothing before it: how to become one.
            return become(known, question.named) if found.kind == AnswerKind.need_two and question.named else found
        start, goal = found
        if self._turned(question, named=set(question.named)):
            start, goal = goal, start
        return tell_path(known, start, goal)

    @staticmethod
    def _turned(question: Question, named: set[str]) -> bool:
        """Whether the first role named is the goal: 'become a midwife after being a nurse'."""
        first = question.mentions[0] if question.mentions else None
        if first is None:
            return False
        before = question.text[: question.text.find(first.text)]
        if len(named) == 1:
            # The one named is the goal unless it is said to be where one comes from.
            return bool(_START.search(before)) and not _GOAL.search(before.removesuffix("a ").removesuffix("an "))
        second = question.mentions[1]
        between = question.text[: question.text.rfind(second.text)]
        return bool(_START.search(between)) and not _START.search(before)


_OPEN = re.compile(r"^\W*(?:and\s+|so\s+)?(?:which|who|whose)\b", re.IGNORECASE)
_COMPARES = re.compile(
    r"\b(?:above|below|over|under|outrank\w*|higher|lower|senior|junior|beneath|report\w*|subordinate|rank\w*"
    r"|(?:managed|supervised|led|run|overseen|directed) by)\b",
    re.IGNORECASE,
)


def _asked_of_them(question: Question) -> bool:
    """Whether the role talked about is asked about, and the named one only the measure: 'are they above a nurse'."""
    compares = _COMPARES.search(question.text)
    return compares is not None and question.text.find(question.mentions[0].text) > compares.start()


class ActionTellOrder(_OfTwo):
    intent, topic = "ask_order", "order"

    def answer(self, question: Question, known: Known) -> Answer:
        found = self.pair(question, known)
        if isinstance(found, Answer):
            return found
        upper, lower = found
        if _OPEN.match(question.text):
            # 'Which of them is higher' is answered yes for the one that is.
            above = is_above(known, lower, upper)
            return tell_order(known, *((lower, upper) if above else (upper, lower)))
        if len(question.named) == 1 and not _asked_of_them(question):
            # 'Is a supervisor above them': the one that is named is asked about.
            upper, lower = lower, upper
        if _BELOW.search(question.text):
            upper, lower = lower, upper
        return tell_order(known, upper, lower)
