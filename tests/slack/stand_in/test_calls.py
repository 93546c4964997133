"""The stand-in refuses what Slack refuses of a call, and answers the others as Slack does."""

import asyncio
from typing import Any

import pytest
from slack_sdk.errors import SlackApiError
from slack_sdk.http_retry.builtin_async_handlers import AsyncRateLimitErrorRetryHandler
from slack_sdk.web.async_client import AsyncWebClient

from tests.slack.stand_in import HOME, SlackSide, payloads
from tests.slack.stand_in.sdk import BLOCKS, FINE, SECTION, call, decoded, post, thread

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
