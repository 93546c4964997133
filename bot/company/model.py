"""What the company file holds: sites, teams and people, who has which role, duty and system, and who is on call.

docs/company.md describes the file. Only the end of an absence depends on the day, so that a file which is valid today
is valid tomorrow.
"""

from collections.abc import Mapping, Sequence
from datetime import date, datetime, time
from enum import Enum
from typing import Any, Literal, get_args

from pydantic import Field, PrivateAttr, root_validator, validator

from bot.company.forms import Channel, Day, DayOrTime, Email, Link, Phone, SlackName, Zone
from bot.company.names import title_key
from bot.knowledge.model import Frozen, Id, Text


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


class Visibility(str, Enum):
    """Whom something of a person may be told: whoever is told of people at all, colleagues alone, or nobody."""

    everyone = "everyone"
    colleagues = "colleagues"
    nobody = "nobody"


# What of a person may be kept from some; their name, and that they left, may not.
OfPerson = Literal[
    "title", "manager", "slack", "email", "phone", "zone", "languages", "team", "site", "away", "deputy"
]  # fmt: skip
FIELDS_OF_PEOPLE: tuple[OfPerson, ...] = get_args(OfPerson)


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
    zone: Zone | None = Field(None, description="Their time zone: Europe/London.")
    languages: tuple[Text, ...] = ()
    team: Id | None = None
    site: Id | None = None
    away: Away | None = Field(None, description="true, or {until: the last day away}.")
    deputy: Id | None = Field(None, description="The person or team to turn to meanwhile.")
    left: Day | None = Field(None, description="When they left the company.")
    visibility: dict[OfPerson, Visibility] = Field({}, description="Of their fields, where it is not the company's.")

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
    maintainers: tuple[Id, ...] = Field((), description="People and teams who look after it as well.")
    purpose: Text | None = None
    channel: Channel | None = None
    link: Link | None = None
    source: Text | None = Field(None, description="The file that an import has it from; it ends with its entry there.")

    @property
    def owners(self) -> tuple[str, ...]:
        """The ids of all who look after it, the owner first."""
        return tuple(dict.fromkeys((*filter(None, (self.owner,)), *self.maintainers)))


class Shift(Entry):
    """Who is on call: days are meant from their first moment to their last, a moment as it is."""

    since: DayOrTime
    until: DayOrTime
    person: Id

    @property
    def begin(self) -> datetime:
        """Its first moment."""
        return _moment(self.since, time.min)

    @property
    def end(self) -> datetime:
        """The moment that it ends before."""
        return _moment(self.until, time.max)


def _moment(written: str, of_day: time) -> datetime:
    """A moment; of a day, which is one of this machine's time zone, its first or last."""
    found = datetime.fromisoformat(written)
    return found if found.tzinfo else datetime.combine(found, of_day).astimezone()


class Rota(Entry):
    name: Text
    aliases: tuple[Text, ...] = ()
    team: Id | None = None
    channel: Channel | None = None
    shifts: tuple[Shift, ...] = ()
    source: Text | None = Field(None, description="The file that an import has it from; its shifts are those there.")

    def on_call(self, now: datetime) -> tuple[str, ...]:
        """The ids of those who are on call at a moment, which has a time zone, each once."""
        return tuple(dict.fromkeys(shift.person for shift in self.shifts if shift.begin <= now < shift.end))


class Company(Entry):
    """One company: sites, teams, people, systems and rotas by id, roles, duties and titles in the order of the file."""

    name: Text
    visibility: dict[OfPerson, Visibility] = Field({}, description="Whom each field of people may be told.")
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
