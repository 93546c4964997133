"""What Slack's side needs of the bot: questions asked, and answers as they were said.

A conversation is named by its sender: one for each person in direct messages and the App Home, one for each person in
a thread of a channel, and one for what a person asks in a channel by command.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from bot.slack.answers import Said

# What the senders of this channel begin with; nobody else may speak for them.
SENDER = "slack:"


def direct(team: str, user: str) -> str:
    return f"{SENDER}{team}:{user}"


def in_thread(team: str, channel: str, thread: str, user: str) -> str:
    return f"{SENDER}{team}:{channel}:{thread}:{user}"


def by_command(team: str, channel: str, user: str) -> str:
    return f"{SENDER}{team}:{channel}:{user}:command"


def person_of(sender: str) -> str:
    """Whose conversation that is, as slack:TEAM:MEMBER; the sender itself where it is none of Slack's."""
    if not sender.startswith(SENDER):
        return sender
    parts = sender.removeprefix(SENDER).removesuffix(":command").split(":")
    return direct(parts[0], parts[-1])


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
