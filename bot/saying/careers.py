"""What is said of getting into a role, and of what it is like: schooling, licences, subjects, days, surroundings."""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence

from bot.saying.answer import Answer, FactRef, RoleRef
from bot.saying.document import Block, Choice, Listing, Paragraph
from bot.saying.groups import gathered
from bot.saying.kinds import AnswerKind, FactKind
from bot.saying.preparation import zone_of
from bot.saying.series import measured, sentences, told
from bot.saying.words import linked, plain, said, series, strong

# So many fields to study are named in the first sentence.
FIRST = 3
# How sentences on where a role is found or works begin, where the role itself is left out.
_FOUND, _WORKS = re.compile(r"(?:Found|Needed|Based)\b"), re.compile(r"(?:Works|Serves)\b")


def _become(answer: Answer) -> Iterator[Block]:
    for role in answer.roles:
        facts = answer.of(role)
        if not facts:
            yield _nothing_known(role)
            continue
        zone = zone_of(facts.get(FactKind.preparation, ()))
        if zone:
            yield Paragraph(said("utter_become", role=strong(role.title), zone=zone))
        else:
            yield Paragraph(said("utter_become_untimed", role=strong(role.title)))
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
    ways = _titles(facts.get(FactKind.way_in, ()))
    if ways:
        response = "utter_ways_in_one" if len(ways) == 1 else "utter_ways_in"
        yield Paragraph(said(response, facts=series(ways, "utter_or")))
    onwards = _titles(facts.get(FactKind.next_roles, ()))
    if onwards:
        yield Paragraph(said("utter_become_onwards", facts=series(onwards, "utter_or")))


def _titles(facts: Sequence[FactRef]):
    return [strong(fact.text) for fact in facts]


def _nothing_known(role: RoleRef) -> Block:
    return Paragraph(said("utter_nothing_known", role=strong(role.title)))


def _duration(answer: Answer) -> Iterator[Block]:
    for role in answer.roles:
        facts = answer.of(role)
        zone = zone_of(facts.get(FactKind.duration, ()))
        response = "utter_duration" if zone else "utter_no_duration"
        yield Paragraph(said(response, role=strong(role.title), zone=zone))
        yield from sentences(facts.get(FactKind.education, ()))
        yield from sentences(facts.get(FactKind.experience, ()))


def _subjects(answer: Answer) -> Iterator[Block]:
    for role in answer.roles:
        subjects = answer.of(role).get(FactKind.subject, [])
        if not subjects:
            yield _nothing_known(role)
            continue
        first = [fact.text for fact in subjects[:FIRST]]
        yield Paragraph(said("utter_subjects", role=strong(role.title), facts=series(first)))
        scaled = [fact for fact in subjects if fact.need is not None]
        # A bar by itself says nothing that the sentence does not.
        if len(scaled) > 1:
            yield from measured(scaled, "utter_subjects_measured", "utter_subjects_unmeasured")
        unsaid = [fact for fact in subjects[FIRST:] if fact not in scaled or len(scaled) == 1]
        if unsaid:
            yield Paragraph(said("utter_subjects_unmeasured", facts=series([fact.text for fact in unsaid])))


def _day(answer: Answer) -> Iterator[Block | Choice]:
    for role in answer.roles:
        yield from gathered(answer, role)
        duties = [plain(duty.statement) for duty in answer.duties if duty.role == role.id]
        if len(duties) == 1:
            yield Paragraph(said("utter_day_one", role=strong(role.title), duty=duties[0]))
        elif duties:
            yield Listing(tuple(duties), said("utter_day", role=strong(role.title)))
        facts = answer.of(role)
        tools = [fact.text for fact in facts.get(FactKind.tool, ())]
        if tools:
            yield told("utter_day_tools_one", "utter_day_tools", tools, role=strong(role.title))
        contacts = [fact.text for fact in facts.get(FactKind.department, ())]
        if contacts:
            yield Paragraph(said("utter_day_contacts", facts=series(contacts)))


def _setting(answer: Answer) -> Iterator[Block]:
    for role in answer.roles:
        title, facts = strong(role.title), answer.of(role)
        settings = facts.get(FactKind.setting, [])
        yield from measured(settings, "utter_setting", "utter_setting_unmeasured", role=title)
        for fact in (*facts.get(FactKind.place, ()), *facts.get(FactKind.needed_in, ())):
            yield _where(role, fact.text)
        for fact in facts.get(FactKind.no_setting, ()):
            response = "utter_no_setting_see" if fact.text else "utter_no_setting"
            yield Paragraph(said(response, role=title, url=linked(fact.text, fact.text)))
        contacts = [fact.text for fact in facts.get(FactKind.department, ())]
        if contacts:
            yield Paragraph(said("utter_setting_contacts", role=title, facts=series(contacts)))


def _where(role: RoleRef, text: str) -> Block:
    """'Works on streets.' and 'Found in hospitals.' as sentences about the role; any other sentence as it is."""
    response = "utter_is" if _FOUND.match(text) else "utter_does" if _WORKS.match(text) else ""
    if not response:
        return Paragraph(plain(text))
    return Paragraph(said(response, role=strong(role.title), facts=text[:1].lower() + text[1:]))


SAYINGS: Mapping[AnswerKind, Callable[[Answer], Iterator[Block | Choice]]] = {
    AnswerKind.become: _become,
    AnswerKind.duration: _duration,
    AnswerKind.subjects: _subjects,
    AnswerKind.day: _day,
    AnswerKind.setting: _setting,
}
