"""What Slack remembers: who is where, what was said, and what the bot did about it."""

import copy
import itertools
import secrets
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

POST, EPHEMERAL, RESPONSE_URL, PERSON = "post", "ephemeral", "response_url", "person"


@dataclass(frozen=True)
class Call:
    """A call of the bot: a Web API method or "response_url", and what was answered."""

    method: str
    token: str
    args: dict[str, Any]
    answer: dict[str, Any]


@dataclass
class Message:
    """A message as it stands now; user is the one reader of an ephemeral, author who wrote it."""

    channel: str
    ts: str
    thread_ts: str
    text: str
    blocks: list[dict[str, Any]]
    user: str = ""
    via: str = POST
    metadata: dict[str, Any] = field(default_factory=dict)
    author: str = ""
    edits: int = 0
    deleted: bool = False
    subtype: str = ""

    def element(self, action_id: str) -> tuple[dict[str, Any], dict[str, Any]]:
        """The block and the interactive element of that action_id; an AssertionError where there is none."""
        return found(self.blocks, action_id)

    @property
    def action_ids(self) -> list[str]:
        return [element["action_id"] for _, element in interactive(self.blocks)]


@dataclass(frozen=True)
class Installation:
    """An app in a workspace."""

    team: str
    bot_user: str
    token: str
    scopes: frozenset[str]

    @property
    def bot_id(self) -> str:
        return "B" + self.bot_user[1:]


@dataclass(frozen=True)
class Credentials:
    """What Slack gives an app; scopes: those that an installation is granted."""

    scopes: frozenset[str]
    signing_secret: str = "stand-in-signing-secret"
    app_token: str = "xapp-1-A0STANDIN-1"
    client_id: str = "1.2"
    client_secret: str = "stand-in-client-secret"


@dataclass
class ResponseUrl:
    """Where an answer to a command or an interaction may be posted, and how often it was."""

    team: str
    channel: str
    user: str
    original: Message | None = None
    used: int = 0


class Workspace:
    """The state of the stand-in; whoever reads or changes it holds the lock of SlackSide."""

    def __init__(self) -> None:
        self.installations: dict[str, Installation] = {}
        self.revoked: dict[str, str] = {}
        self.messages: dict[tuple[str, str], Message] = {}
        self.channels: dict[str, str] = {}
        self.archived: set[str] = set()
        self.outside: set[str] = set()
        # What Slack says of members beside their ids, where they are not like all others.
        self.members: dict[str, dict[str, Any]] = {}
        self.shared: set[str] = set()
        self.response_urls: dict[str, ResponseUrl] = {}
        self.views: dict[str, dict[str, Any]] = {}
        # By the trigger that each was opened with.
        self.modals: dict[str, dict[str, Any]] = {}
        self.codes: dict[str, str] = {}
        self.statuses: dict[tuple[str, str], str] = {}
        self.tickets: set[str] = set()
        self.socket_url = ""
        self._numbers = itertools.count(1)

    def timestamp(self) -> str:
        """A ts that no other message has."""
        return f"{int(time.time())}.{next(self._numbers) % 1_000_000:06d}"

    def number(self) -> str:
        """Ten letters and digits that no other id has, upper case."""
        return secrets.token_hex(5).upper()

    def channel(self, channel: str, team: str) -> str:
        """Makes sure that there is such a channel in that workspace, with the bot in it."""
        self.channels.setdefault(channel, team)
        return channel

    def direct(self, user: str, team: str) -> str:
        """The direct message channel of a person with the bot."""
        return self.channel(f"D{team[1:]}{user[1:]}", team)

    def install(self, team: str, scopes: frozenset[str]) -> Installation:
        """Puts the app into a workspace, with a token of its own."""
        app = Installation(team, f"U0BOT{team[1:]}", f"xoxb-{self.number()}", scopes)
        self.installations[app.token] = app
        return app

    def installed(self, team: str) -> Installation | None:
        """The app as it was last installed in a workspace; its token may have been revoked since."""
        return next((app for app in reversed(self.installations.values()) if app.team == team), None)

    def add(self, message: Message) -> Message:
        message.blocks = kept(message.blocks)
        self.messages[message.channel, message.ts] = message
        return message

    def thread(self, channel: str, ts: str) -> list[Message]:
        """The messages of a thread, the first one first, without ephemerals."""
        here = [m for m in self.messages.values() if m.channel == channel and ts in (m.ts, m.thread_ts)]
        return [m for m in here if not m.user and not m.deleted]


def interactive(blocks: list[dict[str, Any]]) -> Iterator[tuple[dict[str, Any], dict[str, Any]]]:
    """The elements that a person can use, each with its block."""
    for block in blocks:
        for element in [block.get("accessory") or {}, block.get("element") or {}, *(block.get("elements") or [])]:
            if isinstance(element, dict) and "action_id" in element:
                yield block, element


def found(blocks: list[dict[str, Any]], action_id: str) -> tuple[dict[str, Any], dict[str, Any]]:
    """The block and the element of that action_id; an AssertionError where there is none."""
    for block, element in interactive(blocks):
        if element["action_id"] == action_id:
            return block, element
    there = [element["action_id"] for _, element in interactive(blocks)]
    raise AssertionError(f"nothing to press is called {action_id!r}; there is {there}")


def kept(blocks: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Blocks as Slack gives them back: each with a block_id, texts with their defaults, actions with an action_id."""
    blocks = copy.deepcopy(blocks)
    for block in blocks:
        block.setdefault("block_id", secrets.token_urlsafe(4)[:5])
        _filled(block)
    return blocks


def _filled(part: Any) -> None:
    if isinstance(part, list):
        for each in part:
            _filled(each)
    elif isinstance(part, dict):
        kind = part.get("type")
        if kind == "plain_text":
            part.setdefault("emoji", True)
        elif kind == "mrkdwn":
            part.setdefault("verbatim", False)
        elif kind == "button":
            part.setdefault("action_id", secrets.token_urlsafe(4)[:5])
        for each in part.values():
            _filled(each)
