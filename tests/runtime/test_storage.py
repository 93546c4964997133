"""Storage that is damaged, in use, full, read-only or gone: nobody else notices, and it heals by itself."""

import asyncio
import logging
import os
import re
import sqlite3
import time
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from rasa.core.tracker_store import TrackerStore
from rasa.shared.core.events import UserUttered

from bot.errors import StorageError
from bot.runtime.erasure import Erased, forget, forget_older_than
from bot.runtime.reports import report
from bot.settings import Settings
from tests.runtime.events import converse, open_store, outcome, said, settings_in, slot
from tests.runtime.mishaps import DAMAGES, LOSSES, disk, full, in_use, read_only

SENDER = "ann@example.com"


@pytest.fixture
def settings(tmp_path: Path) -> Iterator[Settings]:
    """Each database is on a disk of its own."""
    with disk(tmp_path / "1") as one, disk(tmp_path / "2") as other:
        yield settings_in(one).but(events=other / "events.db")


def texts(store: TrackerStore, sender: str = SENDER) -> list[str]:
    tracker = asyncio.run(store.retrieve(sender))
    return [event.text for event in tracker.events if isinstance(event, UserUttered)] if tracker else []


def change(settings: Settings, statement: str, *given: Any) -> None:
    with closing(sqlite3.connect(settings.conversations)) as database, database:
        database.execute(statement, given)


# ---- what one person sends, or one conversation holds


@pytest.mark.parametrize("sender", ["\ud800", "ann\udfff"])
def test_a_sender_that_cannot_be_stored_ends_nothing(settings: Settings, sender: str):
    store = open_store(settings)
    for _ in range(2):
        with pytest.raises(StorageError, match="cannot hold a text"):
            converse(store, sender, said("one"))
    converse(store, SENDER, said("one"))
    assert texts(store) == ["one"]


def test_half_a_letter_in_what_is_said_is_kept(settings: Settings):
    store = open_store(settings)
    converse(store, SENDER, said("half \ud83d of it"), outcome("half \ud83d of it"))
    assert texts(store) == ["half \ud83d of it"]


DAMAGED_ROWS = {
    "no JSON": ("user", "{"),
    "nothing": ("user", None),
    "no object": ("user", "[1]"),
    "an unknown type": ("surprise", '{"event": "surprise"}'),
    "no type": ("user", '{"text": "hello"}'),
    "a missing key": ("user", '{"event": "user", "text": "hello"}'),
    "data of another form": ("user", '{"event": "user", "text": "hello", "parse_data": 5}'),
    "too deep": ("user", "[" * 100_000),
}


@pytest.mark.parametrize("row", DAMAGED_ROWS.values(), ids=DAMAGED_ROWS)
def test_a_damaged_row_sets_its_conversation_aside(
    settings: Settings, row: tuple[str, str], caplog: pytest.LogCaptureFixture
):
    store = open_store(settings)
    for sender in (SENDER, "bob"):
        converse(store, sender, said("one"))
    change(settings, "INSERT INTO events (sender_id, type_name, timestamp, data) VALUES (?, ?, 1.0, ?)", SENDER, *row)
    assert texts(store) == []
    converse(store, SENDER, said("two"))
    assert (texts(store), texts(store, "bob")) == (["two"], ["one"])
    (aside,) = re.findall(r"set-aside:\S+", caplog.text.replace(",", " "))
    assert aside in asyncio.run(store.keys())
    assert "ann" not in caplog.text
    # It is hers all the same.
    assert forget(settings, SENDER).events == 3


def test_a_damaged_row_of_the_transcript_sets_its_conversation_aside(settings: Settings):
    store = open_store(settings)
    converse(store, SENDER, said("one"))
    change(settings, "UPDATE events SET data = 'nothing'")
    assert asyncio.run(store.said(SENDER)) == []
    converse(store, SENDER, said("two"))
    assert texts(store) == ["two"]


def test_who_asks_to_be_forgotten_is_forgotten_in_what_was_set_aside_too(settings: Settings):
    store = open_store(settings)
    for sender in ("slack:T1:C1:17.5:U1", "slack:T1:U2"):
        converse(store, sender, said("one"))
        change(settings, "UPDATE events SET data = 'nothing' WHERE sender_id = ?", sender)
        assert texts(store, sender) == []
    converse(store, "slack:T1:U1", said("forget me"), slot("forget_me", True))
    (left,) = asyncio.run(store.keys())
    assert forget(settings, "slack:T1:U2") == Erased(1, 1, 0)
    assert left.startswith("set-aside:")


def test_what_was_set_aside_goes_when_its_time_is_over(settings: Settings):
    store = open_store(settings)
    converse(store, SENDER, said("one", age=91))
    change(settings, "UPDATE events SET data = 'nothing'")
    assert texts(store) == []
    assert forget_older_than(settings, 90) == Erased(1, 1, 0)


def test_letters_damaged_on_the_disk_cost_no_more_than_themselves(settings: Settings):
    store = open_store(settings)
    converse(store, SENDER, said("one"))
    change(settings, "UPDATE events SET data = CAST(replace(data, 'one', x'6fff65') AS TEXT)")
    assert texts(store) == ["o\ufffde"]


def test_a_damaged_event_is_left_out_of_the_reports(settings: Settings):
    store = open_store(settings)
    converse(store, SENDER, outcome("one"))
    with closing(sqlite3.connect(settings.events)) as database, database:
        database.execute("INSERT INTO events (sender_id, data) VALUES ('bob', '{')")
    assert [line.question for line in report(settings)] == ["one"]
    assert forget_older_than(settings, 90) == Erased(1, 0, 1)


# ---- files


@pytest.mark.parametrize("mishap", LOSSES)
def test_a_store_whose_file_was_lost_goes_on(
    settings: Settings, mishap: Callable[[Path], None], caplog: pytest.LogCaptureFixture
):
    store = open_store(settings)
    for _ in range(10):
        converse(store, SENDER, said("a lot " * 500), outcome("a lot " * 500))
    for path in (settings.conversations, settings.events):
        mishap(path)
    converse(store, SENDER, said("after"), outcome("after"))
    assert texts(store) == ["after"]
    assert [line.question for line in report(settings) if line.part == "asked"] == ["after"]
    aside = [path for path in settings.conversations.parent.iterdir() if ".db.damaged-" in path.name]
    assert bool(aside) == (mishap in DAMAGES) == ("is damaged. It is kept as" in caplog.text)
    with closing(sqlite3.connect(settings.conversations)) as database:
        assert database.execute("PRAGMA integrity_check").fetchall() == [("ok",)]


@pytest.mark.parametrize("mishap", DAMAGES)
def test_a_store_begins_anew_beside_a_damaged_file(settings: Settings, mishap: Callable[[Path], None]):
    store = open_store(settings)
    for _ in range(10):
        converse(store, SENDER, said("a lot " * 500), outcome("a lot " * 500))
    for path in (settings.conversations, settings.events):
        mishap(path)
    converse(open_store(settings), SENDER, said("after"), outcome("after"))
    assert texts(open_store(settings)) == ["after"]


def test_a_damaged_file_goes_when_its_time_is_over(settings: Settings):
    for age in (91, 89):
        file = settings.conversations.with_name(f"conversations.db.damaged-{age}")
        file.touch()
        os.utime(file, (time.time() - age * 86400,) * 2)
    forget_older_than(settings, 90)
    assert [path.name for path in settings.conversations.parent.iterdir()] == ["conversations.db.damaged-89"]


@pytest.mark.parametrize("mishap", [in_use, full, read_only])
def test_a_store_that_cannot_be_written_to_says_so_and_heals(
    settings: Settings, mishap: Callable[[Path], Any], caplog: pytest.LogCaptureFixture
):
    store = open_store(settings)
    converse(store, SENDER, said("one"))
    assert asyncio.run(store.writable()) is None
    with mishap(settings.conversations):
        with pytest.raises(StorageError, match=r"conversations\.db cannot be used: ") as raised:
            converse(store, SENDER, said("my secret"))
        assert asyncio.run(store.writable()) == str(raised.value)
    assert "secret" not in f"{raised.value} {caplog.text}"
    assert asyncio.run(store.writable()) is None
    converse(store, SENDER, said("two"))
    assert texts(store) == ["one", "two"]


@pytest.mark.parametrize("mishap", [in_use, full, read_only])
@pytest.mark.parametrize("database", ["conversations", "events"])
def test_who_cannot_be_erased_is_not_passed_over(settings: Settings, mishap: Callable[[Path], Any], database: str):
    store = open_store(settings)
    converse(store, SENDER, said("one"), outcome("one"))
    with mishap(getattr(settings, database)), pytest.raises(StorageError, match=rf"{database}\.db cannot be used"):
        converse(store, SENDER, said("forget me"), slot("forget_me", True))
    converse(store, SENDER, said("forget me"), slot("forget_me", True))
    assert forget(settings, SENDER) == Erased(0, 0, 0)


@pytest.mark.parametrize("mishap", [in_use, full, read_only])
def test_events_that_cannot_be_written_are_lost_without_a_word_of_them_in_the_log(
    settings: Settings, mishap: Callable[[Path], Any], caplog: pytest.LogCaptureFixture
):
    caplog.set_level(logging.INFO)
    store = open_store(settings)
    with mishap(settings.events):
        converse(store, SENDER, said("my secret"), outcome("my secret"))
    assert "events.db cannot be used" in caplog.text
    assert "secret" not in caplog.text
    assert SENDER not in caplog.text
    assert texts(store) == ["my secret"]


def test_a_store_that_is_not_there_at_the_start_is_waited_for(tmp_path: Path):
    settings = settings_in(tmp_path / "later")
    store = open_store(settings)
    assert asyncio.run(store.writable()) == f"{settings.conversations} cannot be used: it cannot be opened."
    settings.conversations.parent.mkdir()
    converse(store, SENDER, said("one"), outcome("one"))
    assert (texts(store), len(report(settings))) == (["one"], 1)


def test_a_database_in_use_holds_up_nobody_else(settings: Settings):
    store = open_store(settings)

    converse(store, SENDER, said("one"))

    async def beats() -> int:
        tracker = await store.retrieve(SENDER)
        tracker.update(said("two"))
        saving = asyncio.create_task(store.save(tracker))
        count = 0
        while not saving.done():
            await asyncio.sleep(0.05)
            count += 1
        assert isinstance(saving.exception(), StorageError)
        return count

    with in_use(settings.conversations):
        assert asyncio.run(beats()) > 10
