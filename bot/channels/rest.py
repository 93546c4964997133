"""Rasa's REST channel for programs of one's own, without what makes it unsafe.

A caller says whom it speaks for, so it must be trusted: keep the path behind a proxy that asks who calls.
"""

import asyncio
import logging
import unicodedata
from collections.abc import Awaitable, Callable
from typing import Any

from rasa.core.channels.channel import CollectingOutputChannel, UserMessage
from rasa.core.channels.rest import RestInput
from sanic import Blueprint, Request

from bot.channels.crowd import crowd
from bot.channels.limits import Limit, address_of, counted_address, is_of_this_machine
from bot.channels.refusals import REFUSALS, Refused
from bot.channels.requests import LARGEST, fields, without_command, written
from bot.channels.senders import SENDER
from bot.runtime.ask_main import CHANNEL
from bot.runtime.erasure import ASIDE
from bot.settings import load_settings
from bot.slack.senders import SENDER as SLACK_SENDER

logger = logging.getLogger(__name__)

# Characters of a sender: it is kept with every message.
LONGEST_SENDER = 200


class RestChannel(RestInput):
    """POST {"sender", "message"} to /webhooks/rest/webhook; what a caller sends is only ever understood as text.

    A missing sender or message, and one that is too long, is 400; a message that cannot be answered gets a sentence
    that says so.
    """

    def __init__(self) -> None:
        settings = load_settings()
        self._by_sender, self._by_address = Limit(settings.rest_sender_limit), Limit(settings.rest_address_limit)

    async def _extract_sender(self, req: Request) -> str:
        if len(req.body) > LARGEST:
            raise Refused("too_large", f"The request is larger than {LARGEST} bytes.")
        sender = fields(req.body).get("sender")
        # Rasa gives all who name no sender one conversation together; those of other channels belong to who began them,
        # and those that were set aside to nobody.
        if not isinstance(sender, str) or not sender.strip() or sender.startswith((SENDER, SLACK_SENDER, ASIDE)):
            raise Refused("bad_request", "sender must be a text that names the conversation.")
        if len(sender) > LONGEST_SENDER or any(map(_is_no_letter, sender)):
            raise Refused("bad_request", f"sender must be at most {LONGEST_SENDER} characters that can be written.")
        self._count(req, sender)
        return sender

    def _count(self, request: Request, sender: str) -> None:
        address = address_of(request)
        if is_of_this_machine(address):
            return
        self._by_sender.admit(sender)
        self._by_address.admit(counted_address(address))

    def _extract_message(self, req: Request) -> str:
        text = without_command(written(fields(req.body), "message"))
        crowd().check()
        return text

    def _extract_input_channel(self, req: Request) -> str:
        # `rolewise ask` prints the text as it would if it answered by itself; nobody speaks for any other channel.
        return CHANNEL if fields(req.body).get("input_channel") == CHANNEL else self.name()

    def get_metadata(self, request: Request) -> None:
        return None

    @staticmethod
    async def on_message_wrapper(
        on_new_message: Callable[[UserMessage], Awaitable[Any]],
        text: str,
        queue: "asyncio.Queue[Any]",
        sender_id: str,
        input_channel: str,
        metadata: dict[str, Any] | None,
    ) -> None:
        """As Rasa's, for ?stream=true, but nothing is sent before all of it is kept."""
        collected = CollectingOutputChannel()
        await on_new_message(UserMessage(text, collected, sender_id, input_channel=input_channel, metadata=metadata))
        for message in (*collected.messages, "DONE"):
            await queue.put(message)

    def blueprint(self, on_new_message: Callable[[UserMessage], Awaitable[Any]]) -> Blueprint:
        async def answered(message: UserMessage) -> None:
            # Left to Rasa, an error is an empty answer, or with ?stream=true none for ever.
            try:
                with crowd().inside():
                    await on_new_message(message)
            except asyncio.CancelledError:
                # The caller hung up; Rasa would log the message.
                logger.info("A caller did not wait for the answer.")
            except Exception as error:
                logger.error("A message could not be answered: %s", type(error).__name__)
                if isinstance(message.output_channel, CollectingOutputChannel):
                    # What was said before that is not kept.
                    message.output_channel.messages.clear()
                await message.output_channel.send_text_message(message.sender_id, REFUSALS["failed"][1])

        return super().blueprint(answered)


def _is_no_letter(character: str) -> bool:
    """Whether it is a control character, or half of one that stands outside the first 65,536."""
    return unicodedata.category(character) in ("Cc", "Cs")
