"""Who is on call at a moment: days from their first moment to their last, times as they are."""

from datetime import datetime

import pytest

from bot.company.model import Rota

NOON = "2026-06-15T12:00+02:00"
SHIFTS = [
    {"since": "2026-06-15T09:00+02:00", "until": "2026-06-15T21:00+02:00", "person": "day"},
    {"since": "2026-06-15T21:00+02:00", "until": "2026-06-16T09:00+02:00", "person": "night"},
]


@pytest.mark.parametrize(
    ("now", "person"),
    [
        ("2026-06-15T09:00+02:00", ("day",)),
        ("2026-06-15T20:59+02:00", ("day",)),
        ("2026-06-15T19:00+00:00", ("night",)),
        ("2026-06-16T08:59+02:00", ("night",)),
        ("2026-06-16T09:00+02:00", ()),
        ("2026-06-15T08:59+02:00", ()),
    ],
)
def test_at_a_handover_who_begins_is_on_call_and_not_both(now: str, person: tuple[str, ...]):
    assert Rota(name="R", shifts=SHIFTS).on_call(datetime.fromisoformat(now)) == person


@pytest.mark.parametrize(("day", "person"), [(14, ()), (15, ("ann",)), (16, ("ann",)), (17, ())])
def test_a_shift_of_days_has_both_of_them_in_it_whole(day: int, person: tuple[str, ...]):
    rota = Rota(name="R", shifts=[{"since": "2026-06-15", "until": "2026-06-16", "person": "ann"}])
    for hour, minute in ((0, 0), (23, 59)):
        assert rota.on_call(datetime(2026, 6, day, hour, minute).astimezone()) == person


@pytest.mark.parametrize(
    "written", ["2026-06-31", "2026-06-15T24:00+02:00", "2026-06-15T09:00", "2026-06-15 09:00+02:00", "soon"]
)
def test_what_is_no_day_or_moment_with_its_zone_is_refused(written: str):
    with pytest.raises(ValueError, match="since"):
        Rota(name="R", shifts=[{"since": written, "until": NOON, "person": "ann"}])
