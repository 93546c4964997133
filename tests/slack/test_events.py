"""Messages: direct ones, mentions, threads; each event once, and nothing that is not meant for the bot."""

import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.runtime.processes import Process, free_port, stopping
from tests.channels.servers import Servers
from tests.slack.conftest import ANN, BEN, MAYA, QUESTION, Bot, asked, request_url, takes_effect
from tests.slack.stand_in import Message, SlackSide, payloads
from tests.slack.stand_in.transport import encoded


def test_a_direct_message_is_answered_there(slack: SlackSide, person: str) -> None:
    home = slack.direct(person)
    slack.say(person, home, QUESTION)
    [answer] = slack.replies(home)
    assert "Operations Manager" in answer.text
    assert answer.blocks


def test_a_follow_up_knows_what_was_said_before(slack: SlackSide, person: str) -> None:
    home = slack.direct(person)
    slack.say(person, home, "what does a quality manager do?")
    first = slack.replies(home)[-1]
    slack.say(person, home, "what qualifications do they need?")
    assert "quality manager" in slack.replies(home, after=first.ts)[0].text.lower()


def test_a_mention_is_answered_once_in_a_thread(slack: SlackSide, channel: str) -> None:
    said = slack.say(ANN, channel, f"{slack.mention()} {QUESTION}")
    assert len(slack.deliveries(said)) == 2
    [answer] = slack.replies(channel, said.ts)
    assert "Operations Manager" in answer.text
    slack.quiet(1)
    assert len(slack.replies(channel, said.ts)) == 1


def test_later_replies_in_the_thread_need_no_mention(slack: SlackSide, channel: str) -> None:
    thread, first = asked(slack, channel)
    slack.say(ANN, channel, "what does a quality manager do?", thread_ts=thread)
    assert "quality manager" in slack.replies(channel, thread, after=first)[0].text.lower()


def test_whoever_mentions_it_in_a_thread_of_others_need_not_do_so_again(slack: SlackSide, channel: str) -> None:
    root = slack.say(ANN, channel, "The jam is off again")
    slack.say(BEN, channel, f"{slack.mention()} {QUESTION}", thread_ts=root.ts)
    first = slack.replies(channel, root.ts)[-1]
    slack.say(BEN, channel, "what does a quality manager do?", thread_ts=root.ts)
    assert "quality manager" in slack.replies(channel, root.ts, after=first.ts)[0].text.lower()


def test_two_people_in_one_thread_have_their_own_conversations(slack: SlackSide, channel: str) -> None:
    thread, first = asked(slack, channel, question="what does a quality manager do?")
    slack.say(BEN, channel, f"{slack.mention()} what does a purchasing manager do?", thread_ts=thread)
    second = slack.replies(channel, thread, after=first)[-1]
    slack.say(ANN, channel, "what qualifications do they need?", thread_ts=thread)
    assert "quality manager" in slack.replies(channel, thread, after=second.ts)[0].text.lower()


def not_meant(slack: SlackSide, channel: str) -> None:
    slack.say(ANN, channel, QUESTION)


def in_anothers_thread(slack: SlackSide, channel: str) -> None:
    root = slack.say(ANN, channel, "The jam is off again")
    slack.say(BEN, channel, QUESTION, thread_ts=root.ts)


def by_another_bot(slack: SlackSide, channel: str) -> None:
    slack.other_bot(channel, f"{slack.mention()} {QUESTION}")


def somebody_joins(slack: SlackSide, channel: str) -> None:
    slack.join(BEN, channel)


def edited(slack: SlackSide, channel: str) -> None:
    said = slack.say(ANN, channel, "The jam is off again")
    slack.edit(said, f"{slack.mention()} {QUESTION}")


@pytest.mark.parametrize(
    "happens", [not_meant, in_anothers_thread, by_another_bot, somebody_joins, edited], ids=lambda each: each.__name__
)
def test_what_is_not_meant_for_the_bot_is_left_alone(slack: SlackSide, channel: str, happens) -> None:  # type: ignore[no-untyped-def]
    happens(slack, channel)
    slack.quiet(1)


def test_an_edit_is_not_answered_again(slack: SlackSide, person: str) -> None:
    home = slack.direct(person)
    said = slack.say(person, home, QUESTION)
    slack.replies(home)
    slack.edit(said, "what does a quality manager do?")
    slack.quiet(1)


def test_what_people_say_to_each_other_in_the_thread_is_left_alone(slack: SlackSide, channel: str) -> None:
    said = slack.say(ANN, channel, f"{slack.mention()} {QUESTION}")
    slack.replies(channel, said.ts)
    slack.say(ANN, channel, f"<@{BEN}> can you call them?", thread_ts=said.ts)
    slack.quiet(1)


def test_the_bots_own_messages_come_back_and_are_left_alone(slack: SlackSide, person: str) -> None:
    home = slack.direct(person)
    slack.say(person, home, QUESTION)
    [answer] = slack.replies(home)
    slack.wait_for(lambda: slack.deliveries(answer))
    slack.quiet(1)


@pytest.mark.parametrize("number", [1, 2, 3])
def test_a_retried_event_is_acknowledged_and_not_answered_again(slack: SlackSide, person: str, number: int) -> None:
    home = slack.direct(person)
    said = slack.say(person, home, QUESTION)
    slack.replies(home)
    [delivered] = slack.deliveries(said)
    assert slack.retry(delivered, number).status == 200
    slack.quiet(1)


@pytest.fixture(scope="module")
def second(bot: Bot, model: Path) -> Iterator[Bot]:
    """Another server of the same bot, with the same database."""
    own = bot.settings.but(port=free_port())
    processes: list[Process] = []
    with stopping(processes):
        yield Bot(bot.slack, own, Servers(own, model, processes).start_rasa())


def sent_to(bot: Bot, kind: str, payload: dict) -> int:  # type: ignore[type-arg]
    """Delivers something to a server other than that of the request URL; the status of its answer."""
    body, content_type = encoded(kind, payload)
    headers = {"Content-Type": content_type, **payloads.signed(bot.settings.slack_signing_secret, body)}
    request = urllib.request.Request(request_url(bot.settings), body, headers)
    with urllib.request.urlopen(request, timeout=10) as response:
        return response.status


def test_a_retry_that_reaches_another_server_is_not_answered_again(slack: SlackSide, second: Bot, channel: str) -> None:
    said = slack.say(ANN, channel, f"{slack.mention()} {QUESTION}")
    slack.replies(channel, said.ts)
    for delivered in slack.deliveries(said):
        assert sent_to(second, delivered.kind, delivered.payload) == 200
    slack.quiet(1)


def test_another_server_follows_the_same_threads(slack: SlackSide, second: Bot, channel: str) -> None:
    thread, first = asked(slack, channel, question="what does a quality manager do?")
    follow_up = Message(channel, f"{thread[:-6]}999999", thread, "what qualifications do they need?", [], author=ANN)
    app = slack.installation("T0HOME")
    event = payloads.event_callback(payloads.message_event(follow_up, app), app, "Ev0SECOND")
    assert sent_to(second, "events_api", event) == 200
    assert "quality manager" in slack.replies(channel, thread, after=first)[0].text.lower()


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("", "no words in that message"),
        ("/", "no words in that message"),
        ("long " * 300, "longer than I can read at once: at most 1000"),
    ],
)
def test_what_cannot_be_asked_is_said(slack: SlackSide, channel: str, text: str, told: str) -> None:
    said = slack.say(ANN, channel, f"{slack.mention()} {text}")
    assert told in slack.replies(channel, said.ts)[0].text


def test_a_typed_intent_is_not_run_as_a_command(slack: SlackSide, person: str) -> None:
    home = slack.direct(person)
    slack.say(person, home, QUESTION)
    first = slack.replies(home)[-1]
    slack.say(person, home, "/restart")
    answer = slack.replies(home, after=first.ts)[-1]
    slack.say(person, home, "what does the first one do?")
    assert "operations manager" in slack.replies(home, after=answer.ts)[0].text.lower()


@pytest.mark.parametrize(
    "text",
    [
        "what does a &lt;!channel&gt; do?",
        "who handles <!channel> and <!here|here>?",
        "who handles *bold* _italic_ ~gone~ `code` &lt;https://evil.example|grievances&gt;?",
        "what does <@U0SOMEBODY> do?",
    ],
)
def test_what_people_type_never_takes_effect(slack: SlackSide, person: str, text: str) -> None:
    home = slack.direct(person)
    slack.say(person, home, text)
    shown = "\n".join(map(takes_effect, slack.replies(home)))
    assert not any(control in shown for control in ("<!", "<@", "<https://evil", "*bold*", "`"))


def test_people_of_the_company_are_mentioned_and_their_names_do_nothing(slack: SlackSide, person: str) -> None:
    home = slack.direct(person)
    slack.say(person, home, "who is our quality manager?")
    shown = "\n".join(map(takes_effect, slack.replies(home)))
    assert f"<@{MAYA}>" in shown
    assert "<!" not in shown
