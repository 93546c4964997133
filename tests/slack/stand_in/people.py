"""What people do in Slack: say something, press, choose, open."""

import asyncio
from typing import Any

from tests.slack.stand_in import payloads
from tests.slack.stand_in.server import HOME
from tests.slack.stand_in.sight import Sight
from tests.slack.stand_in.transport import COMMAND, EVENT, INTERACTION, Delivered
from tests.slack.stand_in.workspace import PERSON, Installation, Message, ResponseUrl, found


class People(Sight):
    """Acts as a person, or another app, and has the bot sent what Slack sends of it."""

    def direct(self, user: str, team: str = HOME) -> str:
        """The channel of a person's direct messages with the bot."""
        with self._lock:
            return self._space.direct(user, team)

    def channel(self, name: str, team: str) -> str:
        """A channel of a workspace that the bot is in."""
        with self._lock:
            return self._space.channel(name, team)

    def mention(self, team: str = HOME) -> str:
        return f"<@{self._installed(team).bot_user}>"

    def say(self, user: str, channel: str, text: str, thread_ts: str = "") -> Message:
        """A message; where it mentions the bot in a channel, Slack sends two events, in no order."""
        said = self._add(Message(channel, "", thread_ts, text, payloads.rich_text(text), via=PERSON, author=user))
        self._send(said)
        return said

    def other_bot(self, channel: str, text: str, thread_ts: str = "") -> Message:
        """A message of another app."""
        said = self._add(Message(channel, "", thread_ts, text, payloads.rich_text(text), author="U0OTHERBOT"))
        self._send(said, bot_id="B0OTHERBOT", app_id="A0OTHERBOT")
        return said

    def join(self, user: str, channel: str) -> Message:
        """A person, or the bot itself, joins a channel, which Slack says in a message of its own."""
        return self.notice(user, channel, "channel_join", f"<@{user}> has joined the channel")

    def notice(self, user: str, channel: str, subtype: str, text: str, thread_ts: str = "") -> Message:
        """Slack itself says what a person did."""
        said = self._add(Message(channel, "", thread_ts, text, [], via=PERSON, author=user))
        said.subtype = subtype
        self._send(said)
        return said

    def edit(self, message: Message, text: str) -> Delivered:
        """A person changes what they said."""
        app = self._of(message.channel)
        with self._lock:
            before = payloads.message(message, app)
            message.text, message.blocks = text, payloads.rich_text(text)
            message.edits += 1
            event = payloads.changed(message, app, before, self._space.timestamp())
        return self.event(event, app.team)

    def command(self, user: str, channel: str, command: str, text: str) -> Delivered:
        app = self._of(channel)
        return self.deliver(
            COMMAND, payloads.slash_command(app, command, text, user, channel) | self._answerable(app, channel, user)
        )

    def shortcut(self, user: str, message: Message, callback_id: str = "who_handles") -> Delivered:
        """A person uses a shortcut on a message."""
        app = self._of(message.channel)
        used = {
            "callback_id": callback_id,
            "message_ts": message.ts,
            "action_ts": self._timestamp(),
            "channel": {"id": message.channel, "name": payloads.channel_name(message.channel)},
            "message": payloads.message(message, app),
        }
        common = payloads.interaction("message_action", app, user)
        return self.deliver(INTERACTION, common | used | self._answerable(app, message.channel, user))

    def press(self, user: str, message: Message, action_id: str) -> Delivered:
        """A person presses a button of a message."""
        return self._use(user, message, *message.element(action_id))

    def choose(self, user: str, message: Message, action_id: str, value: str) -> Delivered:
        """A person chooses from a menu of a message."""
        block, element = message.element(action_id)
        options = {option["value"]: option for option in payloads.options(element)}
        assert value in options, f"{value!r} is not among {list(options)}"
        return self._use(user, message, block, element, options[value])

    def press_home(self, user: str, action_id: str, team: str = HOME) -> Delivered:
        """A person presses a button of the App Home."""
        app, view = self._installed(team), self.home(user)
        done = payloads.action(*found(view["blocks"], action_id), self._timestamp())
        where = {"container": {"type": "view", "view_id": view["id"]}, "view": view, "actions": [done]}
        common = payloads.interaction("block_actions", app, user)
        return self.deliver(INTERACTION, common | where | {"trigger_id": self._trigger()})

    def modal(self, trigger: str) -> dict[str, Any]:
        """What the bot opened for a trigger, once it does."""
        return self.wait_for(lambda: self._space.modals.get(trigger))

    def submit(self, user: str, view: dict[str, Any], values: dict[str, str], team: str = HOME) -> Delivered:
        """A person fills in a modal and sends it; values: by the block_id of each input."""
        state: dict[str, Any] = {}
        for block in view["blocks"]:
            if block["type"] != "input":
                continue
            element, given = block["element"], values.get(block["block_id"])
            assert given or block.get("optional"), f"Slack sends nothing without {block['block_id']}"
            name = "selected_user" if element["type"] == "users_select" else "value"
            state[block["block_id"]] = {element["action_id"]: {"type": element["type"], name: given}}
        sent = {"view": {**view, "state": {"values": state}}, "trigger_id": self._trigger(), "response_urls": []}
        common = payloads.interaction("view_submission", self._installed(team), user)
        return self.deliver(INTERACTION, common | sent)

    def open_home(self, user: str, team: str = HOME, tab: str = "home") -> Delivered:
        """A person opens the app, at its home or at its messages."""
        opened = {"type": "app_home_opened", "user": user, "channel": self.direct(user, team), "tab": tab}
        return self.event(opened | {"event_ts": self._timestamp()}, team)

    def open_assistant(self, user: str, team: str = HOME) -> Message:
        """A person opens the assistant view; the first message of its thread."""
        app, channel = self._installed(team), self.direct(user, team)
        root = self._add(Message(channel, "", "", "New Assistant Thread", [], author=app.bot_user))
        root.subtype, root.thread_ts = "assistant_app_thread", root.ts
        context = {"channel_id": "C0SEEN", "team_id": team, "enterprise_id": None}
        thread = {"user_id": user, "context": context, "channel_id": channel, "thread_ts": root.ts}
        self.event({"type": "assistant_thread_started", "assistant_thread": thread, "event_ts": root.ts}, team)
        self._send(root)
        return root

    # ---- what the above is made of

    def _send(self, said: Message, **more: str) -> None:
        app = self._of(said.channel)
        with self._lock:
            root = self._space.messages.get((said.channel, said.thread_ts))
        event = payloads.message_event(said, app, root.author if root else "") | more
        events = [event]
        if f"<@{app.bot_user}>" in said.text and not said.subtype and event["channel_type"] != "im":
            events.append({name: value for name, value in event.items() if name != "channel_type"})
            events[-1]["type"] = "app_mention"

        async def both() -> None:
            await asyncio.gather(*(self._deliver(EVENT, self._enveloped(each, app)) for each in events))

        self._run(both())

    def _use(
        self,
        user: str,
        message: Message,
        block: dict[str, Any],
        element: dict[str, Any],
        option: dict[str, Any] | None = None,
    ) -> Delivered:
        app = self._of(message.channel)
        done = payloads.action(block, element, self._timestamp(), option)
        common = payloads.interaction("block_actions", app, user)
        answerable = self._answerable(app, message.channel, user, message)
        return self.deliver(INTERACTION, common | payloads.in_message(message, app) | {"actions": [done]} | answerable)

    def _answerable(
        self, app: Installation, channel: str, user: str, original: Message | None = None
    ) -> dict[str, str]:
        with self._lock:
            name = self._space.number()
            self._space.response_urls[name] = ResponseUrl(app.team, channel, user, original)
        return {"response_url": f"{self._base}/response/{name}", "trigger_id": self._trigger()}

    def _trigger(self) -> str:
        return f"1.2.{self._space.number().lower()}"

    def _add(self, message: Message) -> Message:
        with self._lock:
            self._space.channel(message.channel, HOME)
            message.ts = self._space.timestamp()
            return self._space.add(message)
