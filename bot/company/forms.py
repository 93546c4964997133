"""The forms that single values of a company file have: days and times, and what people are reached by."""

import re
from datetime import date, datetime

from pydantic import ConstrainedStr

from bot.knowledge.model import Date


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


class DayOrTime(ConstrainedStr):
    """A day, as 'YYYY-MM-DD', or a moment with its distance from UTC, as '2026-06-15T09:00+02:00'."""

    strict = True
    regex = re.compile(r"^\d{4}-\d{2}-\d{2}(T\d{2}:\d{2}[+-]\d{2}:\d{2})?$")

    @classmethod
    def __get_validators__(cls):
        yield from super().__get_validators__()
        yield cls.in_calendar

    @classmethod
    def in_calendar(cls, value: str) -> str:
        try:
            datetime.fromisoformat(value)
        except ValueError:
            raise ValueError(f"there is no such day or time as {value}; correct it") from None
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


class Zone(ConstrainedStr):
    """A time zone by its name in the IANA database: 'Europe/London'."""

    strict = True
    regex = re.compile(r"^[A-Za-z]+(/[A-Za-z0-9_+-]+)*$")


class Link(ConstrainedStr):
    strict = True
    regex = re.compile(r"^https?://[^\s<>|]+$")
