"""Whether a job is worth it, and which is the best: what bears on it."""

import pytest

from actions.judging import FULFILMENT, STRESS, weigh
from actions.knowledge import Known
from bot.reading.reading import Asked, Named
from tests.actions.asking import answered, said
from tests.actions.bakery import BAKER, bakery, facts, ids


def test_what_bears_on_a_role_is_pay_prospects_preparation_and_strain(known: Known):
    answer = weigh(known, ["cashier"])
    assert ids(answer) == ["cashier"]
    assert {kind for kind, _ in facts(answer)} >= {"pay_median", "outlook_change", "preparation", "strain"}
    assert answer.sources


@pytest.mark.parametrize(
    ("text", "kind", "asked"),
    [
        ("what is the best job in the world", "no_best", ""),
        ("what's the best job", "no_best", ""),
        ("which job is the easiest", "no_best", "easy"),
        ("what is the most stressful job", "trait_ranking", STRESS[1]),
        ("which jobs are the least stressful", "trait_ranking", f"least {STRESS[1]}"),
        ("which job makes people happiest", "trait_ranking", FULFILMENT[1]),
    ],
)
def test_of_jobs_at_large_what_is_measured_is_told(known: Known, text: str, kind: str, asked: str):
    answer = answered(Asked.worth, said(text), known)
    assert (answer.kind, answer.asked) == (kind, asked)


def test_a_list_by_a_trait_is_in_its_order(known: Known):
    for text, reverse in (("most stressful job", True), ("least stressful job", False)):
        levels = [fact.value for fact in answered(Asked.worth, said(text), known).facts if fact.kind == "trait"]
        assert levels == sorted(levels, reverse=reverse)
        assert len(levels) > 1


def test_a_list_by_a_trait_is_narrowed_as_others_are(known: Known):
    answer = answered(Asked.worth, said("least stressful jobs without a degree"), known)
    assert ("limit", "no_degree") in facts(answer)
    assert answer.roles


@pytest.mark.parametrize(
    "message",
    [
        bakery("is it worth becoming a head baker"),
        bakery("is it worth it", focus=(BAKER,)),
        bakery("is being a head baker hard"),
    ],
)
def test_the_role_named_or_talked_of_is_judged(guided: Known, message):
    answer = answered(Asked.worth, message, guided)
    assert (answer.kind, ids(answer)) == ("worth", [BAKER])


def test_what_machines_will_do_is_said_not_to_be_measured(known: Known):
    named = (Named("cashier", ("cashier",)),)
    for text, mentions in (("which jobs will survive ai", ()), ("will robots replace a cashier", named)):
        answer = answered(Asked.outlook, said(text, mentions), known)
        assert facts(answer)[0] == ("machines", "")
    assert not facts(answered(Asked.outlook, said("which jobs are growing"), known), "machines")
