"""What Slack's side needs of the bot: questions asked, and answers as they were said."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum
from typing import Protocol

from bot.slack.answers import Said


@dataclass(frozen=True)
class Reply:
    """What the bot said to one message.

    seq: the number of the last of its messages. rated: that of the message that feedback is about, 0 where there is
    no answer to rate. error: what to tell instead, where the message was not answered. question: the message itself.
    """

    entries: Sequence[Said] = ()
    seq: int = 0
    rated: int = 0
    error: str = ""
    question: str = ""


class Heard(Enum):
    """What something is that nobody said to the bot.

    question: surely asks what the bot tells of. reply: says yes or no, or how much. courtesy: greets or thanks.
    aside: is about something else. other: may answer a question, or say what was wrong.
    """

    question = "question"
    reply = "reply"
    courtesy = "courtesy"
    aside = "aside"
    other = "other"


# What may answer the bot where it has asked something, and what may say what was wrong with an answer.
ANSWERS = frozenset((Heard.question, Heard.reply, Heard.other))
REMARKS = frozenset((Heard.aside, Heard.other))


class Asking(Protocol):
    """The bot; bot.channels.slack has it."""

    async def ask(self, sender: str, id: str, text: str, overheard: bool = False, outside: bool = False) -> Reply:
        """Asks what a person wrote; the same id again gets the same reply.

        overheard: whether nobody said it to the bot; where that has nothing to tell, the reply has no entries.
        outside: whether whoever asks, or reads the reply, is no colleague: nobody of the company is told of then.
        """

    async def hear(self, text: str) -> Heard:
        """What a text is that nobody said to the bot."""

    async def awaits(self, sender: str) -> bool:
        """Whether the bot has just asked something in the conversation, and waits for the reply."""

    async def offered(self, sender: str, payload: str) -> bool:
        """Whether the bot has offered this choice in the conversation."""

    async def press(self, sender: str, id: str, payload: str, outside: bool = False) -> Reply:
        """Takes a choice that was offered."""

    async def again(self, sender: str, seq: int) -> Reply:
        """The reply that the bot's message of that number is part of; without entries where there is none."""

    async def keep_feedback(self, sender: str, seq: int, helpful: bool, comment: str = "") -> bool:
        """Keeps what a person thinks of the bot's message of that number; False where there is no such message."""
