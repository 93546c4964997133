"""The table of kinds of questions: it is whole, and agrees with the wording and the answers."""

from typing import Any

import pytest
import yaml

from actions.kind import Leaves, Needs
from actions.kinds import ANYWHERE, ASKED, DESCRIBE, KINDS, QUESTIONS, follows
from actions.knowledge import Known
from bot.reading.reading import Asked
from bot.saying.kinds import AnswerKind
from bot.settings import ROOT
from tests.actions.asking import answered
from tests.actions.bakery import bakery

DOMAIN: dict[str, Any] = yaml.safe_load((ROOT / "domain.yml").read_text(encoding="utf-8"))
# The kinds of answers up to the first that asks for, regrets or declines something tell something.
TELLING = list(AnswerKind)[: list(AnswerKind).index(AnswerKind.which_role)]


def test_what_comes_second_in_a_message_is_answered_if_it_was_a_question():
    assert set(KINDS) - QUESTIONS == {Asked.affirm, Asked.out_of_scope, Asked.unclear}


@pytest.mark.parametrize("told", TELLING)
def test_every_answer_that_tells_something_belongs_to_one_row(told: AnswerKind):
    assert len({id(kind) for kind in KINDS.values() if told in kind.tells}) == 1


@pytest.mark.parametrize("told", [kind for kind in AnswerKind if kind not in TELLING])
def test_an_answer_that_tells_nothing_belongs_to_no_row_but_that_of_costs(told: AnswerKind):
    # That costs are not held is all there is to tell of them, and of which role it was is remembered.
    assert [asked for asked, kind in KINDS.items() if told in kind.tells] == [Asked.cost] * (told is AnswerKind.no_cost)


@pytest.mark.parametrize("asked", KINDS)
def test_an_answer_to_each_kind_of_question_is_one_that_its_row_tells(guided: Known, asked: Asked):
    text = "head baker and shop manager and kneading"
    told = answered(asked, bakery(text, duties=("stale bread",), topic=Asked.skills), guided)
    # Who chooses among several, and told nothing of themselves, has them set side by side.
    compares = asked is Asked.suited and told.kind is AnswerKind.comparison
    assert told.kind in KINDS[asked].tells or told.kind not in TELLING or KINDS[asked].keeps_topic or compares
    assert told.kind not in TELLING or told.kind in ASKED


@pytest.mark.parametrize("response", sorted({*ANYWHERE, *(each for kind in KINDS.values() for each in kind.follows)}))
def test_what_may_be_asked_next_is_a_button_of_the_domain(response: str):
    assert [len(variant["buttons"]) for variant in DOMAIN["responses"][response]] == [1]


@pytest.mark.parametrize("told", AnswerKind)
def test_after_every_answer_at_most_three_things_may_be_asked_each_once(told: AnswerKind):
    assert len(set(follows(told))) == len(follows(told)) <= 3
    assert follows(told) or told in (AnswerKind.sources, AnswerKind.rest)


@pytest.mark.parametrize("asked", [asked for asked, kind in KINDS.items() if kind.more])
def test_what_more_tells_next_can_be_said_of_a_role_and_is_something_else(asked: Asked):
    more = KINDS[asked].more
    assert more in DESCRIBE
    assert more is not asked


@pytest.mark.parametrize("asked", KINDS)
def test_a_row_says_of_roles_what_it_needs_roles_for(asked: Asked):
    kind = KINDS[asked]
    if kind.needs in (Needs.nothing, Needs.duty):
        assert kind.describe is None
    if kind.offers:
        # What may be picked of several was told of several.
        assert kind.leaves is not Leaves.nothing
