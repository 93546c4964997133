"""Who leads what, where nobody has the very title that was asked for: the CEO, the boss of the web shop."""

from dataclasses import replace

from actions.colleagues import ANSWERS, about
from actions.company_map import CompanyMap
from bot.company.names import title_key
from bot.reading.here import Asks, Here
from bot.saying.answer import Answer, FactRef
from bot.saying.kinds import AnswerKind, FactKind
from bot.search.leaders import are_chiefs, field_led, likest_field, same_field, says_field, spelt_out


def leader_told(here: Here, found: CompanyMap) -> Answer | None:
    """Whoever leads what a leader's title says is led; None where that is no such title, or nobody surely does.

    Everything is led by the one to whom all report. Who leads a team or has a title of the same field is told as that,
    whoever only comes near as the nearest.
    """
    field = field_led(_spelt_out(here, found))
    if field is None:
        return None
    if not field:
        # Of a site it is another who is asked for.
        top = None if here.site else ANSWERS[Asks.top](here, found)
        return replace(top, asked=here.way) if top else None
    if team := _team_called(field, found, its_own=True):
        return _lead_of(team, here, found)
    if (key := _titled(field, here, found)) is not None:
        return _holder(key, here, found)
    if team := _team_called(field, found):
        return _lead_of(team, here, found)
    key = _near(field, here, found)
    people = (found.turned_to(key, "holder"),) if key else ()
    return Answer(AnswerKind.nobody_here, people=people, asked=here.title, facts=about("", "title")) if people else None


def without_other_chiefs(told: Answer, here: Here, found: CompanyMap) -> Answer:
    """The answer that tells who comes nearest, without who surely is another: the CFO is not nearly the CTO."""
    asked = _spelt_out(here, found)
    near = tuple(each for each in told.people if not are_chiefs(asked, each.title))
    return replace(told, people=near)


def is_chief(here: Here, found: CompanyMap) -> bool:
    """Whether a title is a chief's: 'CTO', or 'chief technology officer'."""
    asked = _spelt_out(here, found)
    return are_chiefs(asked, asked)


def team_lead_told(here: Here, found: CompanyMap) -> Answer | None:
    """Who leads a team; of one by another name that somebody's title leads, as 'the warehouse', whoever has that."""
    team = found.company.teams.get(here.team)
    field = tuple(title_key(here.title).split())
    if team and field and " ".join(field) != title_key(team.name):
        key = _titled(field, replace(here, team=""), found)
        if key is not None:
            return _holder(key, replace(here, title=found.company.people[key].title or ""), found)
    return ANSWERS[Asks.lead](here, found)


def what_is_led(here: Here, found: CompanyMap) -> str:
    """The words for what a leader's title says is led; empty of any other title."""
    return " ".join(field_led(_spelt_out(here, found)) or ())


def _spelt_out(here: Here, found: CompanyMap) -> str:
    """The title; of initials what they stand for among the names of the occupation that they are one of."""
    store = found.known.store
    names = [name for role in here.roles if role in store for name in store.role(role).aliases]
    return here.title if " " in here.title else spelt_out(here.title, names)


def _team_called(field: tuple[str, ...], found: CompanyMap, its_own: bool = False) -> str:
    """The id of the team that a field names; its_own: by the name that it goes by, rather than any other."""
    wanted = " ".join(field)
    for key, team in found.company.teams.items():
        names = (team.name,) if its_own else team.aliases
        if wanted in map(title_key, names):
            return key
    return ""


def _lead_of(team: str, here: Here, found: CompanyMap) -> Answer | None:
    lead = found.lead_of(team)
    if not lead or (here.site and found.site_of(lead) != here.site):
        return None
    return Answer(
        AnswerKind.colleague,
        people=(found.ref(lead),),
        asked=here.way,
        facts=about(found.company.teams[team].name, "lead"),
    )


def _holder(key: str, here: Here, found: CompanyMap) -> Answer:
    count = FactRef(FactKind.headcount, "", "1")
    people = (found.turned_to(key, "holder"),)
    return Answer(AnswerKind.colleague, people=people, asked=here.way, facts=about(here.title, "title", count))


def _leaders(here: Here, found: CompanyMap) -> dict[str, tuple[str, ...]]:
    """Who has a leader's title of some field, at the site that is named, with its words."""
    titled = {key: field_led(found.company.people[key].title or "") for key in found.members(here.team, here.site)}
    return {key: field for key, field in titled.items() if field}


def _titled(field: tuple[str, ...], here: Here, found: CompanyMap) -> str | None:
    """The id of the one whose title is a leader's of the very same field; None where there is not one."""
    same = [key for key, other in _leaders(here, found).items() if same_field(field, other)]
    return same[0] if len(same) == 1 else None


def _near(field: tuple[str, ...], here: Here, found: CompanyMap) -> str:
    """The id of the one leader whose field has all of a field's words, or comes nearest; empty where none does."""
    leaders = _leaders(here, found)
    saying = [key for key, other in leaders.items() if says_field(field, other)]
    if len(saying) == 1:
        return saying[0]
    fields = {key: [" ".join(other)] for key, other in leaders.items()}
    for key, team in found.company.teams.items():
        if (lead := found.lead_of(key)) and (not here.site or found.site_of(lead) == here.site):
            fields.setdefault(lead, []).append(team.name)
    return likest_field(field, fields, found.known.encoder)
