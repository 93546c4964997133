"""What is said of getting into a role, and of what it is like: schooling, licences, subjects, days, surroundings."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import partial

from bot.saying.answer import Answer, FactRef, RoleRef
from bot.saying.blocks import Piece, all_of, any_of, in_turn, known_of, measured, sentences, titles_of, told
from bot.saying.document import Block, Listing, Paragraph, Words
from bot.saying.facts import gathered, stated
from bot.saying.kinds import AnswerKind, FactKind
from bot.saying.preparation import zone_of
from bot.saying.prospects import entry_words
from bot.saying.words import linked, plain, said, strong

# What the projections call the experience that is typical, as one says it; none is said otherwise.
_EXPERIENCE: Mapping[str, str] = {
    "Less than 5 years": "utter_experience_some",
    "5 years or more": "utter_experience_much",
}


def _become(answer: Answer) -> Iterator[Piece]:
    return in_turn(answer.roles, partial(_way_in, answer), partial(_steps, answer))


def _way_in(answer: Answer, role: RoleRef) -> Iterator[Block]:
    facts = answer.of(role)
    zone = zone_of(facts.get(FactKind.preparation, ()))
    for fact in facts.get(FactKind.entry_experience, ()):
        yield _experience(role, fact.text, facts[FactKind.entry_education][0].text)
    if facts:
        response = "utter_become" if zone else "utter_become_untimed"
        yield Paragraph(said(response, role=strong(role.title), zone=zone))


def _experience(role: RoleRef, experience: str, education: str) -> Block:
    """Whether one can begin without experience of a related job."""
    if experience in _EXPERIENCE:
        return Paragraph(
            said("utter_become_experienced", role=strong(role.title), experience=said(_EXPERIENCE[experience]))
        )
    return Paragraph(said("utter_become_inexperienced", role=strong(role.title), education=entry_words(education)))


def _steps(answer: Answer, role: RoleRef) -> Iterator[Block]:
    facts = answer.of(role)
    if not facts:
        return
    yield from sentences(facts.get(FactKind.education, ()))
    for licence in facts.get(FactKind.licence, ()):
        yield Paragraph(said("utter_become_licence", facts=licence.text))
    yield from sentences(facts.get(FactKind.experience, ()))
    yield from measured(facts.get(FactKind.first_skill, ()), "utter_first_skills", "utter_first_skills_unmeasured")
    yield from _ways(facts)
    if FactKind.licence not in facts:
        yield Paragraph(said("utter_become_no_licence"))


def _ways(facts: Mapping[FactKind, Sequence[FactRef]]) -> Iterator[Block]:
    """The roles that one may come from, and those that one may go on to."""
    ways = titles_of(facts.get(FactKind.way_in, ()))
    if ways:
        response = "utter_ways_in_one" if len(ways) == 1 else "utter_ways_in"
        yield Paragraph(said(response, facts=any_of(ways)))
    onwards = titles_of(facts.get(FactKind.next_roles, ()))
    if onwards:
        yield Paragraph(said("utter_become_onwards", facts=any_of(onwards)))


def _duration(answer: Answer) -> Iterator[Piece]:
    return in_turn(answer.roles, partial(_time, answer), partial(_schooling, answer))


def _time(answer: Answer, role: RoleRef) -> Iterator[Block]:
    zone = zone_of(answer.of(role).get(FactKind.duration, ()))
    yield Paragraph(said("utter_duration" if zone else "utter_no_duration", role=strong(role.title), zone=zone))


def _schooling(answer: Answer, role: RoleRef) -> Iterator[Block]:
    facts = answer.of(role)
    yield from sentences(facts.get(FactKind.education, ()))
    yield from sentences(facts.get(FactKind.experience, ()))


def _subjects(answer: Answer) -> Iterator[Piece]:
    for role in answer.roles:
        subjects = answer.of(role).get(FactKind.subject, [])
        blocks = measured(subjects, "utter_subjects", "utter_subjects_unmeasured", role=strong(role.title))
        yield from known_of(role, blocks)


def _day(answer: Answer) -> Iterator[Piece]:
    if len(answer.roles) > 1:
        return in_turn(answer.roles, partial(_instance, answer), partial(_day_of_several, answer))
    (role,) = answer.roles
    return known_of(role, [*gathered(answer, role), *_days(answer, role), *_around(answer, role)])


def _duties(answer: Answer, role: RoleRef) -> list[Words]:
    return [plain(duty.statement) for duty in answer.duties if duty.role == role.id]


def _instance(answer: Answer, role: RoleRef) -> Iterator[Piece]:
    """One duty, so that several roles can be told beside each other; of a group what it gathers."""
    yield from gathered(answer, role)
    for duty in _duties(answer, role)[:1]:
        yield Paragraph(said("utter_day_one", role=strong(role.title), duty=duty))


def _day_of_several(answer: Answer, role: RoleRef) -> Iterator[Block]:
    if len(_duties(answer, role)) > 1:
        yield from _days(answer, role)
    yield from _around(answer, role)


def _days(answer: Answer, role: RoleRef) -> Iterator[Block]:
    duties = _duties(answer, role)
    if len(duties) == 1:
        yield Paragraph(said("utter_day_one", role=strong(role.title), duty=duties[0]))
    elif duties:
        yield Listing(tuple(duties), said("utter_day", role=strong(role.title)))


def _around(answer: Answer, role: RoleRef) -> Iterator[Block]:
    """The tools of a role, and whom it deals with."""
    tools = [fact.text for fact in answer.of(role).get(FactKind.tool, ())]
    if tools and _duties(answer, role):
        yield told("utter_day_tools_one", "utter_day_tools", tools)
    elif tools:
        yield Paragraph((*said("utter_tool", role=strong(role.title)), *plain(" "), *all_of(tools), *plain(".")))
    departments = [fact.text for fact in answer.of(role).get(FactKind.department, ())]
    if departments:
        yield Paragraph(said("utter_department", role=strong(role.title), facts=all_of(departments)))


def _setting(answer: Answer) -> Iterator[Piece]:
    for role in answer.roles:
        yield from known_of(role, _surroundings(answer, role))


def _surroundings(answer: Answer, role: RoleRef) -> Iterator[Block]:
    title, facts = strong(role.title), answer.of(role)
    settings = facts.get(FactKind.setting, [])
    yield from measured(settings, "utter_setting", "utter_setting_unmeasured", role=title)
    yield from stated(answer, role)
    for fact in facts.get(FactKind.no_setting, ()):
        response = "utter_no_setting_see" if fact.text else "utter_no_setting"
        yield Paragraph(said(response, role=title, url=linked(fact.text, fact.text)))


SAYINGS: Mapping[AnswerKind, Callable[[Answer], Iterator[Piece]]] = {
    AnswerKind.become: _become,
    AnswerKind.duration: _duration,
    AnswerKind.subjects: _subjects,
    AnswerKind.day: _day,
    AnswerKind.setting: _setting,
}
