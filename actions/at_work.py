"""Questions of the company's own map, answered before anything else where there is a company and people may be told."""

from dataclasses import replace
from datetime import datetime

from actions import people
from actions.company_map import CompanyMap
from actions.knowledge import Known
from actions.memory import Memory
from actions.need import confided_told
from actions.question import Question
from actions.titled import ANSWERS
from bot.company.model import Company
from bot.reading.here import Asks, Here
from bot.saying.answer import Answer

# What is asked of one person, and may be asked of another: 'and Priya?'.
_OF_PERSON = frozenset(
    (
        *(Asks.person, Asks.manager, Asks.reports, Asks.deputy, Asks.reach, Asks.is_here, Asks.is_member, Asks.is_at),
        *(Asks.does, Asks.is_title, Asks.team_of),
    )
)
# What is asked of teams, and may be of the one talked about: 'who leads it'.
_OF_TEAM = frozenset((Asks.lead, Asks.purpose, Asks.members, Asks.reach))
# What may be asked again at another site, or in another team.
_SOMEWHERE = frozenset((Asks.holder, Asks.duty, Asks.need, Asks.members, Asks.others))
# What a name alone asks.
_ALONE = (
    ("people", Asks.person),
    ("name", Asks.person),
    ("titles", Asks.holder),
    ("system", Asks.system),
    ("team", Asks.purpose),
)


def in_company(question: Question, known: Known) -> Question:
    """The question with what only the conversation makes clear of whom in the company it means.

    Where there is no company to tell of, or it is about nobody there, it asks nothing of the map.
    """
    here, memory, company = question.reading.here, question.memory, people.open_company(known.store)
    if here is None:
        return question
    meant: Here | None = here
    if company is None or _is_choice(here, memory, company):
        meant = None
    elif here.points_back:
        meant = _of_whoever_was_told(here, memory, company)
    elif here.asks is Asks.others:
        meant = replace(memory.here, asks=Asks.others, other=memory.colleagues) if memory.here else None
    elif here.asks is Asks.again:
        meant = _again(here, memory.here)
    elif here.asks in _OF_TEAM and not _names_any(here):
        meant = replace(here, team=memory.here.team) if memory.here and memory.here.team else None
    elif here.asks in (Asks.duty, Asks.need):
        meant = _in_conversation(here, question, known)
    return replace(question, reading=replace(question.reading, here=meant))


def _is_choice(here: Here, memory: Memory, company: Company) -> bool:
    """Whether a place is named that was just offered for a role: the question for whoever has that still stands."""
    names = [company.teams[here.team].name] if here.team in company.teams else []
    names += [company.sites[here.site].name] if here.site in company.sites else []
    return here.asks is Asks.again and not here.people and bool(set(names) & set(memory.places))


def _of_whoever_was_told(here: Here, memory: Memory, company: Company) -> Here | None:
    """What is asked of 'her'; what she does, where the company does not say it itself, is asked of her role."""
    of_role = here.asks in (Asks.person, Asks.does) and not (company.own_duties or company.titles)
    return replace(here, people=memory.colleagues[:1]) if memory.here and memory.colleagues and not of_role else None


def _in_conversation(here: Here, question: Question, known: Known) -> Here:
    """What is asked for at the site where whoever asks is, and again where it only points back."""
    duties, memory = question.reading.duties, question.memory
    if duties and memory.duty and all(duty.is_reference for duty in duties):
        here = replace(here, duty=memory.duty, phrases=())
    return here if here.site or not memory.place else replace(here, site=_site(memory.place, known))


def _names_any(here: Here) -> bool:
    return bool(here.people or here.name or here.team or here.site or here.titles or here.roles or here.system)


def _again(here: Here, before: Here | None) -> Here | None:
    """The last question with what this one names in place of what it named."""
    if before is not None and (here.people or here.name) and before.asks in _OF_PERSON:
        return replace(before, people=here.people, name=here.name)
    if before is not None and here.titles and before.asks is Asks.holder:
        return replace(before, titles=here.titles, roles=here.roles, title=here.title, site=here.site or before.site)
    if before is not None and (here.site or here.team) and before.asks in _SOMEWHERE:
        return replace(before, site=here.site or before.site, team=here.team or before.team)
    if before is not None and here.team and before.asks in _OF_TEAM:
        return replace(before, team=here.team)
    return next((replace(here, asks=asks) for name, asks in _ALONE if getattr(here, name)), None)


def _site(name: str, known: Known) -> str:
    company = people.open_company(known.store)
    return next((key for key, site in company.sites.items() if site.name == name), "") if company else ""


def answered(question: Question, known: Known) -> Answer | None:
    """What the company's map says to a question; None where it says nothing, and the knowledge of roles does."""
    here, company = question.reading.here, people.open_company(known.store)
    if here is None or company is None:
        return None
    told = ANSWERS[here.asks](here, CompanyMap(company, known, datetime.now().astimezone()))
    return confided_told(question) if told is None and here.matter else told
