"""Slack as a whole: what people do there, what the bot did about it, and what can go wrong."""

import asyncio
import threading
import time
from collections.abc import Callable, Coroutine, Iterable
from dataclasses import replace
from typing import Any, TypeVar

from aiohttp import web

from tests.slack.stand_in import payloads
from tests.slack.stand_in.api import Api
from tests.slack.stand_in.transport import COMMAND, EVENT, INTERACTION, Delivered, Http, Sockets
from tests.slack.stand_in.web import Fault, WebApi
from tests.slack.stand_in.workspace import (
    PERSON,
    Call,
    Credentials,
    Installation,
    Message,
    ResponseUrl,
    Workspace,
    found,
)

HOME = "T0HOME"
SCOPES = frozenset(
    "app_mentions:read assistant:write channels:history chat:write commands".split()
    + "groups:history im:history im:write mpim:history".split()
)
PATIENCE = 30
SHOWN = ("chat.", "views.", "response_url")

Result = TypeVar("Result")


class SlackSide:
    """Slack on a free port of 127.0.0.1, with the app installed in the workspace HOME.

    url: what to give as the API's base address; request_url: the bot's, or "" where it opens a socket; mentionable: the
    member ids that the bot may mention; delivered: all that the bot was sent, with what it said to that. What people
    say stands here as Slack sends it: & < > as entities, mentions as <@...>. A channel is there once something was said
    or done in it.
    """

    def __init__(self, request_url: str = "", mentionable: Iterable[str] = (), scopes: frozenset[str] = SCOPES) -> None:
        self.credentials = Credentials(scopes)
        self.delivered: list[Delivered] = []
        self._request_url = request_url
        self._lock = threading.Condition()
        self._space = Workspace()
        self.token = self._space.install(HOME, scopes).token
        api = Api(self._space, self.credentials, set(mentionable), self._problem, self._echo)
        self._web = WebApi(self._space, api, self.credentials, self._lock)
        self._sockets = Sockets(self._space, self._lock, self._problem)
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._loop.run_forever, name="slack", daemon=True)
        self._echoes: set[asyncio.Task[Delivered]] = set()

    def __enter__(self) -> "SlackSide":
        self._thread.start()
        self._run(self._start())
        return self

    def __exit__(self, *_: object) -> None:
        self._run(self._stop())
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join(PATIENCE)
        self._loop.close()

    async def _start(self) -> None:
        self._http = Http(self.credentials.signing_secret)
        self._http.url = self._request_url
        app = web.Application()
        app.add_routes([*self._web.routes(), web.get("/link", self._sockets.serve)])
        self._runner = web.AppRunner(app, access_log=None, shutdown_timeout=1)
        await self._runner.setup()
        await web.TCPSite(self._runner, "127.0.0.1", 0).start()
        host, port = self._runner.addresses[0]
        self._base = f"http://{host}:{port}"
        self._space.socket_url = f"ws://{host}:{port}/link"

    async def _stop(self) -> None:
        for task in self._echoes:
            task.cancel()
        await asyncio.gather(*self._echoes, return_exceptions=True)
        for socket in list(self._sockets.open):
            await socket.close()
        await self._http.close()
        await self._runner.cleanup()

    def _run(self, coroutine: Coroutine[Any, Any, Result]) -> Result:
        return asyncio.run_coroutine_threadsafe(coroutine, self._loop).result(PATIENCE)

    # ---- what the bot did

    @property
    def url(self) -> str:
        return f"{self._base}/api/"

    @property
    def calls(self) -> list[Call]:
        with self._lock:
            return list(self._web.calls)

    @property
    def problems(self) -> list[str]:
        """What the bot sent that Slack refuses, or that it would regret; to be found empty in the end."""
        with self._lock:
            return list(self._web.problems)

    @property
    def messages(self) -> list[Message]:
        """All the bot's messages that are there, ephemerals too, in order."""
        with self._lock:
            bots = {app.bot_user for app in self._space.installations.values()}
            said = [m for m in self._space.messages.values() if m.author in bots and m.via != PERSON]
            return [m for m in said if not m.subtype and not m.deleted]

    def wait_for(self, condition: Callable[[], Result | None], timeout: float = PATIENCE) -> Result:
        """What the condition gives, once that is true; an AssertionError with all that was seen when it does not."""
        end = time.monotonic() + timeout
        with self._lock:
            while not (result := condition()) and time.monotonic() < end:
                # Looks again without a call too: a condition may be about the bot's log.
                self._lock.wait(0.1)
            if result:
                return result
            seen = [f"{call.method} {call.args!r:.300} -> {call.answer.get('error', 'ok')}" for call in self._web.calls]
            told = "\n".join([*seen, *self._web.problems]) or "nothing"
        raise AssertionError(f"not within {timeout} s; seen was:\n{told}")

    def replies(
        self, channel: str, thread_ts: str = "", user: str = "", after: str = "", count: int = 1
    ) -> list[Message]:
        """The bot's messages in a channel or thread, for all or for one user alone, once there are so many.

        after: leaves out those up to this ts.
        """

        def there() -> list[Message]:
            here = [m for m in self.messages if (m.channel, m.thread_ts, m.user) == (channel, thread_ts, user)]
            return [m for m in here if m.ts > after]

        self.wait_for(lambda: len(there()) >= count)
        return there()

    def home(self, user: str) -> dict[str, Any]:
        """What the App Home shows a person, once it does."""
        return self.wait_for(lambda: self._space.views.get(user))

    def status(self, channel: str, thread_ts: str) -> str:
        """What an assistant's thread says that the bot is doing."""
        with self._lock:
            return self._space.statuses.get((channel, thread_ts), "")

    def quiet(self, seconds: float) -> None:
        """Raises an AssertionError where the bot shows something within that time."""
        with self._lock:
            before = len(self._web.calls)

            def shown() -> list[Call]:
                return [call for call in self._web.calls[before:] if call.method.startswith(SHOWN)]

            self._lock.wait_for(shown, seconds)
            assert not shown(), f"the bot was to say nothing, but: {shown()}"

    # ---- what people do

    def direct(self, user: str, team: str = HOME) -> str:
        """The channel of a person's direct messages with the bot."""
        with self._lock:
            return self._space.direct(user, team)

    def mention(self, team: str = HOME) -> str:
        return f"<@{self._installed(team).bot_user}>"

    def say(self, user: str, channel: str, text: str, thread_ts: str = "") -> Message:
        """A message; where it mentions the bot in a channel, Slack sends two events, in no order."""
        said = self._add(Message(channel, "", thread_ts, text, payloads.rich_text(text), via=PERSON, author=user))
        self._send(said)
        return said

    def other_bot(self, channel: str, text: str, thread_ts: str = "") -> Message:
        """A message of another app."""
        said = self._add(Message(channel, "", thread_ts, text, payloads.rich_text(text), author="U0OTHERBOT"))
        self._send(said, bot_id="B0OTHERBOT", app_id="A0OTHERBOT")
        return said

    def join(self, user: str, channel: str) -> Message:
        """A person, or the bot itself, joins a channel, which Slack says in a message of its own."""
        said = self._add(Message(channel, "", "", f"<@{user}> has joined the channel", [], via=PERSON, author=user))
        said.subtype = "channel_join"
        self._send(said)
        return said

    def edit(self, message: Message, text: str) -> Delivered:
        """A person changes what they said."""
        app = self._of(message.channel)
        with self._lock:
            before = payloads.message(message, app)
            message.text, message.blocks = text, payloads.rich_text(text)
            message.edits += 1
            event = payloads.changed(message, app, before, self._space.timestamp())
        return self.event(event, app.team)

    def command(self, user: str, channel: str, command: str, text: str) -> Delivered:
        app = self._of(channel)
        return self.deliver(
            COMMAND, payloads.slash_command(app, command, text, user, channel) | self._answerable(app, channel, user)
        )

    def shortcut(self, user: str, message: Message, callback_id: str = "who_handles") -> Delivered:
        """A person uses a shortcut on a message."""
        app = self._of(message.channel)
        used = {
            "callback_id": callback_id,
            "message_ts": message.ts,
            "action_ts": self._timestamp(),
            "channel": {"id": message.channel, "name": payloads.channel_name(message.channel)},
            "message": payloads.message(message, app),
        }
        common = payloads.interaction("message_action", app, user)
        return self.deliver(INTERACTION, common | used | self._answerable(app, message.channel, user))

    def press(self, user: str, message: Message, action_id: str) -> Delivered:
        """A person presses a button of a message."""
        return self._use(user, message, *message.element(action_id))

    def choose(self, user: str, message: Message, action_id: str, value: str) -> Delivered:
        """A person chooses from a menu of a message."""
        block, element = message.element(action_id)
        options = {option["value"]: option for option in payloads.options(element)}
        assert value in options, f"{value!r} is not among {list(options)}"
        return self._use(user, message, block, element, options[value])

    def press_home(self, user: str, action_id: str, team: str = HOME) -> Delivered:
        """A person presses a button of the App Home."""
        app, view = self._installed(team), self.home(user)
        done = payloads.action(*found(view["blocks"], action_id), self._timestamp())
        where = {"container": {"type": "view", "view_id": view["id"]}, "view": view, "actions": [done]}
        common = payloads.interaction("block_actions", app, user)
        return self.deliver(INTERACTION, common | where | {"trigger_id": self._trigger()})

    def open_home(self, user: str, team: str = HOME, tab: str = "home") -> Delivered:
        """A person opens the app, at its home or at its messages."""
        opened = {"type": "app_home_opened", "user": user, "channel": self.direct(user, team), "tab": tab}
        return self.event(opened | {"event_ts": self._timestamp()}, team)

    def open_assistant(self, user: str, team: str = HOME) -> Message:
        """A person opens the assistant view; the first message of its thread."""
        app, channel = self._installed(team), self.direct(user, team)
        root = self._add(Message(channel, "", "", "New Assistant Thread", [], author=app.bot_user))
        root.subtype, root.thread_ts = "assistant_app_thread", root.ts
        context = {"channel_id": "C0SEEN", "team_id": team, "enterprise_id": None}
        thread = {"user_id": user, "context": context, "channel_id": channel, "thread_ts": root.ts}
        self.event({"type": "assistant_thread_started", "assistant_thread": thread, "event_ts": root.ts}, team)
        self._send(root)
        return root

    # ---- what happens to the app

    def authorize(self, team: str) -> str:
        """A workspace agrees to install the app: the code that Slack sends the browser back with."""
        with self._lock:
            code = self._space.number()
            self._space.codes[code] = team
            return code

    def installation(self, team: str) -> Installation:
        """The app as it is installed in a workspace."""
        return self._installed(team)

    def uninstall(self, team: str = HOME) -> list[Delivered]:
        """A workspace removes the app: its token ends, and Slack says so in two events."""
        app = self._installed(team)
        with self._lock:
            self._space.revoked[app.token] = "account_inactive"
        events: list[dict[str, Any]] = [
            {"type": "tokens_revoked", "tokens": {"oauth": [], "bot": [app.bot_user]}},
            {"type": "app_uninstalled"},
        ]
        return [self.deliver(EVENT, self._enveloped(event, app)) for event in events]

    def revoke(self, team: str = HOME) -> None:
        """The bot's token ends, and nobody says so."""
        with self._lock:
            self._space.revoked[self._installed(team).token] = "token_revoked"

    def drop_scope(self, scope: str) -> None:
        """The app loses a scope in every workspace."""
        with self._lock:
            for token, app in self._space.installations.items():
                self._space.installations[token] = replace(app, scopes=app.scopes - {scope})

    def archive(self, channel: str) -> None:
        with self._lock:
            self._space.archived.add(channel)

    def leave(self, channel: str) -> None:
        """The bot is no longer in a channel, or never was."""
        with self._lock:
            self._space.outside.add(self._space.channel(channel, HOME))

    def fail(self, method: str, error: str, times: int = 1) -> None:
        """The next calls of a method, or of "response_url", get this error."""
        with self._lock:
            self._web.faults.append(Fault(method, error, times))

    def limit_rate(self, method: str, times: int = 1, retry_after: int = 1) -> None:
        """The next calls of a method, or of "response_url", are answered with 429 and how many seconds to wait."""
        with self._lock:
            self._web.faults.append(Fault(method, "ratelimited", times, retry_after))

    # ---- how the bot is reached

    def event(self, event: dict[str, Any], team: str = HOME) -> Delivered:
        return self.deliver(EVENT, self._enveloped(event, self._installed(team)))

    def deliver(self, kind: str, payload: dict[str, Any]) -> Delivered:
        return self._run(self._deliver(kind, payload))

    def deliveries(self, message: Message) -> list[Delivered]:
        """The events about a message when it was said."""
        with self._lock:
            events = [(sent, sent.payload.get("event", {})) for sent in self.delivered]
        said = (message.channel, message.ts)
        return [sent for sent, event in events if (event.get("channel"), event.get("ts")) == said]

    def retry(self, delivered: Delivered, number: int = 1) -> Delivered:
        """Slack sends the same once more, as it does where no acknowledgement came."""
        return self._run(self._deliver(delivered.kind, delivered.payload, number))

    def post(self, body: bytes, headers: dict[str, str]) -> tuple[int, str]:
        """Whoever may, posts whatever to the request URL; its status and text. payloads.signed makes headers."""
        return self._run(self._http.post(body, headers))

    def connected(self, count: int = 1) -> None:
        """Waits until the bot has so many sockets open."""
        self.wait_for(lambda: len(self._sockets.open) >= count)

    def reconnect(self, asked: bool = True, closed: bool = False) -> None:
        """Slack asks the bot to connect anew, as it does every few hours, or closes its sockets; the bot opens one."""
        before = list(self._sockets.open)
        self._run(self._sockets.end(before, asked=asked, closed=closed))
        self.wait_for(lambda: set(self._sockets.open) - set(before))

    # ---- what the above is made of

    def _problem(self, problem: str) -> None:
        with self._lock:
            self._web.problems.append(problem)
            self._lock.notify_all()

    def _echo(self, event: dict[str, Any], app: Installation) -> None:
        """What the bot did comes back to it as an event; called in the loop."""
        if not self._http.url and not self._sockets.open:
            return
        task = self._loop.create_task(self._deliver(EVENT, self._enveloped(event, app)))
        self._echoes.add(task)
        task.add_done_callback(self._echoes.discard)

    async def _deliver(self, kind: str, payload: dict[str, Any], retry: int = 0) -> Delivered:
        way: Http | Sockets = self._http if self._http.url else self._sockets
        delivered = await way.deliver(kind, payload, retry)
        with self._lock:
            self.delivered.append(delivered)
            self._lock.notify_all()
        return delivered

    def _send(self, said: Message, **more: str) -> None:
        app = self._of(said.channel)
        with self._lock:
            root = self._space.messages.get((said.channel, said.thread_ts))
        event = payloads.message_event(said, app, root.author if root else "") | more
        events = [event]
        if f"<@{app.bot_user}>" in said.text and not said.subtype and event["channel_type"] != "im":
            events.append({name: value for name, value in event.items() if name != "channel_type"})
            events[-1]["type"] = "app_mention"

        async def both() -> None:
            await asyncio.gather(*(self._deliver(EVENT, self._enveloped(each, app)) for each in events))

        self._run(both())

    def _use(
        self,
        user: str,
        message: Message,
        block: dict[str, Any],
        element: dict[str, Any],
        option: dict[str, Any] | None = None,
    ) -> Delivered:
        app = self._of(message.channel)
        done = payloads.action(block, element, self._timestamp(), option)
        common = payloads.interaction("block_actions", app, user)
        answerable = self._answerable(app, message.channel, user, message)
        return self.deliver(INTERACTION, common | payloads.in_message(message, app) | {"actions": [done]} | answerable)

    def _answerable(
        self, app: Installation, channel: str, user: str, original: Message | None = None
    ) -> dict[str, str]:
        with self._lock:
            name = self._space.number()
            self._space.response_urls[name] = ResponseUrl(app.team, channel, user, original)
        return {"response_url": f"{self._base}/response/{name}", "trigger_id": self._trigger()}

    def _trigger(self) -> str:
        return f"1.2.{self._space.number().lower()}"

    def _timestamp(self) -> str:
        with self._lock:
            return self._space.timestamp()

    def _enveloped(self, event: dict[str, Any], app: Installation) -> dict[str, Any]:
        return payloads.event_callback(event, app, f"Ev{self._space.number()}")

    def _add(self, message: Message) -> Message:
        with self._lock:
            self._space.channel(message.channel, HOME)
            message.ts = self._space.timestamp()
            return self._space.add(message)

    def _of(self, channel: str) -> Installation:
        with self._lock:
            return self._installed(self._space.channels[self._space.channel(channel, HOME)])

    def _installed(self, team: str) -> Installation:
        with self._lock:
            app = self._space.installed(team)
        assert app, f"the app is not installed in {team}"
        return app
