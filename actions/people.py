"""Who in the company to turn to: people and teams, and the places that have different ones."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import date
from enum import Enum

from bot.company.assignments import Assignment, assignments
from bot.company.model import Company
from bot.company.visibility import seen_by
from bot.knowledge.store import Store
from bot.saying.answer import PersonRef
from bot.search import places as places_file
from bot.search.places import Place
from bot.settings import load_settings


class Audience(Enum):
    """Who is told of the company's people: colleagues, visitors that the settings let know of them, or nobody."""

    colleagues = "colleagues"
    visitors = "visitors"
    nobody = "nobody"


# Who is told in the conversation that is answered.
_TOLD: ContextVar[Audience] = ContextVar("told", default=Audience.colleagues)
# The channel of visitors from outside.
VISITORS = "web"


@contextmanager
def told_in(channel: str | None, outside: bool = False) -> Iterator[None]:
    """Answers as that channel may have them: visitors are told of nobody unless the settings say so.

    outside: whether it is no colleague who asks, or who reads the answer, in a channel of colleagues.
    """
    audience = Audience.nobody if outside else Audience.colleagues
    if channel == VISITORS:
        audience = Audience.visitors if load_settings().web_people else Audience.nobody
    before = _TOLD.set(audience)
    try:
        yield
    finally:
        _TOLD.reset(before)


def open_company(store: Store, today: date | None = None) -> Company | None:
    """The company that the settings name, as whoever asks may see it.

    None where there is none, nobody may be told, or its file has problems.
    """
    audience = _TOLD.get()
    if audience is Audience.nobody:
        return None
    settings = load_settings()
    found = places_file.open_company(settings.company, store, today or date.today(), last_good=settings.last_company)
    return seen_by(found, audience is Audience.colleagues) if found else None


def contacts(
    company: Company,
    role: str,
    duty: str | None = None,
    site: str | None = None,
    team: str | None = None,
    *,
    today: date,
) -> tuple[PersonRef, ...]:
    """Whom to turn to, each once: who is accountable for the duty and does it, else who holds the role.

    site, team: ids, to leave out those of others. Whoever is away is replaced by their deputy.
    """
    found: dict[str, PersonRef] = {}
    for each in assignments(company, role, duty, site):
        if team is None or each.team == team:
            member, contact = _contact(company, role, each, today)
            # Who has the role themselves is named for that, and not as somebody's deputy.
            if member not in found or (found[member].stands_in_for and not contact.stands_in_for):
                found[member] = contact
    return tuple(found.values())


def _contact(company: Company, role: str, assigned: Assignment, today: date) -> tuple[str, PersonRef]:
    """The contact for an assignment, and the id of who it is."""
    member, stands_in_for, until = assigned.member, "", ""
    person = company.people.get(member)
    if person and person.is_away(today) and person.away and person.deputy:
        member, stands_in_for, until = person.deputy, person.name, person.away.until or ""
        person = company.people.get(member)
    group = company.teams.get((person.team or "") if person else member)
    # A deputy is reached through their own team.
    team = group if stands_in_for else company.teams.get(assigned.team)
    site = company.sites.get(assigned.site)
    name = person.name if person else company.teams[member].name
    return member, PersonRef(
        name=name,
        role=role,
        part=assigned.part,
        site=site.name if site else "",
        # A team that is turned to itself need not be named twice.
        team=team.name if team and team.name != name else "",
        slack=(person.slack if person else None) or "",
        title=(person.title if person else None) or "",
        phone=(person.phone if person else None) or "",
        id=member,
        email=(person.email if person else company.teams[member].email) or "",
        channel=(team.channel if team else None) or "",
        stands_in_for=stands_in_for,
        until=until,
    )


def places(company: Company, role: str, duty: str | None = None, site: str | None = None) -> tuple[Place, ...]:
    """What to ask about before naming anyone: the sites, or within one site the teams, that have different people.

    Empty where the place makes no difference.
    """
    if site is None:
        at = {key: _first(assignments(company, role, duty, key)) for key in company.sites}
        at = {key: found for key, found in at.items() if found}
        if len({frozenset(each.member for each in found) for found in at.values()}) > 1:
            return tuple(Place("site", key, company.sites[key].name) for key in at)
    teams = dict.fromkeys(each.team for each in _first(assignments(company, role, duty, site)))
    if len(teams) < 2 or "" in teams:
        return ()
    return tuple(Place("team", key, company.teams[key].name) for key in teams)


def _first(found: tuple[Assignment, ...]) -> tuple[Assignment, ...]:
    """Those whom a question is answered with first: not who does what another is accountable for."""
    return tuple(each for each in found if each.part == found[0].part)
