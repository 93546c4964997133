"""Who does it here: the company's own duties and systems, whoever is on call, then people by what their title does."""

from collections.abc import Mapping, Sequence

from actions.colleagues import Answering, about, one_meant, team_told, verdict
from actions.company_map import CompanyMap
from actions.duties_meant import agreed, marked, meant, of_matter, ranked_for
from actions.here import with_people
from actions.leading import team_lead_told
from actions.who import find_roles
from bot.company.model import OwnDuty
from bot.reading.here import Asks, Here
from bot.reading.reading import Duty
from bot.saying.answer import Answer, FactRef, PersonRef
from bot.saying.kinds import AnswerKind, FactKind
from bot.search.duties import Match, is_answer
from bot.search.own_duties import OFFERED, SURELY_OFFERED, OwnMatch, clear

# So many duties are offered where none surely is meant.
MOST_OFFERED = 3
# An occupation's holder does it only where the occupation surely does: its score, of 0 to 1; docs/decisions/0023.
SURE_OF_ROLE = 0.62


def _asked(here: Here, found: CompanyMap) -> Answer | None:
    """Who does what a question asks for; None where this company has no map of its own and roles tell."""
    ranked = ranked_for(here, found)
    matches = meant(ranked, here) or agreed(ranked, here, found)
    if matches and not _leads_team(here, found, matches[0]):
        return told(matches, here, found)
    if here.team and _names_team(here, found):
        return team_lead_told(here, found) if here.way != "channel" else team_told(here, found)
    return (_of_titles(here, found) or _nobody(ranked, here, found)) if found.is_filled else None


def _needed(here: Here, found: CompanyMap) -> Answer | None:
    """Who takes care of something that is amiss or lacking; None where that may be no colleague's matter."""
    ranked = ranked_for(here, found)
    matches = meant(ranked, here)
    if matches:
        return told(matches, here, found)
    return _unsure(ranked) if here.surely and found.is_filled else None


def _unsure(ranked: Sequence[OwnMatch]) -> Answer:
    """The duties that something may belong to, to choose from."""
    near = [
        FactRef(FactKind.near_duty, "", match.duty) for match in ranked[:MOST_OFFERED] if match.fit >= SURELY_OFFERED
    ]
    return Answer(AnswerKind.nobody_known, facts=about("", "unsure" if near else "duty", *near))


def _trusted(here: Here, found: CompanyMap) -> Answer | None:
    """Whom somebody in trouble can turn to, in confidence where it is doubtful that it is one of work; else None."""
    ranked = ranked_for(here, found)
    if here.matter:
        matches = of_matter(ranked, here)
        return told(matches, here, found) if matches else None
    matches = meant(ranked, here) or marked(ranked)
    if not here.surely:
        matches = [match for match in matches if match.is_confidential]
    return told(matches, here, found) if matches else None


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
    if here.system in found.company.systems and found.company.systems[here.system].owners:
        return _keeps(here, found)
    matches = clear(ranked_for(here, found))
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
    person = one_meant(here, found)
    if isinstance(person, Answer):
        return person
    if not matches:
        return Answer(
            AnswerKind.colleague_verdict, people=(found.ref(person),), verdict="unknown", facts=about("", "does")
        )
    others = [FactRef(FactKind.near_colleague, "", name) for name in dict.fromkeys(_doers(matches, found))]
    return verdict(False, person, found, "does", FactRef(FactKind.own_duty, "", matches[0].duty), *others[:3])


def _keeps(here: Here, found: CompanyMap) -> Answer:
    """Whether somebody looks after a system."""
    system, person = found.company.systems[here.system], one_meant(here, found)
    if isinstance(person, Answer):
        return person
    others = [FactRef(FactKind.near_colleague, "", ref.name) for ref in found.refs(system.owners)]
    of_system = FactRef(FactKind.own_duty, "", system.name)
    return verdict(person in system.owners, person, found, "does", of_system, *others)


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
    matches = clear(ranked_for(here, found), OFFERED)
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
