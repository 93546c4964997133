"""Who it is in the company: the people and teams behind roles, where there is a company file."""

from dataclasses import replace
from datetime import date

from actions import people
from actions.answer import role_ref
from actions.knowledge import Known
from actions.question import Question, roles_asked_about
from bot.company.model import Company
from bot.saying.answer import Answer, PersonRef
from bot.saying.kinds import AnswerKind
from bot.search.places import place_named

# How many people are named for one role.
MOST_PEOPLE = 3


def with_people(known: Known, found: Answer, place: str) -> Answer:
    """An answer to who handles something, with who that is here; it asks for the place where that matters."""
    company = people.open_company(known.store)
    if company is None or found.kind != AnswerKind.who_handles:
        return found
    # Of those who share a duty only the first is who to turn to.
    firsts: dict[str, tuple[str, str | None]] = {}
    for duty in found.duties:
        firsts.setdefault(duty.asked, (duty.role, duty.id))
    named, choices, choice_of = _named(company, list(dict.fromkeys(firsts.values())), place)
    return replace(found, people=named, choices=choices, choice_of=choice_of)


def find_people(known: Known, ids: tuple[str, ...], place: str) -> Answer:
    """Who has some roles here."""
    roles = tuple(role_ref(known.store, role) for role in ids)
    company = people.open_company(known.store)
    if company is None:
        return Answer(AnswerKind.no_company, roles, asked=roles[0].title)
    named, choices, choice_of = _named(company, [(role, None) for role in ids], place)
    if choices and not named:
        return Answer(AnswerKind.which_place, roles, choices=choices, choice_of=choice_of)
    return Answer(AnswerKind.person if named else AnswerKind.nobody_here, roles, people=named)


def _named(
    company: Company, asked: list[tuple[str, str | None]], text: str
) -> tuple[tuple[PersonRef, ...], tuple[str, ...], str]:
    """The people for roles and duties, at the place that a text names; names of places to choose from, and for whom."""
    place = place_named(company, text) if text else None
    site = place.id if place and place.kind == "site" else None
    team = place.id if place and place.kind == "team" else None
    found: list[PersonRef] = []
    choices: dict[str, None] = {}
    choice_of = ""
    for role, duty in asked:
        different = () if team else people.places(company, role, duty, site)
        if different:
            choices |= dict.fromkeys(each.name for each in different)
            choice_of = choice_of or role
            continue
        today = date.today()
        # Where a place has nobody, whoever has the role elsewhere is better than nobody; their place is told.
        contacts = people.contacts(company, role, duty, site, team, today=today)
        contacts = contacts or people.contacts(company, role, duty, today=today)
        found += contacts[:MOST_PEOPLE]
    return tuple(found), tuple(choices), choice_of


def person_asked(question: Question, known: Known) -> Answer:
    """Who has the roles that a question is about."""
    roles = roles_asked_about(question, known)
    return roles if isinstance(roles, Answer) else find_people(known, roles, question.site)
