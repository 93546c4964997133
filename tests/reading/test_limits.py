"""What narrows a list of jobs, and what only sounds as if it did."""

import pytest

from bot.reading.limits import Limit, limits_in


@pytest.mark.parametrize(
    ("text", "limits"),
    [
        ("I don't ask for big pay", ()),
        ("it needn't be well paid", ()),
        ("I'm good with money", ()),
        ("good money please", (Limit.well_paid,)),
        ("I don't want a degree, I want good pay", (Limit.well_paid, Limit.no_degree)),
        ("no blood, well paid", (Limit.well_paid,)),
        ("is it good money", ()),
        ("they say the railway is good pay", ()),
        ("are they well paid?", ()),
        ("all I need is good pay", (Limit.well_paid,)),
        ("it must be well paid", (Limit.well_paid,)),
        ("it would be my first job", (Limit.no_experience,)),
        ("I've never had a job", (Limit.no_experience,)),
        ("first job ever, straight from school", (Limit.no_experience,)),
        ("in my first job I sold shoes", ()),
        ("my first job was in a bakery", ()),
        ("I have never worked nights", ()),
        ("something to start in", (Limit.no_experience,)),
        ("what can I do with biology and art", ()),
    ],
)
def test_what_nobody_asks_of_a_job_limits_nothing(text: str, limits: tuple[Limit, ...]):
    assert limits_in(text) == limits
