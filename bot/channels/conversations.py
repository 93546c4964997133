"""Conversations with Rasa: each message is asked once, in order, and whoever asks again follows the same answer.

Rasa keeps a turn only when all of it went well. One that fails leaves nothing behind, so that the same message can be
sent again; one that went well is read back from Rasa's tracker, also after a restart.
"""

import asyncio
import logging
import time
from collections.abc import AsyncIterator, Mapping, Sequence
from typing import Any

from rasa.core.agent import Agent
from rasa.core.channels.channel import OutputChannel, UserMessage
from rasa.shared.core.events import SlotSet
from sanic import Sanic

from bot.channels.crowd import crowd
from bot.channels.history import History
from bot.channels.refusals import REFUSALS, Refused
from bot.channels.transcript import Entry, joined, latest, offers, replies_to
from bot.errors import places
from bot.runtime.apology import FAILED_ACTION
from bot.runtime.broker import CONFIDENTIAL
from bot.runtime.conversations import store_of
from bot.runtime.overheard import NothingTold, asks_back, heard_in, tells_nothing
from bot.slack.asking import Heard

logger = logging.getLogger(__name__)

# Of so many messages it is known what was answered, should one come again.
RECENT = 10
# Seconds for which a question of the bot's stands.
AWAITED = 15 * 60.0


class ActionFailed(Exception):
    """An action of this turn failed; carries the kind sentence."""


class Turn:
    """One message that is being answered, for any number of followers."""

    def __init__(self) -> None:
        self.entries: list[Entry] = []
        # ("done" or "error", its data), when the turn has ended.
        self.end: tuple[str, dict[str, Any]] | None = None
        self._changed = asyncio.Event()

    def add(self, entry: Entry) -> None:
        self.entries.append(entry)
        self._tell()

    def finish(self, event: str, data: dict[str, Any]) -> None:
        self.end = (event, data)
        self._tell()

    def _tell(self) -> None:
        self._changed.set()
        self._changed = asyncio.Event()

    async def follow(self, patience: float) -> AsyncIterator[tuple[str, dict[str, Any]] | None]:
        """(name, data) of each event from the first on; None whenever there was none for so many seconds."""
        told = 0
        while True:
            changed = self._changed
            for entry in self.entries[told:]:
                told += 1
                yield "message", entry.data()
            if changed.is_set():
                continue
            if self.end:
                yield self.end
                return
            try:
                await asyncio.wait_for(changed.wait(), patience)
            except asyncio.TimeoutError:
                yield None


def unanswered() -> Turn:
    """A turn that came to nothing before it began."""
    turn = Turn()
    turn.finish("error", _error())
    return turn


class Replies(OutputChannel):
    """Gathers what the bot says in one turn, each answer joined with its data; nobody hears it before it is kept."""

    def __init__(self, seq: int, channel: str, overheard: bool = False):
        """seq: the number of the first reply. channel: whose responses in the domain are used.

        overheard: whether nobody asked the bot, which then keeps still where it has nothing to tell.
        """
        self.entries: list[Entry] = []
        self._overheard = overheard
        self._seq, self._channel = seq, channel
        self._said: list[Mapping[str, Any]] = []

    def name(self) -> str:  # type: ignore[override]
        """The channel's; a class method in Rasa, which asks it of each channel that it is given."""
        return self._channel

    async def send_response(self, recipient_id: str, message: dict[str, Any]) -> None:
        if message.get(FAILED_ACTION):
            # Raised from here, it makes Rasa drop the turn unsaved.
            raise ActionFailed(message.get("text") or "")
        if self._overheard and tells_nothing((message.get("custom") or {}).get("answer")):
            raise NothingTold
        self._said.append(message)
        if message.get("custom"):
            self.join()
        elif len(self._said) == 1:
            # Rasa sends all that one action says without a pause, and its data last.
            asyncio.get_running_loop().call_soon(self.join)

    def join(self) -> None:
        """Makes entries of what was said so far."""
        self.entries.extend(joined(self._said, self._seq + len(self.entries)))
        self._said = []


class Conversations:
    """All conversations of one Rasa agent over one channel."""

    def __init__(self, agent: Agent, channel: str):
        self._agent, self._channel = agent, channel
        self._running: dict[tuple[str, str], Turn] = {}
        # The event loop holds tasks weakly.
        self._tasks: set[asyncio.Task[None]] = set()
        self._store = store_of(agent.tracker_store)
        self._history = History(self._store)
        # Read for every message, for its number and for what came of it if it is sent again.
        self._recent = History(self._store, RECENT, RECENT)

    def say(self, sender: str, id: str, text: str, overheard: bool = False, outside: bool = False) -> Turn:
        """Begins to answer a message, or joins the answer to it that is under way.

        overheard: whether nobody said it to the bot; where it has nothing to tell, the turn ends without a word and
        nothing of it is kept. outside: whether it is no colleague who asks: see actions.people.told_in.
        """
        turn = self._running.get((sender, id))
        if turn is None:
            turn = self._running[sender, id] = Turn()
            # At once: of a burst, all ask whether there is room before the first task begins.
            crowd().enter()
            task = asyncio.create_task(self._answer(turn, sender, id, text, overheard, outside))
            self._tasks.add(task)
            task.add_done_callback(self._ended)
        return turn

    def is_answering(self, sender: str, id: str) -> bool:
        """Whether a message is being answered: who asks again follows that answer."""
        return (sender, id) in self._running

    def _ended(self, task: asyncio.Task[None]) -> None:
        crowd().leave()
        self._tasks.discard(task)

    async def _answer(self, turn: Turn, sender: str, id: str, text: str, overheard: bool, outside: bool) -> None:
        try:
            async with self._agent.lock_store.lock(sender):
                entries = await self._recent.entries(sender)
                answered = replies_to(entries, id)
                for entry in answered:
                    turn.add(entry)
                if not answered:
                    # By a message that came before this one, while it waited.
                    if await self.has_ended(sender):
                        raise Refused("expired_token")
                    told = {"outside": True} if outside else None
                    message = UserMessage(text, None, sender, input_channel=self._channel, message_id=id, metadata=told)
                    await self._ask(turn, message, Replies(latest(entries) + 2, self._channel, overheard))
                    # Read again: whoever asks to be forgotten leaves nothing.
                    entries = await self._recent.entries(sender)
            turn.finish("done", {"id": id, "latest": latest(entries)})
        except NothingTold:
            turn.finish("done", {"id": id, "latest": latest(entries)})
        except ActionFailed as failed:
            turn.finish("error", _error(str(failed)))
        except Refused as refused:
            turn.finish("error", {"code": refused.code, "text": refused.text})
        except Exception as error:
            logger.error("A message could not be answered (%s):\n%s", type(error).__name__, places(error))
            turn.finish("error", _error())
        finally:
            if turn.end is None:
                turn.finish("error", _error())
            del self._running[sender, id]

    async def _ask(self, turn: Turn, message: UserMessage, replies: Replies) -> None:
        message.output_channel = replies
        # Rasa says before it saves, and who was shown an answer that is then not kept would hear of two truths.
        await self._agent.processor.handle_message(message)
        replies.join()
        if not replies.entries:
            raise ActionFailed
        for entry in replies.entries:
            turn.add(entry)

    async def hear(self, text: str) -> Heard:
        """What a text is that nobody said to the bot; nothing of it is kept."""
        return heard_in(await self._agent.parse_message(text))

    async def awaits(self, sender: str) -> bool:
        """Whether the bot has just asked something in the conversation, and waits for the reply."""
        last = next(iter((await self._recent.entries(sender))[-1:]), None)
        if last is None or last.sender != "bot" or time.time() - last.at > AWAITED:
            return False
        return asks_back(last.answer, last.buttons)

    async def offered(self, sender: str, payload: str) -> bool:
        """Whether the bot has offered a button of that payload in the conversation."""
        under_way = [turn for (whose, _), turn in self._running.items() if whose == sender]
        if any(offers(turn.entries, payload) for turn in under_way):
            return True
        recent = offers(await self._recent.entries(sender), payload)
        return recent or offers(await self.entries(sender), payload)

    async def entries(self, sender: str) -> list[Entry]:
        """What was said last in the conversation, as far as it is kept: see bot.channels.history."""
        return await self._history.entries(sender)

    async def has_ended(self, sender: str) -> bool:
        """Whether the visitor's conversation was erased: nobody may go on with it."""
        return await self._store.has_ended(sender)

    async def asides(self, sender: str, entries: Sequence[Entry]) -> dict[str, dict[int, Any]]:
        """What is known of messages beside what they say, by number: {"times", "opinions"}, without what is empty."""
        said = await self._store.opinions(sender)
        opinions = {entry.seq: said[entry.seq] for entry in entries if entry.seq in said}
        times = {entry.seq: round(entry.at) for entry in entries}
        return {name: values for name, values in (("times", times), ("opinions", opinions)) if values}

    async def keep_feedback(self, sender: str, seq: int, helpful: bool, comment: str) -> None:
        """Keeps what the visitor thinks of the bot's message of that number; of several opinions the last one counts.

        See bot.runtime.reports. Raises Refused where the bot has said no such thing.
        """
        async with self._agent.lock_store.lock(sender):
            entry = next((each for each in await self.entries(sender) if each.seq == seq), None)
            if entry is None or entry.sender != "bot":
                raise Refused("no_such_message")
            last = entry.outcome or {}
            about = {"question": last.get("question", ""), "kind": last.get("kind", ""), "roles": last.get("roles", [])}
            about |= {CONFIDENTIAL: True} if last.get(CONFIDENTIAL) else {}
            feedback = {"helpful": helpful, "comment": comment, **about, "seq": seq}
            tracker = await self._agent.processor.get_tracker(sender)
            kept = [event.value for event in tracker.events if isinstance(event, SlotSet) and event.key == "feedback"]
            if feedback == next((each for each in reversed(kept) if each and each.get("seq") == seq), None):
                return
            for value in (feedback, None):
                tracker.update(SlotSet("feedback", value), self._agent.domain)
            await self._agent.tracker_store.save(tracker)


class WhenReady:
    """The conversations of one channel, which are there once Rasa has loaded its model."""

    def __init__(self, channel: str):
        self._channel = channel
        self._conversations: Conversations | None = None

    def of(self, app: Sanic) -> Conversations | None:
        """Those of the agent that the server has; None before it is ready."""
        agent = getattr(app.ctx, "agent", None)
        if agent is None or not agent.is_ready():
            return None
        if self._conversations is None:
            self._conversations = Conversations(agent, self._channel)
        return self._conversations


def _error(text: str = "") -> dict[str, str]:
    return {"code": "failed", "text": text or REFUSALS["failed"][1]}
