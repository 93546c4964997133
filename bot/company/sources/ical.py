"""Who is on call, out of a calendar: an .ics file (RFC 5545) whose events are the shifts of one rota."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from itertools import islice
from pathlib import Path
from typing import Any

from icalendar import Calendar
from recurring_ical_events import of as occurrences_of

from bot.company.forms import moment_of
from bot.company.sources.found import Found, FoundRota, FoundShift, one_line, read_text
from bot.errors import InvalidKnowledge
from bot.knowledge.parsing import Problem

# Months that shifts are written down for, this one and those that follow: a repetition may be without end.
MONTHS = 6
# A calendar of more shifts in these months is no rota.
MOST_SHIFTS = 5000
# Repetitions that are none of shifts: all their times are counted from the first on.
_TOO_OFTEN, _EARLIEST = ("SECONDLY", "MINUTELY"), date(1990, 1, 1)
# Whoever is none of those on call: rooms and things, and who has declined.
_THINGS, _DECLINED = ("ROOM", "RESOURCE"), "DECLINED"


def window(today: date) -> tuple[date, date]:
    """The first day of the months that shifts are written down for, and the first day after them.

    They are whole months, so that what is written changes when the calendar does, and not every day.
    """
    months = today.year * 12 + today.month - 1 + MONTHS
    return today.replace(day=1), date(months // 12, months % 12 + 1, 1)


def read_calendar(path: Path, source: str, today: date, name: str = "", team: str = "") -> Found:
    """The rota of a calendar in the months from today's on.

    name: what it is called, else as the calendar says, else as its file. Raises InvalidKnowledge for no calendar.
    """
    notes: list[str] = []
    calendar = _calendar(path)
    called = name or one_line(calendar.get("X-WR-CALNAME")) or one_line(calendar.get("NAME")) or path.stem
    try:
        events = list(islice(_occurrences(calendar, today), MOST_SHIFTS + 1))
    except (ValueError, TypeError, KeyError, AttributeError, OverflowError, IndexError) as error:
        # What a broken rule or date raises depends on where the library meets it.
        raise _invalid(path, f"its events cannot be laid out ({one_line(str(error))}); mend the calendar") from None
    if len(events) > MOST_SHIFTS:
        raise _invalid(path, f"there are more than {MOST_SHIFTS} events in {MONTHS} months; is this a rota?")
    shifts = [shift for event in events if (shift := _shift(event, path.name, notes))]
    if not shifts:
        notes.append(f"{path.name}: nobody is on call from {window(today)[0]} on; is the calendar an old one?")
    ordered = tuple(sorted(shifts, key=lambda each: (each.since, each.until)))
    return Found(source, rotas=(FoundRota(called, path.name, ordered, team),), notes=tuple(dict.fromkeys(notes)))


def _invalid(path: Path, message: str) -> InvalidKnowledge:
    return InvalidKnowledge([Problem(path.name, "", message)])


def _calendar(path: Path) -> Calendar:
    text = read_text(path)
    try:
        found = Calendar.from_ical(text)
    except (ValueError, KeyError, IndexError, TypeError) as error:
        raise _invalid(path, f"this is no calendar ({one_line(str(error))}); save it as iCalendar (.ics)") from None
    if not isinstance(found, Calendar) or found.name != "VCALENDAR":
        raise _invalid(path, "this is no calendar; it must begin with BEGIN:VCALENDAR")
    for event in found.walk("VEVENT"):
        for field, message in event.errors:
            raise _invalid(path, f"{field} of '{_said(event)}' cannot be read ({one_line(message)}); mend it")
        if _is_endless(event):
            raise _invalid(path, f"'{_said(event)}' repeats too often, or since too long ago, for a shift; mend it")
    return found


def _is_endless(event: Any) -> bool:
    """Whether nobody could wait for all the times that an event takes place: each minute, or for a century."""
    rules = event.get("RRULE", [])
    for rule in rules if isinstance(rules, list) else [rules]:
        often = [str(each).upper() for each in rule.get("FREQ", [])]
        minutes = max(len(rule.get(part, [])) for part in ("BYMINUTE", "BYSECOND"))
        first = event.get("DTSTART")
        if minutes > 1 or not often or often[0] in _TOO_OFTEN or (first is not None and _day(first.dt) < _EARLIEST):
            return True
    return False


def _occurrences(calendar: Calendar, today: date) -> Iterator[Any]:
    """The events of the months, each as often as it takes place, but for those that are cancelled."""
    begin, end = window(today)
    for event in occurrences_of(calendar, components=["VEVENT"]).between(begin, end):
        if _day(event["DTSTART"].dt) < end and one_line(event.get("STATUS")).upper() != "CANCELLED":
            yield event


def _day(moment: date) -> date:
    return moment.date() if isinstance(moment, datetime) else moment


def _shift(event: Any, file: str, notes: list[str]) -> FoundShift | None:
    start, end = event["DTSTART"].dt, event["DTEND"].dt
    where = f"{file}, '{_said(event)}' of {_day(start)}"
    if not isinstance(start, datetime):
        # The last day of a whole-day event is the one before its end.
        last = max(start, _day(end) - timedelta(days=1))
        return FoundShift(start.isoformat(), last.isoformat(), _people(event), where)
    if end <= start:
        notes.append(f"{where}: it ends when it begins, so nobody is on call; it was left out")
        return None
    if start.tzinfo is None:
        notes.append(f"{file}: times without a zone are taken for times of this machine's")
    return FoundShift(moment_of(start), moment_of(end), _people(event), where)


def _people(event: Any) -> tuple[tuple[str, ...], ...]:
    """Those on call: who is invited, by address and name; else whoever the event's title names."""
    attendees = event.get("ATTENDEE", [])
    found = []
    for each in attendees if isinstance(attendees, list) else [attendees]:
        fields = {name.upper(): str(value).upper() for name, value in each.params.items()}
        if fields.get("CUTYPE") not in _THINGS and fields.get("PARTSTAT") != _DECLINED:
            address = str(each).partition(":")[2] if str(each).lower().startswith("mailto:") else ""
            found.append(tuple(filter(None, (address, one_line(str(each.params.get("CN", "")))))))
    invited = tuple(ways for ways in found if ways)
    return invited or ((_said(event),),)


def _said(event: Any) -> str:
    return one_line(str(event.get("SUMMARY", ""))) or "an event without a title"
