"""The Web API and the response_urls as they are served: requests are read, judged, carried out and recorded."""

import threading
from dataclasses import dataclass
from typing import Any

from aiohttp import BasicAuth, web

from tests.slack.stand_in.api import Answer, Api
from tests.slack.stand_in.methods import (
    ANYWHERE,
    APP,
    BOT,
    HISTORY,
    METHODS,
    NOBODY,
    RESPONSE_TAKES,
    Method,
    read_form,
    read_json,
)
from tests.slack.stand_in.refusals import Refused
from tests.slack.stand_in.workspace import RESPONSE_URL, Call, Credentials, Installation, Workspace


@dataclass
class Fault:
    """What the next calls of a method get instead of an answer, so many times; retry_after: seconds, for a 429."""

    method: str
    error: str
    times: int
    retry_after: int = 0


class WebApi:
    """Serves methods and response_urls; lock guards all that it reads and changes, and wakes who waits for a call."""

    def __init__(self, space: Workspace, api: Api, credentials: Credentials, lock: threading.Condition) -> None:
        self._space, self._api, self._credentials, self._lock = space, api, credentials, lock
        self.calls: list[Call] = []
        self.problems: list[str] = []
        self.faults: list[Fault] = []

    def routes(self) -> list[web.RouteDef]:
        return [web.route("*", "/api/{method}", self._method), web.post("/response/{name}", self._response)]

    async def _method(self, request: web.Request) -> web.Response:
        name = request.match_info["method"]
        body = await _body(request)
        token = request.headers.get("Authorization", "").removeprefix("Bearer ")
        args: dict[str, Any] = {}
        with self._lock:
            try:
                self._fail(name)
                method = METHODS.get(name)
                if method is None:
                    raise Refused("unknown_method", "there is no such method here")
                args, wrong = _read(request, body, method)
                token = args.pop("token", token)
                app = self._authorized(method, token)
                if app and args.pop("team_id", app.team) != app.team:
                    raise Refused("team_access_not_granted", f"a token of {app.team}")
                self._scope(method, app, args)
                wrong += [f"{missing}: missing" for missing in method.needs if missing not in args]
                if wrong:
                    raise Refused("invalid_arguments", "; ".join(wrong), response_metadata={"messages": wrong})
                answer = {"ok": True, **self._api(name, app, args)}
            except Refused as refused:
                answer = self._refusal(name, refused)
            self._record(Call(name, token, args, answer))
        return _served(answer, 200)

    async def _response(self, request: web.Request) -> web.Response:
        body = await _body(request)
        args: dict[str, Any] = {}
        answer: Answer = {"ok": True}
        with self._lock:
            try:
                self._fail(RESPONSE_URL)
                url = self._space.response_urls.get(request.match_info["name"])
                if url is None:
                    raise Refused("invalid_url", "no such response_url")
                if not isinstance(body, dict) or request.content_type != "application/json":
                    raise Refused("invalid_payload", f"{request.content_type} instead of JSON")
                args, wrong = read_json(body, RESPONSE_TAKES)
                if wrong:
                    raise Refused("invalid_arguments", "; ".join(wrong))
                self._api.respond(url, self._space.installed(url.team), args)
            except Refused as refused:
                answer = self._refusal(RESPONSE_URL, refused)
            self._record(Call(RESPONSE_URL, "", args, answer))
        return web.Response(text="ok") if answer["ok"] else _served(answer, 404)

    def _fail(self, method: str) -> None:
        for fault in self.faults:
            if fault.method == method and fault.times > 0:
                fault.times -= 1
                raise Refused(fault.error, retry_after=fault.retry_after)

    def _authorized(self, method: Method, token: str) -> Installation | None:
        if method.token == NOBODY:
            return None
        if not token:
            raise Refused("not_authed", "no token")
        if token in self._space.revoked:
            raise Refused(self._space.revoked[token])
        app = self._space.installations.get(token)
        if app is None and token != self._credentials.app_token:
            raise Refused("invalid_auth", "a token that nobody was given")
        if method.token != (BOT if app else APP):
            raise Refused("not_allowed_token_type", f"a method for the token of the {method.token}")
        return app

    def _scope(self, method: Method, app: Installation | None, args: dict[str, Any]) -> None:
        needed = method.scope
        if needed == HISTORY:
            kind = {"D": "im", "G": "groups"}.get(str(args.get("channel", ""))[:1], "channels")
            needed = f"{kind}:{HISTORY}"
        if app and needed and needed not in app.scopes:
            raise Refused("missing_scope", needed=needed, provided=",".join(sorted(app.scopes)))

    def _refusal(self, name: str, refused: Refused) -> Answer:
        if refused.reason:
            self.problems.append(f"{name}: {refused.error}: {refused.reason}")
        return {"ok": False, "error": refused.error, **refused.answer}

    def _record(self, call: Call) -> None:
        self.calls.append(call)
        self._lock.notify_all()


def _served(answer: Answer, status: int) -> web.Response:
    if wait := answer.pop("retry_after", 0):
        return web.json_response(answer, status=429, headers={"Retry-After": str(wait)})
    return web.json_response(answer, status=status)


async def _body(request: web.Request) -> Any:
    """A request's JSON, or the fields of its form; None where it is neither."""
    if request.content_type == "application/json":
        try:
            return await request.json()
        except ValueError:
            return None
    return {name: str(value) for name, value in (await request.post()).items()}


def _read(request: web.Request, body: Any, method: Method) -> tuple[dict[str, Any], list[str]]:
    """The arguments of a call, from its query and its body, and what is wrong with them."""
    types = {**ANYWHERE, **method.needs, **method.takes}
    args, wrong = read_form(request.query, types)
    if request.content_type == "application/json":
        if not isinstance(body, dict):
            raise Refused("invalid_json", "not a JSON object")
        if body and not method.reads_json:
            raise Refused("invalid_form_data", "a method that reads no JSON")
        given, more = read_json(body, types)
    else:
        given, more = read_form(body, types)
    if method.token == NOBODY and "Authorization" in request.headers:
        basic = BasicAuth.decode(request.headers["Authorization"])
        given |= {"client_id": basic.login, "client_secret": basic.password}
    return args | given, wrong + more
