"""What is remembered after an answer."""

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from actions.knowledge import Known
from actions.memory import Memory
from actions.remembering import NOT_FOLLOWED, remembered
from bot.reading.reading import Asked
from bot.saying.answer import Answer
from bot.saying.document import Paragraph
from bot.saying.kinds import AnswerKind
from bot.saying.words import plain
from tests.actions.asking import Said, question, remembered_after, said
from tests.actions.bakery import BAKER, HAND, MILL, SHOP, bakery

WHOLE: dict[str, Any] = dict(
    focus=(BAKER,),
    recent=(BAKER, MILL),
    topic=Asked.skills,
    duty="stale bread",
    choices=(BAKER, HAND),
    places=("Hill", "Quay Street"),
    place="Hill",
    country="GB",
    cited=("survey",),
    unsaid=(Paragraph(plain("Sweeps.")),),
    recommended=(HAND,),
    misunderstood=1,
)


@pytest.mark.parametrize("kind", sorted(NOT_FOLLOWED))
def test_what_was_not_followed_leaves_all_but_what_was_left_to_say_as_it_was(kind: AnswerKind):
    after = remembered(question(Asked.unclear, said("blub", **WHOLE)), Answer(kind))
    assert after == replace(Memory(**WHOLE), unsaid=(), misunderstood=2)


def test_what_is_left_of_an_answer_is_kept_for_more(guided: Known):
    left = (Paragraph(plain("Rests.")),)
    assert remembered(question(Asked.greet, said("hello")), Answer(AnswerKind.fallback), left).unsaid == left


@pytest.mark.parametrize(
    ("asked", "message", "focus", "recent"),
    [
        # All that were told of are 'they'.
        (Asked.duties, bakery("head baker and shop manager"), (BAKER, SHOP), (BAKER, SHOP)),
        (Asked.comparison, bakery("head baker or shop manager", focus=(MILL,)), (BAKER, SHOP), (BAKER, SHOP)),
        # The first of those who share a duty, the first of each of two.
        (Asked.who, said("", duties=("stale bread",)), (SHOP,), (SHOP, BAKER)),
        (Asked.who, said("", duties=("grinding grain", "cashing up")), (MILL, SHOP), (MILL, SHOP)),
        # Who was asked about, whoever else does it; the goal of a way.
        (Asked.check, bakery("head baker", duties=("cashing up",)), (BAKER,), (BAKER, SHOP)),
        (Asked.path, bakery("from dough hand to head baker"), (BAKER,), (BAKER, HAND)),
        # Of a list nobody in particular, so it is still about whom it was.
        (Asked.roles, bakery("list all roles", focus=(BAKER,), recent=(BAKER,)), (BAKER,), (BAKER,)),
        (Asked.source, bakery("source?", focus=(BAKER,), recent=(BAKER, SHOP)), (BAKER,), (BAKER, SHOP)),
        # A choice that waits is about nobody yet; what was named beside it was talked of.
        (Asked.duties, bakery("what does a manager do", focus=(BAKER,)), (BAKER,), ()),
        (Asked.comparison, bakery("dough hand or manager", focus=(BAKER,)), (BAKER,), (HAND,)),
    ],
)
def test_which_roles_a_conversation_is_about(guided: Known, asked: Asked, message: Said, focus, recent):
    after = remembered_after(asked, message, guided)
    assert (after.focus, after.recent) == (focus, recent)


@pytest.mark.parametrize(
    ("asked", "message", "topic"),
    [
        (Asked.pay, bakery("head baker"), Asked.pay),
        (Asked.duties, bakery("what does a manager do"), Asked.duties),
        # A source, a short version or a role in place of another are no new question.
        (Asked.source, bakery("source?", topic=Asked.pay), Asked.pay),
        (Asked.shorter, bakery("shorter", focus=(BAKER,), topic=Asked.who), Asked.who),
        (Asked.follow_up, bakery("and a shop manager?", focus=(BAKER,), topic=Asked.skills), Asked.skills),
        (Asked.unclear, bakery("mill", choices=(SHOP, MILL), topic=Asked.scope), Asked.scope),
        # Nothing before it: a role is asked about, or who does something.
        (Asked.follow_up, bakery("shop manager"), Asked.duties),
        (Asked.follow_up, bakery("cashing up", duties=("cashing up",)), Asked.who),
        # More of something else is that from then on; the rest of the same is not.
        (Asked.more, bakery("more", focus=(BAKER,), topic=Asked.duties), Asked.skills),
        (Asked.affirm, bakery("yes", focus=(BAKER,), topic=Asked.summary), Asked.duties),
        (Asked.more, bakery("more", focus=(BAKER,), topic=Asked.pay, unsaid=WHOLE["unsaid"]), Asked.pay),
        (Asked.more, bakery("more", topic=Asked.pay), Asked.pay),
    ],
)
def test_which_question_a_follow_up_asks_again(guided: Known, asked: Asked, message: Said, topic: Asked):
    assert remembered_after(asked, message, guided).topic is topic


@pytest.mark.parametrize(
    ("asked", "message", "duty"),
    [
        (Asked.who, said("", duties=("cashing up",), duty="stale bread"), "cashing up"),
        (Asked.who, said("", duties=("moon landings",)), "moon landings"),
        (Asked.check, bakery("head baker", duties=("cashing up",)), "cashing up"),
        (Asked.skills, bakery("head baker", duty="stale bread"), "stale bread"),
        # It waits for its role; what a follow-up names may be no duty at all.
        (Asked.check, bakery("does a manager do it", duties=("cashing up",)), "cashing up"),
        (Asked.follow_up, bakery("manager", duties=("manager",), topic=Asked.duties, duty="the till"), "the till"),
    ],
)
def test_which_duty_was_asked_about(guided: Known, asked: Asked, message: Said, duty: str):
    assert remembered_after(asked, message, guided).duty == duty


@pytest.mark.parametrize(
    ("asked", "message", "choices"),
    [
        (Asked.duties, bakery("what does a manager do"), (MILL, SHOP)),
        (Asked.who, said("", duties=("stale bread",)), (SHOP, BAKER)),
        (Asked.related, bakery("head baker"), (MILL, SHOP)),
        # One role alone is no list to pick from.
        (Asked.who, said("", duties=("cashing up",)), ()),
        # One that is picked from a list leaves it there for the next; another role does not.
        (Asked.pay, bakery("head baker", choices=(BAKER, HAND)), (BAKER, HAND)),
        (Asked.pay, bakery("shop manager", choices=(BAKER, HAND)), ()),
        (Asked.source, bakery("source?", choices=(BAKER, HAND)), ()),
    ],
)
def test_what_the_second_one_is_the_second_of(guided: Known, asked: Asked, message: Said, choices: tuple[str, ...]):
    assert set(remembered_after(asked, message, guided).choices) == set(choices)


def test_the_sources_of_an_answer_are_kept_also_after_they_were_told(guided: Known):
    told = remembered_after(Asked.contacts, bakery("shop manager", cited=("handbook",)), guided)
    assert told.cited == ("survey",)
    assert remembered_after(Asked.source, Said("source?", memory=told), guided).cited == told.cited


def test_a_place_is_kept_where_somebody_was_named_for_it(guided: Known, no_company: Path):
    asks = question(Asked.person, said("who is it in Hill", at="Hill", focus=(BAKER,), place="Quay Street"))
    assert remembered(asks, Answer(AnswerKind.nobody_here)).place == "Quay Street"


def test_being_understood_starts_the_count_anew(guided: Known):
    assert remembered_after(Asked.pay, bakery("head baker", misunderstood=2), guided).misunderstood == 0
