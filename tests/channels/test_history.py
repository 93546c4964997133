"""A conversation read from its end shows what it would if it were read whole, under the same numbers."""

import asyncio
import uuid
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rasa.shared.core.events import ActionExecuted, BotUttered, Event, SlotSet, UserUttered

from bot.channels import history
from bot.channels.history import History
from bot.channels.transcript import Entry, transcript
from bot.runtime.conversations import ForgettingTrackerStore
from tests.runtime.events import DOMAIN, converse

BUTTON = {"title": "The first", "payload": "/pick{}"}


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> ForgettingTrackerStore:
    return ForgettingTrackerStore(DOMAIN, db=str(tmp_path_factory.mktemp("history") / "conversations.db"))


def turn(replies: int, text: str = "hello", buttons: tuple[dict[str, str], ...] = ()) -> list[Event]:
    """A message with so many replies, each said by an action of its own."""
    said = [UserUttered(text, parse_data={"text": text}, message_id=uuid.uuid4().hex)]
    for number in range(replies):
        said += [ActionExecuted("action_answer"), BotUttered(f"{number}", {"buttons": list(buttons)})]
        said += [SlotSet("outcome", {"question": text}), SlotSet("feedback", number)]
    return [*said, ActionExecuted("action_listen")]


def whole(store: ForgettingTrackerStore, sender: str) -> list[Entry]:
    tracker = asyncio.run(store.retrieve_full_tracker(sender))
    return transcript(tracker.events) if tracker else []


@settings(max_examples=50)
@given(st.lists(st.lists(st.integers(0, 3), min_size=1, max_size=4), min_size=1, max_size=8))
def test_the_end_is_that_of_the_whole_whenever_it_is_read(
    store: ForgettingTrackerStore, parts: list[list[int]]
) -> None:
    sender, read = uuid.uuid4().hex, History(store, known=4, more=2)
    for part in parts:
        converse(store, sender, *(event for replies in part for event in turn(replies)))
        last = whole(store, sender)[-4:]
        assert asyncio.run(read.entries(sender)) == last
        # As after a restart, when all is read once.
        assert asyncio.run(History(store, known=4, more=2).entries(sender)) == last


def test_what_is_read_does_not_grow(store: ForgettingTrackerStore, monkeypatch: pytest.MonkeyPatch) -> None:
    read, said, counts = History(store), store.said, []

    async def counted(sender: str, since: int = 0) -> list[tuple[int, Event]]:
        events = await said(sender, since)
        counts.append(len(events))
        return events

    monkeypatch.setattr(store, "said", counted)
    for _ in range(20):
        converse(store, "long", *(event for _ in range(50) for event in turn(1)))
        asyncio.run(read.entries("long"))
    # In a turn two messages, five events: those known, those before them, and those that came since.
    assert max(counts) <= (history.KNOWN + history.MORE + 2 * 50) / 2 * 5 + 5
    assert whole(store, "long")[-1].seq == 2000


def test_what_begins_after_erasing_is_counted_from_one(tmp_path: Path) -> None:
    # SQLite gives the rows' numbers again.
    store = ForgettingTrackerStore(DOMAIN, db=str(tmp_path / "conversations.db"))
    read = History(store)
    converse(store, "ann", *(event for _ in range(200) for event in turn(1)))
    for _ in range(2):
        assert asyncio.run(read.entries("ann"))[-1].seq == 400
    converse(store, "ann", SlotSet("forget_me", True))
    converse(store, "ann", *(event for _ in range(190) for event in turn(1)))
    assert asyncio.run(read.entries("ann"))[-1].seq == 380


def test_a_button_is_called_what_it_was_when_it_was_offered_before_the_messages_that_are_known(
    store: ForgettingTrackerStore,
) -> None:
    read = History(store)
    converse(store, "presser", *(event for _ in range(300) for event in turn(1)))
    asyncio.run(read.entries("presser"))
    converse(store, "presser", *turn(1, buttons=(BUTTON,)), *turn(1, BUTTON["payload"]))
    converse(store, "presser", *(event for _ in range(99) for event in turn(1)))
    for _ in range(2):
        assert asyncio.run(read.entries("presser"))[0].text == BUTTON["title"]


def test_of_more_conversations_than_are_marked_the_others_are_read_whole(
    store: ForgettingTrackerStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(history, "MARKS", 1)
    read = History(store)
    for sender in ("one", "two", "one"):
        converse(store, sender, *(event for _ in range(200) for event in turn(1)))
        assert asyncio.run(read.entries(sender)) == whole(store, sender)[-history.KNOWN :]
    assert len(read._marks) == 1
