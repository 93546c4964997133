"""/whodoes, /role and the shortcut on a message: seen by one person, until they share it."""

import json

import pytest

from tests.slack.conftest import ANN, QUESTION, takes_effect
from tests.slack.stand_in import SlackSide


@pytest.mark.parametrize(
    ("command", "text", "told"),
    [
        ("/whodoes", "customer grievances", "Operations Manager"),
        ("/whodoes", "Who handles customer grievances?", "Operations Manager"),
        ("/role", "quality manager", "Quality Manager"),
    ],
)
def test_a_command_is_answered_for_one_person(
    slack: SlackSide, channel: str, command: str, text: str, told: str
) -> None:
    delivered = slack.command(ANN, channel, command, text)
    assert (delivered.status, delivered.body) == (200, "")
    [answer] = slack.replies(channel, user=ANN)
    assert told in answer.text
    assert "share" in answer.action_ids


@pytest.mark.parametrize(("command", "told"), [("/whodoes", "/whodoes approving"), ("/role", "/role operations")])
@pytest.mark.parametrize("text", ["", "   "])
def test_a_command_without_words_says_how_it_is_used(
    slack: SlackSide, channel: str, command: str, told: str, text: str
) -> None:
    slack.command(ANN, channel, command, text)
    assert told in slack.replies(channel, user=ANN)[0].text


def test_a_command_works_where_the_bot_is_not(slack: SlackSide, channel: str) -> None:
    slack.leave(channel)
    slack.command(ANN, channel, "/whodoes", "customer grievances")
    answer = slack.replies(channel, user=ANN)[0]
    slack.press(ANN, answer, "share")
    assert "Operations Manager" in slack.replies(channel)[0].text


def test_an_answer_is_shared_once_by_name_and_with_nothing_to_press(slack: SlackSide, channel: str) -> None:
    slack.command(ANN, channel, "/whodoes", "customer grievances")
    answer = slack.replies(channel, user=ANN)[0]
    for _ in range(2):
        slack.press(ANN, answer, "share")
    shared = slack.replies(channel)[0]
    assert "Operations Manager" in shared.text
    assert f"Shared by {ANN.lower()}" in json.dumps(shared.blocks)
    assert not shared.action_ids
    slack.quiet(1)


def test_an_answer_that_was_erased_meanwhile_is_not_shared(slack: SlackSide, channel: str, person: str) -> None:
    slack.command(person, channel, "/whodoes", "customer grievances")
    answer = slack.replies(channel, user=person)[-1]
    home = slack.direct(person)
    slack.say(person, home, "delete my data")
    asked = slack.replies(home)[-1]
    slack.say(person, home, "yes")
    slack.replies(home, after=asked.ts)
    slack.press(person, answer, "share")
    assert "too old" in slack.replies(channel, user=person, after=answer.ts)[0].text
    assert not [said for said in slack.messages if said.channel == channel and not said.user]


def test_a_retried_command_is_answered_once(slack: SlackSide, channel: str) -> None:
    delivered = slack.command(ANN, channel, "/whodoes", "customer grievances")
    slack.replies(channel, user=ANN)
    assert slack.retry(delivered).status == 200
    slack.quiet(1)


def test_commands_of_two_people_in_a_channel_are_two_conversations(slack: SlackSide, channel: str) -> None:
    slack.command(ANN, channel, "/role", "quality manager")
    slack.replies(channel, user=ANN)
    slack.command("U0OTHER", channel, "/whodoes", "what qualifications do they need?")
    [answer] = slack.replies(channel, user="U0OTHER")
    assert "quality manager" not in answer.text.lower()


@pytest.mark.parametrize(
    "text",
    [
        QUESTION,
        "There are customer grievances again",
        "*customer grievances* &gt; all else",
        "There are customer grievances again. " + "It is a long story. " * 200,
    ],
    ids=["a question", "a statement", "with marks", "a long one"],
)
def test_the_shortcut_reads_the_message_it_is_used_on(slack: SlackSide, channel: str, text: str) -> None:
    said = slack.say("U0CUSTOMER", channel, text)
    assert slack.shortcut(ANN, said).status == 200
    assert "Operations Manager" in slack.replies(channel, user=ANN)[0].text


def test_the_shortcut_on_a_message_without_words_says_so(slack: SlackSide, channel: str) -> None:
    slack.shortcut(ANN, slack.say("U0CUSTOMER", channel, ""))
    assert "no words in that message" in slack.replies(channel, user=ANN)[0].text


def test_what_is_typed_after_a_command_never_takes_effect(slack: SlackSide, channel: str) -> None:
    slack.command(ANN, channel, "/whodoes", "&lt;!channel&gt; <!here> *bold*")
    answer = slack.replies(channel, user=ANN)[0]
    slack.press(ANN, answer, "share")
    for message in (answer, slack.replies(channel)[0]):
        assert not any(control in takes_effect(message) for control in ("<!", "*bold*"))
