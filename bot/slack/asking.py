"""What Slack's side needs of the bot: questions asked, and answers as they were said."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from bot.slack.answers import Said


@dataclass(frozen=True)
class Reply:
    """What the bot said to one message.

    seq: the number of the last of its messages. rated: that of the message that feedback is about, 0 where there is
    no answer to rate. error: what to tell instead, where the message was not answered.
    """

    entries: Sequence[Said] = ()
    seq: int = 0
    rated: int = 0
    error: str = ""


class Asking(Protocol):
    """The bot; bot.channels.slack has it."""

    async def ask(self, sender: str, id: str, text: str) -> Reply:
        """Asks what a person wrote; the same id again gets the same reply."""

    async def offered(self, sender: str, payload: str) -> bool:
        """Whether the bot has offered this choice in the conversation."""

    async def press(self, sender: str, id: str, payload: str) -> Reply:
        """Takes a choice that was offered."""

    async def again(self, sender: str, seq: int) -> Reply:
        """The reply that the bot's message of that number is part of; without entries where there is none."""

    async def keep_feedback(self, sender: str, seq: int, helpful: bool) -> bool:
        """Keeps what a person thinks of the bot's message of that number; False where there is no such message."""
