"""How much a role has of what people want of a job or avoid."""

import pytest

from actions.extent import extent_asked, extent_of
from actions.who import check_duty
from bot.reading.reading import Asked
from bot.saying.kinds import AnswerKind
from bot.search.known import Known
from tests.actions.asking import answered, question, said


@pytest.mark.parametrize(
    ("role", "thing", "verdict", "called"),
    [
        ("firefighter", "danger", "much", "dangerous work"),
        ("accountant", "maths", "much", "maths"),
        ("bookkeeper", "heavy lifting", "little", "heavy physical work"),
        ("electrician", "heights", "little", "working at heights"),
        ("accountant", "blood", "little", "blood and wounds"),
        ("registered_nurse", "nights", "unmeasured", "night work"),
    ],
)
def test_a_wish_that_is_asked_for_is_answered_by_how_much_of_it_there_is(
    known: Known, role: str, thing: str, verdict: str, called: str
):
    for answer in (extent_of(known, role, thing), check_duty(known, role, thing, thing)):
        assert answer is not None
        assert (answer.verdict, answer.asked, [each.id for each in answer.roles]) == (verdict, called, [role])
        assert bool(answer.sources) is (verdict != "unmeasured")


@pytest.mark.parametrize("thing", ["", "handle grievances", "give out tablets", "zorblax"])
def test_what_is_no_wish_has_no_extent(known: Known, thing: str):
    assert extent_of(known, "registered_nurse", thing) is None


def test_a_duty_that_a_role_surely_has_is_told_rather_than_how_much_of_it(known: Known):
    assert check_duty(known, "chef", "plan the menu").verdict == "yes"


def test_what_nobody_surely_does_is_no_other_s(known: Known):
    answer = check_duty(known, "registered_nurse", "shout at you")
    assert (answer.verdict, answer.duties) == ("unknown", ())


@pytest.mark.parametrize(
    ("role", "text", "asked", "verdict"),
    [
        ("firefighter", "is it dangerous?", Asked.setting, "much"),
        ("firefighter", "is it dangerous?", Asked.worth, "much"),
        ("onet_47_2181_00", "do they climb ladders?", Asked.setting, "much"),
        # That no duty speaks of it says little of what surrounds a job.
        ("bookkeeper", "is it dangerous?", Asked.setting, None),
        ("registered_nurse", "do they work nights?", Asked.setting, None),
    ],
)
def test_what_surrounds_a_job_is_told_as_far_as_its_duties_tell(
    known: Known, role: str, text: str, asked: Asked, verdict: str | None
):
    found = extent_asked(question(asked, said(text, focus=(role,))), known)
    assert (found.verdict if found else None) == verdict
    told = answered(asked, said(text, focus=(role,)), known)
    assert (told.kind is AnswerKind.verdict) == (verdict is not None)


def test_what_is_asked_of_all_jobs_is_not_told_of_the_one_that_was_talked_of(known: Known):
    told = answered(Asked.worth, said("which jobs are the most dangerous?", focus=("firefighter",)), known)
    assert told.kind is not AnswerKind.verdict


@pytest.mark.parametrize(
    ("role", "text", "verdict"),
    [
        ("electrician", "I'm rubbish at maths, will that matter", "much_against"),
        ("onet_29_1129_01", "I'm rubbish at maths, will that matter", "little"),
        ("electrician", "I hate mornings, is that a problem", None),
        ("electrician", "is that a problem", None),
    ],
)
def test_what_somebody_says_against_themselves_is_told_to_matter_or_not(
    known: Known, role: str, text: str, verdict: str | None
):
    found = extent_asked(question(Asked.worth, said(text, focus=(role,))), known)
    assert (found.verdict if found else None) == verdict
