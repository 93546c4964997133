"""The forms that single values of a company file have: days and times, and what people are reached by."""

import re
from datetime import date, datetime
from typing import ClassVar

from pydantic import ConstrainedStr

from bot.knowledge.model import Date


class _InCalendar(ConstrainedStr):
    """A text that must be a day, or a time, that there is."""

    kind: ClassVar[type[date]]
    refusal: ClassVar[str]

    @classmethod
    def __get_validators__(cls):
        yield from super().__get_validators__()
        yield cls.in_calendar

    @classmethod
    def in_calendar(cls, value: str) -> str:
        try:
            cls.kind.fromisoformat(value)
        except ValueError:
            raise ValueError(f"{cls.refusal} {value}; correct it") from None
        return value


class Day(_InCalendar, Date):
    """A date that the calendar has, as 'YYYY-MM-DD'."""

    kind = date
    refusal = "the calendar has no day"


class DayOrTime(_InCalendar):
    """A day, as 'YYYY-MM-DD', or a moment with its distance from UTC, as '2026-06-15T09:00+02:00'."""

    strict = True
    regex = re.compile(r"^\d{4}-\d{2}-\d{2}(T\d{2}:\d{2}[+-]\d{2}:\d{2})?$")
    kind = datetime
    refusal = "there is no such day or time as"


def moment_of(time: datetime) -> str:
    """A time as DayOrTime has it; one without a zone is of this machine's."""
    zoned = time if time.tzinfo else time.astimezone()
    # Of a zone of long ago, without the seconds of its distance.
    return zoned.isoformat(timespec="minutes")[:22]


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


class Zone(ConstrainedStr):
    """A time zone by its name in the IANA database: 'Europe/London'."""

    strict = True
    regex = re.compile(r"^[A-Za-z]+(/[A-Za-z0-9_+-]+)*$")


class Link(ConstrainedStr):
    strict = True
    regex = re.compile(r"^https?://[^\s<>|]+$")
