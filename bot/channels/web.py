"""The widget's channel: how a visitor's browser talks with the bot. docs/web.md says what goes over the wire."""

import asyncio
import functools
import json
import logging
from asyncio import AbstractEventLoop
from collections.abc import Awaitable, Callable, Coroutine, Sequence
from typing import Any

from rasa.core.channels.channel import InputChannel, UserMessage
from sanic import Blueprint, HTTPResponse, Request, Sanic
from sanic.exceptions import SanicException
from sanic.response import BaseHTTPResponse, empty
from sanic.response import json as as_json

from bot.channels.conversations import Conversations, Turn, WhenReady, unanswered
from bot.channels.crowd import crowd
from bot.channels.limits import Limit, address_of, counted_address
from bot.channels.origins import Origins
from bot.channels.pages import Pages
from bot.channels.refusals import Refused, refusal
from bot.channels.requests import fields, message_id, read_body, without_command, written
from bot.channels.titles import Titles
from bot.channels.tokens import Tokens, signing_key
from bot.channels.transcript import Entry, last_result, latest
from bot.errors import StorageError, places
from bot.settings import Settings, load_settings

logger = logging.getLogger(__name__)

CHANNEL = "web"
# Everything under this is the chat's, and only pages of allowed origins may use it.
CHAT = "/chat/"
# What Sanic calls the method of a request that was refused before its body was read.
REFUSED_ALREADY = "NONE"
# Seconds of silence after which a comment shows proxies that the connection is in use.
PATIENCE = 10.0
_PRIVATE = {"Cache-Control": "no-store", "X-Content-Type-Options": "nosniff"}

Handler = Callable[[Request], Coroutine[Any, Any, HTTPResponse | None]]


class WebChannel(InputChannel):
    """The chat widget's files, and sessions, messages, history and feedback for it."""

    def __init__(self, settings: Settings):
        """Raises SettingError where the signing key cannot be used."""
        self._tokens = Tokens(signing_key(settings), settings.web_token_days)
        self._origins = Origins(settings.web_origins)
        self._by_session, self._by_address = Limit(settings.web_session_limit), Limit(settings.web_address_limit)
        # Each by itself, so that none of them uses up what others may: new conversations and what is refused by
        # address, titles too, histories by conversation.
        limits = (Limit(settings.web_address_limit) for _ in range(4))
        self._begun, self._refused, self._read, self._completed = limits
        self._titles = Titles(settings)
        self._pages = Pages(settings.widget)
        self._conversations = WhenReady(CHANNEL)

    @classmethod
    def name(cls) -> str:
        return CHANNEL

    @classmethod
    def from_credentials(cls, credentials: dict[str, Any] | None) -> "WebChannel":
        """The settings come from the environment, so that nothing secret stands in a file of the repository."""
        return cls(load_settings())

    def url_prefix(self) -> str:
        return "/"

    def blueprint(self, on_new_message: Callable[[UserMessage], Awaitable[Any]]) -> Blueprint:
        blueprint = Blueprint("web")

        def route(method: str, path: str, handler: Handler) -> None:
            # stream: the body is read by read_body, which stops where it is too large.
            blueprint.add_route(
                self._answering(handler),
                path,
                [method],
                strict_slashes=True,
                stream=method == "POST",
                name=f"{method} {path}",
            )

        route("GET", "/widget.js", self._launcher)
        route("GET", "/assets/<name:str>", self._asset)
        route("GET", "/chat", self._chat)
        route("GET", CHAT + "titles", self._complete)
        route("POST", CHAT + "session", self._begin)
        route("POST", CHAT + "messages", self._receive)
        route("GET", CHAT + "history", self._history)
        route("POST", CHAT + "reset", self._reset)
        route("POST", CHAT + "feedback", self._feedback)
        route("POST", CHAT + "result", self._keep_result)
        route("GET", CHAT + "result", self._show_result)
        blueprint.listener("before_server_start")(self._stand_in_front)
        return blueprint

    async def _stand_in_front(self, app: Sanic, loop: AbstractEventLoop) -> None:
        """The page at / and the preflights of the chat: this comes before what bot.channels.doors has there."""
        app.request_middleware.appendleft(self._before)
        app.response_middleware.append(self._after)

    async def _before(self, request: Request) -> HTTPResponse | None:
        if request.method == REFUSED_ALREADY:
            return None
        if request.path == "/" and request.method in ("GET", "HEAD"):
            return self._pages.page(request)
        if not request.path.startswith(CHAT):
            return None
        try:
            self._origins.check(request)
            if request.method == "OPTIONS":
                return self._origins.preflight()
            if request.route is None:
                raise Refused("no_such_path")
        except Refused as refused:
            return refusal(request, refused)
        return None

    async def _after(self, request: Request, response: BaseHTTPResponse) -> None:
        if request.path.startswith(CHAT):
            self._origins.mark(request, response)

    async def _launcher(self, request: Request) -> HTTPResponse:
        return self._pages.launcher(request)

    async def _chat(self, request: Request) -> HTTPResponse:
        return self._pages.chat(request)

    async def _asset(self, request: Request) -> HTTPResponse:
        return self._pages.asset(request, request.match_info["name"])

    async def _begin(self, request: Request) -> HTTPResponse:
        self._begun.admit(counted_address(address_of(request)))
        token = self._tokens.new()
        return as_json({"token": token.text, "expires": token.expires}, headers=_PRIVATE)

    async def _reset(self, request: Request) -> HTTPResponse:
        self._sender(request)
        return await self._begin(request)

    async def _receive(self, request: Request) -> None:
        sender = self._sender(request)
        self._count(request, sender)
        try:
            turn = await self._turn(request, sender)
        except StorageError as error:
            logger.error("A message could not be answered: %s", error)
            turn = unanswered()
        # X-Accel-Buffering: nginx passes each event on at once.
        headers = {**_PRIVATE, "X-Accel-Buffering": "no"}
        response = await request.respond(content_type="text/event-stream", headers=headers)
        await response.send(": \n\n")
        async for event in turn.follow(PATIENCE):
            await response.send(_encoded(*event) if event else ": \n\n")
        await response.eof()

    async def _turn(self, request: Request, sender: str) -> Turn:
        """The answer to the message of a request, which begins now or is under way."""
        sent = fields(request.ctx.body)
        id = message_id(sent)
        # Before anything is looked up, which whoever is sent away need not wait for; and after it, as others came then.
        self._make_sure_of_room(request, sender, id)
        conversations = await self._opened(request, sender)
        if "button" in sent:
            text = written(sent, "button")
            if not text or not await conversations.offered(sender, text):
                raise Refused("not_offered")
        else:
            text = without_command(written(sent, "text"))
        self._make_sure_of_room(request, sender, id)
        return conversations.say(sender, id, text)

    def _make_sure_of_room(self, request: Request, sender: str, id: str) -> None:
        """Raises Refused where too many are being answered; who asks again for an answer under way is not one more."""
        conversations = self._conversations.of(request.app)
        if conversations is None or not conversations.is_answering(sender, id):
            crowd().check()

    async def _history(self, request: Request) -> HTTPResponse:
        sender = self._sender(request)
        self._read.admit(sender)
        after = request.args.get("after", "0")
        if not (after.isascii() and after.isdigit() and len(after) < 10):
            raise Refused("bad_request", "after must be the number of a message.")
        conversations = await self._opened(request, sender)
        entries = await conversations.entries(sender)
        shown = [entry for entry in entries if entry.seq > int(after)]
        told = {"messages": [entry.data() for entry in shown], "latest": latest(entries)}
        return as_json({**told, **await conversations.asides(sender, shown)}, headers=_PRIVATE)

    async def _complete(self, request: Request) -> HTTPResponse:
        # Without a token: who types has said nothing yet, and titles are nobody's secret.
        self._completed.admit(counted_address(address_of(request)))
        # In a thread: it reads the store when it is first asked.
        return await asyncio.to_thread(self._titles.beginning, request.args.get("begin", ""))

    async def _feedback(self, request: Request) -> HTTPResponse:
        sender = self._sender(request)
        self._count(request, sender)
        sent = fields(request.ctx.body)
        seq, helpful = sent.get("seq"), sent.get("helpful")
        if type(seq) is not int or type(helpful) is not bool:
            raise Refused("bad_request", "seq must be the number of a message, and helpful true or false.")
        conversations = await self._opened(request, sender)
        await conversations.keep_feedback(sender, seq, helpful, written(sent, "comment"))
        return empty()

    async def _keep_result(self, request: Request) -> HTTPResponse:
        sender = self._sender(request)
        self._count(request, sender)
        _result_of(await (await self._opened(request, sender)).entries(sender))
        token = self._tokens.for_result(sender)
        return as_json({"token": token.text, "expires": token.expires}, headers=_PRIVATE)

    async def _show_result(self, request: Request) -> HTTPResponse:
        sender = self._tokens.sender_of_result(request.headers.get("authorization", ""))
        self._read.admit(sender)
        # Of a conversation that was erased nothing is left, which is all that whoever has the link is told.
        return as_json(_result_of(await self._ready(request).entries(sender)), headers=_PRIVATE)

    def _sender(self, request: Request) -> str:
        return self._tokens.sender(request.headers.get("authorization", ""))

    def _count(self, request: Request, sender: str) -> None:
        # In this order: what is too much for one conversation does not count for its neighbours.
        self._by_session.admit(sender)
        self._by_address.admit(counted_address(address_of(request)))

    def _ready(self, request: Request) -> Conversations:
        """The conversations; raises Refused where they cannot be asked yet."""
        conversations = self._conversations.of(request.app)
        if conversations is None:
            raise Refused("not_ready", wait=5)
        return conversations

    async def _opened(self, request: Request, sender: str) -> Conversations:
        """The conversations, where this one can be gone on with.

        Raises Refused where it was erased, StorageError where that cannot be looked up.
        """
        conversations = self._ready(request)
        if await conversations.has_ended(sender):
            raise Refused("expired_token")
        return conversations

    def _answering(self, handler: Handler) -> Callable[..., Coroutine[Any, Any, HTTPResponse | None]]:
        """The handler with its body read, and whatever goes wrong answered in the form of all refusals."""

        @functools.wraps(handler)
        async def answer(request: Request, **path: str) -> HTTPResponse | None:
            try:
                request.ctx.body = await read_body(request)
                return await handler(request)
            except Refused as refused:
                wait = refused.wait or self._refused.take(counted_address(address_of(request)))
                return refusal(request, refused if wait == refused.wait else Refused("too_many", wait=wait))
            except SanicException:
                # A body that is none, or takes too long: bot.channels.doors answers that.
                raise
            except Exception as error:
                logger.error("%s failed (%s):\n%s", request.path, type(error).__name__, places(error))
                return None if request.responded else refusal(request, Refused("failed"))

        return answer


def _result_of(entries: Sequence[Entry]) -> dict[str, Any]:
    """The finder's last result among what was said; raises Refused where there is none, or none any more."""
    found = last_result(entries)
    if found is None:
        raise Refused("no_result")
    return found


def _encoded(event: str, data: dict[str, Any]) -> str:
    return f"event: {event}\ndata: {json.dumps(data, ensure_ascii=False)}\n\n"
