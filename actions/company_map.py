"""The company's map as answers look at it: who somebody is, who reports to whom, who does a duty at a site."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from actions.knowledge import Known
from bot.company.model import Company, OwnDuty
from bot.company.names import title_key
from bot.saying.answer import PersonRef
from bot.search.colleagues import title_words


@dataclass(frozen=True)
class CompanyMap:
    """A company at a moment, which has a time zone, and the knowledge of roles beside it."""

    company: Company
    known: Known
    now: datetime

    @property
    def today(self) -> date:
        return self.now.date()

    @property
    def is_filled(self) -> bool:
        """Whether it says itself who does what, so that what it does not say is nobody's."""
        return bool(self.company.own_duties or self.company.titles)

    def is_here(self, key: str) -> bool:
        """Whether an id is that of somebody, or a team, that has not left."""
        person = self.company.people.get(key)
        return key in self.company.teams or (person is not None and not person.left)

    def ref(self, key: str, part: str = "") -> PersonRef:
        """A person or team, as an answer tells of them."""
        person, team = self.company.people.get(key), self.company.teams.get(key)
        own = self.company.teams.get(person.team or "") if person else team
        site = self.company.sites.get((person.site if person else None) or (own.site if own else None) or "")
        entry = person or self.company.teams[key]
        return PersonRef(
            name=entry.name,
            part=part,
            site=site.name if site else "",
            team=own.name if own and person else "",
            slack=(person.slack if person else None) or "",
            email=entry.email or "",
            channel=(own.channel if own else None) or "",
            title=(person.title if person else None) or "",
            phone=(person.phone if person else None) or "",
            id=key,
        )

    def turned_to(self, key: str, part: str = "") -> PersonRef:
        """The same; of somebody who is away their deputy, who stands in for them."""
        person = self.company.people.get(key)
        if person and person.is_away(self.today) and person.deputy and self.is_here(person.deputy):
            until = (person.away.until if person.away else None) or ""
            return replace(self.ref(person.deputy, part), stands_in_for=person.name, until=until)
        return self.ref(key, part)

    def refs(self, keys: Iterable[str], part: str = "") -> tuple[PersonRef, ...]:
        """Those of some ids that have not left, each once, with their deputies where they are away."""
        found = [self.turned_to(key, part) for key in dict.fromkeys(keys) if self.is_here(key)]
        return tuple(
            {each.id: each for each in reversed(found)}[key] for key in dict.fromkeys(each.id for each in found)
        )

    def reports_of(self, key: str) -> tuple[str, ...]:
        return tuple(each for each, person in self.company.people.items() if person.manager == key and not person.left)

    def members(self, team: str = "", site: str = "") -> tuple[str, ...]:
        """Who is in a team and at a site, those who lead first."""
        found = [
            key
            for key, person in self.company.people.items()
            if not person.left and (not team or self.in_team(key, team)) and (not site or self.site_of(key) == site)
        ]
        leads = {each.lead for each in self.company.teams.values()}
        managers = {person.manager for person in self.company.people.values()}
        return tuple(sorted(found, key=lambda key: (key not in leads, key not in managers)))

    def in_team(self, key: str, team: str) -> bool:
        person = self.company.people.get(key)
        return key in self.company.teams[team].members or (person is not None and person.team == team)

    def site_of(self, key: str) -> str:
        person = self.company.people.get(key)
        team = self.company.teams.get((person.team if person else key) or "")
        return (person.site if person else None) or (team.site if team else None) or ""

    def lead_of(self, team: str) -> str:
        """The id of who leads a team: as its entry says, else the only one in it, or the one whose manager is not."""
        lead = self.company.teams[team].lead
        if lead:
            return lead if self.is_here(lead) else ""
        inside = set(self.members(team))
        if len(inside) == 1:
            return next(iter(inside))
        managers = {person.manager for person in self.company.people.values() if not person.left}
        tops = [key for key in inside if self.company.people[key].manager not in inside and key in managers]
        return tops[0] if len(tops) == 1 else ""

    @property
    def top(self) -> str:
        """The id of the one to whom people report and who reports to nobody; empty where there is not one."""
        people = self.company.people
        managers = {person.manager for person in people.values() if not person.left}
        tops = [key for key in managers if key and self.is_here(key) and people[key].manager is None]
        return tops[0] if len(tops) == 1 else ""

    def titled(self, titles: Sequence[str], team: str = "", site: str = "") -> tuple[str, ...]:
        """Who has one of some titles, given by their keys."""
        wanted = set(titles)
        return tuple(
            key
            for key in self.members(team, site)
            if (title := self.company.people[key].title) and title_key(title) in wanted
        )

    def kinds_of(self, title: str, team: str = "", site: str = "") -> tuple[str, ...]:
        """Whose title is of a kind: of 'buyer' a strategic buyer, of 'accountants' each of them."""
        wanted = title_words(title)
        return tuple(
            key
            for key in self.members(team, site)
            if wanted and title_words(self.company.people[key].title or "")[-len(wanted) :] == wanted
        )

    def at(self, entries: Sequence[OwnDuty], site: str) -> tuple[OwnDuty, ...]:
        """The entries of a duty that count at a site; without one, or where it is only done elsewhere, all of them."""
        here = tuple(each for each in entries if each.site == site) or tuple(each for each in entries if not each.site)
        return here if site and here else tuple(entries)
