"""What Slack refuses of a call, whatever its method: where it goes, what it names and what it says."""

from collections.abc import Callable
from typing import Any

from tests.slack import blockkit
from tests.slack.stand_in import checks
from tests.slack.stand_in.workspace import PERSON, Installation, Message, Workspace

TEXT = 40_000


class Refused(Exception):
    """Slack says no: the error it answers with; with a reason where that is the caller's fault."""

    def __init__(self, error: str, reason: str = "", **answer: Any) -> None:
        super().__init__(error)
        self.error, self.reason, self.answer = error, reason, answer


class Gate:
    """Lets a call pass or raises Refused; problem(text) takes note of what Slack would let pass but we do not."""

    def __init__(self, space: Workspace, mentionable: set[str], problem: Callable[[str], None]) -> None:
        self._space, self._mentionable, self._problem = space, mentionable, problem

    def note(self, problems: list[str]) -> None:
        """Notes what Slack would let pass but we do not."""
        for problem in problems:
            self._problem(problem)

    def content(self, args: dict[str, Any]) -> None:
        """What is said is neither nothing, nor too long, nor drawn wrong."""
        text, blocks = args.get("text", ""), args.get("blocks", [])
        if not text and not blocks:
            raise Refused("no_text", "neither text nor blocks")
        if len(text) > TEXT:
            raise Refused("msg_too_long", f"a text of {len(text)} characters")
        wrong = blockkit.message_problems(text, blocks) if blocks else []
        if wrong:
            raise Refused("invalid_blocks", "; ".join(wrong), response_metadata={"messages": wrong})
        self.note(checks.content_problems(args, self._mentionable))

    def known(self, channel: str, app: Installation) -> None:
        """The channel is one of the app's workspace."""
        if self._space.channels.get(channel) != app.team:
            raise Refused("channel_not_found")

    def postable(self, channel: str, app: Installation) -> None:
        """The bot may post in the channel."""
        self.known(channel, app)
        if channel in self._space.archived:
            raise Refused("is_archived")
        if channel in self._space.outside:
            raise Refused("not_in_channel")

    def own(self, app: Installation, args: dict[str, Any]) -> Message:
        """The lasting message of the bot's that a call names."""
        self.known(args["channel"], app)
        said = self._space.messages.get((args["channel"], args["ts"]))
        if said is None or said.deleted:
            raise Refused("message_not_found", f"there is no message {args['ts']}")
        if said.author != app.bot_user or said.via == PERSON or said.user:
            raise Refused("cant_update_message", f"{args['ts']} is not a lasting message of the bot")
        return said

    def thread(self, channel: str, args: dict[str, Any]) -> str:
        """The ts of the thread that a call names, or ""."""
        thread_ts = args.get("thread_ts", "")
        if not thread_ts:
            return ""
        root = self._space.messages.get((channel, thread_ts))
        if root is None or root.user:
            raise Refused("thread_not_found", f"there is no message {thread_ts} in {channel}")
        if root.thread_ts not in ("", root.ts):
            self._problem(f"{thread_ts} is a reply; threads are named by their first message")
        return thread_ts
