"""Who does it here: the company's own duties and systems, whoever is on call, then people by what their title does."""

from collections.abc import Mapping, Sequence

from actions.colleagues import Answering, about, one_meant, team_told, verdict
from actions.company_map import CompanyMap
from actions.here import with_people
from actions.leading import team_lead_told
from actions.who import find_roles
from bot.company.model import OwnDuty
from bot.reading.here import Asks, Here
from bot.reading.reading import Duty
from bot.saying.answer import Answer, FactRef, PersonRef
from bot.saying.kinds import AnswerKind, FactKind
from bot.search.duties import Match, is_answer
from bot.search.own_duties import (
    AGREED,
    BOTH,
    CLEAR_LEAD,
    ENOUGH,
    LEAD,
    LEADING_ASKED,
    LEADING_NEEDED,
    NEEDED,
    NEEDED_LEAD,
    OF_AREA,
    OF_MATTER,
    OFFERED,
    SEVERAL,
    SURELY_ASKED,
    SURELY_NEEDED,
    SURELY_OFFERED,
    TRUSTED,
    OwnMatch,
    clear,
    own_duties_of,
)

# So many occupations that do what was asked may speak for somebody who has one of them.
LIKELY = 5
# So many duties are offered where none surely is meant.
MOST_OFFERED = 3
# An occupation's holder does it only where the occupation surely does: its score, of 0 to 1; docs/decisions/0023.
SURE_OF_ROLE = 0.62
# What tells that somebody needs it.
_NEEDS = frozenset((Asks.need, Asks.trust))


def _asked(here: Here, found: CompanyMap) -> Answer | None:
    """Who does what a question asks for; None where this company has no map of its own and roles tell."""
    ranked = _ranked(here, found)
    matches = _clear(ranked, here) or _agreed(ranked, here, found)
    if matches and not _leads_team(here, found, matches[0]):
        return told(matches, here, found)
    if here.team and _names_team(here, found):
        return team_lead_told(here, found) if here.way != "channel" else team_told(here, found)
    return (_of_titles(here, found) or _nobody(ranked, here, found)) if found.is_filled else None


def _agreed(ranked: Sequence[OwnMatch], here: Here, found: CompanyMap) -> list[OwnMatch]:
    """A duty that comes near and is of the same area of work, or done by those whose occupation does what was asked."""
    if not ranked or ranked[0].fit < (NEEDED if here.surely else AGREED):
        return []
    if not here.surely and dict(here.alike).get(ranked[0].duty, 0.0) >= OF_AREA:
        return list(ranked[:1])
    roles = found.known.duties.rank(here.duty, limit=LIKELY)
    able = {key for match in roles for held in found.company.holders(match.role) for key in held.people}
    doing = {key for entry in ranked[0].entries for key in (*entry.responsible, entry.accountable)}
    return [ranked[0]] if able & doing else []


def _needed(here: Here, found: CompanyMap) -> Answer | None:
    """Who takes care of something that is amiss or lacking; None where that may be no colleague's matter."""
    ranked = _ranked(here, found)
    matches = _clear(ranked, here)
    if matches:
        return told(matches, here, found)
    return _unsure(ranked) if here.surely and found.is_filled else None


def _unsure(ranked: Sequence[OwnMatch]) -> Answer:
    """The duties that something may belong to, to choose from."""
    near = [
        FactRef(FactKind.near_duty, "", match.duty) for match in ranked[:MOST_OFFERED] if match.fit >= SURELY_OFFERED
    ]
    return Answer(AnswerKind.nobody_known, facts=about("", "unsure" if near else "duty", *near))


def _enough(here: Here) -> float:
    """How well a duty must fit to be what is meant."""
    if here.surely:
        return SURELY_NEEDED if here.asks in _NEEDS else SURELY_ASKED
    return NEEDED if here.asks in _NEEDS or here.own else ENOUGH


def _clear(ranked: Sequence[OwnMatch], here: Here) -> list[OwnMatch]:
    """The duty that is meant, or the few that may be; of one that leads all others less is enough."""
    if not here.surely:
        return clear(ranked, _enough(here))
    is_need = here.asks in _NEEDS
    leads = len(ranked) < 2 or ranked[0].fit - ranked[1].fit >= CLEAR_LEAD
    leading = LEADING_NEEDED if is_need else LEADING_ASKED
    return clear(
        ranked,
        leading if leads else _enough(here),
        others=SURELY_OFFERED,
        lead=NEEDED_LEAD if is_need else LEAD,
        most=SEVERAL if is_need else BOTH,
    )


def _trusted(here: Here, found: CompanyMap) -> Answer | None:
    """Whom somebody in trouble can turn to, in confidence where it is doubtful that it is one of work; else None."""
    ranked = _ranked(here, found)
    if here.matter:
        matches = _of_matter(ranked, here)
        return told(matches, here, found) if matches else None
    matches = _clear(ranked, here) or _marked(ranked)
    if not here.surely:
        matches = [match for match in matches if match.is_confidential]
    return told(matches, here, found) if matches else None


def _of_matter(ranked: Sequence[OwnMatch], here: Here) -> list[OwnMatch]:
    """The one duty that is for what is told in confidence: of the same area of work, marked so before any other.

    Where none is, one that is marked and comes nearest: who is bullied may speak of nothing but their sleep.
    """
    alike = dict(here.alike)
    meant = [match for match in ranked if alike.get(match.duty, 0.0) >= OF_MATTER]
    return sorted(meant, key=lambda match: not match.is_confidential)[:1] or _marked(ranked)


def _marked(ranked: Sequence[OwnMatch]) -> list[OwnMatch]:
    """What is confidential, where it comes nearest of all."""
    return [match for match in ranked[:1] if match.fit >= TRUSTED and match.is_confidential]


def _ranked(here: Here, found: CompanyMap) -> list[OwnMatch]:
    """The duties by how well each fits; what surely is nothing that is told in confidence is no confidant's."""
    duties = own_duties_of(found.company, found.known.encoder)
    ranked = duties.rank((here.duty, *here.phrases), dict(here.alike) if here.surely else None)
    is_open = here.surely and not (here.is_private or here.matter)
    return [match for match in ranked if not (is_open and match.is_confidential)]


def _names_team(here: Here, found: CompanyMap) -> bool:
    """Whether the duty is a team's name: 'who does marketing'."""
    team = found.company.teams[here.team]
    return here.duty.casefold().strip(" ?.!") in {name.casefold() for name in (team.name, *team.aliases)}


def _leads_team(here: Here, found: CompanyMap, match: OwnMatch) -> bool:
    return bool(here.team) and _names_team(here, found) and here.duty.casefold() not in match.duty.casefold()


def told(matches: Sequence[OwnMatch], here: Here, found: CompanyMap) -> Answer:
    """Who does a duty, at the site that is named or at each; of two that may be meant, each with who does it."""
    entries = [entry for match in matches for entry in found.at(match.entries, here.site)]
    people = list(dict.fromkeys(ref for entry in entries for ref in _people(entry, here, found)))
    facts = [FactRef(FactKind.own_duty, "", entry.duty, place=_names(entry, here, found)) for entry in entries]
    facts += [FactRef(FactKind.channel, "", entry.channel) for entry in entries[:1] if entry.channel]
    facts += [FactRef(FactKind.page, "", entry.duty, url=entry.link) for entry in entries[:1] if entry.link]
    if entries and (entries[0].confidential or here.matter):
        relation = "confidential" if entries[0].confidential else "trusted"
        people, facts = people[:1], [*facts[:1], FactRef(FactKind.relation, "", relation)]
    if not people and not any(entry.channel for entry in entries):
        return Answer(AnswerKind.nobody_known, asked=here.duty, facts=about(entries[0].duty, "gone"))
    return Answer(AnswerKind.who_here, people=tuple(people), asked=here.way, facts=tuple(dict.fromkeys(facts)))


def _people(entry: OwnDuty, here: Here, found: CompanyMap) -> tuple[PersonRef, ...]:
    """Those who do a duty, or have the part in it that was asked for; else the one who answers for it."""
    if here.part == "accountable":
        return found.refs([entry.accountable] if entry.accountable else (), "accountable")
    if here.part in ("consulted", "informed"):
        return found.refs(getattr(entry, here.part), here.part)
    return found.refs(entry.responsible, "responsible") or found.refs(
        [entry.accountable] if entry.accountable else (), "accountable"
    )


def _names(entry: OwnDuty, here: Here, found: CompanyMap) -> str:
    """The names of those people, for the line that tells an entry among several."""
    names = ", ".join(person.name for person in _people(entry, here, found))
    return f"{found.company.sites[entry.site].name}: {names}" if entry.site else names


def _of_titles(here: Here, found: CompanyMap) -> Answer | None:
    """Who has the occupation that surely does it; None where no occupation does, or nobody here has it."""
    matches = found.known.without_leftovers(found.known.duties.answer(here.duty))[:1]
    if not matches or not _is_sure(matches[0]) or not found.company.holders(matches[0].role):
        return None
    place = found.company.sites[here.site].name if here.site else ""
    told = with_people(found.known, find_roles(found.known, (Duty(here.duty),)), place)
    return told if told.people or told.choices else None


def _is_sure(match: Match) -> bool:
    return is_answer(match) and match.score >= SURE_OF_ROLE


def _nobody(ranked: Sequence[OwnMatch], here: Here, found: CompanyMap) -> Answer:
    """That nobody here is known for it, with whose work it is elsewhere, and the duty here that comes near."""
    general = find_roles(found.known, (Duty(here.duty),))
    # Of somebody who has the occupation it would be no news, and not said by their duties.
    roles = tuple(role for role in general.roles[:1] if not found.company.holders(role.id))
    near = [match.duty for match in ranked[:1] if match.fit >= OFFERED]
    facts = about("", "duty", *(FactRef(FactKind.near_duty, "", duty) for duty in near))
    return Answer(AnswerKind.nobody_known, roles, asked=here.duty, facts=facts)


def _does(here: Here, found: CompanyMap) -> Answer | None:
    """Whether somebody does something: of several of one name the one who does is told."""
    matches = clear(_ranked(here, found))
    doing = [
        ref.id
        for match in matches
        for entry in match.entries
        for ref in (*found.refs(entry.responsible), *_accountable(entry, found))
    ]
    named = [key for key in here.people if found.is_here(key)]
    for key in named:
        if key in doing or any(found.in_team(key, team) for team in doing if team in found.company.teams):
            return verdict(True, key, found, "does", FactRef(FactKind.own_duty, "", matches[0].duty))
    meant = one_meant(here, found)
    if isinstance(meant, Answer):
        return meant
    if not matches:
        return Answer(
            AnswerKind.colleague_verdict, people=(found.ref(meant),), verdict="unknown", facts=about("", "does")
        )
    others = [FactRef(FactKind.near_colleague, "", name) for name in dict.fromkeys(_doers(matches, found))]
    return verdict(False, meant, found, "does", FactRef(FactKind.own_duty, "", matches[0].duty), *others[:3])


def _accountable(entry: OwnDuty, found: CompanyMap) -> tuple[PersonRef, ...]:
    return found.refs([entry.accountable] if entry.accountable else ())


def _doers(matches: Sequence[OwnMatch], found: CompanyMap) -> list[str]:
    return [
        ref.name
        for match in matches
        for entry in match.entries
        for ref in found.refs(entry.responsible) or _accountable(entry, found)
    ]


def _system(here: Here, found: CompanyMap) -> Answer | None:
    system = found.company.systems.get(here.system)
    if system is None:
        return None
    people = found.refs(system.owners)
    facts = [FactRef(FactKind.purpose, "", system.purpose)] if system.purpose else []
    facts += [FactRef(FactKind.channel, "", system.channel)] if system.channel else []
    facts += [FactRef(FactKind.page, "", system.name, url=system.link)] if system.link else []
    if not people and not facts:
        return Answer(AnswerKind.nobody_known, asked=system.name, facts=about(system.name, "system"))
    return Answer(AnswerKind.at_work, people=people, asked=here.way, facts=(*about(system.name, "system"), *facts))


def _on_call(here: Here, found: CompanyMap) -> Answer | None:
    rotas = found.company.rotas
    asked = [rotas[here.rota]] if here.rota in rotas else list(rotas.values())
    on_call = [(rota, person) for rota in asked for person in rota.on_call(found.now) if found.is_here(person)]
    if not on_call:
        return Answer(AnswerKind.nobody_known, facts=about("", "on_call")) if rotas else None
    people = found.refs(person for _, person in on_call)
    names = ", ".join(dict.fromkeys(rota.name for rota, _ in on_call))
    channels = [FactRef(FactKind.channel, "", rota.channel) for rota, _ in on_call[:1] if rota.channel]
    return Answer(AnswerKind.at_work, people=people, facts=(*about(names, "on_call"), *channels))


def _others(here: Here, found: CompanyMap) -> Answer | None:
    """Who else has to do with a duty than was told; people: the ids of those."""
    matches = clear(_ranked(here, found), OFFERED)
    if not here.duty or not matches:
        return None
    entries = [entry for match in matches[:1] for entry in found.at(match.entries, here.site)]
    keys = [
        key
        for entry in entries
        for key in (*entry.responsible, entry.accountable, *entry.consulted, *entry.informed)
        if key and key not in here.other
    ]
    people = found.refs(keys)
    facts = about(entries[0].duty, "others")
    if not people:
        return Answer(AnswerKind.nobody_known, asked=here.duty, facts=facts)
    return Answer(
        AnswerKind.colleagues, people=people, facts=(*facts, FactRef(FactKind.headcount, "", str(len(people))))
    )


ANSWERS: Mapping[Asks, Answering] = {
    Asks.duty: _asked,
    Asks.need: _needed,
    Asks.trust: _trusted,
    Asks.does: _does,
    Asks.system: _system,
    Asks.on_call: _on_call,
    Asks.others: _others,
}
