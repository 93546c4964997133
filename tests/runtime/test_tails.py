"""A conversation read from its end is in the same state as one that is played again whole."""

import asyncio
import uuid
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa
from hypothesis import given, settings
from hypothesis import strategies as st
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import (
    ActionExecuted,
    ActionExecutionRejected,
    ActionReverted,
    ActiveLoop,
    AllSlotsReset,
    BotUttered,
    ConversationPaused,
    ConversationResumed,
    Event,
    FollowupAction,
    Restarted,
    SessionStarted,
    SlotSet,
    UserUtteranceReverted,
    UserUttered,
)
from rasa.shared.core.trackers import DialogueStateTracker

from bot.runtime import tails
from bot.runtime.conversations import ForgettingTrackerStore, KeptTracker
from tests.runtime.events import converse, open_store, outcome, said, settings_in

DOMAIN = Domain.from_yaml(
    "slots:\n"
    + "".join(f"  {name}: {{type: any, mappings: [{{type: custom}}]}}\n" for name in ("a", "b", "c", "forget_me"))
)
LISTEN = "action_listen"
FORMS = ("find_form", "feedback_form")


def within(*events: Callable[[], Event]) -> st.SearchStrategy[Event]:
    return st.sampled_from(events).map(lambda made: made())


SLOTS = st.builds(SlotSet, st.sampled_from("abc"), st.integers(0, 9))
LOOPS = st.sampled_from((*FORMS, None)).map(ActiveLoop)
REJECTED = st.sampled_from(FORMS).map(ActionExecutionRejected)
ACTIONS = st.sampled_from(("action_answer", *FORMS)).map(ActionExecuted)
LASTING = within(AllSlotsReset, ConversationPaused, ConversationResumed, Restarted)
RARE = within(UserUtteranceReverted, ActionReverted, SessionStarted, lambda: FollowupAction("action_answer"))
# Of whole conversations few have any of these.
COMMON = st.one_of(SLOTS, SLOTS, SLOTS, LOOPS, REJECTED, ACTIONS, LASTING, st.just("hello").map(BotUttered))
TURN = st.lists(COMMON, max_size=5)
RARE_TURN = st.lists(st.one_of(COMMON, COMMON, RARE), max_size=5)
CONVERSATION = st.one_of(*(st.lists(turn, min_size=1, max_size=12) for turn in (TURN, TURN, RARE_TURN)))


def played(turns: list[list[Event]]) -> list[Event]:
    """Turns as Rasa logs them: a message, what is done, and listening again."""
    events: list[Event] = [ActionExecuted("action_session_start"), SessionStarted(), ActionExecuted(LISTEN)]
    for number, turn in enumerate(turns):
        text = f"message {number}"
        events += [UserUttered(text, {"name": "ask"}, parse_data={"text": text}), *turn, ActionExecuted(LISTEN)]
    return events


def state(tracker: DialogueStateTracker) -> dict[str, Any]:
    kept = tracker.current_state()
    assert kept.pop("sender_id") == tracker.sender_id
    return kept


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> ForgettingTrackerStore:
    folder = tmp_path_factory.mktemp("tails")
    return ForgettingTrackerStore(DOMAIN, db=str(folder / "conversations.db"))


def kept(store: ForgettingTrackerStore, events: list[Event]) -> str:
    """The sender of a conversation with these events."""
    sender = uuid.uuid4().hex
    asyncio.run(store.save(DialogueStateTracker.from_events(sender, events, DOMAIN.slots)))
    return sender


@settings(deadline=None, max_examples=300)
@given(CONVERSATION)
def test_the_end_of_a_session_is_in_the_state_of_the_whole(
    store: ForgettingTrackerStore, turns: list[list[Event]]
) -> None:
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(tails, "TURNS", 3)
        events = played(turns)
        sender = kept(store, events)
        begun = max(place for place, event in enumerate(events) if isinstance(event, SessionStarted))
        whole = DialogueStateTracker.from_events(sender, events[begun:], DOMAIN.slots)
        end = asyncio.run(store.retrieve(sender))
        assert end is not None
        assert state(end) == state(whole)
        # What Rasa does before each action.
        assert state(end.copy()) == state(whole)


def test_what_is_read_does_not_grow(store: ForgettingTrackerStore) -> None:
    turn = [SlotSet("a", 1), SlotSet("b", 2), ActionExecuted("action_answer"), BotUttered("hello")]
    lengths = []
    for turns in (40, 400):
        tracker = asyncio.run(store.retrieve(kept(store, played([turn] * turns))))
        assert tracker is not None
        lengths.append(len(tracker.events))
    # With the message and listening, six events are a turn.
    assert lengths[0] == lengths[1] < 6 * 40


def test_how_the_session_began_is_read(store: ForgettingTrackerStore) -> None:
    tracker = asyncio.run(store.retrieve(kept(store, played([[SlotSet("a", 1)]] * 40))))
    assert tracker is not None
    first = next(event for event in tracker.events if isinstance(event, ActionExecuted | UserUttered))
    # Without a turn that is no rule's, Rasa's policies fail in a long form.
    assert isinstance(first, ActionExecuted)
    assert sum(isinstance(event, UserUttered) for event in tracker.events) == tails.TURNS


def test_what_is_read_is_found_by_the_index(store: ForgettingTrackerStore) -> None:
    statements: list[tuple[str, Any]] = []
    sender = kept(store, played([[SlotSet("a", 1), ActiveLoop("find_form")], *([[SlotSet("a", 2)]] * 50)]))

    def remember(connection: Any, cursor: Any, statement: str, given: Any, *_: Any) -> None:
        statements.append((statement, given))

    sa.event.listen(store.engine, "before_cursor_execute", remember)
    asyncio.run(store.retrieve(sender))
    sa.event.remove(store.engine, "before_cursor_execute", remember)
    assert len(statements) == 10
    with store.engine.connect() as connection:
        for statement, given in statements:
            plan = connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {statement}", given).all()
            # The names of slots that were found are gone through, and nothing else.
            gone_through = {row.detail for row in plan if "SCAN" in row.detail}
            assert gone_through <= {"SCAN names", "SCAN TABLE names"}, (statement, plan)
            # Row by row only what is read, and from a form back to the message just before it.
            is_by_row = any("USING INDEX ix_events_sender_id" in row.detail for row in plan)
            assert not is_by_row or "SELECT data" in statement or "'user'" in statement, (statement, plan)


def test_each_event_is_kept_and_reported_once_however_long_the_conversation_is(tmp_path: Path) -> None:
    store = open_store(settings_in(tmp_path))
    for number in range(2 * tails.TURNS):
        converse(store, "ann", said(str(number)), outcome(str(number)), ActionExecuted(LISTEN))
        if number % 25 == 24:
            converse(store, "ann", SessionStarted())
    whole = asyncio.run(store.retrieve_full_tracker("ann"))
    assert whole is not None
    assert [event.text for event in whole.events if isinstance(event, UserUttered)] == [
        str(number) for number in range(2 * tails.TURNS)
    ]
    with store.event_broker.engine.connect() as connection:
        assert connection.exec_driver_sql("SELECT count(*) FROM events").scalar() == 2 * tails.TURNS


def test_a_whole_conversation_that_is_saved_again_gains_only_what_is_new(tmp_path: Path) -> None:
    store = open_store(settings_in(tmp_path))
    converse(store, "ann", said("one"), SessionStarted(), said("two"))

    async def saved_again() -> list[str]:
        whole = await store.retrieve_full_tracker("ann")
        whole.update(said("three"))
        await store.save(whole)
        await store.save(whole)
        again = await store.retrieve_full_tracker("ann")
        assert isinstance(again, KeptTracker)
        return [event.text for event in again.events if isinstance(event, UserUttered)]

    assert asyncio.run(saved_again()) == ["one", "two", "three"]
