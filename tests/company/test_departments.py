"""Teams are known by what departments of their kind are called anywhere."""

import pytest

from bot.company.departments import with_other_names
from bot.company.model import Company
from bot.knowledge.model import Department

DEPARTMENTS = {
    "hr": Department(title="Human Resources", aliases=("hr", "personnel", "people team")),
    "production": Department(title="Production", aliases=("manufacturing", "factory")),
    "logistics": Department(title="Logistics", aliases=("warehouse", "supply chain")),
}


def aliases(*names: str) -> dict[str, tuple[str, ...]]:
    company = Company(name="Ours", teams={name.lower().replace(" ", "_"): {"name": name} for name in names})
    return {team.name: team.aliases for team in with_other_names(company, DEPARTMENTS).teams.values()}


@pytest.mark.parametrize(
    ("team", "others"),
    [
        ("People", ("hr", "human resources", "personnel")),
        ("HR department", ("human resources", "people", "personnel")),
        ("Production", ("factory", "manufacturing")),
        ("Gardening", ()),
    ],
)
def test_a_team_has_the_other_names_of_its_department(team: str, others: tuple[str, ...]) -> None:
    assert aliases(team) == {team: others}


def test_a_name_that_another_team_has_or_two_would_get_is_nobodys() -> None:
    assert aliases("Logistics", "Warehouse") == {"Logistics": (), "Warehouse": ()}
    assert aliases("Factory", "Production")["Production"] == ()
