"""What is said of going on from a role, and of first steps into one: courses, vacancies, application, interview."""

from collections.abc import Callable, Iterator, Mapping

from bot.saying.answer import Answer, FactRef, RoleRef
from bot.saying.blocks import Piece, all_of, sentences
from bot.saying.document import Block, Listing, Paragraph, Words
from bot.saying.facts import gathered
from bot.saying.kinds import AnswerKind, FactKind
from bot.saying.preparation import short_zone_of
from bot.saying.prospects import entry_words
from bot.saying.words import joined, linked, lowered, named, plain, quoted, said, strong

# What an interviewer makes of a duty: asked of the first, the second, and so on. Each takes a sentence without its
# subject, so that any duty fits.
_ON_DUTIES = (
    "utter_interview_done",
    "utter_interview_begin",
    "utter_interview_matters",
    "utter_interview_wrong",
    "utter_interview_explain",
)
_APPRENTICESHIP = "Apprenticeship"


def _onwards(answer: Answer) -> Iterator[Block]:
    start, *others = answer.roles
    if not others:
        yield Paragraph(said("utter_no_onwards", role=strong(start.title)))
        return
    yield Listing(tuple(_onward(answer, role) for role in others), said("utter_onwards", role=strong(start.title)))
    missing = answer.of(others[0]).get(FactKind.missing_skill, ())
    for fact in missing:
        yield Paragraph(said("utter_onward_learn", role=strong(others[0].title), facts=named(fact.text)))


def _onward(answer: Answer, role: RoleRef) -> Words:
    """A role, what of the old one it uses, what it pays beside it, and what it takes."""
    facts = answer.of(role)
    carries = [named(fact.text) for fact in facts.get(FactKind.carries_over, ())]
    parts = [joined(carries)] if carries else []
    for fact in facts.get(FactKind.pay_compared, ()):
        response = "utter_onward_pay_more" if (fact.value or 0) > 0 else "utter_onward_pay_less"
        parts.append(said(response, amount=fact.text))
    zone = short_zone_of(facts.get(FactKind.more_preparation, ()))
    if zone:
        parts.append(said("utter_onward_takes", zone=zone))
    return joined([strong(role.title), joined(parts, "; ")], ": ") if parts else strong(role.title)


def _interview(answer: Answer) -> Iterator[Piece]:
    (role,) = answer.roles
    if not answer.duties:
        yield from gathered(answer, role)
    asked = [
        said(response, duty=lowered(duty.statement).rstrip("."))
        for response, duty in zip(_ON_DUTIES, answer.duties, strict=False)
    ]
    styles = answer.of(role).get(FactKind.style, ())
    asked += [said("utter_interview_style", style=named(style.text)) for style in styles]
    asked.append(said("utter_interview_why", role=strong(role.title)))
    yield Listing(tuple(asked[: len(_ON_DUTIES)]), said("utter_interview", role=strong(role.title)))
    yield Paragraph(said("utter_interview_tip"))


def _application(answer: Answer) -> Iterator[Block]:
    strengths = [quoted(fact.text) for fact in answer.facts if fact.kind is FactKind.strength]
    for role in answer.roles:
        skills = [named(fact.text) for fact in answer.of(role).get(FactKind.first_skill, ())]
        if skills:
            yield Paragraph(said("utter_application", role=strong(role.title), facts=all_of(skills)))
    if not answer.roles:
        yield Paragraph(said("utter_application_any"))
    if strengths:
        yield Paragraph(said("utter_application_strengths", facts=all_of(strengths)))
    if answer.duties:
        duties = tuple(plain(duty.statement) for duty in answer.duties)
        yield Listing(duties, said("utter_application_duties"))
    yield Paragraph(said("utter_application_words" if answer.roles else "utter_application_which"))


def _courses(answer: Answer) -> Iterator[Block]:
    is_apprenticeship = answer.asked == "apprenticeships"
    for role in answer.roles:
        yield from _entry(answer, role, is_apprenticeship)
    if not answer.roles:
        yield Paragraph(said("utter_courses_any"))
    above = "utter_apprenticeship_sites" if is_apprenticeship else "utter_course_sites"
    yield from _sites(answer, above)


def _entry(answer: Answer, role: RoleRef, is_apprenticeship: bool) -> Iterator[Block]:
    facts = answer.of(role)
    training = next((fact.text for fact in facts.get(FactKind.entry_training, ())), "")
    if is_apprenticeship:
        response = "utter_apprenticeship_usual" if training == _APPRENTICESHIP else "utter_apprenticeship_unusual"
        yield Paragraph(said(response, role=strong(role.title)))
    yield from _schooling(role, facts, training)
    for licence in facts.get(FactKind.licence, ()):
        yield Paragraph(said("utter_become_licence", facts=licence.text))


def _schooling(role: RoleRef, facts: Mapping[FactKind, list[FactRef]], training: str) -> Iterator[Block]:
    for fact in facts.get(FactKind.entry_education, ()):
        response = "utter_courses_trained" if training else "utter_courses_entered"
        words = {"education": entry_words(fact.text), "training": entry_words(training)}
        yield Paragraph(said(response, role=strong(role.title), **words))
    if FactKind.entry_education not in facts:
        yield from sentences(facts.get(FactKind.education, ()))
        if FactKind.education not in facts:
            yield Paragraph(said("utter_nothing_known", role=strong(role.title)))


def _vacancies(answer: Answer) -> Iterator[Block]:
    yield from _sites(answer, "utter_vacancy_sites")
    for role in answer.roles:
        for fact in answer.of(role).get(FactKind.outlook_openings, ()):
            yield Paragraph(said("utter_vacancies_expected", role=strong(role.title), openings=fact.text))


def _first_step(answer: Answer) -> Iterator[Block]:
    sites = {fact.ref: linked(fact.url, fact.url) for fact in answer.facts if fact.kind is FactKind.site}
    adverts = said("utter_step_adverts_anywhere")
    if "vacancies" in sites:
        adverts = said("utter_step_adverts", site=sites["vacancies"])
    if not answer.roles:
        yield Listing((said("utter_step_choose"), said("utter_step_ask"), adverts), said("utter_first_steps_any"))
    for role in answer.roles:
        facts = answer.of(role)
        school = [
            said("utter_step_school", education=entry_words(fact.text), site=sites["courses"])
            for fact in facts.get(FactKind.entry_education, ())
            if "courses" in sites
        ]
        show = [said("utter_step_show", facts=named(fact.text)) for fact in facts.get(FactKind.first_skill, ())]
        steps = (said("utter_step_ask"), *school, adverts, *show)
        yield Listing(steps, said("utter_first_steps", role=strong(role.title)))


def _sites(answer: Answer, above: str) -> Iterator[Block]:
    """Where to look in the country that is meant."""
    country = next(fact.text for fact in answer.facts if fact.kind is FactKind.country)
    sites = [fact for fact in answer.facts if fact.kind is FactKind.site]
    if sites:
        yield Listing(tuple(map(_site, sites)), said(above, country=country))
    else:
        yield Paragraph(said("utter_no_sites", country=country))


def _site(fact: FactRef) -> Words:
    return said("utter_site", name=linked(fact.text, fact.url), publisher=fact.place, url=linked(fact.url, fact.url))


SAYINGS: Mapping[AnswerKind, Callable[[Answer], Iterator[Piece]]] = {
    AnswerKind.onwards: _onwards,
    AnswerKind.interview: _interview,
    AnswerKind.application: _application,
    AnswerKind.courses: _courses,
    AnswerKind.vacancies: _vacancies,
    AnswerKind.first_step: _first_step,
}
