"""Messages on their way to Slack: whose they are, and where they are put."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from slack_sdk.http_retry.async_handler import AsyncRetryHandler
from slack_sdk.http_retry.builtin_async_handlers import (
    AsyncConnectionErrorRetryHandler,
    AsyncRateLimitErrorRetryHandler,
)
from slack_sdk.web.async_client import AsyncWebClient
from slack_sdk.webhook.async_client import AsyncWebhookClient

from bot.slack.answers import Block, Drawn, drawn
from bot.slack.asking import Reply
from bot.slack.faults import ResponseRefused
from bot.slack.mrkdwn import escaped
from bot.slack.richtext import prose

# How often a call is tried again that Slack asks to wait with.
TRIES = 4


def retry_handlers() -> list[AsyncRetryHandler]:
    return [AsyncConnectionErrorRetryHandler(), AsyncRateLimitErrorRetryHandler(max_retry_count=TRIES)]


@dataclass(frozen=True)
class Whose:
    """Whose question a message answers, and which of the bot's messages in that conversation it is."""

    user: str
    seq: int

    @classmethod
    def read(cls, block_id: str) -> "Whose":
        """From the id of a block that can be pressed; of nobody where it is none of ours."""
        user, _, seq = block_id.rpartition("/")[0].partition("/")
        return cls(user, int(seq)) if user and seq.isascii() and seq.isdigit() else cls("", 0)

    def block_id(self, number: int) -> str:
        return f"{self.user}/{self.seq}/{number}"


def shown(reply: Reply, user: str, share: bool = False) -> list[Drawn]:
    """The reply to a person's message as Slack's messages; what can be pressed in them says whose they are."""
    if reply.error:
        return [said(reply.error)]
    feedback = str(reply.rated) if reply.rated else ""
    return [_owned(each, Whose(user, reply.seq)) for each in drawn(reply.entries, feedback, share)]


def said(text: str) -> Drawn:
    """A sentence of the bot's own."""
    return Drawn(escaped(text), [piece.block for piece in prose(text)])


def _owned(message: Drawn, whose: Whose) -> Drawn:
    blocks: list[Block] = [
        block | {"block_id": whose.block_id(number)} if block["type"] == "actions" else block
        for number, block in enumerate(message.blocks)
    ]
    return replace(message, blocks=blocks)


async def post(client: AsyncWebClient, channel: str, messages: Sequence[Drawn], thread: str = "") -> str:
    """Posts messages, in a thread where one is given; returns the id of the conversation they went to.

    channel: of a conversation, or of a person for their direct messages. Raises SlackApiError.
    """
    for message in messages:
        answer = await client.chat_postMessage(
            channel=channel,
            text=message.text,
            blocks=message.blocks,
            unfurl_links=False,
            unfurl_media=False,
            thread_ts=thread or None,
        )
        channel = answer["channel"]
    return channel


async def respond(
    response_url: str, message: Drawn, replaces: bool = False, in_channel: bool = False, thread: str = ""
) -> None:
    """Answers a command or an interaction, for the person alone unless in_channel.

    replaces: the message that was interacted with. Raises ResponseRefused.
    """
    body: dict[str, Any] = {
        "text": message.text,
        "blocks": message.blocks,
        "replace_original": replaces,
        "unfurl_links": False,
        "unfurl_media": False,
    }
    if not replaces:
        body["response_type"] = "in_channel" if in_channel else "ephemeral"
        body |= {"thread_ts": thread} if thread else {}
    answer = await AsyncWebhookClient(response_url, retry_handlers=retry_handlers()).send_dict(body)
    if answer.status_code != 200:
        raise ResponseRefused(answer.status_code, answer.body[:100])
