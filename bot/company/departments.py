"""What else teams are called: by the names that departments of their kind have anywhere."""

import re
from collections import Counter
from collections.abc import Mapping

from bot.company.model import Company, Team
from bot.knowledge.model import Department

# What a team's name may go without.
_UNIT = re.compile(r"\s+(?:team|department|dept\.?|group|unit)$")


def with_other_names(company: Company, departments: Mapping[str, Department]) -> Company:
    """The company, its teams with the other names of their departments: 'HR' for the team 'People'.

    A name that another team has, or that two would get, is nobody's.
    """
    kinds = [frozenset(map(_plain, (each.title, *each.aliases))) for each in departments.values()]
    own = {key: frozenset(map(_plain, (team.name, *team.aliases))) for key, team in company.teams.items()}
    taken = frozenset(name for names in own.values() for name in names)
    others = {
        key: frozenset(name for kind in kinds if not kind.isdisjoint(names) for name in kind) - taken
        for key, names in own.items()
    }
    counts = Counter(name for names in others.values() for name in names)
    teams = {
        key: _also(team, sorted(name for name in others[key] if counts[name] == 1))
        for key, team in company.teams.items()
    }
    return company.copy(update={"teams": teams})


def _also(team: Team, names: list[str]) -> Team:
    return team.copy(update={"aliases": (*team.aliases, *names)}) if names else team


def _plain(name: str) -> str:
    return _UNIT.sub("", name.strip().casefold())
