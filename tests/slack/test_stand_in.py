"""The stand-in refuses what Slack refuses, and what it sends is taken for Slack's by Slack's own SDK."""

import asyncio
import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs

import pytest
from slack_sdk.errors import SlackApiError
from slack_sdk.http_retry.builtin_async_handlers import AsyncRateLimitErrorRetryHandler
from slack_sdk.signature import SignatureVerifier
from slack_sdk.socket_mode.aiohttp import SocketModeClient
from slack_sdk.socket_mode.request import SocketModeRequest
from slack_sdk.socket_mode.response import SocketModeResponse
from slack_sdk.web.async_client import AsyncWebClient
from slack_sdk.webhook.async_client import AsyncWebhookClient

from tests.slack.stand_in import EVENT, HOME, Message, SlackSide, encoded, payloads, signed

FINE: dict[str, Any] = {"unfurl_links": False, "unfurl_media": False}
BUTTON = {"type": "button", "action_id": "yes", "value": "1", "text": {"type": "plain_text", "text": "Yes & no"}}
MENU = {
    "type": "static_select",
    "action_id": "which",
    "placeholder": {"type": "plain_text", "text": "Which"},
    "options": [{"text": {"type": "plain_text", "text": name}, "value": name} for name in ("a", "b")],
}
BLOCKS = [{"type": "actions", "elements": [BUTTON, MENU]}]
SECTION = {"type": "section", "text": {"type": "plain_text", "text": "There"}}


@pytest.fixture
def slack() -> Iterator[SlackSide]:
    with SlackSide() as side:
        yield side


def call(slack: SlackSide, method: str, token: str | None = None, /, **args: Any) -> dict[str, Any]:
    """What Slack's client is answered."""

    async def ask() -> dict[str, Any]:
        client = AsyncWebClient(slack.token if token is None else token, base_url=slack.url)
        try:
            return decoded(await client.api_call(method, json=args))
        except SlackApiError as refused:
            return decoded(refused.response)

    return asyncio.run(ask())


def decoded(response: Any) -> dict[str, Any]:
    return dict(response.data)


def post(slack: SlackSide, channel: str = "C1", text: str = "Hello", **args: Any) -> Message:
    """A message of the bot's."""
    ts = call(slack, "chat.postMessage", channel=channel, text=text, **FINE, **args)["ts"]
    return next(message for message in slack.messages if message.ts == ts)


def thread(slack: SlackSide, root: Message) -> list[dict[str, Any]]:
    """What Slack's client reads of a thread."""

    async def ask() -> dict[str, Any]:
        client = AsyncWebClient(slack.token, base_url=slack.url)
        return decoded(await client.conversations_replies(channel=root.channel, ts=root.ts))

    return list(asyncio.run(ask())["messages"])


def respond(url: str, **body: Any) -> int:
    async def send() -> int:
        return (await AsyncWebhookClient(url).send_dict(body)).status_code

    return asyncio.run(send())


REFUSED: list[tuple[str, str | None, dict[str, Any], str]] = [
    ("auth.test", "", {}, "not_authed"),
    ("auth.test", "xoxb-nobody", {}, "invalid_auth"),
    ("auth.test", "app", {}, "not_allowed_token_type"),
    ("apps.connections.open", None, {}, "not_allowed_token_type"),
    ("auth.test", None, {"team_id": "T0OTHER"}, "team_access_not_granted"),
    ("chat.postMassage", None, {}, "unknown_method"),
    ("chat.postMessage", None, {"text": "Hello"}, "invalid_arguments"),
    ("chat.postMessage", None, {"channel": "C1", "text": "Hello", "thread": "1"}, "invalid_arguments"),
    ("chat.postMessage", None, {"channel": "C1", "text": "Hello", "as_user": "yes"}, "invalid_arguments"),
    ("chat.postMessage", None, {"channel": "C1", "text": "Hello", "thread_ts": "1.2"}, "invalid_arguments"),
    ("chat.postMessage", None, {"channel": "C1", "text": "Hello", "blocks": "["}, "invalid_arguments"),
    (
        "chat.postMessage",
        None,
        {"channel": "C1", "text": "Hello", "thread_ts": "1700000000.000001"},
        "thread_not_found",
    ),
    ("chat.postMessage", None, {"channel": "C1"}, "no_text"),
    ("chat.postMessage", None, {"channel": "C1", "text": "a" * 40_001}, "msg_too_long"),
    ("chat.postMessage", None, {"channel": "C1", "text": "a", "blocks": [SECTION] * 51}, "invalid_blocks"),
    ("chat.postMessage", None, {"channel": "C1", "text": "a", "blocks": [{"type": "sections"}]}, "invalid_blocks"),
    ("chat.postMessage", None, {"channel": "C1", "blocks": [SECTION]}, "invalid_blocks"),
    ("chat.postEphemeral", None, {"channel": "C1", "text": "Hello"}, "invalid_arguments"),
    ("chat.update", None, {"channel": "C1", "ts": "1700000000.000001", "text": "Hello"}, "message_not_found"),
    ("views.publish", None, {"user_id": "U1", "view": {"type": "modal", "blocks": [SECTION]}}, "invalid_arguments"),
    ("views.publish", None, {"user_id": "U1", "view": {"type": "home", "blocks": [{}]}}, "invalid_arguments"),
    ("conversations.open", None, {}, "invalid_arguments"),
    (
        "assistant.threads.setStatus",
        None,
        {"channel_id": "D0HOME1", "thread_ts": "1700000000.000001", "status": "thinks"},
        "invalid_thread_ts",
    ),
    (
        "assistant.threads.setSuggestedPrompts",
        None,
        {"channel_id": "D0HOME1", "prompts": [{"title": "a", "message": "b"}] * 5},
        "invalid_arguments",
    ),
]


@pytest.mark.parametrize(("method", "token", "args", "error"), REFUSED)
def test_a_call_at_fault_is_refused_and_noted(
    slack: SlackSide, method: str, token: str | None, args: dict[str, Any], error: str
) -> None:
    slack.say("U1", "C1", "Hello")
    slack.direct("U1")
    answer = call(slack, method, slack.credentials.app_token if token == "app" else token, **args)
    assert (answer["ok"], answer["error"]) == (False, error)
    assert [problem for problem in slack.problems if problem.startswith(f"{method}: {error}: ")]
    assert slack.calls[-1].answer["error"] == error


@pytest.mark.parametrize(
    ("args", "problem"),
    [
        ({"text": "Hello <!channel>"}, "channel"),
        ({"text": "Hello <@U2>"}, "U2"),
        ({"text": "Hello", "blocks": payloads.rich_text("Hello <@U2>")}, "U2"),
        ({"text": "Hello", "unfurl_links": True}, "unfurl_links"),
        ({"text": "Hello", "link_names": True}, "link_names"),
        ({"text": "Hello", "parse": "full"}, "parse"),
    ],
)
def test_what_slack_lets_pass_but_people_would_regret_is_noted(args: dict[str, Any], problem: str) -> None:
    with SlackSide(mentionable=["U1"]) as slack:
        slack.say("U1", "C1", "Hello")
        assert call(slack, "chat.postMessage", channel="C1", **FINE | {"text": "For <@U1>, a &amp; b"})["ok"]
        assert slack.problems == []
        assert call(slack, "chat.postMessage", channel="C1", **FINE | args)["ok"]
        assert any(problem in noted for noted in slack.problems)


@pytest.mark.parametrize(
    ("fault", "error"),
    [
        (lambda slack: slack.revoke(), "token_revoked"),
        (lambda slack: slack.uninstall(), "account_inactive"),
        (lambda slack: slack.drop_scope("chat:write"), "missing_scope"),
        (lambda slack: slack.archive("C1"), "is_archived"),
        (lambda slack: slack.leave("C1"), "not_in_channel"),
        (lambda slack: slack.fail("chat.postMessage", "fatal_error"), "fatal_error"),
    ],
)
def test_what_goes_wrong_at_slack_is_answered_so_and_nobodys_fault(slack: SlackSide, fault: Any, error: str) -> None:
    slack.say("U1", "C1", "Hello")
    fault(slack)
    assert call(slack, "chat.postMessage", channel="C1", text="Hello", **FINE)["error"] == error
    assert (slack.problems, slack.messages) == ([], [])


def test_a_rate_limit_is_lifted_after_as_many_calls(slack: SlackSide) -> None:
    slack.say("U1", "C1", "Hello")
    slack.limit_rate("chat.postMessage", times=2, retry_after=1)

    async def send() -> bool:
        client = AsyncWebClient(slack.token, base_url=slack.url)
        client.retry_handlers.append(AsyncRateLimitErrorRetryHandler(max_retry_count=2))
        return bool((await client.chat_postMessage(channel="C1", text="Hello", **FINE))["ok"])

    assert asyncio.run(send())
    assert [made.answer.get("error", "ok") for made in slack.calls] == ["ratelimited", "ratelimited", "ok"]
    assert len(slack.messages) == 1


def test_a_thread_is_read_back_with_the_bots_update(slack: SlackSide) -> None:
    root = slack.say("U1", "C1", "Who?")
    said = post(slack, thread_ts=root.ts, blocks=BLOCKS)
    assert call(slack, "chat.update", channel="C1", ts=said.ts, text="Done", blocks=[SECTION])["ok"]
    assert call(slack, "chat.update", channel="C1", ts=root.ts, text="Done")["error"] == "cant_update_message"

    first, second = thread(slack, root)
    assert (first["user"], first["text"]) == ("U1", "Who?")
    assert (second["text"], second["bot_id"]) == ("Done", slack.installation(HOME).bot_id)
    assert [block["type"] for block in second["blocks"]] == ["section"]
    assert slack.replies("C1", thread_ts=root.ts) == [said]


def test_an_ephemeral_is_for_its_reader_and_not_read_back(slack: SlackSide) -> None:
    root = slack.say("U1", "C1", "Who?")
    assert call(slack, "chat.postEphemeral", channel="C1", user="U2", text="You", thread_ts=root.ts)["ok"]
    (said,) = slack.replies("C1", thread_ts=root.ts, user="U2")
    assert call(slack, "chat.update", channel="C1", ts=said.ts, text="Me")["error"] == "cant_update_message"

    assert [message["text"] for message in thread(slack, root)] == ["Who?"]


def test_a_message_to_a_person_stands_in_their_direct_messages(slack: SlackSide) -> None:
    opened = call(slack, "conversations.open", users="U1")["channel"]["id"]
    assert opened == slack.direct("U1") == post(slack, "U1").channel


def test_a_workspace_is_installed_with_a_code_once(slack: SlackSide) -> None:
    async def exchange(code: str, secret: str = "") -> dict[str, Any]:
        secret = secret or slack.credentials.client_secret
        client = AsyncWebClient(base_url=slack.url)
        try:
            given = await client.oauth_v2_access(client_id=slack.credentials.client_id, client_secret=secret, code=code)
        except SlackApiError as refused:
            return decoded(refused.response)
        return decoded(given)

    code = slack.authorize("T0OTHER")
    assert asyncio.run(exchange(code, "guessed"))["error"] == "bad_client_secret"
    given = asyncio.run(exchange(code))
    assert given["team"]["id"] == "T0OTHER"
    assert call(slack, "auth.test", given["access_token"])["user_id"] == given["bot_user_id"]
    assert asyncio.run(exchange(code))["error"] == "invalid_code"
    # A token is good in its own workspace alone.
    assert call(slack, "chat.postMessage", channel=slack.direct("U1"), text="a", **FINE)["ok"]
    elsewhere = call(slack, "chat.postMessage", given["access_token"], channel=slack.direct("U1"), text="a", **FINE)
    assert elsewhere["error"] == "channel_not_found"


# ---- what is sent to a request URL


class Bot:
    """What a bot's request URL was sent; it answers 200 to what Slack signed, else 401."""

    def __init__(self, secret: str) -> None:
        self.requests: list[tuple[dict[str, str], bytes]] = []
        self.verifier = SignatureVerifier(secret)

    @property
    def payloads(self) -> list[dict[str, Any]]:
        return [read(body) for _, body in self.requests]

    @property
    def events(self) -> list[dict[str, Any]]:
        return [payload["event"] for payload in self.payloads if "event" in payload]


Both = tuple[SlackSide, Bot]


def read(body: bytes) -> dict[str, Any]:
    if body.startswith(b"{"):
        return dict(json.loads(body))
    fields = {name: value for name, (value,) in parse_qs(body.decode(), keep_blank_values=True).items()}
    return dict(json.loads(fields["payload"])) if "payload" in fields else fields


@contextmanager
def listening() -> Iterator[Both]:
    bot: Bot

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"]))
            valid = bot.verifier.is_valid_request(body, dict(self.headers.items()))
            if valid:
                bot.requests.append((dict(self.headers.items()), body))
            self.send_response(200 if valid else 401)
            self.send_header("Content-Length", "0")
            self.end_headers()

        def log_message(self, *_: object) -> None:
            pass

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        threading.Thread(target=server.serve_forever, args=[0.01], daemon=True).start()
        try:
            with SlackSide(f"http://127.0.0.1:{server.server_port}/") as slack:
                bot = Bot(slack.credentials.signing_secret)
                yield slack, bot
        finally:
            server.shutdown()


@pytest.fixture
def both() -> Iterator[Both]:
    with listening() as pair:
        yield pair


def test_slacks_own_verifier_takes_its_signatures_and_no_others(both: Both) -> None:
    slack, _ = both
    delivered = slack.deliveries(slack.say("U1", "C1", "Hello"))[0]
    body, _ = encoded(EVENT, delivered.payload)
    secret = slack.credentials.signing_secret
    tries = [
        (signed(secret, body), body, 200),
        (signed(secret, body, age=290), body, 200),
        (signed(secret, body, age=301), body, 401),
        (signed("guessed", body), body, 401),
        (signed(secret, body), body + b" ", 401),
        ({}, body, 401),
    ]
    assert delivered.status == 200
    assert [slack.post(sent, headers)[0] for headers, sent, _ in tries] == [status for _, _, status in tries]


@pytest.mark.parametrize(
    ("channel", "text", "types"),
    [
        ("C1", "Hello", ["message"]),
        ("C1", "<@U0BOT0HOME> who handles &lt;refunds&gt;?", ["app_mention", "message"]),
        ("D0HOME1", "<@U0BOT0HOME> hello", ["message"]),
    ],
)
def test_a_mention_arrives_as_two_events_of_one_message(both: Both, channel: str, text: str, types: list[str]) -> None:
    slack, bot = both
    assert slack.mention() == "<@U0BOT0HOME>"
    said = slack.say("U1", slack.direct("U1") if channel[0] == "D" else channel, text)
    assert sorted(event["type"] for event in bot.events) == types
    assert {(event["ts"], event["text"], event["user"]) for event in bot.events} == {(said.ts, text, "U1")}
    assert len({payload["event_id"] for payload in bot.payloads}) == len(types)


def test_a_retry_is_the_same_event_and_says_so(both: Both) -> None:
    slack, bot = both
    (delivered,) = slack.deliveries(slack.say("U1", "C1", "Hello"))
    slack.retry(delivered, 2)
    first, second = bot.payloads
    assert first == second
    assert ["X-Slack-Retry-Num" in headers for headers, _ in bot.requests] == [False, True]
    assert bot.requests[1][0]["X-Slack-Retry-Num"] == "2"


def test_what_the_bot_says_and_changes_comes_back_to_it(both: Both) -> None:
    slack, bot = both
    root = slack.say("U1", "C1", "Hello")
    said = post(slack, thread_ts=root.ts)
    call(slack, "chat.update", channel="C1", ts=said.ts, text="Done")
    slack.wait_for(lambda: len(slack.delivered) == 3)
    by_kind = {event.get("subtype", "message" if "bot_id" in event else "said"): event for event in bot.events}
    assert by_kind["message"]["parent_user_id"] == "U1"
    assert by_kind["message_changed"]["message"]["text"] == "Done"
    assert by_kind["message_changed"]["previous_message"]["text"] == "Hello"


def test_people_and_other_apps_send_what_is_no_question(both: Both) -> None:
    slack, bot = both
    said = slack.say("U1", "C1", "Hello")
    slack.edit(said, "Goodbye")
    slack.other_bot("C1", f"{slack.mention()} hello")
    slack.join("U0BOT0HOME", "C1")
    slack.open_home("U1")
    kinds = [(event["type"], event.get("subtype"), "bot_id" in event) for event in bot.events]
    assert sorted(kinds, key=str) == sorted(
        [
            ("message", None, False),
            ("message", "message_changed", False),
            ("message", None, True),
            ("app_mention", None, True),
            ("message", "channel_join", False),
            ("app_home_opened", None, False),
        ],
        key=str,
    )
    assert bot.events[1]["message"]["text"] == "Goodbye"


def test_an_assistants_thread_takes_prompts_a_status_and_then_a_reply(both: Both) -> None:
    slack, bot = both
    root = slack.open_assistant("U1")
    started = bot.events[0]["assistant_thread"]
    where = {"channel_id": started["channel_id"], "thread_ts": started["thread_ts"]}
    prompts = [{"title": "Refunds", "message": "Who handles refunds?"}]
    assert call(slack, "assistant.threads.setSuggestedPrompts", **where, prompts=prompts)["ok"]
    assert call(slack, "assistant.threads.setStatus", **where, status="is thinking")["ok"]
    assert slack.status(root.channel, root.ts) == "is thinking"
    assert call(slack, "assistant.threads.setTitle", **where, title="Refunds")["ok"]
    said = post(slack, root.channel, thread_ts=root.ts)
    assert slack.status(root.channel, root.ts) == ""
    assert slack.replies(root.channel, thread_ts=root.ts) == [said]
    assert slack.problems == []


def test_a_pressed_button_and_a_choice_come_with_the_message_as_slack_keeps_it(both: Both) -> None:
    slack, bot = both
    slack.say("U1", "C1", "Hello")
    said = post(slack, blocks=BLOCKS)
    assert said.action_ids == ["yes", "which"]
    slack.press("U1", said, "yes")
    slack.choose("U1", said, "which", "b")
    pressed, chosen = (payload for payload in bot.payloads if payload["type"] == "block_actions")
    assert (pressed["actions"][0]["value"], pressed["actions"][0]["text"]["text"]) == ("1", "Yes &amp; no")
    assert chosen["actions"][0]["selected_option"]["value"] == "b"
    assert pressed["message"]["ts"] == pressed["container"]["message_ts"] == said.ts
    assert pressed["actions"][0]["block_id"] == pressed["message"]["blocks"][0]["block_id"]
    with pytest.raises(AssertionError, match="'no'"):
        slack.press("U1", said, "no")
    with pytest.raises(AssertionError, match="'c'"):
        slack.choose("U1", said, "which", "c")


def test_a_button_of_the_home_comes_with_the_view(both: Both) -> None:
    slack, bot = both
    assert call(slack, "views.publish", user_id="U1", view={"type": "home", "blocks": BLOCKS})["ok"]
    slack.press_home("U1", "yes")
    (pressed,) = bot.payloads
    assert (pressed["view"]["type"], pressed["container"]["type"]) == ("home", "view")
    assert "response_url" not in pressed


@pytest.mark.parametrize("kind", ["command", "shortcut"])
def test_a_command_and_a_shortcut_are_answered_by_their_response_url(both: Both, kind: str) -> None:
    slack, bot = both
    said = slack.say("U1", "C1", "Hello")
    if kind == "command":
        slack.command("U2", "C1", "/whodoes", "refunds & returns")
        assert (bot.payloads[-1]["command"], bot.payloads[-1]["text"]) == ("/whodoes", "refunds & returns")
    else:
        slack.shortcut("U2", said)
        assert (bot.payloads[-1]["callback_id"], bot.payloads[-1]["message"]["text"]) == ("who_handles", "Hello")
    url = bot.payloads[-1]["response_url"]
    assert respond(url, text="For you", blocks=BLOCKS) == 200
    (mine,) = slack.replies("C1", user="U2")
    slack.press("U2", mine, "yes")
    # Slack does not keep an ephemeral: what was pressed comes without it.
    pressed = bot.payloads[-1]
    assert (pressed["container"]["is_ephemeral"], "message" in pressed) == (True, False)
    replaced = {"text": "Done", "blocks": [SECTION], "replace_original": True}
    assert respond(pressed["response_url"], **replaced) == 200
    assert (mine.text, mine.edits) == ("Done", 1)
    assert respond(pressed["response_url"], **replaced, response_type="in_channel") == 404
    assert respond(pressed["response_url"], text="For all", response_type="in_channel", **FINE) == 200
    assert [message.text for message in slack.replies("C1")] == ["For all"]
    assert respond(pressed["response_url"], delete_original=True) == 200
    assert mine not in slack.messages


def test_a_response_url_is_good_for_five_answers_as_json(both: Both) -> None:
    slack, bot = both
    slack.command("U1", "C1", "/role", "")
    url = bot.payloads[-1]["response_url"]
    assert [respond(url, text="Hello") for _ in range(6)] == [200] * 5 + [404]
    assert respond(url + "x", text="Hello") == 404
    assert [problem.split(": ")[:2] for problem in slack.problems] == [
        ["response_url", "used_url"],
        ["response_url", "invalid_url"],
    ]


def test_a_removed_app_is_told_twice(both: Both) -> None:
    slack, bot = both
    slack.uninstall()
    assert [event["type"] for event in bot.events] == ["tokens_revoked", "app_uninstalled"]


def test_waiting_in_vain_tells_what_was_seen(both: Both) -> None:
    slack, _ = both
    slack.say("U1", "C1", "Hello")
    post(slack, text="Something else")
    with pytest.raises(AssertionError, match=r"chat\.postMessage.*Something else"):
        slack.wait_for(lambda: None, timeout=0.1)


def test_waiting_ends_once_the_condition_holds_though_nobody_called(slack: SlackSide) -> None:
    answers = iter([None, None, "there"])
    assert slack.wait_for(lambda: next(answers)) == "there"


def test_quiet_notices_what_is_said_meanwhile(slack: SlackSide) -> None:
    slack.say("U1", "C1", "Hello")
    slack.quiet(0.1)
    late = threading.Timer(0.2, post, [slack])
    late.start()
    with pytest.raises(AssertionError, match="Hello"):
        slack.quiet(20)
    late.join()


# ---- what is sent over a socket


async def in_thread(act: Any, *args: Any) -> Any:
    return await asyncio.get_running_loop().run_in_executor(None, act, *args)


def test_socket_mode_delivers_to_slacks_own_client_also_after_it_reconnected(slack: SlackSide) -> None:
    received: list[SocketModeRequest] = []

    async def acknowledge(client: Any, request: SocketModeRequest) -> None:
        received.append(request)
        await client.send_socket_mode_response(SocketModeResponse(request.envelope_id, {"text": "seen"}))

    async def talk() -> None:
        client = SocketModeClient(
            slack.credentials.app_token, web_client=AsyncWebClient(base_url=slack.url), ping_interval=1
        )
        client.socket_mode_request_listeners.append(acknowledge)
        await client.connect()
        try:
            await in_thread(slack.connected)
            said = await in_thread(slack.say, "U1", "C1", f"{slack.mention()} hello")
            command = await in_thread(slack.command, "U1", "C1", "/whodoes", "refunds")
            assert (command.status, json.loads(command.body)) == (200, {"text": "seen"})
            await in_thread(slack.reconnect)
            again = await in_thread(slack.retry, slack.deliveries(said)[0])
            assert again.status == 200
            await client.send_message(json.dumps({"envelope_id": "unknown"}))
            await in_thread(slack.wait_for, lambda: slack.problems)
        finally:
            await client.close()

    asyncio.run(talk())
    assert [request.type for request in received] == ["events_api", "events_api", "slash_commands", "events_api"]
    assert [request.retry_attempt for request in received if request.type == "events_api"] == [0, 0, 1]
    assert received[2].payload["text"] == "refunds"
    assert len(slack.problems) == 1


def test_a_socket_needs_the_apps_token(slack: SlackSide) -> None:
    assert call(slack, "apps.connections.open", slack.credentials.app_token)["url"].startswith("ws://127.0.0.1:")
    assert slack.problems == []
