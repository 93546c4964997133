"""What goes wrong: requests that are not Slack's, and a Slack that refuses, waits or has lost the app."""

import json
import urllib.error
import urllib.request
from typing import Any

import pytest

from bot.slack.faults import ADVICE
from bot.slack.posting import TRIES
from tests.slack.conftest import ANN, QUESTION, Bot
from tests.slack.stand_in import SlackSide, payloads

SECRET = "stand-in-signing-secret"
BODY = json.dumps({"type": "event_callback", "team_id": "T0HOME", "event": {"type": "app_mention"}}).encode()
JSON = {"Content-Type": "application/json"}


def answers_still(slack: SlackSide, person: str) -> bool:
    home = slack.direct(person)
    slack.say(person, home, QUESTION)
    return "Operations Manager" in slack.replies(home)[0].text


def headers_of(secret: str = SECRET, body: bytes = BODY, age: int = 0, **other: str) -> dict[str, str]:
    """Headers that vouch for a body, some of them replaced: dashes are written as underscores."""
    replaced = {name.replace("_", "-"): value for name, value in other.items()}
    return JSON | payloads.signed(secret, body, age) | replaced


@pytest.mark.parametrize(
    "wrong",
    [
        {"age": 310},
        {"age": -310},
        {"secret": "another secret"},
        {"body": BODY + b" "},
        {"X_Slack_Signature": "v0=0"},
        {"X_Slack_Signature": ""},
        {"X_Slack_Signature": "v0=é"},
        {"X_Slack_Signature": "v0=" + "é" * 64},
        {"X_Slack_Signature": "v0=" + "0" * 65},
        {"X_Slack_Request_Timestamp": "yesterday"},
        {"X_Slack_Request_Timestamp": "9" * 5000},
        {"X_Slack_Request_Timestamp": ""},
    ],
    ids=lambda wrong: "-".join(wrong),
)
def test_a_request_that_slack_did_not_just_sign_is_refused(slack: SlackSide, wrong: dict[str, Any]) -> None:
    status, text = slack.post(BODY, headers_of(**wrong))
    assert status == 401
    assert "Traceback" not in text
    slack.quiet(0.5)


def test_a_program_may_not_speak_for_somebody_in_slack(bot: Bot) -> None:
    rest = f"http://{bot.settings.host}:{bot.settings.port}/webhooks/rest/webhook"
    body = json.dumps({"sender": "slack:T0HOME:U0ANN", "message": QUESTION}).encode()
    with pytest.raises(urllib.error.HTTPError) as refused:
        urllib.request.urlopen(urllib.request.Request(rest, body, JSON), timeout=10)
    assert refused.value.code == 400


def test_a_wrong_signing_secret_shows_in_the_log(bot: Bot, slack: SlackSide) -> None:
    slack.post(BODY, headers_of(secret="another secret"))
    bot.logs("not signed with ROLEWISE_SLACK_SIGNING_SECRET")


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"{",
        b"[]",
        b"null",
        b'"text"',
        b"\xff\xfe",
        b"[" * 5000,
        b'{"type": "event_callback"}',
        b"{}",
        b'{"api_app_id": 1e999}',
        b'{"type": "event_callback", "event": 7}',
        b'{"type": "event_callback", "event": []}',
        b'{"type": "event_callback", "event": 1e999}',
        b'{"type": "event_callback", "event": {"type": 1e999}}',
        b'{"type": "event_callback", "event": {"type": ["message"]}}',
        b'{"type": "event_callback", "team_id": "T0HOME", "event": {"type": "message", "channel": 1, "user": "U1"}}',
        b'{"type": "event_callback", "authorizations": [7], "event": {"type": "message"}}',
        b'{"type": "", "event": {"type": "message", "channel": "D1", "user": "U1", "ts": "1.1", "text": "hello"}}',
        b'{"type": "event_callback", "event": {"type": "message", "channel": null, "user": {}, "ts": []}}',
        b'{"type": "event_callback", "team_id": [], "event": {"type": "app_mention", "user": "U1"}}',
        b'{"type": "block_actions", "actions": [{}]}',
        b'{"type": "block_actions", "actions": [{"action_id": "choose-1", "block_id": 5}]}',
        b'{"type": "message_action", "callback_id": "who_handles"}',
        b"payload=%7B",
        b"command=/whodoes",
    ],
)
def test_what_slack_signs_and_nobody_can_read_does_no_harm(
    bot: Bot, slack: SlackSide, person: str, body: bytes
) -> None:
    before = len(bot.log())
    for headers in (JSON, {"Content-Type": "application/x-www-form-urlencoded"}):
        status, text = slack.post(body, headers | payloads.signed(SECRET, body))
        # 200: it was acknowledged before it was read as far as it can be.
        assert status in (200, 400)
        assert "Traceback" not in text
    assert answers_still(slack, person)
    logged = bot.log()[before:]
    assert 'File "' not in logged
    # One line of ours, none of Bolt's own.
    assert "Unhandled request" not in logged


def test_slacks_check_of_the_address_is_answered(slack: SlackSide) -> None:
    body = json.dumps({"type": "url_verification", "challenge": "3eZbrw1a"}).encode()
    status, text = slack.post(body, JSON | payloads.signed(SECRET, body))
    assert status == 200
    assert "3eZbrw1a" in text


@pytest.mark.parametrize(
    "error",
    ["token_revoked", "missing_scope", "is_archived", "not_in_channel", "account_inactive", "channel_not_found"],
)
def test_what_slack_refuses_is_one_clear_line_in_the_log(bot: Bot, slack: SlackSide, person: str, error: str) -> None:
    slack.fail("chat.postMessage", error)
    slack.say(person, slack.direct(person), QUESTION)
    bot.logs(f"Slack refused chat.postMessage: {error}")
    assert ADVICE[error] in bot.log()
    assert answers_still(slack, person)


def archived(slack: SlackSide, channel: str) -> None:
    slack.archive(channel)


def left(slack: SlackSide, channel: str) -> None:
    slack.leave(channel)


@pytest.mark.parametrize(("happens", "error"), [(archived, "is_archived"), (left, "not_in_channel")])
def test_a_channel_that_is_gone_is_one_line_in_the_log(  # type: ignore[no-untyped-def]
    bot: Bot, slack: SlackSide, channel: str, person: str, happens, error: str
) -> None:
    slack.say(ANN, channel, "The jam is off again")
    happens(slack, channel)
    before = bot.log().count(f"chat.postMessage: {error}")
    slack.say(ANN, channel, f"{slack.mention()} {QUESTION}")
    slack.wait_for(lambda: bot.log().count(f"chat.postMessage: {error}") > before)
    assert answers_still(slack, person)


def test_a_response_that_slack_no_longer_takes_is_one_line_in_the_log(
    bot: Bot, slack: SlackSide, channel: str, person: str
) -> None:
    slack.fail("response_url", "expired_url")
    slack.command(ANN, channel, "/whodoes", "customer grievances")
    bot.logs("Slack refused a response (404)")
    assert answers_still(slack, person)


def test_the_bot_waits_when_slack_asks_it_to(slack: SlackSide, person: str) -> None:
    home = slack.direct(person)
    slack.limit_rate("chat.postMessage", times=2)
    said = slack.say(person, home, QUESTION)
    # It was acknowledged all the same.
    assert [delivered.status for delivered in slack.deliveries(said)] == [200]
    assert "Operations Manager" in slack.replies(home)[0].text


def test_the_bot_waits_with_responses_as_well(slack: SlackSide, channel: str) -> None:
    slack.limit_rate("response_url", times=2)
    assert slack.command(ANN, channel, "/whodoes", "customer grievances").status == 200
    assert "Operations Manager" in slack.replies(channel, user=ANN)[0].text


def test_a_flood_of_refusals_ends(bot: Bot, slack: SlackSide, person: str) -> None:
    slack.limit_rate("chat.postMessage", times=TRIES + 1)
    slack.say(person, slack.direct(person), QUESTION)
    bot.logs("Slack refused chat.postMessage: ratelimited")
    assert answers_still(slack, person)


def test_secrets_and_what_people_write_are_not_logged(bot: Bot, slack: SlackSide, person: str) -> None:
    home = slack.direct(person)
    slack.fail("chat.postMessage", "fatal_error")
    slack.say(person, home, "who handles the secret jam recipe?")
    bot.logs("fatal_error")
    assert "jam recipe" not in bot.log()
    assert slack.token not in bot.log()
