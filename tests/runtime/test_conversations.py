"""Forgetting: what a person asks for, what an operator does, and what time does."""

import asyncio
import sqlite3
import subprocess
import threading
from contextlib import closing
from pathlib import Path

import pytest
from rasa.core.tracker_store import FailSafeTrackerStore
from rasa.shared.core.events import SessionStarted

from bot.errors import RunError, StorageError
from bot.runtime.conversations import ForgettingTrackerStore
from bot.runtime.erasure import Erased, forget, forget_older_than
from bot.settings import Settings
from tests.runtime.events import (
    converse,
    environment,
    open_configured,
    open_store,
    outcome,
    said,
    settings_in,
    slot,
)
from tests.test_cli import rolewise


def counts(settings: Settings, sender: str) -> tuple[int, int]:
    """How many events of a sender are in the conversations, and in the broker's database."""
    found = []
    for path in (settings.conversations, settings.events):
        with closing(sqlite3.connect(path)) as database:
            query = "SELECT count(*) FROM events WHERE sender_id = ?"
            found.append(database.execute(query, (sender,)).fetchone()[0])
    return found[0], found[1]


def holds(settings: Settings, text: str) -> bool:
    """Whether the bytes of a text are anywhere in the folder of the databases."""
    return any(text.encode() in path.read_bytes() for path in settings.events.parent.iterdir())


def test_who_asks_to_be_forgotten_is_forgotten_and_nobody_else(tmp_path: Path):
    settings = settings_in(tmp_path)
    store = open_store(settings)
    for sender in ("ann", "bob"):
        converse(store, sender, said(f"{sender} wants peace"), outcome("who makes peace"))
        # Rasa reads the latest session only; earlier ones must go too.
        converse(store, sender, SessionStarted(), said("and war"), outcome("who makes war"))
    assert holds(settings, "ann wants peace")
    converse(store, "ann", said("forget me, I am Annabel"), outcome("forget me"), slot("forget_me", True))
    assert counts(settings, "ann") == (0, 0)
    assert counts(settings, "bob") == (5, 2)
    assert not holds(settings, "ann wants peace")
    assert not holds(settings, "Annabel")


def test_what_is_forgotten_is_gone_from_the_journal_while_others_have_the_files_open(tmp_path: Path):
    settings = settings_in(tmp_path)
    store = open_store(settings)
    for by in ("herself", "an operator"):
        # Whoever closes a file last empties its journal; these do not close theirs.
        with (
            closing(sqlite3.connect(settings.conversations)) as one,
            closing(sqlite3.connect(settings.events)) as other,
        ):
            for each in (one, other):
                each.execute("SELECT count(*) FROM events").fetchone()
            converse(store, "ann", said("ann wants peace"), outcome("who makes peace"))
            assert holds(settings, "wants peace")
            assert holds(settings, "makes peace")
            if by == "herself":
                converse(store, "ann", said("forget me"), slot("forget_me", True))
            else:
                forget(settings, "ann")
            assert not holds(settings, "wants peace")
            assert not holds(settings, "makes peace")


SLACK = {
    "slack:T1:U1": "ann",
    "slack:T1:C1:17.5:U1": "ann",
    "slack:T1:C2:U1:command": "ann",
    "slack:T1:C1:17.5:U2": "bob",
    "slack:T1:U11": "another",
    "slack:T2:U1": "of another workspace",
    "slack:T11:U1": "of another workspace",
}


@pytest.mark.parametrize("sender", [sender for sender, person in SLACK.items() if person == "ann"])
@pytest.mark.parametrize("by", ["herself", "an operator"])
def test_in_slack_all_conversations_of_a_person_are_forgotten(tmp_path: Path, sender: str, by: str):
    settings = settings_in(tmp_path)
    store = open_store(settings)
    for each in SLACK:
        converse(store, each, said("peace"), outcome("who makes peace"))
    if by == "an operator":
        assert forget(settings, sender) == Erased(3, 6, 3)
    else:
        converse(store, sender, said("forget me"), slot("forget_me", True))
    for each, person in SLACK.items():
        assert counts(settings, each) == ((0, 0) if person == "ann" else (2, 1))


def test_what_is_said_afterwards_begins_a_new_conversation(tmp_path: Path):
    settings = settings_in(tmp_path)
    store = open_store(settings)
    converse(store, "ann", said("one"), outcome("one"), slot("forget_me", True))
    converse(store, "ann", said("two"), outcome("two"))
    tracker = asyncio.run(store.retrieve("ann"))
    assert tracker is not None
    assert [event.as_dict().get("text", event.type_name) for event in tracker.events] == ["two", "slot"]
    assert counts(settings, "ann") == (2, 1)


@pytest.mark.parametrize("value", [False, None])
def test_who_does_not_ask_is_kept(tmp_path: Path, value: bool | None):
    settings = settings_in(tmp_path)
    converse(open_store(settings), "ann", said("one"), outcome("one"), slot("forget_me", value))
    assert counts(settings, "ann") == (3, 1)


def test_endpoints_yml_makes_rasa_use_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    settings = settings_in(tmp_path)
    store = open_configured(settings, monkeypatch)
    assert isinstance(store, ForgettingTrackerStore)
    converse(store, "ann", said("one"), outcome("one"))
    # Rasa wraps its stores in this one.
    converse(FailSafeTrackerStore(store), "ann", said("two"), slot("forget_me", True))
    assert counts(settings, "ann") == (0, 0)


def test_where_erasing_fails_in_one_database_that_is_told_and_the_other_is_erased(tmp_path: Path):
    settings = settings_in(tmp_path)
    store = open_store(settings)
    converse(store, "ann", said("one"), outcome("one"))
    with closing(sqlite3.connect(settings.events)) as database:
        database.execute("CREATE TRIGGER stuck BEFORE DELETE ON events BEGIN SELECT RAISE(FAIL, 'stuck'); END")
    with pytest.raises(StorageError, match=r"events\.db cannot be used"):
        converse(store, "ann", said("two"), outcome("two"), slot("forget_me", True))
    assert counts(settings, "ann") == (0, 1)


def test_an_operator_forgets_one_sender_even_in_a_file_that_was_never_overwritten(tmp_path: Path):
    settings = settings_in(tmp_path)
    open_store(settings)
    # What SQLite moves between pages stays behind in a file written without secure_delete.
    with closing(sqlite3.connect(settings.conversations)) as database, database:
        database.execute("PRAGMA secure_delete = OFF")
        for number in range(2000):
            sender = ("ann", "bob")[number % 2]
            text = f"{sender} said {'x' * (number % 97)}"
            row = (sender, "user", float(number), text)
            database.execute("INSERT INTO events (sender_id, type_name, timestamp, data) VALUES (?, ?, ?, ?)", row)
        database.execute("DELETE FROM events WHERE sender_id = 'ann' AND id % 4 = 1")
    assert forget(settings, "ann") == Erased(1, 500, 0)
    assert not holds(settings, "ann said")
    assert counts(settings, "bob") == (1000, 0)
    assert forget(settings, "ann") == Erased(0, 0, 0)


@pytest.mark.parametrize(
    ("ages", "gone"),
    [
        ([91.0], True),
        ([400.0, 91.0], True),
        ([400.0, 89.0], False),
        ([89.0], False),
    ],
)
def test_a_conversation_goes_whole_when_its_newest_event_is_too_old(tmp_path: Path, ages: list[float], gone: bool):
    settings = settings_in(tmp_path)
    store = open_store(settings)
    for age in ages:
        converse(store, "ann", said("one", age), outcome("one", age=age))
    converse(store, "bob", said("one"))
    erased = forget_older_than(settings, 90)
    assert erased == (Erased(1, 2 * len(ages), len(ages)) if gone else Erased(0, 0, 0))
    assert counts(settings, "ann") == ((0, 0) if gone else (2 * len(ages), len(ages)))
    assert counts(settings, "bob") == (1, 0)


def test_reported_events_without_a_conversation_go_in_time_too(tmp_path: Path):
    settings = settings_in(tmp_path)
    store = open_store(settings)
    converse(store, "ann", outcome("one", age=91))
    converse(store, "bob", outcome("one", age=91), said("still here"))
    with closing(sqlite3.connect(settings.conversations)) as database, database:
        database.execute("DELETE FROM events WHERE sender_id = 'ann'")
    assert forget_older_than(settings, 90) == Erased(1, 0, 1)
    assert counts(settings, "bob") == (2, 1)


def test_nothing_is_made_where_there_is_no_database(tmp_path: Path):
    settings = settings_in(tmp_path)
    assert forget(settings, "ann") == forget_older_than(settings, 90) == Erased(0, 0, 0)
    assert list(tmp_path.iterdir()) == []


def test_a_file_that_is_no_database_is_named(tmp_path: Path):
    settings = settings_in(tmp_path)
    settings.events.write_text("no database at all, but long enough to be looked at" * 20)
    with pytest.raises(RunError, match=r"The database .*events\.db cannot be used: file is not a database"):
        forget(settings, "ann")


def test_forgetting_waits_for_a_running_bot_and_harms_nothing(tmp_path: Path):
    settings = settings_in(tmp_path)
    store = open_store(settings)
    converse(store, "ann", said("one"), outcome("one"))
    done: list[subprocess.CompletedProcess[str]] = []
    busy = sqlite3.connect(settings.conversations, isolation_level=None)
    busy.execute("BEGIN IMMEDIATE")
    forgetting = threading.Thread(target=lambda: done.append(rolewise("forget", "ann", **environment(settings))))
    forgetting.start()
    forgetting.join(3)
    assert forgetting.is_alive()
    busy.execute("COMMIT")
    busy.close()
    for number in range(50):
        converse(store, "bob", said(str(number)), outcome(str(number)))
    forgetting.join()
    assert done[0].returncode == 0, done[0].stderr
    assert counts(settings, "ann") == (0, 0)
    assert counts(settings, "bob") == (100, 50)
    for path in (settings.conversations, settings.events):
        with closing(sqlite3.connect(path)) as database:
            assert database.execute("PRAGMA integrity_check").fetchall() == [("ok",)]


def test_the_command_says_how_much_was_erased_and_where(tmp_path: Path):
    settings = settings_in(tmp_path)
    store = open_store(settings)
    converse(store, "ann", said("one"), outcome("one"))
    converse(store, "bob", said("one", 31), outcome("one", age=31))
    env = environment(settings)
    forgotten = rolewise("forget", "ann", **env)
    assert (forgotten.returncode, forgotten.stderr) == (0, "")
    assert forgotten.stdout == "Erased 1 conversation: 2 events from conversations.db, 1 from events.db.\n"
    again = rolewise("forget", "ann", **env)
    assert (again.returncode, again.stdout) == (0, "Nothing is kept of ann.\n")
    young = rolewise("forget", "--expired", **env)
    assert (young.returncode, young.stdout) == (0, "No conversation is older than 90 days.\n")
    old = rolewise("forget", "--expired", ROLEWISE_RETENTION_DAYS="30", **env)
    assert (old.returncode, old.stdout) == (0, forgotten.stdout)


@pytest.mark.parametrize("arguments", [[], ["ann", "--expired"]])
def test_the_command_wants_one_of_a_sender_and_expired(arguments: list[str]):
    done = rolewise("forget", *arguments)
    assert (done.returncode, done.stdout) == (2, "")
    assert "Name the sender to forget, or say --expired; one of them." in done.stderr


@pytest.mark.parametrize("days", ["0", "soon", "1.5", "99999"])
def test_a_retention_that_cannot_be_used_is_named(days: str):
    done = rolewise("forget", "--expired", ROLEWISE_RETENTION_DAYS=days)
    assert done.returncode == 1
    assert f"ROLEWISE_RETENTION_DAYS is '{days}'; it must be a whole number of days" in done.stderr
