"""Who has a role and answers for a duty, at which site: what a company file says of it."""

from dataclasses import dataclass

from bot.company.model import Company

PARTS = ("accountable", "responsible", "holder")


@dataclass(frozen=True)
class Assignment:
    """A person or team (member: its id), and what they are to a role or duty.

    part: accountable or responsible for the duty, or holder of the role.
    site, team: ids; where they have it, else where they belong, else empty.
    """

    member: str
    part: str
    site: str = ""
    team: str = ""


def assignments(
    company: Company, role: str, duty: str | None = None, site: str | None = None
) -> tuple[Assignment, ...]:
    """Who answers for a duty and does it; where no entry says, who holds the role.

    site: at that site; without it, at every one, each person or team once. The accountable come first.
    """
    if site is not None:
        return _charged(company, role, duty, site) or _holders(company, role, site)
    found: dict[str, Assignment] = {}
    for place in (*company.sites, ""):
        for each in _charged(company, role, duty, place) or _holders(company, role, place):
            found.setdefault(each.member, each)
    return tuple(sorted(found.values(), key=lambda each: PARTS.index(each.part)))


def _charged(company: Company, role: str, duty: str | None, site: str) -> tuple[Assignment, ...]:
    charges = company.charges(role, duty)
    charge = charges.get(site) or charges.get("")
    if charge is None:
        return ()
    others = (key for key in charge.responsible if key != charge.accountable)
    return (
        _assigned(company, charge.accountable, "accountable", charge.site),
        *(_assigned(company, key, "responsible", charge.site) for key in others),
    )


def _holders(company: Company, role: str, site: str) -> tuple[Assignment, ...]:
    """Those at the site, else those whom no entry ties to one."""
    tied: list[Assignment] = []
    free: list[Assignment] = []
    for held in company.holders(role):
        members = held.people or ((held.team,) if held.team else ())
        found = [_assigned(company, key, "holder", held.site, held.team) for key in members]
        tied += (each for each in found if each.site == site and site)
        free += found if held.site is None else ()
    return tuple(tied or free)


def _assigned(company: Company, member: str, part: str, site: str | None, team: str | None = None) -> Assignment:
    person = company.people.get(member)
    group = team or (person.team if person else member) or ""
    home = person.site if person else None
    if home is None and group:
        home = company.teams[group].site
    return Assignment(member, part, site or home or "", group)
