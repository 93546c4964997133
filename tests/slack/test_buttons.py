"""Choices by button and menu, and feedback: what is pressed changes its message in place."""

import copy
import json
from typing import Any

import pytest

from bot.runtime.erasure import reported_events
from bot.runtime.kept import databases, opened
from bot.settings import Settings
from bot.slack.names import HELPFUL
from tests.slack.conftest import ANN, BEN, QUESTION, Bot
from tests.slack.stand_in import Message, SlackSide

MENU = "choose-menu-0"
# A question that may be about many asks whom it is about, with more choices than there are buttons for.
WHICH = "what qualifications does a manager need?"


def choices(message: Message) -> list[str]:
    return [action for action in message.action_ids if action.startswith("choose-")]


def first_option(message: Message) -> dict[str, Any]:
    return message.element(MENU)[1]["options"][0]


def changed(slack: SlackSide, message: Message, text: str) -> str:
    """The blocks of a message, once they say something."""
    slack.wait_for(lambda: text in json.dumps(message.blocks, ensure_ascii=False))
    return json.dumps(message.blocks, ensure_ascii=False)


def test_a_button_is_replaced_by_the_choice_and_answered(slack: SlackSide, person: str) -> None:
    home = slack.direct(person)
    slack.say(person, home, "find my role")
    asked = slack.replies(home)[-1]
    action = choices(asked)[0]
    label = asked.element(action)[1]["text"]["text"]
    assert slack.press(person, asked, action).status == 200
    changed(slack, asked, f"✓ {label}")
    assert not choices(asked)
    assert choices(slack.replies(home, after=asked.ts)[-1])


def test_a_menu_is_replaced_by_the_choice_and_answered(slack: SlackSide, person: str) -> None:
    home = slack.direct(person)
    slack.say(person, home, WHICH)
    asked = slack.replies(home)[-1]
    option = first_option(asked)
    slack.choose(person, asked, MENU, option["value"])
    changed(slack, asked, f"✓ {option['text']['text']}")
    assert option["text"]["text"] in slack.replies(home, after=asked.ts)[0].text


def test_a_choice_in_a_thread_is_answered_there(slack: SlackSide, channel: str) -> None:
    said = slack.say(ANN, channel, f"{slack.mention()} {WHICH}")
    asked = slack.replies(channel, said.ts)[-1]
    option = first_option(asked)
    slack.choose(ANN, asked, MENU, option["value"])
    assert option["text"]["text"] in slack.replies(channel, said.ts, after=asked.ts)[0].text


def test_a_choice_that_one_person_sees_is_answered_for_them_alone(slack: SlackSide, channel: str) -> None:
    slack.command(ANN, channel, "/whodoes", WHICH)
    asked = slack.replies(channel, user=ANN)[0]
    option = first_option(asked)
    slack.choose(ANN, asked, MENU, option["value"])
    changed(slack, asked, f"✓ {option['text']['text']}")
    assert option["text"]["text"] in slack.replies(channel, user=ANN, after=asked.ts)[0].text


def test_a_choice_that_is_pressed_twice_is_answered_once(slack: SlackSide, person: str) -> None:
    home = slack.direct(person)
    slack.say(person, home, "find my role")
    asked = slack.replies(home)[-1]
    before = copy.deepcopy(asked)
    slack.press(person, asked, choices(before)[0])
    slack.replies(home, after=asked.ts)
    slack.press(person, before, choices(before)[0])
    slack.quiet(1)


def test_what_somebody_else_was_asked_is_theirs_to_choose(slack: SlackSide, channel: str) -> None:
    said = slack.say(ANN, channel, f"{slack.mention()} {WHICH}")
    asked = slack.replies(channel, said.ts)[-1]
    slack.choose(BEN, asked, MENU, first_option(asked)["value"])
    assert "Somebody else was asked" in slack.replies(channel, said.ts, user=BEN)[0].text
    assert choices(asked)


@pytest.mark.parametrize("payload", ["/restart", '/ask_duties{"role": "general manager"}'])
def test_only_what_was_offered_is_run(slack: SlackSide, person: str, payload: str) -> None:
    home = slack.direct(person)
    slack.say(person, home, "find my role")
    asked = slack.replies(home)[-1]
    forged = copy.deepcopy(asked)
    action = choices(forged)[0]
    forged.element(action)[1]["value"] = payload
    slack.press(person, forged, action)
    assert "too old" in slack.replies(home, user=person)[0].text
    assert choices(asked)


def kept_feedback(settings: Settings, sender: str) -> list[dict[str, Any]]:
    with opened(databases(settings).all()[1]) as engine:
        assert engine
        events = [event for whose, event in reported_events(engine) if whose == sender]
    return [event["value"] for event in events if event["name"] == "feedback"]


@pytest.mark.parametrize(("action", "helpful"), [("helpful", True), ("unhelpful", False)])
def test_feedback_is_kept_and_thanked_for_in_place(
    bot: Bot, slack: SlackSide, person: str, action: str, helpful: bool
) -> None:
    home = slack.direct(person)
    slack.say(person, home, QUESTION)
    answer = slack.replies(home)[-1]
    slack.press(person, answer, action)
    shown = changed(slack, answer, f"marked as {'helpful' if helpful else 'not helpful'}")
    assert "Operations Manager" in shown
    assert not {"helpful", "unhelpful"} & set(answer.action_ids)
    [kept] = kept_feedback(bot.settings, f"slack:T0HOME:{person}")
    assert (kept["helpful"], kept["kind"]) == (helpful, "who_handles")


@pytest.mark.parametrize(
    "said", [WHICH, "what does a wibblewright do?", "hello"], ids=["asks back", "regrets", "greets"]
)
def test_where_nothing_is_told_no_opinion_is_asked_for(slack: SlackSide, person: str, said: str) -> None:
    home = slack.direct(person)
    slack.say(person, home, said)
    assert HELPFUL not in slack.replies(home)[-1].action_ids


def test_feedback_of_another_reader_is_about_the_answer_that_they_read(
    bot: Bot, slack: SlackSide, channel: str
) -> None:
    said = slack.say(ANN, channel, f"{slack.mention()} {QUESTION}")
    answer = slack.replies(channel, said.ts)[-1]
    slack.press(BEN, answer, "helpful")
    changed(slack, answer, "marked as helpful")
    assert kept_feedback(bot.settings, f"slack:T0HOME:{channel}:{said.ts}:{ANN}")
    assert not kept_feedback(bot.settings, f"slack:T0HOME:{channel}:{said.ts}:{BEN}")


def test_feedback_on_what_one_person_sees_changes_it_in_place(bot: Bot, slack: SlackSide, channel: str) -> None:
    slack.command(ANN, channel, "/whodoes", "customer grievances")
    answer = slack.replies(channel, user=ANN)[0]
    slack.press(ANN, answer, "unhelpful")
    assert "Operations Manager" in changed(slack, answer, "marked as not helpful")
    # What may be asked next stays.
    assert answer.action_ids == ["choose-0", "choose-1", "choose-2", "share"]
    assert kept_feedback(bot.settings, f"slack:T0HOME:{channel}:{ANN}:command")


def test_feedback_on_a_conversation_that_was_forgotten_is_refused(slack: SlackSide, person: str) -> None:
    home = slack.direct(person)
    slack.say(person, home, QUESTION)
    answer = slack.replies(home)[-1]
    forged = copy.deepcopy(answer)
    forged.element("helpful")[1]["value"] = "999"
    slack.press(person, forged, "helpful")
    assert "too old" in slack.replies(home, user=person)[0].text
