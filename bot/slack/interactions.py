"""What people do besides writing messages: commands, the shortcut on a message, buttons and menus."""

import re
from typing import Any

from slack_bolt.async_app import AsyncAck, AsyncApp
from slack_bolt.context.async_context import AsyncBoltContext
from slack_sdk.web.async_client import AsyncWebClient

from bot.slack.answers import Drawn, chosen, shareable, thanked
from bot.slack.asking import Asking
from bot.slack.blocks import context as small_print
from bot.slack.lengths import split
from bot.slack.memory import Memory, Rated
from bot.slack.mrkdwn import escaped, plain, unescaped
from bot.slack.names import ASK, CHOOSE, FINDER, HELPFUL, ROLE, SHARE, UNHELPFUL, WHO_DOES, WHO_HANDLES
from bot.slack.outsiders import Outsiders
from bot.slack.posting import Whose, post, respond, said, shown
from bot.slack.senders import by_command, direct, in_thread
from bot.slack.texts import texts
from bot.slack.wording import text_of

Data = dict[str, Any]

# Characters of a message that the shortcut reads.
MOST_READ = 200
# What is a question as it stands, after /whodoes or in a message.
_QUESTION = re.compile(r"(who|whose|whom|what|which|how|where)\b", re.IGNORECASE)


class Interactions:
    """Answers commands and what is pressed; each of them once, however often a person presses."""

    def __init__(self, app: AsyncApp, asking: Asking, memory: Memory, outsiders: Outsiders):
        self._asking, self._memory, self._outsiders = asking, memory, outsiders
        app.command(WHO_DOES)(self._who_does)
        app.command(ROLE)(self._role)
        app.message_shortcut(WHO_HANDLES)(self._who_handles)
        app.action(re.compile(rf"^{CHOOSE}-"))(self._choose)
        app.action(HELPFUL)(self._helpful)
        app.action(UNHELPFUL)(self._unhelpful)
        app.action(SHARE)(self._share)
        app.action(re.compile(rf"^{ASK}-"))(self._ask_from_home)
        app.action(FINDER)(self._ask_from_home)

    # Commands and the shortcut

    async def _who_does(self, ack: AsyncAck, command: Data, context: AsyncBoltContext) -> None:
        await ack()
        asked = _read(context, command.get("text") or "")
        await self._answer_alone(command, context, who_handles(asked) if asked else "", texts()["whodoes_usage"])

    async def _role(self, ack: AsyncAck, command: Data, context: AsyncBoltContext) -> None:
        await ack()
        role = _read(context, command.get("text") or "")
        question = texts()["role_asks"].format(role=role) if role else ""
        await self._answer_alone(command, context, question, texts()["role_usage"])

    async def _who_handles(self, ack: AsyncAck, shortcut: Data, context: AsyncBoltContext) -> None:
        await ack()
        # The beginning of a long message says what it is about, which whatever follows only blurs.
        asked = "".join(split(_read(context, text_of(shortcut["message"])), MOST_READ)[:1])
        await self._answer_alone(shortcut, context, who_handles(asked) if asked else "", texts()["no_text"])

    async def _answer_alone(self, asked_by: Data, context: AsyncBoltContext, question: str, usage: str) -> None:
        """Answers so that only this person sees it; usage: what is said where there is no question."""
        url = asked_by["response_url"]
        if not question:
            await respond(url, said(usage))
            return
        team, channel, user = context.team_id or "", context.channel_id or "", context.user_id or ""
        id = asked_by["trigger_id"]
        if not await self._memory.claim(f"{team}:{id}"):
            return
        outside = await self._outsiders.has(context.client, user)
        reply = await self._asking.ask(by_command(team, channel, user), id, question, outside=outside)
        for message in shown(reply, user, share=True):
            await respond(url, message)

    # Choices, feedback, sharing

    async def _choose(
        self, ack: AsyncAck, body: Data, action: Data, context: AsyncBoltContext, client: AsyncWebClient
    ) -> None:
        await ack()
        pressed = Pressed(body, action, context)
        option = action.get("selected_option") or action
        payload, label = option.get("value") or "", unescaped(option["text"]["text"])
        if pressed.whose.user != pressed.user:
            await pressed.tell(texts()["not_yours"])
        elif not await self._asking.offered(pressed.sender, payload):
            await pressed.tell(texts()["expired"])
        elif await self._memory.claim(f"{pressed.message}:{CHOOSE}"):
            message = await self._message(pressed)
            blocks = chosen(message.blocks, label)
            # Slack keeps no message that one person alone sees: a later change to it could not know of this one.
            blocks = shareable(blocks) if pressed.alone else blocks
            await respond(pressed.url, Drawn(message.text, blocks), replaces=True)
            shared = not pressed.alone and await self._memory.is_shared(f"{pressed.team}:{pressed.channel}")
            outside = shared or await self._outsiders.has(client, pressed.user)
            reply = await self._asking.press(pressed.sender, pressed.id, payload, outside)
            messages = shown(reply, pressed.user, share=pressed.alone)
            if not pressed.alone:
                await post(client, pressed.channel, messages, pressed.thread)
            else:
                for each in messages:
                    await respond(pressed.url, each, thread=pressed.thread)

    async def _helpful(self, ack: AsyncAck, body: Data, action: Data, context: AsyncBoltContext) -> None:
        await ack()
        await self._rate(Pressed(body, action, context), helpful=True)

    async def _unhelpful(self, ack: AsyncAck, body: Data, action: Data, context: AsyncBoltContext) -> None:
        await ack()
        await self._rate(Pressed(body, action, context), helpful=False)

    async def _rate(self, pressed: "Pressed", helpful: bool) -> None:
        """Keeps feedback, of whoever reads the answer, and thanks for it in the message itself."""
        seq = pressed.value
        if not seq.isdecimal() or not await self._asking.keep_feedback(pressed.sender, int(seq), helpful):
            await pressed.tell(texts()["expired"])
            return
        message = await self._message(pressed)
        # Beside what one person alone sees, nothing can be written that the bot would hear.
        asks = not helpful and not pressed.alone
        if asks:
            await self._memory.expect_comment(pressed.place, Rated(pressed.sender, int(seq)))
        await respond(pressed.url, Drawn(message.text, thanked(message.blocks, helpful, asks)), replaces=True)

    async def _share(self, ack: AsyncAck, body: Data, action: Data, context: AsyncBoltContext) -> None:
        await ack()
        pressed = Pressed(body, action, context)
        reply = await self._asking.again(pressed.sender, pressed.whose.seq)
        if not reply.entries:
            await pressed.tell(texts()["expired"])
        elif await self._memory.claim(f"{pressed.message}:{SHARE}"):
            messages = shown(reply, pressed.user)
            asked = small_print([texts()["asked"].format(question=reply.question)])
            by = small_print([texts()["shared_by"].format(user=pressed.name)])
            for message in messages:
                blocks = shareable(message.blocks)
                if message is messages[0] and reply.question:
                    blocks = [asked.block, *blocks]
                if message is messages[-1]:
                    blocks = [*blocks, by.block]
                await respond(pressed.url, Drawn(message.text, blocks), in_channel=True, thread=pressed.thread)

    async def _message(self, pressed: "Pressed") -> Drawn:
        """The message in which something was pressed: as Slack has it, or drawn once more where Slack keeps none."""
        if not pressed.alone:
            return Drawn(pressed.kept.get("text") or "", pressed.kept.get("blocks") or [])
        reply = await self._asking.again(pressed.sender, pressed.whose.seq)
        return shown(reply, pressed.user, share=True)[-1]

    # App Home

    async def _ask_from_home(
        self, ack: AsyncAck, body: Data, action: Data, context: AsyncBoltContext, client: AsyncWebClient
    ) -> None:
        await ack()
        team, user, question = context.team_id or "", context.user_id or "", action["value"]
        if await self._memory.claim(f"{team}:{body['trigger_id']}"):
            asked = small_print([texts()["you_asked"].format(question=question)])
            channel = await post(client, user, [Drawn(escaped(asked.text), [asked.block])])
            outside = await self._outsiders.has(client, user)
            reply = await self._asking.ask(direct(team, user), body["trigger_id"], question, outside=outside)
            await post(client, channel, shown(reply, user))


def _read(context: AsyncBoltContext, text: str) -> str:
    return " ".join(plain(text, context.bot_user_id or "").split())


def who_handles(text: str) -> str:
    """What is asked of a text: itself, where it is a question."""
    return text if _QUESTION.match(text) else texts()["whodoes_asks"].format(asked=text)


class Pressed:
    """Something that was pressed in a message of the bot."""

    def __init__(self, body: Data, action: Data, context: AsyncBoltContext):
        container = body["container"]
        self.id: str = body["trigger_id"]
        self.team, self.channel, self.user = context.team_id or "", container["channel_id"], body["user"]["id"]
        self.name: str = body["user"].get("name") or body["user"].get("username") or self.user
        self.url: str = body["response_url"]
        self.value: str = action.get("value") or ""
        self.alone = bool(container.get("is_ephemeral"))
        # What Slack keeps of the message.
        self.kept: Data = body.get("message") or {}
        self.thread: str = container.get("thread_ts") or self.kept.get("thread_ts") or ""
        self.whose = Whose.read(action.get("block_id") or "")
        self.message = f"{self.team}:{self.channel}:{container['message_ts']}"

    async def tell(self, text: str) -> None:
        """Says something to whoever pressed, and to nobody else."""
        await respond(self.url, said(text), thread=self.thread)

    @property
    def place(self) -> str:
        """The conversation that whoever pressed has, where the message is."""
        if self.channel.startswith("D"):
            return direct(self.team, self.user)
        return in_thread(self.team, self.channel, self.thread, self.user)

    @property
    def sender(self) -> str:
        """The conversation that the message belongs to, which is not always that of whoever pressed."""
        if self.alone:
            return by_command(self.team, self.channel, self.whose.user)
        if self.channel.startswith("D"):
            return direct(self.team, self.whose.user)
        return in_thread(self.team, self.channel, self.thread, self.whose.user)
