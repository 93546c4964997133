"""Slack's channel: its requests or its socket on one side, conversations with Rasa on the other. See docs/slack.md."""

import asyncio
import functools
import logging
import re
from asyncio import AbstractEventLoop
from collections.abc import Awaitable, Callable, Coroutine, Mapping, Sequence
from typing import Any

import sqlalchemy as sa
from rasa.core.channels.channel import InputChannel, UserMessage
from sanic import Blueprint, HTTPResponse, Request, Sanic
from slack_bolt.adapter.sanic.async_handler import to_async_bolt_request
from slack_bolt.adapter.socket_mode.aiohttp import AsyncSocketModeHandler
from slack_bolt.response import BoltResponse

from bot.channels.conversations import Conversations, Turn, WhenReady
from bot.channels.keeping import Kept
from bot.channels.limits import Limit, address_of, counted_address
from bot.channels.refusals import Refused, note
from bot.channels.requests import LONGEST, without_command, written
from bot.channels.transcript import Entry
from bot.runtime import tracing
from bot.runtime.kept import overwrite_what_is_deleted
from bot.settings import Settings, load_settings
from bot.slack.app import INSTALL, OAUTH_REDIRECT, SlackApp
from bot.slack.asking import Heard, Reply
from bot.slack.texts import texts

logger = logging.getLogger(__name__)

CHANNEL, PREFIX = "slack", "/slack"
# Where Slack sends everything: events, commands, interactions.
EVENTS = "/slack/events"
# Seconds between looks at a turn that is being answered; it tells of everything at once anyway.
PATIENCE = 60.0
# Seconds that answers under way are waited for when the server is told to stop, of the time that it is given for that.
DRAIN = 5.0
# Seconds in which the socket is closed; Slack's side of it may be gone, and its farewell is waited for no longer.
LEAVE = 2.0
# Seconds since 1970, and what is said to be signed: Bolt fails at what is neither.
_TIME, _SIGNATURE = re.compile(r"[0-9]{1,12}"), re.compile(r"v0=[0-9a-f]{64}")


class SlackChannel(InputChannel):
    """Slack's events over HTTP, or over a socket where an app token is set; nothing at all where no token is."""

    # There from _begin on.
    _app: SlackApp
    _asked: "Asked"

    def __init__(self, settings: Settings):
        self._settings = settings
        self._ending = False
        self._installing = Limit(settings.web_address_limit)
        self._socket: AsyncSocketModeHandler | None = None
        # The event loop holds tasks weakly.
        self._tasks: set[asyncio.Task[Any]] = set()

    @classmethod
    def name(cls) -> str:
        return CHANNEL

    @classmethod
    def from_credentials(cls, credentials: dict[str, Any] | None) -> "SlackChannel":
        """The settings come from the environment, so that nothing secret stands in a file of the repository."""
        return cls(load_settings())

    def url_prefix(self) -> str:
        return PREFIX

    def blueprint(self, on_new_message: Callable[[UserMessage], Awaitable[Any]]) -> Blueprint:
        blueprint = Blueprint("slack")
        settings = self._settings
        if not (settings.slack_bot_token or settings.slack_client_id):
            return blueprint

        def route(method: str, path: str, handler: Callable[[Request], Coroutine[Any, Any, HTTPResponse]]) -> None:
            # Sanic marks what it is given, which a method does not let it do.
            blueprint.add_route(functools.partial(handler), path.removeprefix(PREFIX), [method], name=path)

        if not settings.slack_app_token:
            route("POST", EVENTS, self._receive)
        if settings.slack_client_id:
            route("GET", INSTALL, self._install)
            route("GET", OAUTH_REDIRECT, self._installed)
        # Each of Sanic's workers has an app, a connection to the database and a socket of its own.
        blueprint.listener("before_server_start")(self._begin)
        blueprint.listener("after_server_start")(self._connect)
        blueprint.listener("before_server_stop")(self._end)
        return blueprint

    async def _begin(self, app: Sanic, loop: AbstractEventLoop) -> None:
        engine = sa.create_engine(self._settings.slack_database or f"sqlite:///{self._settings.conversations}")
        overwrite_what_is_deleted(engine)
        self._asked = Asked(app, Limit(self._settings.slack_limit))
        self._app = SlackApp(self._settings, engine, self._asked, Kept(self._settings))

    async def _connect(self, app: Sanic, loop: AbstractEventLoop) -> None:
        self._in_background(self._app.introduce())
        self._in_background(self._app.post_digests())
        if self._settings.slack_app_token:
            self._socket = Socket(self._app.bolt, self._settings.slack_app_token, logger=_socket_logger())
            self._in_background(self._socket.connect_async())

    async def _end(self, app: Sanic, loop: AbstractEventLoop) -> None:
        self._ending = True
        for task in self._tasks:
            task.cancel()
        # Slack was told that these arrived, and sends them to nobody else.
        answered, _ = await asyncio.gather(self._app.underway.over(DRAIN), self._take_leave())
        if not answered:
            logger.warning("Slack: not everything was answered before the stop.")

    async def _take_leave(self) -> None:
        """Closes the socket, so that Slack sends what comes next over another one."""
        try:
            if self._socket:
                await asyncio.wait_for(self._socket.close_async(), LEAVE)
        except asyncio.TimeoutError:
            logger.warning("Slack: the socket was left without a farewell from the other side.")

    def _in_background(self, work: Awaitable[Any]) -> None:
        task = asyncio.ensure_future(work)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def _receive(self, request: Request) -> HTTPResponse:
        if self._ending or not self._asked.ready:
            # Slack sends it again.
            note(request, "not_ready")
            return HTTPResponse(status=503)
        try:
            signed = _TIME.fullmatch(request.headers.get("x-slack-request-timestamp", "")) and _SIGNATURE.fullmatch(
                request.headers.get("x-slack-signature", "")
            )
            response = (
                await self._app.bolt.async_dispatch(to_async_bolt_request(request))
                if signed
                else BoltResponse(status=401)
            )
        except (ValueError, TypeError, AttributeError, KeyError, RecursionError) as error:
            # Bolt reads a request before it looks at its signature, and trusts its form.
            note(request, "bad_request")
            logger.warning("A request to %s could not be read (%s).", request.path, type(error).__name__)
            return HTTPResponse(status=400)
        if response.status == 401:
            note(request, "not_signed")
            logger.warning(
                "A request to %s was refused: it is older than five minutes, or not signed with "
                "ROLEWISE_SLACK_SIGNING_SECRET.",
                request.path,
            )
        return _sanic(response)

    async def _install(self, request: Request) -> HTTPResponse:
        assert self._app.oauth
        # Each is a row in the database.
        self._installing.admit(counted_address(address_of(request)))
        return _sanic(await self._app.oauth.handle_installation(to_async_bolt_request(request)))

    async def _installed(self, request: Request) -> HTTPResponse:
        assert self._app.oauth
        return _sanic(await self._app.oauth.handle_callback(to_async_bolt_request(request)))


class Socket(AsyncSocketModeHandler):
    """Slack's socket; what comes over it is a request of its own, as it is over HTTP."""

    async def handle(self, client: Any, req: Any) -> None:  # type: ignore[override]
        tracing.begin()
        await super().handle(client, req)


def _sanic(response: BoltResponse) -> HTTPResponse:
    """Bolt's response as Sanic's; the conversion in Bolt sets cookies in a way that Sanic 21.12 does not know."""
    answer = HTTPResponse(response.body, response.status, response.first_headers_without_set_cookie())
    for cookie in response.headers.get("set-cookie", []):
        answer.headers.add("Set-Cookie", cookie)
    return answer


def _socket_logger() -> logging.Logger:
    """Says in one line why a connection failed; the SDK would add where in itself, every few seconds."""
    socket = logging.getLogger("bot.slack.socket")
    if not socket.filters:
        socket.addFilter(_without_traceback)
    return socket


def _without_traceback(record: logging.LogRecord) -> bool:
    record.exc_info = None
    return True


class Asked:
    """The bot as bot.slack needs it: bot.slack.asking.Asking over Rasa's conversations."""

    def __init__(self, app: Sanic, limit: Limit):
        self._app, self._limit = app, limit
        self._when_ready = WhenReady(CHANNEL)

    @property
    def _conversations(self) -> Conversations | None:
        return self._when_ready.of(self._app)

    @property
    def ready(self) -> bool:
        return self._conversations is not None

    async def ask(self, sender: str, id: str, text: str, overheard: bool = False, outside: bool = False) -> Reply:
        try:
            return await self._say(sender, id, without_command(written({"text": text}, "text")), overheard, outside)
        except Refused as refused:
            told = texts()["too_long"].format(limit=LONGEST) if refused.code == "too_long" else texts()["no_text"]
            return Reply(error=told)

    async def hear(self, text: str) -> Heard:
        conversations = self._conversations
        try:
            read = without_command(written({"text": text}, "text"))
        except Refused:
            return Heard.aside
        return await conversations.hear(read) if conversations else Heard.aside

    async def awaits(self, sender: str) -> bool:
        conversations = self._conversations
        return bool(conversations and await conversations.awaits(sender))

    async def offered(self, sender: str, payload: str) -> bool:
        conversations = self._conversations
        return bool(conversations and await conversations.offered(sender, payload))

    async def press(self, sender: str, id: str, payload: str, outside: bool = False) -> Reply:
        return await self._say(sender, id, payload, outside=outside)

    async def again(self, sender: str, seq: int) -> Reply:
        conversations = self._conversations
        return _reply(*_turn_of(await conversations.entries(sender), seq)) if conversations else Reply()

    async def keep_feedback(self, sender: str, seq: int, helpful: bool, comment: str = "") -> bool:
        conversations = self._conversations
        if conversations is None:
            return False
        try:
            await conversations.keep_feedback(sender, seq, helpful, comment)
        except Refused:
            return False
        return True

    async def _say(self, sender: str, id: str, text: str, overheard: bool = False, outside: bool = False) -> Reply:
        conversations = self._conversations
        if conversations is None:
            return Reply(error=texts()["failed"])
        wait = self._limit.take(sender)
        if wait:
            return Reply(error=texts()["too_many"].format(seconds=wait))
        turn = conversations.say(sender, id, text, overheard, outside)
        async for _ in turn.follow(PATIENCE):
            pass
        return _told(turn)


def _told(turn: Turn) -> Reply:
    event, data = turn.end or ("error", {})
    return _reply(turn.entries) if event == "done" else Reply(error=data.get("text") or texts()["failed"])


def _reply(entries: Sequence[Entry], question: str = "") -> Reply:
    rated = next((entry.seq for entry in reversed(entries) if _tells_something(entry.answer or {})), 0)
    return Reply(entries, entries[-1].seq if entries else 0, rated, question=question)


def _tells_something(answer: Mapping[str, Any]) -> bool:
    """Whether there is anything to have an opinion on: not where the bot only asks back, or regrets."""
    return bool(answer.get("roles") and (answer.get("sources") or answer.get("people")))


def _turn_of(entries: Sequence[Entry], seq: int) -> tuple[Sequence[Entry], str]:
    """All that the bot said to the same message as its message of that number, and that message."""
    said: list[Entry] = []
    asked = question = ""
    for entry in entries:
        if entry.sender == "bot":
            said.append(entry)
            question = asked
        elif any(each.seq == seq for each in said):
            break
        else:
            said, asked = [], entry.text
    return (said, question) if any(each.seq == seq for each in said) else ((), "")
