"""Several sources in one store: built-in roles come first, and what is imported fills in around them."""

import re
from collections.abc import Collection, Iterable, Mapping, Sequence

from bot.knowledge.files import Knowledge
from bot.knowledge.local_pay import by_role
from bot.knowledge.model import Duty, Role, RoleLink

# SOC occupations that the U.S. Bureau of Labor Statistics counts together under a code of its own.
COMBINED = {
    **dict.fromkeys(("21-1011", "21-1014"), "21-1018"),
    **dict.fromkeys(("25-2055", "25-2056"), "25-2052"),
    **dict.fromkeys(("25-9042", "25-9043", "25-9049"), "25-9045"),
    **dict.fromkeys(("51-2022", "51-2023"), "51-2028"),
    **dict.fromkeys(("53-1042", "53-1043", "53-1044", "53-1049"), "53-1047"),
}


def merged(built_in: Knowledge, *imported: Knowledge) -> Knowledge:
    """All roles, none twice.

    An imported occupation that corresponds to one built-in role (by O*NET code or ESCO URI, or by title where the
    role names no URI) is taken into it: the role keeps all it says and gains the names, tasks, tools and further skills
    it lacks. One that corresponds to several built-in roles gives them its names alone, for its tasks do not say
    which of them they belong to. A name that a built-in role has is taken from imported ones.

    Raises ReleaseError where an imported figure of pay is of a job that no role is.
    """
    roles, replaced = _joined_roles(built_in, imported)
    # A survey that was imported stands for all of pay: figures of two years are not mixed.
    pay = next((knowledge.pay for knowledge in reversed(imported) if knowledge.pay), built_in.pay)
    outlook = next((knowledge.outlook for knowledge in reversed(imported) if knowledge.outlook), built_in.outlook)
    linked = [_counted_in(_relinked(role, replaced, roles.keys()), pay, outlook) for role in roles.values()]
    local_pay = tuple(each for knowledge in imported for each in knowledge.local_pay)
    local = by_role(local_pay, linked)
    linked = [role.copy(update={"local_pay": local[role.id]}) if role.id in local else role for role in linked]
    return Knowledge(
        tuple(sorted(linked, key=lambda role: (role.title.lower(), role.id))),
        {key: source for knowledge in (*imported, built_in) for key, source in knowledge.sources.items()},
        {key: department for knowledge in (*imported, built_in) for key, department in knowledge.departments.items()},
        pay,
        built_in.activities,
        outlook,
        local_pay,
        built_in.countries,
        built_in.wishes,
    )


def _joined_roles(built_in: Knowledge, imported: Sequence[Knowledge]) -> tuple[dict[str, Role], dict[str, str]]:
    """The roles of all by id, and of each occupation that was taken into a built-in role, which one that is."""
    roles: dict[str, Role] = {role.id: role for role in built_in.roles}
    replaced: dict[str, str] = {}
    # Only what people wrote: a name that a role has gained may be several occupations', and the bot asks which.
    taken = {name.lower() for role in built_in.roles for name in role.names}
    for occupation in (occupation for knowledge in imported for occupation in knowledge.roles):
        owners = _corresponding(occupation, built_in.roles)
        if not owners:
            roles[occupation.id] = _without_names(occupation, taken)
            continue
        replaced[occupation.id] = owners[0]
        for owner in owners:
            roles[owner] = _joined(roles[owner], occupation, whole=len(owners) == 1)
    return roles, replaced


def _without_names(role: Role, taken: Collection[str]) -> Role:
    kept = {
        names: tuple(name for name in getattr(role, names) if name.lower() not in taken)
        for names in ("aliases", "counted")
    }
    return role.copy(update=kept)


def _corresponding(occupation: Role, roles: Iterable[Role]) -> Sequence[str]:
    """The ids of the built-in roles that are this occupation, or parts of it."""
    if occupation.onet_code:
        return [role.id for role in roles if role.onet_code == occupation.onet_code]
    title = occupation.title.lower()
    return [
        role.id
        for role in roles
        if (role.esco_uri == occupation.esco_uri if role.esco_uri else role.title.lower() == title)
    ]


def _joined(role: Role, occupation: Role, whole: bool) -> Role:
    own_names = {name.lower() for name in role.names}
    title = (occupation.title,) if whole or occupation.aliases else ()
    names = [name for name in (*title, *occupation.aliases) if name.lower() not in own_names]
    gained: dict[str, object] = {"esco_uri": role.esco_uri or occupation.esco_uri}
    if not whole:
        further = [name for name in occupation.counted if name.lower() not in own_names]
        return role.copy(update=gained | {"shared_aliases": (*role.shared_aliases, *names, *further)})
    # A built-in duty says which tasks of its source it stands for.
    told = {task for duty in role.duties for task in _tasks(duty)}
    tasks = [duty for duty in occupation.duties if told.isdisjoint(_tasks(duty))]
    tools = {tool.name.lower() for tool in role.technology}
    skills = {(skill.kind, skill.name.lower()) for skill in role.skills}
    styles = {style.name for style in role.styles}
    return role.copy(
        update=gained
        | {
            "aliases": (*role.aliases, *names),
            "counted": (*role.counted, *(name for name in occupation.counted if name.lower() not in own_names)),
            "duties": (*role.duties, *tasks),
            "skills": (
                *role.skills,
                *(skill for skill in occupation.skills if (skill.kind, skill.name.lower()) not in skills),
            ),
            "reports_to": role.reports_to or occupation.reports_to,
            "styles": (*role.styles, *(style for style in occupation.styles if style.name not in styles)),
            "values": role.values or occupation.values,
            "settings": role.settings or occupation.settings,
            "technology": (
                *role.technology,
                *(tool for tool in occupation.technology if tool.name.lower() not in tools),
            ),
            "job_zone": role.job_zone or occupation.job_zone,
        }
    )


def _tasks(duty: Duty) -> set[tuple[str, str]]:
    """The tasks that a duty cites: (source, number)."""
    return {(source, number) for source in duty.sources for number in re.findall(r"\d+", duty.ref or "")}


def _relinked(role: Role, replaced: dict[str, str], known: Iterable[str]) -> Role:
    """The role with its links to occupations that became built-in roles pointing at those; none to itself or twice."""
    found: dict[str, tuple[RoleLink, ...]] = {}
    for field in ("related", "reports_to", "elsewhere"):
        links: dict[str, RoleLink] = {}
        for link in getattr(role, field):
            target = replaced.get(link.role, link.role)
            if target in known and target != role.id:
                links.setdefault(target, link.copy(update={"role": target}))
        found[field] = tuple(links.values())
    return role.copy(update=found)


def _counted_in(role: Role, pay: Mapping[str, object], outlook: Mapping[str, object]) -> Role:
    """The role with the pay and prospects of its SOC occupation, or of what the bureau counts it in."""
    if not role.onet_code:
        return role
    return role.copy(update={"pay": _of(role.onet_code, pay), "outlook": _of(role.onet_code, outlook)})


def _of(onet_code: str, found: Mapping[str, object]) -> object:
    code = onet_code[:7]
    return found.get(code) or found.get(COMBINED.get(code, "")) or found.get(code[:6] + "0")
