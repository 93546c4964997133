"""What the stand-in sends to a request URL is taken for Slack's by Slack's own SDK."""

import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs

import pytest
from slack_sdk.signature import SignatureVerifier

from tests.slack.stand_in import EVENT, SlackSide, encoded, signed
from tests.slack.stand_in.sdk import BLOCKS, FINE, SECTION, call, post, respond


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
