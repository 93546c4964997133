"""What the company file holds: sites, teams and people, who has which role, and who answers for which duty.

docs/company.md describes the file. Only the end of an absence depends on the day, so that a file which is valid today
is valid tomorrow.
"""

import re
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from pydantic import ConstrainedStr, Field, PrivateAttr, root_validator, validator

from bot.knowledge.model import Date, Frozen, Id, Text


class Day(Date):
    """A date that the calendar has, as 'YYYY-MM-DD'."""

    @classmethod
    def __get_validators__(cls):
        yield from super().__get_validators__()
        yield cls.in_calendar

    @classmethod
    def in_calendar(cls, value: str) -> str:
        try:
            date.fromisoformat(value)
        except ValueError:
            raise ValueError(f"the calendar has no day {value}; correct it") from None
        return value


class SlackName(ConstrainedStr):
    """A member id ('U0123ABC') or a handle ('@ann'); nothing that Slack would read as markup."""

    strict = True
    regex = re.compile(r"^@?[A-Za-z0-9][\w.-]*$")


class Channel(ConstrainedStr):
    strict = True
    regex = re.compile(r"^#?[\w.-]+$")


class Email(ConstrainedStr):
    strict = True
    regex = re.compile(r"^[^@\s<>]+@[^@\s<>]+\.[^@\s<>]+$")


class Entry(Frozen):
    @validator("name", "aliases", pre=True, each_item=True, check_fields=False)
    def one_line(cls, value: Any) -> Any:
        # Some of Unicode's line breaks would not come back from YAML as they went in.
        return " ".join(value.split()) if isinstance(value, str) else value

    @validator("*", pre=True)
    def filled(cls, value: Any, field: Any) -> Any:
        # In YAML what follows ' #' is a comment: 'channel: #help' would be lost without a word.
        if value is None:
            raise ValueError(f"'{field.name}' is empty; write it or remove it (what begins with # or @ needs quotes)")
        return value


class Site(Entry):
    name: Text
    aliases: tuple[Text, ...] = Field((), description="Other names people use for it.")


class Team(Entry):
    name: Text
    aliases: tuple[Text, ...] = ()
    site: Id | None = None
    channel: Channel | None = Field(None, description="Its channel in Slack: '#it-help'.")
    email: Email | None = None


class Away(Entry):
    """until: the last day away; without it, until further notice."""

    until: Day | None = None


class Person(Entry):
    name: Text
    slack: SlackName | None = Field(None, description="A member id or a handle.")
    email: Email | None = None
    team: Id | None = None
    site: Id | None = None
    away: Away | None = Field(None, description="true, or {until: the last day away}.")
    deputy: Id | None = Field(None, description="The person or team to turn to meanwhile.")
    left: Day | None = Field(None, description="When they left the company.")

    @root_validator(pre=True)
    def away_or_not(cls, values: dict[str, Any]) -> dict[str, Any]:
        if not isinstance(away := values.get("away"), bool):
            return values
        others = {field: value for field, value in values.items() if field != "away"}
        return {**others, "away": Away()} if away else others

    def is_away(self, today: date | None) -> bool:
        """Whether they are away on a day; without one, every absence counts."""
        if self.away is None:
            return False
        return today is None or self.away.until is None or today.isoformat() <= self.away.until


class Held(Entry):
    """A role, and who has it: people (in a team, where one is named), else the team as a whole, else nobody yet."""

    role: Id
    site: Id | None = Field(None, description="Where; without it, at every site that has no entry of its own.")
    team: Id | None = None
    people: tuple[Id, ...] = ()


class Charge(Entry):
    """A duty, and who answers for it."""

    role: Id
    duty: Id
    site: Id | None = Field(None, description="Where; without it, at every site that has no entry of its own.")
    accountable: Id = Field(description="The one person or team that answers for it.")
    responsible: tuple[Id, ...] = Field((), description="People and teams who do it.")
    consulted: tuple[Id, ...] = ()
    informed: tuple[Id, ...] = ()

    @validator("accountable", pre=True)
    def only_one(cls, value: Any) -> Any:
        if isinstance(value, (list, tuple)):
            raise ValueError("exactly one is accountable; name one id and list the others under 'responsible'")
        return value


class Company(Entry):
    """One company: sites, teams and people by id, roles and duties in the order of the file."""

    name: Text
    sites: dict[str, Site] = Field({})
    teams: dict[str, Team] = Field({})
    people: dict[str, Person] = Field({})
    roles: tuple[Held, ...] = ()
    duties: tuple[Charge, ...] = ()
    # The entries by role, with the lists that they are of: a copy may have others.
    _by_role: tuple[Any, ...] = PrivateAttr(())

    def charges(self, role: str, duty: str | None) -> Mapping[str, Charge]:
        """Who answers for a duty, by site; '' for every other one."""
        return self._entries()[0].get((role, duty), {})

    def holders(self, role: str) -> Sequence[Held]:
        """The entries of who has a role, in the order of the file."""
        return self._entries()[1].get(role, ())

    def _entries(self) -> tuple[dict[tuple[str, str | None], dict[str, Charge]], dict[str, list[Held]]]:
        if self._by_role and self._by_role[0] is self.roles and self._by_role[1] is self.duties:
            return self._by_role[2]
        charges: dict[tuple[str, str | None], dict[str, Charge]] = {}
        holders: dict[str, list[Held]] = {}
        for charge in self.duties:
            charges.setdefault((charge.role, charge.duty), {})[charge.site or ""] = charge
        for held in self.roles:
            holders.setdefault(held.role, []).append(held)
        self._by_role = (self.roles, self.duties, (charges, holders))
        return charges, holders


# How a duty may have people and teams, beside the one who is accountable.
PARTS = ("responsible", "consulted", "informed")
