"""Slack's server: it is called by the bot, and sends it what happens; who does what there is told elsewhere."""

import asyncio
import threading
import time
from collections.abc import Callable, Coroutine, Iterable
from typing import Any, TypeVar

from aiohttp import web

from tests.slack.stand_in import payloads
from tests.slack.stand_in.api import Api
from tests.slack.stand_in.transport import EVENT, Delivered, Http, Sockets
from tests.slack.stand_in.web import WebApi
from tests.slack.stand_in.workspace import Call, Credentials, Installation, Message, Workspace

HOME = "T0HOME"
SCOPES = frozenset(
    "app_mentions:read assistant:write channels:history chat:write commands".split()
    + "groups:history im:history im:write mpim:history users:read".split()
)
PATIENCE = 30

Result = TypeVar("Result")
Side = TypeVar("Side", bound="Server")


class Server:
    """Slack on a free port of 127.0.0.1, with the app installed in the workspace HOME; see SlackSide."""

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

    def __enter__(self: Side) -> Side:
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

    def farewells(self) -> list[int | None]:
        """The codes with which the bot's sockets were closed, once none is open: 1000 where it took its leave."""
        self.wait_for(lambda: not self._sockets.open)
        return self._sockets.farewells

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

    def _timestamp(self) -> str:
        with self._lock:
            return self._space.timestamp()

    def _enveloped(self, event: dict[str, Any], app: Installation) -> dict[str, Any]:
        shared = event.get("channel") in self._space.shared
        return payloads.event_callback(event, app, f"Ev{self._space.number()}") | {"is_ext_shared_channel": shared}

    def _of(self, channel: str) -> Installation:
        with self._lock:
            return self._installed(self._space.channels[self._space.channel(channel, HOME)])

    def _installed(self, team: str) -> Installation:
        with self._lock:
            app = self._space.installed(team)
        assert app, f"the app is not installed in {team}"
        return app
