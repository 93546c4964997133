"""Who colleagues are: asked by name, by title, by team and site, and by how they stand to each other."""

from collections.abc import Callable, Mapping
from dataclasses import replace

from actions.company_map import CompanyMap
from actions.here import find_people
from bot.reading.here import Asks, Here
from bot.saying.answer import Answer, FactRef, PersonRef
from bot.saying.kinds import AnswerKind, FactKind
from bot.search.colleagues import likest

# So many people are listed at once, and so many names offered to choose from.
LISTED, OFFERED = 12, 6
Answering = Callable[[Here, CompanyMap], Answer | None]


def about(name: str, relation: str = "", *more: FactRef) -> tuple[FactRef, ...]:
    """The facts that say whom an answer is about, and in which respect."""
    facts = [FactRef(FactKind.of_colleague, "", name)] if name else []
    return (*facts, *([FactRef(FactKind.relation, "", relation)] if relation else []), *more)


def one_meant(here: Here, found: CompanyMap) -> str | Answer:
    """The id of the one person whom a name means; else the answer that asks which, or says that nobody has it."""
    known = [key for key in here.people if key in found.company.people]
    present = [key for key in known if found.is_here(key)]
    # Of several of one name whoever is where the question says: 'Petr from the warehouse'.
    there = [key for key in present if here.team and found.in_team(key, here.team)]
    present = there or [key for key in present if here.site and found.site_of(key) == here.site] or present
    if len(present) == 1:
        return present[0]
    if present:
        names = tuple(found.company.people[key].name for key in present[:OFFERED])
        return Answer(AnswerKind.which_colleague, asked=here.name, choices=names)
    if known:
        return Answer(AnswerKind.colleague_left, asked=found.company.people[known[0]].name)
    return Answer(AnswerKind.unknown_colleague, asked=here.name)


def _of_one(tell: Callable[[str, Here, CompanyMap], Answer]) -> Answering:
    """What is told of the one person whom a question names."""

    def told(here: Here, found: CompanyMap) -> Answer:
        meant = one_meant(here, found)
        return meant if isinstance(meant, Answer) else tell(meant, here, found)

    return told


def _person(key: str, here: Here, found: CompanyMap) -> Answer:
    person = found.company.people[key]
    facts = []
    if person.manager and found.is_here(person.manager):
        facts.append(FactRef(FactKind.lead, "", found.company.people[person.manager].name))
    facts += [FactRef(FactKind.own_duty, "", duty) for duty in _duties_of(key, found)]
    shown = found.ref(key)
    if person.deputy and found.is_here(person.deputy):
        facts.append(FactRef(FactKind.deputy, "", found.company.people[person.deputy].name))
    if person.is_away(found.today):
        facts += about("", "away")
        shown = replace(shown, until=(person.away.until if person.away else None) or "")
    if reports := found.reports_of(key):
        facts.append(FactRef(FactKind.headcount, "", str(len(reports))))
    return Answer(AnswerKind.colleague, people=(shown,), asked=here.way, facts=tuple(facts))


def _duties_of(key: str, found: CompanyMap) -> list[str]:
    """What somebody does, in the company's own words."""
    entries = found.company.own_duties
    named = [
        each.duty for each in entries if key in (each.responsible or (each.accountable,)) and not each.confidential
    ]
    return list(dict.fromkeys(named))


def _manager(key: str, here: Here, found: CompanyMap) -> Answer:
    person = found.company.people[key]
    if person.manager is None or not found.is_here(person.manager):
        return Answer(AnswerKind.nobody_known, asked=person.name, facts=about(person.name, "manager"))
    return _related("manager", key, (person.manager,), found)


def _deputy(key: str, here: Here, found: CompanyMap) -> Answer:
    person = found.company.people[key]
    if person.deputy is None or not found.is_here(person.deputy):
        return Answer(AnswerKind.nobody_known, asked=person.name, facts=about(person.name, "deputy"))
    return _related("deputy", key, (person.deputy,), found)


def _reports(key: str, here: Here, found: CompanyMap) -> Answer:
    reports = found.reports_of(key)
    name = found.company.people[key].name
    if not reports:
        return Answer(AnswerKind.nobody_known, asked=name, facts=about(name, "reports"))
    return listed(reports, found, about(name, "reports"))


def _related(relation: str, key: str, others: tuple[str, ...], found: CompanyMap) -> Answer:
    name = found.company.people[key].name
    people = tuple(found.ref(other) for other in others)
    return Answer(AnswerKind.colleague, people=people, facts=about(name, relation))


def listed(keys: tuple[str, ...], found: CompanyMap, facts: tuple[FactRef, ...]) -> Answer:
    """Several people; of many the first, and how many there are."""
    people = tuple(found.ref(key) for key in keys[:LISTED])
    return Answer(AnswerKind.colleagues, people=people, facts=(*facts, FactRef(FactKind.headcount, "", str(len(keys)))))


def _members(here: Here, found: CompanyMap) -> Answer:
    company = found.company
    places = [company.teams[here.team].name] if here.team else []
    places += [company.sites[here.site].name] if here.site else []
    keys = found.titled(here.titles, here.team, here.site) if here.titles else found.members(here.team, here.site)
    where = ", ".join(places)
    if not keys:
        return Answer(AnswerKind.nobody_known, asked=where, facts=about(where, "members"))
    return listed(keys, found, about(where, "members"))


def _titled(here: Here, found: CompanyMap) -> Answer | None:
    """Who has a title here; where nobody has, whoever has the occupation that it names, said to be the nearest."""
    if not here.titles:
        return _of_roles(here, found)
    keys = found.titled(here.titles, here.team, here.site)
    if keys:
        return people_titled(keys, here, found)
    elsewhere = found.titled(here.titles)
    place = (
        found.company.sites[here.site].name if here.site else found.company.teams[here.team].name if here.team else ""
    )
    near = tuple(FactRef(FactKind.near_colleague, "", _told(found.ref(key))) for key in elsewhere[:LISTED])
    return Answer(AnswerKind.nobody_here, asked=here.title, facts=about(place, "title", *near))


def _told(person: PersonRef) -> str:
    return f"{person.name} ({', '.join(filter(None, (person.title, person.site)))})"


def people_titled(keys: tuple[str, ...], here: Here, found: CompanyMap) -> Answer:
    """Who has a title, or one of its kind."""
    people = tuple(found.turned_to(key, "holder") for key in keys[:LISTED])
    count = FactRef(FactKind.headcount, "", str(len(keys)))
    kind = AnswerKind.colleague if len(people) == 1 else AnswerKind.colleagues
    return Answer(kind, people=people, asked=here.way, facts=about(here.title, "title", count))


def _of_roles(here: Here, found: CompanyMap) -> Answer | None:
    """Who has an occupation here: as the list of roles says, else whose title is nearest to what was asked."""
    if any(held.people or held.team for role in here.roles for held in found.company.roles if held.role == role):
        place = found.company.sites[here.site].name if here.site else ""
        return find_people(found.known, here.roles, place or _team_name(here, found))
    if not found.is_filled:
        return None
    keys = [key for role in here.roles for held in found.company.holders(role) for key in held.people]
    keys = [key for key in keys if not here.site or found.site_of(key) == here.site]
    titles = {str(key): str(found.company.people[key].title or "") for key in keys}
    near = likest(found.known.encoder, here.title, titles)
    people = tuple(found.turned_to(key, "holder") for key in near[:LISTED])
    return Answer(AnswerKind.nobody_here, people=people, asked=here.title, facts=about("", "title"))


def _team_name(here: Here, found: CompanyMap) -> str:
    return found.company.teams[here.team].name if here.team else ""


def _reached(here: Here, found: CompanyMap) -> Answer | None:
    """How to reach a person, whoever has a title, or a team."""
    if here.people or here.name:
        return _of_one(_person)(here, found)
    if here.titles or here.roles:
        return _titled(here, found)
    return team_told(here, found)


def team_told(here: Here, found: CompanyMap) -> Answer | None:
    """What a team is for, where it is asked and who leads it; None where no team is meant."""
    if here.team not in found.company.teams:
        return None
    team, lead = found.company.teams[here.team], found.lead_of(here.team)
    facts = [FactRef(FactKind.purpose, "", team.purpose)] if team.purpose else []
    facts += [FactRef(FactKind.lead, "", found.company.people[lead].name)] if lead else []
    return Answer(
        AnswerKind.at_work, people=(found.ref(here.team),), asked=here.way, facts=(*about(team.name, "team"), *facts)
    )


def _lead(here: Here, found: CompanyMap) -> Answer | None:
    if here.team not in found.company.teams:
        return None
    lead, name = found.lead_of(here.team), found.company.teams[here.team].name
    if not lead:
        return Answer(AnswerKind.nobody_known, asked=name, facts=about(name, "lead"))
    return Answer(AnswerKind.colleague, people=(found.ref(lead),), facts=about(name, "lead"))


def _top(here: Here, found: CompanyMap) -> Answer | None:
    """Who leads the company: the one to whom everybody reports."""
    name = found.company.name
    return (
        Answer(AnswerKind.colleague, people=(found.ref(found.top),), facts=about(name, "lead")) if found.top else None
    )


def _is_here(key: str, here: Here, found: CompanyMap) -> Answer:
    return verdict(True, key, found, "is_here")


def verdict(holds: bool, key: str, found: CompanyMap, relation: str, *facts: FactRef) -> Answer:
    """Yes or no to what was asked of somebody, who is told with what they are."""
    return Answer(
        AnswerKind.colleague_verdict,
        people=(found.ref(key),),
        verdict="yes" if holds else "no",
        facts=about("", relation, *facts),
    )


def _is_member(key: str, here: Here, found: CompanyMap) -> Answer:
    return verdict(found.in_team(key, here.team), key, found, "member")


def _is_at(key: str, here: Here, found: CompanyMap) -> Answer:
    return verdict(found.site_of(key) == here.site, key, found, "site")


def _is_title(key: str, here: Here, found: CompanyMap) -> Answer:
    if here.team and not here.titles and not here.roles:
        return verdict(found.lead_of(here.team) == key, key, found, "title")
    has = key in found.titled(here.titles)
    is_one = found.company.role_of(found.company.people[key].title) in here.roles if here.roles else False
    return verdict(has or (not here.titles and is_one), key, found, "title")


def _is_manager(key: str, here: Here, found: CompanyMap) -> Answer:
    """Whether the first of two is the manager of the other: 'is Ann Bob's manager'."""
    other = one_meant(replace(here, people=here.other), found)
    return other if isinstance(other, Answer) else _managed(other, key, found)


def _is_report(key: str, here: Here, found: CompanyMap) -> Answer:
    """Whether the first of two reports to the other: 'does Bob report to Ann'."""
    other = one_meant(replace(here, people=here.other), found)
    return other if isinstance(other, Answer) else _managed(key, other, found)


def _managed(report: str, asked: str, found: CompanyMap) -> Answer:
    """Yes or no to whether somebody is another one's manager, and who is."""
    person = found.company.people[report]
    if person.manager is None or not found.is_here(person.manager):
        return verdict(False, report, found, "manager")
    of = FactRef(FactKind.of_colleague, "", person.name)
    return verdict(person.manager == asked, person.manager, found, "manager", of)


def _team_of(key: str, here: Here, found: CompanyMap) -> Answer:
    """Which team somebody is in; of who is in none what else is known of them."""
    team = found.company.people[key].team or next(
        (team for team, entry in found.company.teams.items() if key in entry.members), ""
    )
    if team not in found.company.teams:
        return _person(key, here, found)
    told, name = team_told(replace(here, team=team, way=""), found), found.company.people[key].name
    lead = [fact for fact in told.facts if fact.kind is FactKind.lead and fact.text != name] if told else []
    return Answer(AnswerKind.at_work, people=(found.ref(team),), facts=about(name, "team_of", *lead))


ANSWERS: Mapping[Asks, Answering] = {
    Asks.person: _of_one(_person),
    Asks.manager: _of_one(_manager),
    Asks.reports: _of_one(_reports),
    Asks.deputy: _of_one(_deputy),
    Asks.reach: _reached,
    Asks.is_member: _of_one(_is_member),
    Asks.is_at: _of_one(_is_at),
    Asks.is_title: _of_one(_is_title),
    Asks.is_manager: _of_one(_is_manager),
    Asks.is_report: _of_one(_is_report),
    Asks.team_of: _of_one(_team_of),
    Asks.is_here: _of_one(_is_here),
    Asks.members: _members,
    Asks.lead: _lead,
    Asks.top: _top,
    Asks.purpose: team_told,
    Asks.holder: _titled,
}
