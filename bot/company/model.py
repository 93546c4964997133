"""What the company file holds: sites, teams and people, who has which role, duty and system, and who is on call.

docs/company.md describes the file. Only the end of an absence depends on the day, so that a file which is valid today
is valid tomorrow.
"""

import re
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from pydantic import ConstrainedStr, Field, PrivateAttr, root_validator, validator

from bot.company.names import title_key
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


class Phone(ConstrainedStr):
    strict = True
    regex = re.compile(r"^\+?[\d(][\d ()/.x-]*$")


class Link(ConstrainedStr):
    strict = True
    regex = re.compile(r"^https?://[^\s<>|]+$")


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
    purpose: Text | None = Field(None, description="What it is for, as a sentence.")
    lead: Id | None = Field(None, description="The person who leads it.")
    members: tuple[Id, ...] = Field((), description="People in it beside those whose team it is.")


class Away(Entry):
    """until: the last day away; without it, until further notice."""

    until: Day | None = None


class Person(Entry):
    name: Text
    aliases: tuple[Text, ...] = Field((), description="Other names they go by.")
    title: Text | None = Field(None, description="What the company calls their job, in its own words.")
    manager: Id | None = Field(None, description="The person they report to.")
    slack: SlackName | None = Field(None, description="A member id or a handle.")
    email: Email | None = None
    phone: Phone | None = None
    languages: tuple[Text, ...] = ()
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


def _only_one(value: Any) -> Any:
    if isinstance(value, (list, tuple)):
        raise ValueError("exactly one is accountable; name one id and list the others under 'responsible'")
    return value


class Charge(Entry):
    """A duty, and who answers for it."""

    role: Id
    duty: Id
    site: Id | None = Field(None, description="Where; without it, at every site that has no entry of its own.")
    accountable: Id = Field(description="The one person or team that answers for it.")
    responsible: tuple[Id, ...] = Field((), description="People and teams who do it.")
    consulted: tuple[Id, ...] = ()
    informed: tuple[Id, ...] = ()

    accountable_is_one = validator("accountable", pre=True, allow_reuse=True)(_only_one)


class OwnDuty(Entry):
    """Something that is done in the company, in its own words, and who does it; an entry for a site counts there."""

    duty: Text
    also: tuple[Text, ...] = Field((), description="Other words people use for it.")
    site: Id | None = Field(None, description="Where; without it, at every site that has no entry of its own.")
    accountable: Id | None = Field(None, description="The one person or team that answers for it.")
    responsible: tuple[Id, ...] = Field((), description="People and teams who do it: whom to turn to first.")
    consulted: tuple[Id, ...] = ()
    informed: tuple[Id, ...] = ()
    channel: Channel | None = None
    link: Link | None = Field(None, description="The page that explains it.")
    confidential: bool = Field(False, description="Whether who asks for it must be able to trust whom they are told.")

    accountable_is_one = validator("accountable", pre=True, allow_reuse=True)(_only_one)


class Title(Entry):
    """A title as the company has it, and the occupation of the knowledge that is nearest to it, if one is near."""

    title: Text
    role: Id | None = None
    score: float = Field(0.0, ge=0, le=1, description="How near: 0 to 1.")
    reviewed: bool = Field(False, description="Whether a person has looked at it.")


class System(Entry):
    name: Text
    aliases: tuple[Text, ...] = ()
    owner: Id | None = Field(None, description="The person or team that looks after it.")
    purpose: Text | None = None
    channel: Channel | None = None
    link: Link | None = None


class Shift(Entry):
    """Who is on call from a day to another, both included."""

    since: Day
    until: Day
    person: Id


class Rota(Entry):
    name: Text
    aliases: tuple[Text, ...] = ()
    team: Id | None = None
    channel: Channel | None = None
    shifts: tuple[Shift, ...] = ()

    def on_call(self, today: date) -> tuple[str, ...]:
        """The ids of those whose shift has today in it."""
        day = today.isoformat()
        return tuple(shift.person for shift in self.shifts if shift.since <= day <= shift.until)


class Company(Entry):
    """One company: sites, teams, people, systems and rotas by id, roles, duties and titles in the order of the file."""

    name: Text
    sites: dict[str, Site] = Field({})
    teams: dict[str, Team] = Field({})
    people: dict[str, Person] = Field({})
    systems: dict[str, System] = Field({})
    rotas: dict[str, Rota] = Field({})
    roles: tuple[Held, ...] = ()
    duties: tuple[Charge, ...] = ()
    own_duties: tuple[OwnDuty, ...] = ()
    titles: tuple[Title, ...] = ()
    # The entries by role, with the lists that they are of: a copy may have others.
    _by_role: tuple[Any, ...] = PrivateAttr(())

    def charges(self, role: str, duty: str | None) -> Mapping[str, Charge]:
        """Who answers for a duty, by site; '' for every other one."""
        return self._entries()[0].get((role, duty), {})

    def holders(self, role: str) -> Sequence[Held]:
        """The entries of who has a role, in the order of the file; then those whose title is nearest to it."""
        return self._entries()[1].get(role, ())

    def role_of(self, title: str | None) -> str:
        """The occupation that a title of the company is linked to; empty where it is linked to none."""
        return self._entries()[2].get(title_key(title or ""), "")

    def _entries(self) -> tuple[dict[tuple[str, str | None], dict[str, Charge]], dict[str, list[Held]], dict[str, str]]:
        held_by = (self.roles, self.duties, self.titles, self.people)
        if self._by_role and all(one is other for one, other in zip(self._by_role[0], held_by, strict=True)):
            return self._by_role[1]
        charges: dict[tuple[str, str | None], dict[str, Charge]] = {}
        holders: dict[str, list[Held]] = {}
        for charge in self.duties:
            charges.setdefault((charge.role, charge.duty), {})[charge.site or ""] = charge
        for held in self.roles:
            holders.setdefault(held.role, []).append(held)
        roles: dict[str, str] = {title_key(each.title): each.role for each in self.titles if each.role}
        titled: dict[str, list[str]] = {}
        for key, person in self.people.items():
            if person.title and not person.left and (role := roles.get(title_key(person.title))):
                titled.setdefault(role, []).append(key)
        for role, people in titled.items():
            holders.setdefault(role, []).append(Held.parse_obj({"role": role, "people": people}))
        self._by_role = (held_by, (charges, holders, roles))
        return charges, holders, roles


# How a duty may have people and teams, beside the one who is accountable.
PARTS = ("responsible", "consulted", "informed")
