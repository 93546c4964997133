"""Requests of another form than Slack's, at the app itself: refused or acknowledged, and no error of ours."""

import asyncio
import json
import logging
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa
from slack_bolt.async_app import AsyncBoltRequest

from bot.settings import load_settings
from bot.slack.app import SlackApp
from bot.slack.asking import Reply
from bot.slack.forms import is_known
from tests.slack.stand_in.payloads import signed

SECRET = "stand-in-signing-secret"
MESSAGE = {"type": "message", "channel": "D1", "channel_type": "im", "user": "U1", "ts": "1.1", "text": "hello"}
EVENT = {"type": "event_callback", "team_id": "T1", "event_id": "Ev1", "event": MESSAGE}
BUTTON = {"action_id": "choose-1", "block_id": "b", "value": "v", "text": {"type": "plain_text", "text": "label"}}
PRESSED = {
    "type": "block_actions",
    "user": {"id": "U1", "name": "ann"},
    "trigger_id": "1.2",
    "response_url": "https://hooks.example.org/x",
    "container": {"channel_id": "C1", "message_ts": "1.1"},
    "actions": [BUTTON],
}
COMMAND = dict.fromkeys(("command", "team_id", "channel_id", "user_id", "trigger_id", "response_url"), "x")
KNOWN = [
    EVENT,
    EVENT | {"event": {"type": "message", "channel": "C1", "ts": "1.1", "subtype": "message_changed", "message": {}}},
    EVENT | {"event": {"type": "team_join", "user": {"id": "U1"}}},
    PRESSED,
    {key: value for key, value in PRESSED.items() if key not in ("container", "response_url")} | {"view": {"id": "V1"}},
    COMMAND,
]
UNKNOWN = [
    {},
    {"api_app_id": float("inf")},
    {"type": "event_callback"},
    EVENT | {"event": {"type": float("inf")}},
    EVENT | {"event": {"type": ["message"]}},
    EVENT | {"event": []},
    EVENT | {"event": MESSAGE | {"channel": None, "user": {}}},
    EVENT | {"event": MESSAGE | {"ts": 1.1, "channel": 7.5}},
    EVENT | {"team_id": []},
    EVENT | {"type": ""},
    {"type": "block_actions", "actions": [{}]},
    PRESSED | {"container": None},
    {"type": "message_action", "callback_id": "who_handles"},
]


class Silence:
    """A bot that is never asked."""

    async def ask(self, *asked: Any) -> Reply:
        raise AssertionError(asked)


@pytest.mark.parametrize("body", KNOWN)
def test_what_slack_documents_is_known(body: dict[str, Any]) -> None:
    assert is_known(body)


@pytest.mark.parametrize("body", UNKNOWN)
def test_what_slack_never_sends_is_a_line_in_the_log(
    tmp_path: Path, caplog: pytest.LogCaptureFixture, body: dict[str, Any]
) -> None:
    assert not is_known(body)
    settings = load_settings({"ROLEWISE_SLACK_BOT_TOKEN": "xoxb-1", "ROLEWISE_SLACK_SIGNING_SECRET": SECRET})

    async def sent() -> int:
        app = SlackApp(settings, sa.create_engine(f"sqlite:///{tmp_path / 'slack.db'}"), Silence(), Silence())  # type: ignore[arg-type]
        text = json.dumps(body)
        headers = {"Content-Type": "application/json"} | signed(SECRET, text.encode())
        try:
            response = await app.bolt.async_dispatch(AsyncBoltRequest(body=text, headers=dict(headers)))
        except (ValueError, TypeError, AttributeError, KeyError):
            # bot.channels.slack answers that with 400.
            return 400
        assert await app.underway.over(5)
        return response.status

    with caplog.at_level(logging.WARNING):
        # 200: it was acknowledged before it was read as far as it can be.
        assert asyncio.run(sent()) in (200, 400)
    assert not [record for record in caplog.records if record.levelno >= logging.ERROR]
