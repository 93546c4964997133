"""What people write to the bot, and the views they open: direct messages, mentions, threads, App Home, assistant."""

import asyncio
import re
from typing import Any

from slack_bolt.async_app import AsyncApp
from slack_bolt.context.async_context import AsyncBoltContext
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from bot.slack.asking import ANSWERS, REMARKS, Asking, Heard, Reply
from bot.slack.faults import log_fault
from bot.slack.home import home_view
from bot.slack.lengths import cut
from bot.slack.memory import Memory
from bot.slack.mrkdwn import plain
from bot.slack.outsiders import Outsiders
from bot.slack.posting import post, said, shown
from bot.slack.senders import direct, in_thread
from bot.slack.texts import texts
from bot.slack.wording import text_of

Data = dict[str, Any]

# Subtypes of a message that a person wrote all the same: with a file, or a reply that the channel is shown as well.
_WRITTEN = (None, "file_share", "thread_broadcast")
# Suggestions that Slack shows in the assistant view, and the characters of a title there.
MOST_PROMPTS, PROMPT_TITLE = 4, 60
# Seconds that an answer waits for the status before it.
STATUS_PATIENCE = 2.0
_SOMEONE = re.compile(r"\s*<@(\w+)")


class Messages:
    """Listens to what is written, and answers where the bot is meant."""

    def __init__(self, app: AsyncApp, asking: Asking, memory: Memory, outsiders: Outsiders):
        self._asking, self._memory, self._outsiders = asking, memory, outsiders
        # The tokens of apps that nothing can be suggested in but in an assistant's threads.
        self._promptless: set[str | None] = set()
        app.event("message")(self._heard)
        app.event("app_mention")(self._heard)
        app.event("app_home_opened")(self._home_opened)
        app.event("assistant_thread_started")(self._assistant_opened)

    async def _heard(self, event: Data, body: Data, context: AsyncBoltContext, client: AsyncWebClient) -> None:
        if not _by_a_person(event):
            return
        team, channel, ts, user = context.team_id or "", event["channel"], event["ts"], event["user"]
        thread, bot = event.get("thread_ts") or "", _bot_user(body, context)
        is_direct = channel.startswith("D")
        thread = thread if is_direct else thread or ts
        sender = direct(team, user) if is_direct else in_thread(team, channel, thread, user)
        addressed = is_direct or _mentions(event, bot)
        if not addressed and not await self._may_be_meant(event, sender):
            return
        # Only now: of a mention, the event that does not show that the bot is meant must not keep the other out.
        if not await self._memory.claim(f"{team}:{body.get('event_id')}", f"{team}:{channel}:{ts}"):
            return
        text = plain(text_of(event), bot)
        if await self._is_comment(sender, text):
            await post(client, channel, [said(texts()["comment_kept"])], thread)
            return
        if addressed and not is_direct:
            await self._memory.follow(sender)
        elif not addressed and not await self._goes_on(sender, text):
            return
        outside = await self._is_outside(body, f"{team}:{channel}", user, client)
        asked = self._asking.ask(sender, f"{channel}:{ts}", text, not addressed, outside)
        reply = await (self._while_thinking(client, channel, thread, asked) if _is_assistant(event) else asked)
        if addressed or reply.entries:
            await post(client, channel, shown(reply, user), thread)

    async def _is_outside(self, body: Data, channel: str, user: str, client: AsyncWebClient) -> bool:
        """Whether no colleague asks, or others than colleagues read the answer."""
        if body.get("is_ext_shared_channel"):
            await self._memory.note_shared(channel)
            return True
        return await self._outsiders.has(client, user)

    async def _may_be_meant(self, event: Data, sender: str) -> bool:
        """Whether somebody who does not name the bot may mean it: they asked it in the thread, or called it wrong."""
        if not event.get("thread_ts") or _SOMEONE.match(event.get("text") or ""):
            return False
        return await self._memory.follows(sender) or bool(await self._memory.expected_comment(sender))

    async def _goes_on(self, sender: str, text: str) -> bool:
        """Whether somebody who asked before surely asks again, or replies to what the bot asked them."""
        heard = await self._asking.hear(text)
        return heard is Heard.question or (heard in ANSWERS and await self._asking.awaits(sender))

    async def _is_comment(self, place: str, text: str) -> bool:
        """Whether it says what was wrong with the answer that its writer has just called unhelpful, and is kept so."""
        rated = await self._memory.expected_comment(place)
        if rated is None:
            return False
        await self._memory.comment_came(place)
        if await self._asking.hear(text) not in REMARKS:
            return False
        return await self._asking.keep_feedback(rated.sender, rated.seq, helpful=False, comment=text)

    async def _while_thinking(self, client: AsyncWebClient, channel: str, thread: str, asked: Any) -> Reply:
        """Shows in the assistant view that the bot is at work; Slack takes that away with its next message."""
        status = asyncio.create_task(_think(client, channel, thread))
        try:
            return await asked
        finally:
            # One that came after the answer would stay there.
            await asyncio.wait({status}, timeout=STATUS_PATIENCE)
            status.cancel()

    async def _home_opened(self, event: Data, body: Data, context: AsyncBoltContext, client: AsyncWebClient) -> None:
        """Shows the home; in the messages, which an agent's conversations are in, suggests what to ask."""
        if event.get("tab") == "home":
            await client.views_publish(user_id=event["user"], view=home_view(texts()))
        elif event.get("tab") == "messages" and client.token not in self._promptless:
            if not await self._memory.claim(f"{context.team_id}:{body.get('event_id')}"):
                return
            try:
                await client.assistant_threads_setSuggestedPrompts(channel_id=event["channel"], **_prompts())
            except SlackApiError as error:
                # An app that was made before has an assistant's threads, or none, and is not asked again.
                self._promptless.add(client.token)
                log_fault(error)

    async def _assistant_opened(
        self, event: Data, body: Data, context: AsyncBoltContext, client: AsyncWebClient
    ) -> None:
        """The same for apps that were made before, whose conversations are threads in the assistant view."""
        if not await self._memory.claim(f"{context.team_id}:{body.get('event_id')}"):
            return
        opened = event["assistant_thread"]
        where = {"channel_id": opened["channel_id"], "thread_ts": opened["thread_ts"]}
        await client.assistant_threads_setSuggestedPrompts(**where, **_prompts())


def _prompts() -> Data:
    """What is suggested to ask, as setSuggestedPrompts takes it."""
    examples = texts()["examples"][:MOST_PROMPTS]
    prompts = [{"title": cut(example, PROMPT_TITLE), "message": example} for example in examples]
    return {"title": texts()["prompts_title"], "prompts": prompts}


async def _think(client: AsyncWebClient, channel: str, thread: str) -> None:
    try:
        await client.assistant_threads_setStatus(channel_id=channel, thread_ts=thread, status=texts()["thinking"])
    except SlackApiError as error:
        # The answer comes without it.
        log_fault(error)


def _by_a_person(event: Data) -> bool:
    """Whether a person has just written this: not a bot, and not an edit of what was there."""
    written = event.get("subtype") in _WRITTEN and not event.get("hidden") and "edited" not in event
    by_a_bot = event.get("bot_id") or event.get("bot_profile") or event.get("app_id")
    return bool(written and not by_a_bot and event.get("user") not in (None, "", "USLACKBOT"))


def _mentions(event: Data, bot: str) -> bool:
    return event["type"] == "app_mention" or bool(bot and f"<@{bot}" in (event.get("text") or ""))


def _is_assistant(event: Data) -> bool:
    """In the assistant view every message is in a thread of the direct messages."""
    return event["channel"].startswith("D") and bool(event.get("thread_ts"))


def _bot_user(body: Data, context: AsyncBoltContext) -> str:
    """The bot's member id: every event says for whom of the app it was sent."""
    for authorization in body.get("authorizations") or []:
        if authorization.get("is_bot"):
            return authorization.get("user_id") or ""
    return context.bot_user_id or ""
