"""What Slack sends: events, slash commands and interactions, in the shapes that it documents."""

import hashlib
import hmac
import re
import time
import uuid
from html import escape, unescape
from typing import Any

from tests.slack.stand_in.workspace import PERSON, Installation, Message

APP_ID = "A0STANDIN"
DOMAIN = "stand-in"

_REFERENCE = re.compile(r"<([^<>]+)>")


def signature(secret: str, timestamp: str, body: bytes) -> str:
    """The X-Slack-Signature of a body at a time."""
    return "v0=" + hmac.new(secret.encode(), f"v0:{timestamp}:".encode() + body, hashlib.sha256).hexdigest()


def signed(secret: str, body: bytes, age: int = 0) -> dict[str, str]:
    """The headers that vouch for a body sent so many seconds ago."""
    timestamp = str(int(time.time()) - age)
    return {"X-Slack-Request-Timestamp": timestamp, "X-Slack-Signature": signature(secret, timestamp, body)}


def event_callback(event: dict[str, Any], app: Installation, event_id: str) -> dict[str, Any]:
    """An event in its envelope."""
    return {
        "token": "verification-token",
        "team_id": app.team,
        "context_team_id": app.team,
        "context_enterprise_id": None,
        "api_app_id": APP_ID,
        "event": event,
        "type": "event_callback",
        "event_id": event_id,
        "event_time": int(time.time()),
        "authorizations": [
            {
                "enterprise_id": None,
                "team_id": app.team,
                "user_id": app.bot_user,
                "is_bot": True,
                "is_enterprise_install": False,
            }
        ],
        "is_ext_shared_channel": False,
        "event_context": f"4-{event_id}",
    }


def rich_text(text: str) -> list[dict[str, Any]]:
    """The blocks that Slack's own editor makes of a text, given as it stands in an event."""
    elements: list[dict[str, Any]] = []
    for place, part in enumerate(_REFERENCE.split(text)):
        if not part:
            continue
        target, _, label = part.partition("|")
        if place % 2 == 0:
            elements.append({"type": "text", "text": unescape(part)})
        elif target.startswith("@"):
            elements.append({"type": "user", "user_id": target[1:]})
        elif target.startswith("#"):
            elements.append({"type": "channel", "channel_id": target[1:]})
        elif target.startswith("!"):
            elements.append({"type": "broadcast", "range": target[1:]})
        else:
            elements.append({"type": "link", "url": unescape(target), **({"text": unescape(label)} if label else {})})
    return [{"type": "rich_text", "elements": [{"type": "rich_text_section", "elements": elements}]}]


def message(said: Message, app: Installation) -> dict[str, Any]:
    """A message as events, conversations.replies and interactions show it."""
    shown: dict[str, Any] = {
        "type": "message",
        "user": said.author,
        "ts": said.ts,
        "team": app.team,
        "text": said.text,
        "blocks": given_back(said.blocks),
    }
    if said.via == PERSON and not said.subtype:
        shown["client_msg_id"] = str(uuid.uuid5(uuid.NAMESPACE_OID, said.channel + said.ts))
    if said.author == app.bot_user and said.via != PERSON:
        shown |= {
            "bot_id": app.bot_id,
            "app_id": APP_ID,
            "bot_profile": {"id": app.bot_id, "app_id": APP_ID, "name": "rolewise", "team_id": app.team},
        }
    if said.subtype:
        shown["subtype"] = said.subtype
    if said.thread_ts:
        shown["thread_ts"] = said.thread_ts
    if said.metadata:
        shown["metadata"] = said.metadata
    if said.edits:
        shown["edited"] = {"user": said.author, "ts": said.ts}
    return shown


def given_back(part: Any) -> Any:
    """Blocks as Slack gives them back: in plain texts & < > are entities, though nobody had to send them so.

    Source: github.com/slackapi/bolt-python/issues/513.
    """
    if isinstance(part, list):
        return [given_back(each) for each in part]
    if not isinstance(part, dict):
        return part
    back = {name: given_back(value) for name, value in part.items()}
    if back.get("type") == "plain_text" and isinstance(back.get("text"), str):
        back["text"] = escape(unescape(back["text"]), quote=False)
    return back


def message_event(said: Message, app: Installation, parent: str = "") -> dict[str, Any]:
    """The `message` event of something said."""
    where = {"channel": said.channel, "event_ts": said.ts, "channel_type": channel_type(said.channel)}
    return message(said, app) | where | ({"parent_user_id": parent} if parent else {})


def changed(said: Message, app: Installation, before: dict[str, Any], ts: str) -> dict[str, Any]:
    """The `message` event of something said being another text now; before: the message as it was shown."""
    return {
        "type": "message",
        "subtype": "message_changed",
        "hidden": True,
        "message": message(said, app),
        "previous_message": before,
        "channel": said.channel,
        "channel_type": channel_type(said.channel),
        "ts": ts,
        "event_ts": ts,
    }


def channel_type(channel: str) -> str:
    return {"D": "im", "G": "group"}.get(channel[0], "channel")


def slash_command(app: Installation, command: str, text: str, user: str, channel: str) -> dict[str, str]:
    """A slash command, but for its response_url and trigger_id."""
    return {
        "token": "verification-token",
        "team_id": app.team,
        "team_domain": DOMAIN,
        "channel_id": channel,
        "channel_name": channel_name(channel),
        "user_id": user,
        "user_name": user.lower(),
        "command": command,
        "text": text,
        "api_app_id": APP_ID,
        "is_enterprise_install": "false",
    }


def channel_name(channel: str) -> str:
    return "directmessage" if channel.startswith("D") else channel.lower()


def interaction(kind: str, app: Installation, user: str) -> dict[str, Any]:
    """What all interactions have in common, but for response_url and trigger_id."""
    return {
        "type": kind,
        "user": {"id": user, "username": user.lower(), "name": user.lower(), "team_id": app.team},
        "api_app_id": APP_ID,
        "token": "verification-token",
        "team": {"id": app.team, "domain": DOMAIN},
        "enterprise": None,
        "is_enterprise_install": False,
    }


def in_message(said: Message, app: Installation) -> dict[str, Any]:
    """Where in a message something was pressed. An ephemeral is not kept by Slack, so its content is not sent back."""
    container: dict[str, Any] = {
        "type": "message",
        "message_ts": said.ts,
        "channel_id": said.channel,
        "is_ephemeral": bool(said.user),
    }
    if said.thread_ts:
        container["thread_ts"] = said.thread_ts
    where: dict[str, Any] = {
        "container": container,
        "channel": {"id": said.channel, "name": channel_name(said.channel)},
        "state": {"values": {}},
    }
    return where if said.user else where | {"message": message(said, app)}


def options(menu: dict[str, Any]) -> list[dict[str, Any]]:
    """What a menu offers, in groups or not."""
    groups = menu.get("option_groups", [])
    return [*menu.get("options", []), *(option for group in groups for option in group["options"])]


def action(block: dict[str, Any], element: dict[str, Any], action_ts: str, option: dict[str, Any] | None = None) -> Any:
    """What was done to an element: a button pressed, or an option of a menu chosen."""
    done = {
        "action_id": element["action_id"],
        "block_id": block["block_id"],
        "type": element["type"],
        "action_ts": action_ts,
    }
    if option is not None:
        done |= {"selected_option": option, "placeholder": element.get("placeholder")}
    else:
        done |= {"text": element.get("text")} | ({"value": element["value"]} if "value" in element else {})
    return given_back(done)
