"""What a company file leaves open: roles that nobody has, duties that nobody answers for, people nobody can reach."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import astuple, dataclass, fields

from bot.company.assignments import assignments
from bot.company.model import Company
from bot.company.roles import roles_of
from bot.knowledge.files import Knowledge
from bot.knowledge.model import Role
from bot.knowledge.store import Store
from bot.tables import as_csv, as_table


@dataclass(frozen=True)
class Gap:
    """One thing that is missing.

    gap: vacant_role, unfilled_site, unowned_duty, unreachable, unaccountable, gone, unowned_system or no_channel.
    role, duty, site: ids, empty where it is not about one; a duty of the company's own goes by its words. missing says
    it in words.
    """

    gap: str
    role: str
    duty: str
    site: str
    missing: str


def gaps(company: Company, knowledge: Knowledge | Store) -> tuple[Gap, ...]:
    """Every gap, role after role in the order of the file."""
    roles = roles_of(knowledge)
    return (
        *_vacant(company, roles),
        *_unfilled(company, roles),
        *_unowned(company, roles),
        *_unreachable(company),
        *_own(company),
    )


def _vacant(company: Company, roles: Mapping[str, Role]) -> Iterator[Gap]:
    for held in company.roles:
        if not held.people and not held.team:
            yield Gap("vacant_role", held.role, "", held.site or "", _nobody_is(roles[held.role], company, held.site))


def _unfilled(company: Company, roles: Mapping[str, Role]) -> Iterator[Gap]:
    """Sites without someone, of roles that other sites have; one listed as vacant is said once."""
    vacant = {(held.role, held.site) for held in company.roles if not held.people and not held.team}
    for role in _held(company):
        for site in company.sites:
            if not assignments(company, role, site=site) and (role, site) not in vacant:
                yield Gap("unfilled_site", role, "", site, _nobody_is(roles[role], company, site))


def _unowned(company: Company, roles: Mapping[str, Role]) -> Iterator[Gap]:
    """Duties of roles that somebody has, where no entry says who is accountable: anywhere, or at a site of theirs."""
    for role in _held(company):
        sites = [site for site in company.sites if assignments(company, role, site=site)]
        named: dict[str, set[str | None]] = defaultdict(set)
        for entry in company.duties:
            if entry.role == role:
                named[entry.duty].add(entry.site)
        for duty in roles[role].duties:
            at = named[duty.id]
            for site in () if None in at else [site for site in sites if site not in at] if at else ("",):
                yield Gap("unowned_duty", role, duty.id, site, f"nobody answers for: {duty.statement}")


def _unreachable(company: Company) -> Iterator[Gap]:
    listed = [key for held in company.roles for key in held.people or (held.team,) if key]
    listed += [key for entry in company.duties for key in (entry.accountable, *entry.responsible)]
    for key in dict.fromkeys(listed):
        person = company.people.get(key)
        team = company.teams.get((person.team or "") if person else key)
        own = person is not None and (person.slack or person.email)
        if not own and not (team and (team.channel or team.email)):
            name = person.name if person else company.teams[key].name
            yield Gap("unreachable", "", "", "", f"{name} has no Slack name, e-mail address or channel")


def _own(company: Company) -> Iterator[Gap]:
    """Duties of the company's own without exactly one who answers for them, names of people who left, quiet teams."""
    for entry in company.own_duties:
        if entry.accountable is None:
            yield Gap("unaccountable", "", entry.duty, entry.site or "", f"nobody is accountable for: {entry.duty}")
        for key in filter(None, (entry.accountable, *entry.responsible)):
            if key in company.people and company.people[key].left:
                name = company.people[key].name
                yield Gap("gone", "", entry.duty, entry.site or "", f"{name} left; name who does it now: {entry.duty}")
    named: list[tuple[str | None, str]] = [(team.lead, f"leads {team.name}") for team in company.teams.values()]
    named += [(key, f"owns {system.name}") for system in company.systems.values() for key in system.owners]
    for person, what in named:
        if person in company.people and company.people[person].left:
            yield Gap("gone", "", "", "", f"{company.people[person].name} left and {what}; name who does now")
    for system in company.systems.values():
        if not system.owners:
            yield Gap("unowned_system", "", "", "", f"nobody is named for the system {system.name}")
    for team in company.teams.values():
        if not team.channel and not team.email:
            yield Gap("no_channel", "", "", team.site or "", f"{team.name} has no channel or e-mail address")


def _held(company: Company) -> list[str]:
    """The roles that somebody has."""
    return list(dict.fromkeys(held.role for held in company.roles if held.people or held.team))


def _nobody_is(role: Role, company: Company, site: str | None) -> str:
    return f"nobody is {role.title}" + (f" at {company.sites[site].name}" if site else "")


COLUMNS = tuple(field.name for field in fields(Gap))


def gaps_csv(found: Sequence[Gap]) -> str:
    """The gaps as CSV, a header first."""
    return as_csv(COLUMNS, map(astuple, found))


def gaps_text(found: Sequence[Gap]) -> str:
    """The gaps as a table of plain text; one line where there are none."""
    if not found:
        return "There are no gaps."
    return as_table(COLUMNS, map(astuple, found))
