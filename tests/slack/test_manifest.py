"""The manifest that Slack is given says what the code does."""

import asyncio
import re
from typing import Any

import pytest
import sqlalchemy as sa
import yaml
from slack_bolt.request.async_request import AsyncBoltRequest
from slack_bolt.response import BoltResponse

from bot.errors import SettingError
from bot.settings import ROOT, load_settings
from bot.slack.app import OAUTH_REDIRECT, SlackApp
from bot.slack.asking import Reply
from bot.slack.installs import SCOPES
from bot.slack.names import ROLE, WHO_DOES, WHO_HANDLES
from tests.slack.stand_in.methods import METHODS

PATH = ROOT / "deploy" / "slack" / "manifest.yaml"
TEXT = PATH.read_text(encoding="utf-8")
MANIFEST: dict[str, Any] = yaml.safe_load(TEXT)
EVENTS = MANIFEST["settings"]["event_subscriptions"]["bot_events"]
# The events that the bot listens to and the scope without which Slack does not send them.
LISTENED = {
    "app_home_opened": "",
    "app_mention": "app_mentions:read",
    "app_uninstalled": "",
    "message.channels": "channels:history",
    "message.groups": "groups:history",
    "message.im": "im:history",
    "message.mpim": "mpim:history",
    "tokens_revoked": "",
}
ONE = {"ROLEWISE_SLACK_BOT_TOKEN": "xoxb-1", "ROLEWISE_SLACK_SIGNING_SECRET": "s"}
OAUTH = {
    "ROLEWISE_SLACK_CLIENT_ID": "1.2",
    "ROLEWISE_SLACK_CLIENT_SECRET": "c",
    "ROLEWISE_SLACK_SIGNING_SECRET": "s",
}


class Silent:
    """A bot that is never asked."""

    async def ask(self, sender: str, id: str, text: str, overheard: bool = False, outside: bool = False) -> Reply:
        raise AssertionError

    offered = press = again = keep_feedback = hear = awaits = ask


def app(environ: dict[str, str]) -> SlackApp:
    engine = sa.create_engine("sqlite://", poolclass=sa.pool.StaticPool)
    return SlackApp(load_settings(environ), engine, Silent(), Silent())  # type: ignore[arg-type]


def listener(bolt: Any, body: dict[str, Any]) -> str:
    """The name of what handles a request first."""

    async def first() -> str:
        request = AsyncBoltRequest(body=body, mode="socket_mode")
        for each in bolt._async_listeners:
            if await each.async_matches(req=request, resp=BoltResponse(status=200)):
                return each.ack_function.__name__
        return ""

    return asyncio.run(first())


@pytest.mark.parametrize("environ", [ONE, OAUTH], ids=["one workspace", "many"])
@pytest.mark.parametrize("event", EVENTS)
def test_every_event_that_is_subscribed_to_is_handled(event: str, environ: dict[str, str]) -> None:
    body = {"type": "event_callback", "event": {"type": event.partition(".")[0]}}
    assert listener(app(environ).bolt, body) not in ("", "_acknowledge")


def test_every_event_that_is_handled_is_subscribed_to() -> None:
    assert sorted(LISTENED) == EVENTS


@pytest.mark.parametrize("command", MANIFEST["features"]["slash_commands"], ids=lambda each: each["command"])
def test_every_command_is_handled(command: dict[str, Any]) -> None:
    assert listener(app(ONE).bolt, {"command": command["command"]})
    assert command["should_escape"] is False


def test_all_commands_are_there() -> None:
    assert tuple(each["command"] for each in MANIFEST["features"]["slash_commands"]) == (WHO_DOES, ROLE)


def test_the_shortcut_is_there_and_handled() -> None:
    [shortcut] = MANIFEST["features"]["shortcuts"]
    assert (shortcut["callback_id"], shortcut["type"]) == (WHO_HANDLES, "message")
    assert listener(app(ONE).bolt, {"type": "message_action", "callback_id": WHO_HANDLES, "message": {}})


def test_the_scopes_are_those_that_calls_events_and_commands_need() -> None:
    source = "".join(path.read_text(encoding="utf-8") for path in (ROOT / "bot" / "slack").glob("*.py"))
    calls = {call.replace("_", ".") for call in re.findall(r"client\.([a-z]+(?:_\w+)+)\(", source)}
    assert "chat.postMessage" in calls
    needed = {METHODS[call].scope for call in calls} | set(LISTENED.values()) | {"commands"}
    assert "assistant:write" in needed
    scopes = MANIFEST["oauth_config"]["scopes"]["bot"]
    assert scopes == sorted(needed - {""})
    assert scopes == list(SCOPES)


def test_a_new_app_has_the_agent_messaging_experience_as_slack_documents_it() -> None:
    # docs.slack.dev/ai/migrating-to-agent-messaging: agent_view with its agent_description in place of assistant_view,
    # and app_home_opened, whose tab is "messages", in place of assistant_thread_started.
    features = MANIFEST["features"]
    assert set(features["agent_view"]) == {"agent_description"}
    assert 0 < len(features["agent_view"]["agent_description"]) <= 300
    assert "assistant_view" not in features
    assert features["app_home"]["messages_tab_enabled"] is True
    assert features["app_home"]["messages_tab_read_only_enabled"] is False
    assert {"app_home_opened", "message.im"} <= set(EVENTS)
    assert "assistant_thread_started" not in EVENTS
    assert "assistant:write" in MANIFEST["oauth_config"]["scopes"]["bot"]


def test_an_app_with_the_assistant_view_is_heard_all_the_same() -> None:
    body = {"type": "event_callback", "event": {"type": "assistant_thread_started"}}
    assert listener(app(ONE).bolt, body) not in ("", "_acknowledge")


def test_over_http_the_comments_name_the_addresses() -> None:
    filled = yaml.safe_load(re.sub(r"# (?=url:|request_url:|redirect_urls:|  - https:)", "", TEXT))
    url = "https://bot.example.org/slack/events"
    assert filled["settings"]["event_subscriptions"]["request_url"] == url
    assert filled["settings"]["interactivity"]["request_url"] == url
    assert {command["url"] for command in filled["features"]["slash_commands"]} == {url}
    assert filled["oauth_config"]["redirect_urls"] == [f"https://bot.example.org{OAUTH_REDIRECT}"]


def test_the_scopes_are_explained() -> None:
    explained = (ROOT / "docs" / "slack.md").read_text(encoding="utf-8")
    assert [scope for scope in SCOPES if f"`{scope}`" not in explained] == []


@pytest.mark.parametrize(
    ("environ", "named"),
    [
        ({"ROLEWISE_SLACK_BOT_TOKEN": "xoxb-1"}, "ROLEWISE_SLACK_SIGNING_SECRET"),
        ({"ROLEWISE_SLACK_BOT_TOKEN": "xapp-1"}, "xoxb-"),
        ({"ROLEWISE_SLACK_APP_TOKEN": "xoxb-1"}, "xapp-"),
        ({"ROLEWISE_SLACK_APP_TOKEN": "xapp-1"}, "ROLEWISE_SLACK_BOT_TOKEN"),
        ({"ROLEWISE_SLACK_SIGNING_SECRET": "s"}, "ROLEWISE_SLACK_BOT_TOKEN"),
        ({"ROLEWISE_SLACK_CLIENT_ID": "1.2"}, "ROLEWISE_SLACK_CLIENT_SECRET"),
        (ONE | OAUTH, "only one of them"),
        (ONE | {"ROLEWISE_SLACK_API_URL": "slack.com"}, "ROLEWISE_SLACK_API_URL"),
        (ONE | {"ROLEWISE_SLACK_LIMIT": "0"}, "ROLEWISE_SLACK_LIMIT"),
        (ONE | {"ROLEWISE_SLACK_DIGEST_TIME": "monday"}, "ROLEWISE_SLACK_DIGEST_TIME"),
    ],
)
def test_settings_that_cannot_work_together_are_named(environ: dict[str, str], named: str) -> None:
    with pytest.raises(SettingError, match=named) as refused:
        load_settings(environ)
    assert "xoxb-1" not in str(refused.value)


@pytest.mark.parametrize("environ", [{}, ONE, OAUTH], ids=["none", "one workspace", "many"])
def test_settings_reach_the_servers_unchanged(environ: dict[str, str]) -> None:
    settings = load_settings(environ)
    assert load_settings(settings.environment()) == settings
    assert "xoxb-1" not in repr(settings)
