"""Whoever asks again in other words is not told the same again."""

from typing import Any

import pytest

from actions.again import said_last
from actions.answering import ActionAnswer
from actions.knowledge import Known
from bot.reading.reading import Asked
from tests.actions.bakery import BAKER
from tests.actions.tracker import Ran, message, run, tracker_of

USER, BOT = "user", "bot"


def after(*events: tuple[str, str]) -> frozenset[str]:
    tracker = tracker_of({"text": ""})
    tracker.events = [{"event": kind, "text": text} for kind, text in events]
    return said_last(tracker)


@pytest.mark.parametrize(
    ("events", "said"),
    [
        ([(USER, "hi"), (BOT, "one"), (BOT, "two"), (USER, "and?")], {"one", "two"}),
        ([(USER, "a"), (BOT, "old"), (USER, "b"), (BOT, "new"), (USER, "c")], {"new"}),
        # Who sends the same again wants the same again.
        ([(USER, "hi"), (BOT, "one"), (USER, "hi")], set()),
        ([(BOT, "welcome"), (USER, "hi")], set()),
        ([], set()),
    ],
)
def test_what_was_said_last_is_what_answered_the_message_before(events: list[tuple[str, str]], said: set[str]):
    assert after(*events) == said


def asked_again(text: str, intent: str, known: Known, monkeypatch: pytest.MonkeyPatch, first: Ran) -> Ran:
    """What a further message is answered after another that got this."""
    before = [{"event": "user", "text": "first"}, *({"event": "bot", "text": each["text"]} for each in first.messages)]
    real = tracker_of

    def with_past(*args: Any, **more: Any):
        tracker = real(*args, **more)
        tracker.events = [*before, *tracker.events]
        return tracker

    monkeypatch.setattr("tests.actions.tracker.tracker_of", with_past)
    return run(ActionAnswer(), message(text, intent), known, monkeypatch, focus_roles=[BAKER], topic=intent)


@pytest.mark.parametrize(
    ("asked", "told"), [(Asked.duties, "day"), (Asked.summary, "role"), (Asked.setting, "no_more"), (Asked.who, None)]
)
def test_a_role_is_told_of_further_or_said_to_be_all_that_is_known(
    guided: Known, monkeypatch: pytest.MonkeyPatch, asked: Asked, told: str | None
):
    first = run(ActionAnswer(), message("they?", asked.value), guided, monkeypatch, focus_roles=[BAKER], topic=asked)
    again = asked_again("and them?", asked.value, guided, monkeypatch, first)
    if told is None:
        # Who handles what may well be the same.
        assert again.kinds == first.kinds
    else:
        assert first.kinds != again.kinds == [told]
        assert again.slots["focus_roles"] == [BAKER]
