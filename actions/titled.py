"""Who has a title here: the very title, one of its kind, whoever leads what it says, or does a duty that it names."""

from collections.abc import Mapping
from dataclasses import replace

from actions.colleagues import ANSWERS as OF_COLLEAGUES
from actions.colleagues import Answering, one_meant, people_titled, verdict
from actions.company_map import CompanyMap
from actions.leading import is_chief, leader_told, team_lead_told, what_is_led, without_other_chiefs
from actions.own_duties import ANSWERS as OF_DUTIES
from actions.own_duties import told as of_duties
from bot.reading.here import Asks, Here
from bot.saying.answer import Answer
from bot.saying.kinds import AnswerKind
from bot.search.colleagues import title_words
from bot.search.own_duties import HELD, clear, own_duties_of


def _held(here: Here, found: CompanyMap) -> Answer | None:
    """Who has a title; else whoever leads what it says, has one of its kind, or does what it names."""
    told = OF_COLLEAGUES[Asks.holder](here, found)
    if told is not None and told.kind is not AnswerKind.nobody_here:
        return told
    if leads := leader_told(here, found):
        return leads
    if kinds := found.kinds_of(here.title, here.team, here.site):
        return people_titled(kinds, replace(here, title=" ".join(title_words(here.title))), found)
    told = without_other_chiefs(told, here, found) if told else None
    # Nobody is a chief by what they do.
    if told is None or told.people or told.facts[1:] or is_chief(here, found):
        return told
    matches = clear(
        own_duties_of(found.company, found.known.encoder).rank((here.title, what_is_led(here, found))), HELD
    )
    return of_duties(matches, here, found) if matches else told


def _reached(here: Here, found: CompanyMap) -> Answer | None:
    """How to reach whoever has a title, or anybody else; of a team without a channel where its work is asked about."""
    of_title = (here.titles or here.roles) and not (here.people or here.name)
    team = found.company.teams.get(here.team)
    if here.way == "channel" and team and not team.channel:
        asked = replace(here, asks=Asks.duty, duty=team.name, phrases=(here.title,), team="")
        told = OF_DUTIES[Asks.duty](asked, found)
        if told and told.kind is AnswerKind.who_here:
            return told
    return _held(here, found) if of_title else OF_COLLEAGUES[Asks.reach](here, found)


def _is_title(here: Here, found: CompanyMap) -> Answer | None:
    """Whether somebody has a title, or leads what it says."""
    leads = leader_told(here, found) if here.roles and not here.titles else None
    meant = one_meant(here, found)
    if not isinstance(meant, Answer) and meant in found.kinds_of(here.title):
        return verdict(True, meant, found, "title")
    if leads is None or leads.kind is AnswerKind.nobody_here or isinstance(meant, Answer):
        return OF_COLLEAGUES[Asks.is_title](here, found)
    return verdict(meant == leads.people[0].id, meant, found, "title")


ANSWERS: Mapping[Asks, Answering] = {
    **OF_COLLEAGUES,
    **OF_DUTIES,
    Asks.holder: _held,
    Asks.reach: _reached,
    Asks.is_title: _is_title,
    Asks.lead: team_lead_told,
}
