"""What somebody tells of themselves is told from what is asked for."""

import pytest

from bot.reading.circumstances import asked_by, situation_in, trouble_in
from bot.reading.clauses import duty_asked_in
from bot.reading.marks import marks_in
from bot.reading.reading import Asked


@pytest.mark.parametrize(
    ("text", "trouble"),
    [
        ("my boss doesn't pay me", "wages"),
        ("I haven't been paid", "wages"),
        ("they owe me three weeks of money", "wages"),
        ("I'm harassed by a colleague", "harassment"),
        ("they sacked me because I'm pregnant", "discrimination"),
        ("I was dismissed", "dismissal"),
        ("my holiday was refused", "leave"),
        ("we have no helmets", "safety"),
        ("my boss shouts at me", "bullying"),
        ("what does a nurse earn", ""),
        ("who pays the invoices", ""),
    ],
)
def test_trouble_at_work_is_read_by_what_it_is_about(text: str, trouble: str):
    assert trouble_in(text) == trouble


@pytest.mark.parametrize(
    ("text", "situation"),
    [
        ("I've been in prison", "record"),
        ("jobs for ex-offenders", "record"),
        ("am I too old for this", "age"),
        ("can I start at 50", "age"),
        ("can a man become a midwife", "gender"),
        ("what does a man need to be a pilot", ""),
        ("who checks criminal records", ""),
        ("I use a wheelchair", "health"),
        ("who helps refugees", ""),
        ("I'm 45 and bored", ""),
    ],
)
def test_what_may_shut_somebody_out_is_read_where_they_tell_it_of_themselves(text: str, situation: str):
    assert situation_in(text, [], marks_in(text)) == situation


def test_a_role_that_is_named_by_such_words_is_no_situation():
    text = "how do I become a disability examiner"
    assert situation_in(text, [(text.index("disab"), len(text))], marks_in(text)) == ""


@pytest.mark.parametrize(
    ("asked", "text", "meant"),
    [
        (Asked.who, "I have a criminal record, which jobs can I do", Asked.situation),
        (Asked.skill_users, "I have a criminal record, which jobs can I do", Asked.situation),
        (Asked.rights, "who handles harassment complaints", Asked.who),
        (Asked.who, "who handles harassment complaints", Asked.who),
        (Asked.out_of_scope, "my boss owes me wages", Asked.rights),
        (Asked.situation, "which jobs are good", Asked.roles),
        (Asked.pay, "what do I earn as a nurse at 45", Asked.pay),
        (Asked.duties, "what does a nurse do", Asked.duties),
    ],
)
def test_what_is_told_goes_before_what_it_looks_like(asked: Asked, text: str, meant: Asked):
    marks = marks_in(text)
    likely = [(Asked.situation, 0.5), (Asked.roles, 0.3), (Asked.rights, 0.1)]
    found = asked_by(
        asked, text, trouble_in(text), situation_in(text, [], marks), likely, duty_asked_in(text) is not None
    )
    assert found is meant
