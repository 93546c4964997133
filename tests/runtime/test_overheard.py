"""What is said beside the bot: what of it is for the bot, as far as its reading says."""

import asyncio
from types import SimpleNamespace
from typing import Any

import pytest

from bot.reading.here import Asks, Here
from bot.reading.marks import Mark
from bot.reading.reading import Asked, Named, Reading
from bot.reading.turn import Turn, Turned
from bot.runtime import observation, tracing
from bot.runtime.overheard import NothingTold, asks_back, heard, heard_in, tells_nothing
from bot.slack.asking import Heard

ASIDE = Turned(((Turn.aside, 0.7), (Turn.back, 0.2)))
BACK = Turned(((Turn.back, 0.7), (Turn.aside, 0.2)))
NURSE = (Named("nurse", ("registered_nurse",)),)


def reading(asked: Asked, *marks: Mark, sure: float = 1.0, **more) -> Reading:
    return Reading("…", asked, sure, marks=frozenset(marks), **more)


@pytest.mark.parametrize(
    "asks",
    [
        reading(Asked.pay, Mark.asked, Mark.back, turned=BACK),
        reading(Asked.duties, Mark.asked, roles=NURSE),
        reading(Asked.follow_up, roles=NURSE, turned=BACK),
        reading(Asked.who, Mark.asked),
        reading(Asked.forget_me, turned=ASIDE),
        reading(Asked.distress, turned=ASIDE),
        reading(Asked.out_of_scope, Mark.asked, here=Here(Asks.person, people=("maya",))),
        reading(Asked.follow_up, here=Here(Asks.again, site="leeds")),
        reading(Asked.out_of_scope, here=Here(Asks.need, duty="my laptop is broken", surely=True)),
    ],
)
def test_what_surely_asks_the_bot_is_a_question(asks: Reading):
    assert heard([asks]) is Heard.question
    assert heard([reading(Asked.greet), asks]) is Heard.question
    assert heard_in({"readings": [asks.as_data()]}) is Heard.question


@pytest.mark.parametrize(
    ("said", "is_"),
    [
        (reading(Asked.pay, Mark.asked, turned=BACK), Heard.other),
        (reading(Asked.pay, Mark.asked, Mark.back, sure=0.4), Heard.other),
        (reading(Asked.pay, Mark.back), Heard.other),
        (reading(Asked.pay, Mark.asked, Mark.back, turned=ASIDE), Heard.aside),
        (reading(Asked.who, Mark.asked, sure=0.95), Heard.other),
        (reading(Asked.tell_self, turned=ASIDE), Heard.aside),
        (reading(Asked.tell_self, here=Here(Asks.need, surely=False)), Heard.other),
        (reading(Asked.unclear, Mark.asked, here=Here(Asks.need, surely=True)), Heard.other),
        (reading(Asked.person, Mark.asked, here=Here(Asks.does, points_back=True)), Heard.other),
        (reading(Asked.thank), Heard.courtesy),
        (reading(Asked.affirm), Heard.reply),
        (reading(Asked.unclear, rating="like"), Heard.reply),
    ],
)
def test_what_may_be_for_others_is_none(said: Reading, is_: Heard):
    assert heard([said]) is is_


def test_nothing_is_heard_in_nothing():
    assert heard([]) is Heard.other


@pytest.mark.parametrize(
    ("kind", "silent", "asking"),
    [
        ("who_handles", False, False),
        ("nobody_known", True, False),
        ("fallback", True, False),
        ("which_role", False, True),
    ],
)
def test_answers_that_tell_nothing_and_answers_that_ask(kind: str, silent: bool, asking: bool):
    assert tells_nothing({"kind": kind}) is silent
    assert asks_back({"kind": kind}, [{"title": "Yes"}]) is asking


def test_a_form_asks_and_a_courtesy_does_not():
    assert asks_back(None, [{"title": "Yes"}])
    assert not asks_back(None, [])
    assert not tells_nothing(None)


@pytest.mark.parametrize(("raised", "fails"), [(NothingTold, False), (RuntimeError, True)])
def test_to_keep_still_is_counted_as_no_failure(raised: type[Exception], fails: bool):
    seen: list[Any] = []

    async def handle_message(self: Any, message: Any) -> None:
        seen.append(tracing.answering.get())
        raise raised

    message = SimpleNamespace(sender_id="ann", input_channel="slack")
    with pytest.raises(raised):
        asyncio.run(observation._answering(handle_message)(None, message))
    assert seen[0].failed is fails
