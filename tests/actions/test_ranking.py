"""Prospects and ranked lists, over the project's own store: its figures are those of knowledge/facts."""

import pytest

from actions.groups import of_group
from actions.knowledge import Known
from actions.pay import rank_by_pay, tell_pay
from actions.ranking import Limits, limits_of, rank_by_growth, tell_outlook
from actions.roles import tell_licence
from bot.guidance.entry import NO_DEGREE
from bot.knowledge.model import Interest
from bot.reading.read import read
from bot.reading.reading import Asked, Named
from bot.saying.answer import Answer
from bot.saying.compose import document_of
from bot.saying.text import as_text
from tests.actions.asking import answered, said


def facts(answer: Answer, role: str) -> dict[str, str]:
    return {fact.kind: fact.text for fact in answer.facts if fact.role == role}


def test_prospects_are_told_beside_all_occupations_with_openings_and_source(known: Known):
    answer = tell_outlook(known, ["registered_nurse"])
    told = facts(answer, "registered_nurse")
    assert answer.kind == "outlook"
    assert (told["outlook_overall"], told["outlook_year"], told["outlook_until"]) == ("3.1", "2024", "2034")
    assert told["outlook_growth"] == "faster"
    assert answer.sources[0].title.startswith("Employment Projections: Registered nurses")
    change = next(fact for fact in answer.facts if fact.kind == "outlook_change")
    assert (change.value, change.unit, change.year, change.place) == (4.9, "%", 2034, "United States")


def test_a_store_without_projections_says_so(small: Known):
    assert tell_outlook(small, ["head_baker"]).kind == "no_outlook"
    assert rank_by_growth(small, Limits()).kind == "no_outlook"


def test_figures_of_pay_are_numbers_too(known: Known):
    median = next(fact for fact in tell_pay(known, ["electrician"]).facts if fact.kind == "pay_median")
    assert (median.value, median.unit, median.year, median.place) == (62350.0, "USD a year", 2024, "United States")


@pytest.mark.parametrize(
    ("text", "no_degree", "no_experience"),
    [
        ("best paid jobs without a degree", True, False),
        ("good money but I don't have a college degree", True, False),
        ("which jobs pay well and need no experience", False, True),
        ("well paid, no degree, no prior experience", True, True),
        ("which jobs pay best with a degree", False, False),
    ],
)
def test_limits_are_read(known: Known, text: str, no_degree: bool, no_experience: bool):
    limits = limits_of(known, read(text))
    assert (limits.no_degree, limits.no_experience) == (no_degree, no_experience)


def test_what_pays_best_without_a_degree_takes_none(known: Known):
    answer = rank_by_pay(known, limits=Limits(no_degree=True))
    outlooks = known.store.outlooks
    assert len(answer.roles) == 5
    assert all(outlooks[role.id].education in NO_DEGREE for role in answer.roles)


def test_what_grows_fastest_is_in_order_each_projection_once(known: Known):
    answer = rank_by_growth(known, Limits())
    changes = [float(facts(answer, role.id)["outlook_change"]) for role in answer.roles]
    assert changes == sorted(changes, reverse=True)
    assert len({facts(answer, role.id)["outlook_occupation"] for role in answer.roles}) == len(answer.roles) == 5


def test_a_pay_question_that_could_mean_two_is_answered_for_both(known: Known):
    question = said("what do cooks earn", (Named("cooks", ("chef", "waiter")),))
    answer = answered(Asked.pay, question, known)
    assert (answer.kind, [role.id for role in answer.roles]) == ("pay", ["chef", "waiter"])


def test_which_jobs_grow_and_which_fall_are_lists(known: Known):
    growing = answered(Asked.outlook, said("which jobs are growing"), known)
    falling = answered(Asked.outlook, said("which jobs are dying out"), known)
    assert (growing.kind, growing.asked, falling.kind, falling.asked) == ("ranking", "", "ranking", "falling")


def test_a_list_that_limits_leave_empty_says_so(known: Known):
    nobody = Limits(no_degree=True, group=("registered_nurse",))
    answer = rank_by_growth(known, nobody)
    assert (answer.kind, answer.asked, [fact.text for fact in answer.facts]) == (
        *("ranking", "nothing"),
        ["no_degree", "field"],
    )


@pytest.mark.parametrize(
    ("text", "limits"),
    [
        ("entry level jobs", Limits(little_preparation=True)),
        ("jobs that take little training", Limits(little_preparation=True)),
        ("which creative jobs need no degree", Limits(no_degree=True, interest=Interest.artistic)),
        ("outdoor jobs", Limits(interest=Interest.realistic)),
        ("jobs where you help people", Limits(interest=Interest.social)),
        ("what can I do with little training", Limits(little_preparation=True)),
        ("all the jobs", Limits()),
    ],
)
def test_preparation_and_interests_limit_a_list(known: Known, text: str, limits: Limits):
    assert limits_of(known, read(text)) == limits


def test_a_list_with_limits_is_of_the_jobs_with_most_openings(known: Known):
    answer = answered(Asked.roles, said("jobs that need no experience"), known)
    openings = [fact.value for fact in answer.facts if fact.kind == "outlook_openings"]
    assert (answer.kind, answer.asked, len(openings)) == ("ranking", "openings", 5)
    assert openings == sorted(openings, reverse=True)
    assert all(known.store.outlooks[role.id].experience == "None" for role in answer.roles)


def test_an_interest_is_what_the_work_is_of_before_all(known: Known):
    for kind in Interest:
        answer = rank_by_pay(known, limits=Limits(interest=kind))
        strongest = [known.store.role(role.id).interests[0].type for role in answer.roles]
        assert strongest == [kind] * 5


def test_little_preparation_is_a_low_job_zone(known: Known):
    zones = {
        known.store.role(role.id).job_zone for role in rank_by_pay(known, limits=Limits(little_preparation=True)).roles
    }
    assert zones <= {1, 2}


def test_a_field_has_the_occupations_whose_major_group_sits_in_it(known: Known):
    roles = of_group(known, read("which job in health care pays most").words)
    codes = {known.store.codes[role][:2] for role in roles if role not in known.store.hand_written}
    assert "29" in codes
    assert not codes & {"47", "53"}


def test_pay_of_one_named_beside_several_meant_is_told_of_all(known: Known):
    mentions = (Named("nurses", ("registered_nurse",)), Named("cooks", ("chef", "waiter")))
    answer = answered(Asked.pay, said("compare what nurses and cooks earn", mentions), known)
    assert [role.id for role in answer.roles] == ["registered_nurse", "chef", "waiter"]


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("do truck drivers need a license", "licence"),
        ("is a licence required of a truck driver", "licence"),
        ("how do I become a licensed truck driver", "become"),
        ("what are the steps to get a truck driver licence", "become"),
    ],
)
def test_a_question_about_a_licence_is_answered_with_it(known: Known, text: str, kind: str):
    question = said(text, (Named("truck driver", ("truck_driver",)),))
    assert answered(Asked.become, question, known).kind == kind


def test_whether_a_licence_is_needed_is_told_or_said_to_differ(known: Known):
    answer = tell_licence(known, ["truck_driver", "waiter"])
    assert [(fact.kind, fact.role) for fact in answer.facts] == [
        ("licence", "truck_driver"),
        ("no_licence", "waiter"),
    ]


def test_which_of_those_that_were_named_grows_or_pays_most_is_a_list_of_them(known: Known):
    listed = ("registered_nurse", "bookkeeper", "waiter")
    for asked in (Asked.outlook, Asked.pay):
        found = answered(asked, said("which of those is best", choices=listed, focus=("chef",)), known)
        assert found.kind in ("ranking", "pay_ranking")
        assert {role.id for role in found.roles} == set(listed)
        assert "Of the jobs I named" in as_text(document_of(found))
