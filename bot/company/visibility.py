"""The company as some may see it: without those fields of people that are not for them."""

from typing import Any

from bot.company.model import FIELDS_OF_PEOPLE, Company, Person, Visibility


def seen_by(company: Company, colleagues: bool) -> Company:
    """The company without what its people's visibility keeps from colleagues, or from visitors where they are none.

    The same one where nothing is kept from them, and again for the one that is asked about again and again.
    """
    held = _held.get(colleagues)
    if held is None or held[0] is not company:
        held = _held[colleagues] = (company, _seen(company, colleagues))
    return held[1]


_held: dict[bool, tuple[Company, Company]] = {}


def _seen(company: Company, colleagues: bool) -> Company:
    hidden = {key: fields for key, person in company.people.items() if (fields := _hidden(company, person, colleagues))}
    if not hidden:
        return company
    people = {
        key: person.copy(update={field: _blank(field) for field in hidden.get(key, ())})
        for key, person in company.people.items()
    }
    teamless = {key for key, fields in hidden.items() if "team" in fields}
    teams = {
        key: team.copy(update={"members": tuple(each for each in team.members if each not in teamless)})
        for key, team in company.teams.items()
    }
    return company.copy(update={"people": people, "teams": teams})


def _hidden(company: Company, person: Person, colleagues: bool) -> list[str]:
    """The fields of a person that are not for them."""
    told = (Visibility.everyone, Visibility.colleagues) if colleagues else (Visibility.everyone,)
    rules = {**company.visibility, **person.visibility}
    return [field for field in FIELDS_OF_PEOPLE if rules.get(field, Visibility.everyone) not in told]


def _blank(field: str) -> Any:
    return Person.__fields__[field].default
