"""The Web API methods that the stand-in knows: what each takes, with which token and scope, and how arguments are read.

Sources: the method pages of Slack's reference (docs.slack.dev/reference/methods).
"""

import json
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

TIMESTAMP = re.compile(r"\d{10}\.\d{6}")
BOT, APP, NOBODY = "bot", "app", "nobody"


@dataclass(frozen=True)
class Method:
    """What a method needs and takes (name to type), the scope it asks for, whose token, and whether it reads JSON."""

    needs: Mapping[str, str] = field(default_factory=dict)
    takes: Mapping[str, str] = field(default_factory=dict)
    scope: str = ""
    token: str = BOT
    reads_json: bool = True


_WHO = {"as_user": "boolean", "username": "string", "icon_emoji": "string", "icon_url": "string"}
_CONTENT = {
    "text": "string",
    "blocks": "array",
    "attachments": "array",
    "markdown_text": "string",
    "link_names": "boolean",
    "parse": "string",
}
_PAGE = {
    "cursor": "string",
    "inclusive": "boolean",
    "include_all_metadata": "boolean",
    "latest": "timestamp",
    "limit": "integer",
    "oldest": "timestamp",
}
_THREAD = {"channel_id": "string", "thread_ts": "timestamp"}
HISTORY = "history"
"""Stands for channels:history, groups:history or im:history, whichever the conversation asks for."""

ANYWHERE = {"token": "string", "team_id": "string"}
"""What every method takes besides; Slack's client of an app in one workspace names that in each call."""

METHODS: dict[str, Method] = {
    "auth.test": Method(),
    "apps.connections.open": Method(token=APP),
    "chat.postMessage": Method(
        {"channel": "string"},
        _CONTENT
        | _WHO
        | {
            "thread_ts": "timestamp",
            "reply_broadcast": "boolean",
            "unfurl_links": "boolean",
            "unfurl_media": "boolean",
            "mrkdwn": "boolean",
            "metadata": "object",
        },
        "chat:write",
    ),
    "chat.postEphemeral": Method(
        {"channel": "string", "user": "string"}, _CONTENT | _WHO | {"thread_ts": "timestamp"}, "chat:write"
    ),
    "chat.update": Method(
        {"channel": "string", "ts": "timestamp"},
        _CONTENT | {"as_user": "boolean", "file_ids": "array", "reply_broadcast": "boolean", "metadata": "object"},
        "chat:write",
    ),
    "users.info": Method({"user": "string"}, {"include_locale": "boolean"}, "users:read", reads_json=False),
    "views.open": Method({"trigger_id": "string", "view": "object"}),
    "views.publish": Method({"user_id": "string", "view": "object"}, {"hash": "string"}),
    "conversations.open": Method(
        takes={
            "users": "string",
            "channel": "string",
            "return_im": "boolean",
            "prevent_creation": "boolean",
        },
        scope="im:write",
    ),
    "conversations.replies": Method({"channel": "string", "ts": "timestamp"}, _PAGE, HISTORY, reads_json=False),
    "assistant.threads.setStatus": Method(
        _THREAD | {"status": "string"},
        {"loading_messages": "array", "username": "string", "icon_emoji": "string", "icon_url": "string"},
        "assistant:write",
    ),
    "assistant.threads.setTitle": Method(_THREAD | {"title": "string"}, scope="assistant:write"),
    "assistant.threads.setSuggestedPrompts": Method(
        {"channel_id": "string", "prompts": "array"}, {"thread_ts": "timestamp", "title": "string"}, "assistant:write"
    ),
    "oauth.v2.access": Method(
        takes={
            "client_id": "string",
            "client_secret": "string",
            "code": "string",
            "redirect_uri": "string",
            "grant_type": "string",
            "refresh_token": "string",
        },
        token=NOBODY,
        reads_json=False,
    ),
}

RESPONSE_TAKES: dict[str, str] = {
    "text": "string",
    "blocks": "array",
    "attachments": "array",
    "response_type": "string",
    "replace_original": "boolean",
    "delete_original": "boolean",
    "thread_ts": "timestamp",
    "unfurl_links": "boolean",
    "unfurl_media": "boolean",
    "mrkdwn": "boolean",
    "metadata": "object",
}
"""What may be posted to a response_url."""


def read_form(given: Mapping[str, str], types: Mapping[str, str]) -> tuple[dict[str, Any], list[str]]:
    """The arguments of a form or a query as what they stand for, and what is wrong with them."""
    read: dict[str, Any] = {}
    wrong: list[str] = []
    for name, value in given.items():
        try:
            read[name] = _FORM.get(types.get(name, "string"), str)(value)
        except (ValueError, KeyError):
            wrong.append(f"{name}: not {_article(types[name])}")
    return read, wrong + _wrong(read, types)


def read_json(given: Mapping[str, Any], types: Mapping[str, str]) -> tuple[dict[str, Any], list[str]]:
    """The arguments of a JSON body, and what is wrong with them; arrays and objects may be JSON in a string."""
    read: dict[str, Any] = {}
    wrong: list[str] = []
    for name, value in given.items():
        read[name] = value
        if types.get(name) in ("array", "object") and isinstance(value, str):
            try:
                read[name] = json.loads(value)
            except ValueError:
                wrong.append(f"{name}: not JSON")
    return read, wrong + _wrong(read, types)


def _wrong(read: Mapping[str, Any], types: Mapping[str, str]) -> list[str]:
    wrong = []
    for name, value in read.items():
        if name not in types:
            wrong.append(f"{name}: there is no such argument")
        elif value is None:
            wrong.append(f"{name}: null")
        elif not _IS[types[name]](value):
            wrong.append(f"{name}: {value!r:.60} is not {_article(types[name])}")
    return wrong


def _article(kind: str) -> str:
    return f"{'an' if kind[0] in 'aeio' else 'a'} {kind}"


_IS: dict[str, Callable[[Any], bool]] = {
    "string": lambda value: isinstance(value, str),
    "boolean": lambda value: isinstance(value, bool),
    "integer": lambda value: isinstance(value, int) and not isinstance(value, bool),
    "timestamp": lambda value: isinstance(value, str) and bool(TIMESTAMP.fullmatch(value)),
    "array": lambda value: isinstance(value, list),
    "object": lambda value: isinstance(value, dict),
}
_FORM: dict[str, Callable[[str], Any]] = {
    "boolean": {"1": True, "true": True, "0": False, "false": False}.__getitem__,
    "integer": int,
    "array": json.loads,
    "object": json.loads,
}
