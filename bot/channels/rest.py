"""Rasa's REST channel for programs of one's own, without what makes it unsafe.

A caller says whom it speaks for, so it must be trusted: keep the path behind a proxy that asks who calls.
"""

import logging
from collections.abc import Awaitable, Callable
from typing import Any

from rasa.core.channels.channel import UserMessage
from rasa.core.channels.rest import RestInput
from sanic import Blueprint, Request
from sanic.exceptions import InvalidUsage

from bot.channels.refusals import REFUSALS, Refused
from bot.channels.requests import without_command, written
from bot.channels.tokens import SENDER
from bot.runtime.erasure import ASIDE
from bot.slack.senders import SENDER as SLACK_SENDER

logger = logging.getLogger(__name__)


class RestChannel(RestInput):
    """POST {"sender", "message"} to /webhooks/rest/webhook; what a caller sends is only ever understood as text.

    A missing sender or message, and one that is too long, is 400; a message that cannot be answered gets a sentence
    that says so.
    """

    async def _extract_sender(self, req: Request) -> str:
        sent = req.json
        sender = sent.get("sender") if isinstance(sent, dict) else None
        # Rasa gives all who name no sender one conversation together; those of other channels belong to who began them,
        # and those that were set aside to nobody.
        if not isinstance(sender, str) or not sender.strip() or sender.startswith((SENDER, SLACK_SENDER, ASIDE)):
            raise InvalidUsage("sender must be a text that names the conversation.")
        return sender

    def _extract_message(self, req: Request) -> str:
        try:
            return without_command(written(req.json, "message"))
        except Refused as refused:
            raise InvalidUsage(f"message: {refused.text}") from None

    def _extract_input_channel(self, req: Request) -> str:
        return self.name()

    def get_metadata(self, request: Request) -> None:
        return None

    def blueprint(self, on_new_message: Callable[[UserMessage], Awaitable[Any]]) -> Blueprint:
        async def answered(message: UserMessage) -> None:
            # Left to Rasa, an error is an empty answer, or with ?stream=true none for ever.
            try:
                await on_new_message(message)
            except Exception as error:
                logger.error("A message could not be answered: %s", type(error).__name__)
                await message.output_channel.send_text_message(message.sender_id, REFUSALS["failed"][1])

        return super().blueprint(answered)
