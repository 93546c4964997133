"""Calendars of who is on call: which events are whose shifts, when they begin and end, and what is no shift."""

from datetime import date
from pathlib import Path

import pytest

from bot.company.sources import ical
from bot.company.sources.found import Found
from bot.company.sources.ical import read_calendar, window
from bot.errors import InvalidKnowledge

TODAY = date(2026, 10, 15)
BERLIN = """BEGIN:VTIMEZONE
TZID:Office
BEGIN:DAYLIGHT
DTSTART:19700329T020000
RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU
TZOFFSETFROM:+0100
TZOFFSETTO:+0200
END:DAYLIGHT
BEGIN:STANDARD
DTSTART:19701025T030000
RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU
TZOFFSETFROM:+0200
TZOFFSETTO:+0100
END:STANDARD
END:VTIMEZONE
"""


def event(*lines: str, uid: str = "1") -> str:
    return "\n".join(["BEGIN:VEVENT", f"UID:{uid}", *lines, "END:VEVENT", ""])


def read(folder: Path, *parts: str, head: str = "", **options: str) -> Found:
    path = folder / "on-call.ics"
    text = f"BEGIN:VCALENDAR\nVERSION:2.0\nPRODID:-//crumb//EN\n{head}{''.join(parts)}END:VCALENDAR\n"
    path.write_bytes(text.replace("\n", "\r\n").encode())
    return read_calendar(path, "on-call.ics", TODAY, **options)


def shifts(found: Found) -> list[tuple[str, str, str]]:
    return [(each.since, each.until, each.people[0][0]) for each in found.rotas[0].shifts]


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        # A whole day, and three of them, the end of which is no more theirs.
        (["DTSTART;VALUE=DATE:20261020"], [("2026-10-20", "2026-10-20", "Ann")]),
        (["DTSTART;VALUE=DATE:20261020", "DTEND;VALUE=DATE:20261023"], [("2026-10-20", "2026-10-22", "Ann")]),
        (["DTSTART:20261020T090000Z", "DTEND:20261021T090000Z"],
         [("2026-10-20T09:00+00:00", "2026-10-21T09:00+00:00", "Ann")]),
        (["DTSTART:20261020T090000Z", "DURATION:PT90M"], [("2026-10-20T09:00+00:00", "2026-10-20T10:30+00:00", "Ann")]),
        # Over the end of summer time the clock on the wall counts.
        (["DTSTART;TZID=Europe/Berlin:20261019T090000", "DTEND;TZID=Europe/Berlin:20261026T090000",
          "RRULE:FREQ=WEEKLY;COUNT=2"],
         [("2026-10-19T09:00+02:00", "2026-10-26T09:00+01:00", "Ann"),
          ("2026-10-26T09:00+01:00", "2026-11-02T09:00+01:00", "Ann")]),
        (["DTSTART;TZID=Office:20261019T090000", "DTEND;TZID=Office:20261026T090000"],
         [("2026-10-19T09:00+02:00", "2026-10-26T09:00+01:00", "Ann")]),
        # One that is taken out, and one that is put in.
        (["DTSTART;VALUE=DATE:20261020", "RRULE:FREQ=DAILY;UNTIL=20261022", "EXDATE;VALUE=DATE:20261021",
          "RDATE;VALUE=DATE:20261101"],
         [("2026-10-20", "2026-10-20", "Ann"), ("2026-10-22", "2026-10-22", "Ann"),
          ("2026-11-01", "2026-11-01", "Ann")]),
        # What is over before the month began is nobody's; what goes on into it is.
        (["DTSTART;VALUE=DATE:20260901", "DTEND;VALUE=DATE:20260910"], []),
        (["DTSTART;VALUE=DATE:20260925", "DTEND;VALUE=DATE:20261003"], [("2026-09-25", "2026-10-02", "Ann")]),
        (["DTSTART;VALUE=DATE:20270401"], []),
        (["DTSTART;VALUE=DATE:20261020", "STATUS:CANCELLED"], []),
    ],
)  # fmt: skip
def test_events_are_shifts_in_their_time_zones(tmp_path: Path, lines: list[str], expected):
    assert shifts(read(tmp_path, BERLIN, event("SUMMARY:Ann", *lines))) == expected


def test_one_occurrence_may_be_changed_by_itself(tmp_path: Path):
    found = read(
        tmp_path,
        event("SUMMARY:Ann", "DTSTART;VALUE=DATE:20261019", "RRULE:FREQ=WEEKLY;COUNT=3"),
        event("SUMMARY:Bob", "RECURRENCE-ID;VALUE=DATE:20261026", "DTSTART;VALUE=DATE:20261027"),
    )
    assert shifts(found) == [
        ("2026-10-19", "2026-10-19", "Ann"), ("2026-10-27", "2026-10-27", "Bob"), ("2026-11-02", "2026-11-02", "Ann"),
    ]  # fmt: skip


def test_a_repetition_without_end_is_written_down_for_whole_months(tmp_path: Path):
    assert window(TODAY) == (date(2026, 10, 1), date(2027, 4, 1))
    assert window(date(2026, 12, 31)) == (date(2026, 12, 1), date(2027, 6, 1))
    found = shifts(read(tmp_path, event("SUMMARY:Ann", "DTSTART;VALUE=DATE:20200101", "RRULE:FREQ=DAILY")))
    assert (found[0][0], found[-1][0], len(found)) == ("2026-10-01", "2027-03-31", 182)


@pytest.mark.parametrize(
    ("lines", "people"),
    [
        (["SUMMARY:Primary: Ann"], (("Primary: Ann",),)),
        ([], (("an event without a title",),)),
        (["SUMMARY:x", "ATTENDEE;CN=Ann Loaf:mailto:ann@crumb.example"], (("ann@crumb.example", "Ann Loaf"),)),
        (
            ["SUMMARY:x", "ATTENDEE:MAILTO:ann@crumb.example", "ATTENDEE;CN=Bob:urn:uuid:1"],
            (("ann@crumb.example",), ("Bob",)),
        ),
        (
            ["SUMMARY:Ann", "ATTENDEE;CUTYPE=ROOM:mailto:room@crumb.example",
             "ATTENDEE;PARTSTAT=DECLINED:mailto:bob@crumb.example"],
            (("Ann",),),
        ),
    ],
)  # fmt: skip
def test_who_is_invited_is_on_call_and_else_whom_the_title_names(tmp_path: Path, lines: list[str], people):
    (shift,) = read(tmp_path, event("DTSTART;VALUE=DATE:20261020", *lines)).rotas[0].shifts
    assert shift.people == people


def test_a_rota_is_called_as_the_keeper_says_else_as_its_calendar_or_file(tmp_path: Path):
    one = event("SUMMARY:Ann", "DTSTART;VALUE=DATE:20261020")
    assert read(tmp_path, one).rotas[0].name == "on-call"
    assert read(tmp_path, one, head="X-WR-CALNAME:Ovens\n").rotas[0].name == "Ovens"
    named = read(tmp_path, one, head="X-WR-CALNAME:Ovens\n", name="Night ovens", team="shop").rotas[0]
    assert (named.name, named.team) == ("Night ovens", "shop")


def test_what_is_no_shift_or_has_no_zone_is_said(tmp_path: Path):
    found = read(
        tmp_path,
        event("SUMMARY:Ann", "DTSTART:20261020T090000Z"),
        event("SUMMARY:Bob", "DTSTART:20261021T090000", "DTEND:20261021T100000", uid="2"),
    )
    assert len(found.rotas[0].shifts) == 1
    assert found.notes == (
        "on-call.ics, 'Ann' of 2026-10-20: it ends when it begins, so nobody is on call; it was left out",
        "on-call.ics: times without a zone are taken for times of this machine's",
    )
    assert "nobody is on call from 2026-10-01 on" in read(tmp_path).notes[0]


@pytest.mark.parametrize(
    ("parts", "message"),
    [
        (["BEGIN:VEVENT\n"], "no calendar"),
        ([event("DTSTART:soon")], "cannot be read"),
        ([event("SUMMARY:x", "DTSTART;VALUE=DATE:20261020", "RRULE:FREQ=SOMETIMES")], "cannot be"),
        ([event("SUMMARY:x", "DTSTART;VALUE=DATE:20261020", "RRULE:FREQ=DAILY")], "more than 50 events"),
        ([event("SUMMARY:x", "DTSTART:20261020T090000Z", "RRULE:FREQ=SECONDLY")], "repeats too often"),
        ([event("SUMMARY:x", "DTSTART:20261020T090000Z", "RRULE:FREQ=DAILY;BYMINUTE=1,2")], "repeats too often"),
        ([event("SUMMARY:x", "DTSTART:16010101T090000Z", "RRULE:FREQ=HOURLY")], "repeats too often"),
    ],
)
def test_a_calendar_that_cannot_be_read_is_one_problem(tmp_path: Path, monkeypatch, parts: list[str], message: str):
    monkeypatch.setattr(ical, "MOST_SHIFTS", 50)
    with pytest.raises(InvalidKnowledge) as refused:
        read(tmp_path, *parts)
    (problem,) = refused.value.problems
    assert message in str(problem)
    assert str(problem).startswith("on-call.ics: ")


@pytest.mark.parametrize("text", ["", "BEGIN:VEVENT\nEND:VEVENT\n", "Name,Title\nAnn,Baker\n"])
def test_what_is_no_calendar_is_refused(tmp_path: Path, text: str):
    path = tmp_path / "on-call.ics"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(InvalidKnowledge, match="no calendar"):
        read_calendar(path, "on-call.ics", TODAY)
