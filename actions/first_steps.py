"""What one can do today to get into a role: where courses and vacancies are, the application, the interview."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import partial

from actions.answer import duty_ref, role_ref, source_refs
from actions.knowledge import Known
from actions.question import Question
from actions.recommending import person_of
from actions.roles import MOST_ROLES, gathers, licences, of_roles
from bot.knowledge.countries import COUNTRIES, Site
from bot.knowledge.model import Duty, Involvement, Role, Sourced
from bot.reading.marks import Mark
from bot.saying.answer import Answer, FactRef
from bot.saying.kinds import AnswerKind, FactKind
from bot.settings import load_settings

# So many questions are likely enough to be worth thinking about; those are taken from the duties told first.
QUESTIONS, CONSIDERED = 5, 12
# What an application shows first: so many skills, and so many duties that one has done something like.
SHOWN, DONE = 4, 2
# A role without duties is asked about by the traits that it asks for.
TRAITS = 3


def prepare_interview(known: Known, ids: Sequence[str]) -> Answer:
    """What an interview for a role is likely to be about: the shortest of its first duties, in their order.

    facts: of a role without duties gathers and elsewhere; style, the traits it asks for.
    """
    role = known.store.role(ids[0])
    own = [duty for duty in role.duties if duty.involvement is not Involvement.takes_part] or list(role.duties)
    first = own[:CONSIDERED]
    # Of a long list those that one can say in a breath.
    shortest = sorted(first, key=lambda duty: len(duty.statement))[:QUESTIONS]
    duties: list[Duty] = [duty for duty in first if duty in shortest]
    gathered = list(gathers(known, role))
    styles = role.styles[: max(0, QUESTIONS - len(duties)) and TRAITS]
    facts = [*(fact for fact, _ in gathered), *(FactRef(FactKind.style, role.id, style.name) for style in styles)]
    sourced: list[Sourced] = [*duties, *(source for _, source in gathered), *styles]
    return Answer(
        AnswerKind.interview,
        (role_ref(known.store, role.id),),
        tuple(duty_ref(role.id, duty) for duty in duties),
        tuple(facts),
        source_refs(known.store, sourced),
    )


def prepare_application(known: Known, ids: Sequence[str], strengths: Sequence[str] = ()) -> Answer:
    """What an application for a role shows first; for none, what every application does.

    facts: first_skill, what the role needs more than most do; strength, what the person told of themselves.
    """
    own = [FactRef(FactKind.strength, "", strength) for strength in strengths]
    if not ids:
        return Answer(AnswerKind.application, facts=tuple(own))
    role, profiles = known.store.role(ids[0]), known.profiles
    place = profiles.place[role.id]
    telling = [profiles.skills[skill][1] for skill in profiles.in_common(place, place)]
    names = list(dict.fromkeys([*telling, *(skill.name for skill in role.skills)]))[:SHOWN]
    facts = [*own, *(FactRef(FactKind.first_skill, role.id, name) for name in names)]
    duties = [duty for duty in role.duties if duty.involvement is not Involvement.takes_part][:DONE]
    return Answer(
        AnswerKind.application,
        (role_ref(known.store, role.id),),
        tuple(duty_ref(role.id, duty) for duty in duties),
        tuple(facts),
        source_refs(known.store, [*role.skills[:1], *duties]),
    )


def find_courses(known: Known, ids: Sequence[str], country: str = "", is_apprenticeship: bool = False) -> Answer:
    """The schooling and training by which people enter some roles, and who lists courses or apprenticeships.

    country: the ISO 3166 code of the one asked about; else the one that the settings name.
    facts, of a role: entry_education, entry_training, education, licence. Of the whole: site, country.
    asked: apprenticeships or courses.
    """
    part = "apprenticeships" if is_apprenticeship else "courses"
    roles = [known.store.role(role) for role in ids[:MOST_ROLES]]
    facts = [fact for role in roles for fact in _entry(role)]
    sourced: list[Sourced] = [source for role in roles for source in (role.outlook, *role.education[:1]) if source]
    return Answer(
        AnswerKind.courses,
        tuple(role_ref(known.store, role.id) for role in roles),
        facts=(*facts, *_sites(known, part, country)),
        sources=source_refs(known.store, sourced),
        asked=part,
    )


def _entry(role: Role) -> Iterator[FactRef]:
    seen = role.outlook
    if seen and seen.education:
        yield FactRef(FactKind.entry_education, role.id, seen.education)
    if seen and seen.training and seen.training != "None":
        yield FactRef(FactKind.entry_training, role.id, seen.training)
    yield from (FactRef(FactKind.education, role.id, fact.text) for fact in role.education)
    yield from (fact for fact, _ in licences(role))


def find_vacancies(known: Known, ids: Sequence[str], country: str = "") -> Answer:
    """Who lists vacancies in a country, and how many openings for some roles there are in the United States.

    facts, of a role: outlook_openings, outlook_until. Of the whole: site, country.
    """
    roles = [known.store.role(role) for role in ids[:MOST_ROLES]]
    seen = [(role, role.outlook) for role in roles if role.outlook and role.outlook.openings]
    facts = []
    for role, outlook in seen:
        openings = round((outlook.openings or 0) * 1000)
        facts.append(FactRef(FactKind.outlook_openings, role.id, f"{openings:,}", value=openings, unit="a year"))
    return Answer(
        AnswerKind.vacancies,
        tuple(role_ref(known.store, role.id) for role in roles),
        facts=(*facts, *_sites(known, "vacancies", country)),
        sources=source_refs(known.store, [outlook for _, outlook in seen]),
    )


def find_first_step(known: Known, ids: Sequence[str], country: str = "") -> Answer:
    """What can be done this week on the way to a role; for none, on the way to any.

    facts, of the role: entry_education, first_skill, what it needs more than most do. Of the whole: the first site of
    courses and of vacancies in a country, by ref.
    """
    roles = [known.store.role(role) for role in ids[:1]]
    facts = [fact for role in roles for fact in _entry(role) if fact.kind is FactKind.entry_education]
    facts += [FactRef(FactKind.first_skill, role.id, skill.name) for role in roles for skill in role.skills[:1]]
    sites = [
        replace(fact, ref=part)
        for part in ("courses", "vacancies")
        for fact in [each for each in _sites(known, part, country) if each.kind is FactKind.site][:1]
    ]
    sourced: list[Sourced] = [source for role in roles for source in (role.outlook, *role.skills[:1]) if source]
    return Answer(
        AnswerKind.first_step,
        tuple(role_ref(known.store, role.id) for role in roles),
        facts=(*facts, *sites),
        sources=source_refs(known.store, sourced),
    )


def _sites(known: Known, part: str, country: str) -> Iterator[FactRef]:
    """Where to look in a country, and which one that is."""
    code = country or load_settings().country
    entry = known.store.countries.get(code)
    sites: Sequence[Site] = getattr(entry, part) if entry else ()
    yield FactRef(FactKind.country, "", COUNTRIES[code])
    yield from (FactRef(FactKind.site, "", site.name, place=site.publisher, url=site.url) for site in sites)


def application_asked(question: Question, known: Known) -> Answer:
    """What to write for the role that a question is about, with what the person told the career finder."""
    strengths = person_of(question.progress).strengths
    found = of_roles(question, known, partial(prepare_application, strengths=strengths))
    return _or_at_large(found, prepare_application(known, (), strengths))


def courses_asked(question: Question, known: Known) -> Answer:
    reading = question.reading
    find = partial(find_courses, country=question.country, is_apprenticeship=reading.shows(Mark.apprenticeship))
    return _or_at_large(of_roles(question, known, find), find(known, ()))


def vacancies_asked(question: Question, known: Known) -> Answer:
    find = partial(find_vacancies, country=question.country)
    return _or_at_large(of_roles(question, known, find), find(known, ()))


def first_step_asked(question: Question, known: Known) -> Answer:
    find = partial(find_first_step, country=question.country)
    found = of_roles(question, known, find)
    # 'I stayed home for years. Where do I start?' names no role, whatever it names.
    is_none = found.kind is AnswerKind.unknown_role and not question.reading.is_other_role
    return find(known, ()) if is_none else _or_at_large(found, find(known, ()))


def _or_at_large(found: Answer, at_large: Answer) -> Answer:
    """What can be said without a role, where none is named: to ask which one is meant would help nobody."""
    is_open = found.kind is AnswerKind.which_role and not found.asked
    return at_large if is_open else found
