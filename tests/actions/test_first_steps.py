"""First steps into a role: interview, application, courses, vacancies."""

import re

import pytest

from actions.first_steps import (
    QUESTIONS,
    find_courses,
    find_first_step,
    find_vacancies,
    prepare_application,
    prepare_interview,
)
from actions.knowledge import Known
from bot.guidance.finder import STRENGTHS, Progress
from bot.reading.reading import Asked
from bot.saying.compose import document_of
from bot.saying.kinds import AnswerKind
from bot.saying.text import as_text
from tests.actions.asking import answered, remembered_after, said
from tests.actions.bakery import BAKER, HAND, bakery, facts, ids

# A verb in the third person, as it follows 'somebody who'.
_THIRD = re.compile(r"[a-z-]+s[,']?$|(?:has|does|is)$")


def test_an_interview_is_about_the_duties_that_are_the_role_s_own(guided: Known):
    answer = prepare_interview(guided, [BAKER])
    assert [duty.id for duty in answer.duties] == ["bread", "apprentices", "complaints"]
    assert answer.sources


def test_every_role_has_interview_questions_each_grammatical(known: Known):
    """Each asks of 'somebody who' does a thing, and a duty begins with its verb; none is left with a blank."""
    wrong = []
    for role in known.store.titles:
        answer = prepare_interview(known, [role])
        lines = [line for line in as_text(document_of(answer), is_terminal=True).split("\n") if line.startswith("- “")]
        verbs = [duty.statement.split()[0].lower() for duty in answer.duties]
        is_whole = all(line.endswith("”") and line.count("“") == 1 and ".?" not in line for line in lines)
        # A group that is no one job has no duties to ask about.
        is_asked = bool(lines) or not answer.duties
        if not is_asked or len(answer.duties) > QUESTIONS or not all(map(_THIRD.match, verbs)) or not is_whole:
            wrong.append((role, verbs, lines))
    assert wrong == []


def test_an_application_shows_what_the_role_needs_and_what_the_person_told(guided: Known):
    answer = prepare_application(guided, [BAKER], ["kneading"])
    assert facts(answer, "strength") == [("strength", "kneading")]
    assert "Kneading" in [text for _, text in facts(answer, "first_skill")]
    assert answer.duties


def test_what_was_told_the_finder_goes_into_an_application(guided: Known):
    progress = Progress((), {STRENGTHS: {"things": ["selling"], "roles": []}})
    answer = answered(Asked.application, bakery("cv for a dough hand"), guided, progress=progress)
    assert (ids(answer), facts(answer, "strength")) == ([HAND], [("strength", "selling")])


@pytest.mark.parametrize(
    ("asked", "kind"),
    [(Asked.application, "application"), (Asked.courses, "courses"), (Asked.vacancies, "vacancies")],
)
def test_what_can_be_said_without_a_role_is_said(guided: Known, asked: Asked, kind: str):
    answer = answered(asked, said("how do I go about it"), guided)
    assert (answer.kind, ids(answer)) == (kind, [])


@pytest.mark.parametrize("asked", [Asked.application, Asked.courses, Asked.vacancies, Asked.interview])
def test_the_role_talked_of_is_meant(guided: Known, asked: Asked):
    assert ids(answered(asked, said("is there a course I can take", focus=(HAND,)), guided)) == [HAND]


@pytest.mark.parametrize(
    ("country", "place", "site"),
    [
        ("", "United States", "CareerOneStop"),
        ("GB", "United Kingdom", "Find a job"),
        ("ES", "Spain", "EURES"),
        ("BR", "Brazil", None),
    ],
)
def test_vacancies_are_found_by_country(known: Known, country: str, place: str, site: str | None):
    answer = find_vacancies(known, [], country)
    assert facts(answer, "country") == [("country", place)]
    assert [text for _, text in facts(answer, "site")][:1] == ([site] if site else [])
    assert all(fact.url.startswith("https://") for fact in answer.facts if fact.kind == "site")


def test_the_country_meant_where_none_is_named_is_a_setting(known: Known, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("ROLEWISE_COUNTRY", "DE")
    assert facts(find_vacancies(known, []), "country") == [("country", "Germany")]


@pytest.mark.parametrize(
    ("text", "asked"),
    [("apprenticeship as a dough hand", "apprenticeships"), ("courses for a dough hand", "courses")],
)
def test_apprenticeships_are_told_where_they_are_asked_for(guided: Known, text: str, asked: str):
    assert answered(Asked.courses, bakery(text), guided).asked == asked


def test_courses_are_told_with_the_schooling_that_is_usual(known: Known):
    answer = find_courses(known, ["electrician"], is_apprenticeship=True)
    assert facts(answer, "entry_training") == [("entry_training", "Apprenticeship")]
    assert [text for _, text in facts(answer, "site")] == ["Apprenticeship.gov"]
    assert answer.sources


def test_what_to_do_first_is_told_of_the_role_or_of_any(known: Known):
    of_role = as_text(document_of(find_first_step(known, ["registered_nurse"], "GB")))
    assert "Steps towards the Registered Nurse" in of_role
    assert of_role.count("https://") >= 2
    assert as_text(document_of(find_first_step(known, ()))).startswith("Whichever job it is to be")
    # One role is enough for a week.
    assert len(find_first_step(known, ["registered_nurse", "chef"]).roles) == 1


def test_what_to_do_first_is_asked_of_what_was_talked_about(known: Known):
    asked = said("so what do i do first", focus=("chef",), recent=("chef",), topic=Asked.become)
    assert answered(Asked.first_step, asked, known).kind is AnswerKind.first_step


def test_the_country_that_was_named_last_is_meant(known: Known):
    after = remembered_after(Asked.vacancies, said("vacancies for a chef in Germany"), known)
    assert after.country == "DE"
    further = said("and which courses are there", focus=("chef",), country=after.country)
    assert facts(answered(Asked.courses, further, known), "country") == [("country", "Germany")]


def test_where_somebody_comes_from_is_not_where_they_look_for_work(known: Known):
    text = "I'm a chef from Germany, where do I look for vacancies in France"
    assert facts(answered(Asked.vacancies, said(text), known), "country") == [("country", "France")]
    assert remembered_after(Asked.vacancies, said("I am from Germany, where are vacancies"), known).country == ""
