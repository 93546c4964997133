"""Prospects and ranked lists, over the project's own store: its figures are those of knowledge/facts."""

import pytest

from actions.answer import Answer
from actions.knowledge import Known
from actions.message import Message
from actions.pay import ActionTellPay, rank_by_pay, tell_pay
from actions.question import Mentioned, Question
from actions.ranking import NO_DEGREE, ActionTellOutlook, Limits, limits_named, rank_by_growth, tell_outlook
from actions.reply import reply


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
    limits = limits_named(known, text)
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
    question = Question("what do cooks earn", (Mentioned("cooks", ("chef", "waiter")),))
    answer = ActionTellPay().answer(question, known)
    assert (answer.kind, [role.id for role in answer.roles]) == ("pay", ["chef", "waiter"])


def test_which_jobs_grow_and_which_fall_are_lists(known: Known):
    growing = ActionTellOutlook().answer(Question("which jobs are growing"), known)
    falling = ActionTellOutlook().answer(Question("which jobs are dying out"), known)
    assert (growing.kind, growing.asked, falling.kind, falling.asked) == ("ranking", "", "ranking", "falling")
    assert [message.response for message in reply(falling)] == ["utter_ranking_falling", "utter_sources"]


def test_a_list_that_limits_leave_empty_says_so(known: Known):
    nobody = Limits(no_degree=True, group=("registered_nurse",))
    assert list(reply(rank_by_growth(known, nobody))) == [
        Message("utter_limit_no_degree"),
        Message("utter_limit_field"),
        Message("utter_ranking_nothing"),
    ]
