"""What Slack's own SDK is answered by the stand-in, and messages to give it."""

import asyncio
from typing import Any

from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient
from slack_sdk.webhook.async_client import AsyncWebhookClient

from tests.slack.stand_in import Message, SlackSide

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
