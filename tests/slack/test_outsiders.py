"""Guests, and people of other companies, get the general answer and never hear of the company's people."""

from typing import Any

import pytest

from bot.slack.outsiders import is_outside
from tests.slack.conftest import ANN, Bot, takes_effect
from tests.slack.stand_in import Message, SlackSide

WHO = "who is our quality manager?"
GUESTS: list[dict[str, Any]] = [
    {"is_restricted": True},
    {"is_restricted": True, "is_ultra_restricted": True},
    {"team_id": "T0OTHER", "is_stranger": True},
    {"team_id": "T0OTHER"},
]


def tells_of_people(messages: list[Message]) -> bool:
    whole = "\n".join(f"{each.text} {each.blocks} {takes_effect(each)}" for each in messages)
    return "Okafor" in whole or "U0MAYA" in whole


def test_a_member_is_told_of_people(slack: SlackSide, person: str) -> None:
    slack.say(person, slack.direct(person), WHO)
    assert tells_of_people(slack.replies(slack.direct(person)))


@pytest.mark.parametrize("said", GUESTS, ids=lambda each: "-".join(each))
def test_a_guest_or_stranger_gets_the_general_answer(
    slack: SlackSide, person: str, channel: str, said: dict[str, Any]
) -> None:
    slack.is_like(person, **said)
    home = slack.direct(person)
    slack.say(person, home, WHO)
    [first] = slack.replies(home)
    assert not tells_of_people([first])
    slack.say(person, home, "who checks the quality of products?")
    later = slack.replies(home, after=first.ts)
    assert not tells_of_people(later)
    asked = slack.say(person, channel, f"{slack.mention()} {WHO}")
    assert not tells_of_people(slack.replies(channel, asked.ts))
    slack.command(person, channel, "/whodoes", WHO)
    assert not tells_of_people(slack.replies(channel, user=person))


def test_a_guests_press_is_answered_without_people(slack: SlackSide, person: str) -> None:
    slack.is_like(person, is_restricted=True)
    home = slack.direct(person)
    slack.say(person, home, "what does a manager do?")
    which = slack.replies(home)[-1]
    options = which.element("choose-menu-0")[1]["options"]
    slack.choose(person, which, "choose-menu-0", options[0]["value"])
    assert not tells_of_people(slack.replies(home, after=which.ts))


def test_in_a_channel_that_is_shared_with_others_nobody_is_named(slack: SlackSide, channel: str) -> None:
    slack.share(channel)
    asked = slack.say(ANN, channel, f"{slack.mention()} {WHO}")
    assert not tells_of_people(slack.replies(channel, asked.ts))
    slack.command(ANN, channel, "/whodoes", WHO)
    assert tells_of_people(slack.replies(channel, user=ANN))


def test_who_cannot_be_told_is_a_stranger_and_the_log_says_why(bot: Bot, slack: SlackSide, person: str) -> None:
    slack.fail("users.info", "missing_scope")
    slack.say(person, slack.direct(person), WHO)
    assert not tells_of_people(slack.replies(slack.direct(person)))
    bot.logs("Slack refused users.info: missing_scope")


def test_slack_is_asked_once_who_somebody_is(slack: SlackSide, person: str) -> None:
    home = slack.direct(person)
    slack.say(person, home, WHO)
    first = slack.replies(home)[-1]
    slack.say(person, home, WHO)
    slack.replies(home, after=first.ts)
    assert len([call for call in slack.calls if call.method == "users.info" and call.args.get("user") == person]) == 1


@pytest.mark.parametrize(
    ("member", "organisation", "outside"),
    [
        ({"team_id": "T1"}, "", False),
        ({"team_id": "T2"}, "", True),
        ({"team_id": "T2", "enterprise_user": {"enterprise_id": "E1"}}, "E1", False),
        ({"team_id": "T2", "enterprise_user": {"enterprise_id": "E2"}}, "E1", True),
        ({"team_id": "T2", "enterprise_user": {"enterprise_id": "E2"}}, "", True),
        ({"team_id": "T1", "is_restricted": True}, "", True),
        ({"team_id": "T1", "is_ultra_restricted": True}, "", True),
        ({"team_id": "T1", "is_stranger": True}, "", True),
        ({}, "", True),
    ],
)
def test_outsiders_are_told_by_what_slack_says(member: dict[str, Any], organisation: str, outside: bool) -> None:
    assert is_outside(member, "T1", organisation) is outside
