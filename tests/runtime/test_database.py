"""Conversations in databases that servers share: tables are made once, and PostgreSQL fails in ways of its own."""

import asyncio
import json
import sqlite3
import time
from contextlib import closing
from pathlib import Path

import pytest
import sqlalchemy as sa

from benchmarks.drills.holding_up import held_up
from benchmarks.drills.storage_servers import PostgreSQL
from bot.errors import StorageError
from bot.runtime.conversations import ForgettingTrackerStore
from tests.runtime.events import DOMAIN, converse, open_store, said, settings_in, slot
from tests.runtime.test_storage import SENDER, texts

# Seconds in which a person must be told.
PROMPT = 3.0


def in_postgresql(address: str) -> ForgettingTrackerStore:
    return ForgettingTrackerStore(DOMAIN, host=address)


def test_servers_that_begin_at_once_share_their_tables(tmp_path: Path, address: str):
    for given in ({"db": str(tmp_path / "conversations.db")}, {"host": address}):

        async def all_at_once(given: dict[str, str] = given) -> list[ForgettingTrackerStore]:
            made = (asyncio.to_thread(ForgettingTrackerStore, DOMAIN, **given) for _ in range(6))
            return await asyncio.gather(*made)

        first, *others = asyncio.run(all_at_once())
        converse(first, SENDER, said("one"))
        assert all(texts(other) == ["one"] for other in others)
        indexes = {index["name"] for index in sa.inspect(first.engine).get_indexes("events")}
        assert indexes == {"ix_events_kind", "ix_events_sender_id"}


def test_an_older_database_gains_what_it_lacks(tmp_path: Path):
    settings = settings_in(tmp_path)
    with closing(sqlite3.connect(settings.conversations)) as database, database:
        database.execute(
            "CREATE TABLE events (id INTEGER PRIMARY KEY, sender_id VARCHAR(255) NOT NULL, type_name VARCHAR(255) "
            "NOT NULL, timestamp FLOAT, intent_name VARCHAR(255), action_name VARCHAR(255), data TEXT)"
        )
        row = (SENDER, json.dumps(said("old").as_dict()))
        database.execute("INSERT INTO events VALUES (1, ?, 'user', 1, NULL, NULL, ?)", row)
    store = open_store(settings)
    converse(store, SENDER, said("new"))
    assert texts(store) == ["old", "new"]
    assert "ix_events_kind" in {index["name"] for index in sa.inspect(store.engine).get_indexes("events")}


def test_a_conversation_in_postgresql_is_kept_set_aside_and_erased(address: str):
    store = in_postgresql(address)
    assert asyncio.run(store.writable()) is None
    converse(store, SENDER, said("one"))
    converse(store, SENDER, said("two"))
    assert texts(store) == ["one", "two"]
    for sender in ("\ud800", "nul\x00", "x" * 300):
        with pytest.raises(StorageError) as raised:
            converse(store, sender, said("three"))
        assert "xxx" not in str(raised.value)
    with store.engine.begin() as connection:
        connection.execute(sa.text("UPDATE events SET data = 'nothing' WHERE id = 1"))
    assert texts(store) == []
    converse(store, SENDER, said("three"))
    converse(store, SENDER, slot("forget_me", True))
    assert asyncio.run(store.keys()) == []


def test_tables_that_go_missing_in_postgresql_are_made_anew(address: str):
    store = in_postgresql(address)
    with store.engine.begin() as connection:
        connection.execute(sa.text("DROP TABLE events"))
    converse(store, SENDER, said("one"))
    assert texts(store) == ["one"]


def test_a_postgresql_in_use_is_given_up_soon(address: str):
    store = in_postgresql(address)
    with sa.create_engine(address).begin() as other:
        other.execute(sa.text("LOCK TABLE events IN ACCESS EXCLUSIVE MODE"))
        begun = time.monotonic()
        with pytest.raises(StorageError, match="it takes too long"):
            converse(store, SENDER, said("one"))
        assert time.monotonic() - begun < PROMPT
    converse(store, SENDER, said("one"))
    assert texts(store) == ["one"]


def test_a_postgresql_that_ends_its_connections_is_connected_to_again(address: str, cluster: PostgreSQL):
    store = in_postgresql(address)
    converse(store, SENDER, said("one"))
    with sa.create_engine(cluster.address, isolation_level="AUTOCOMMIT").connect() as connection:
        ended = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = :name"
        connection.execute(sa.text(ended), {"name": store.engine.url.database})
    assert texts(store) == ["one"]


def test_a_postgresql_that_hangs_is_given_up_soon_and_keeps_nothing_of_what_was_given_up(
    address: str, cluster: PostgreSQL
):
    store = in_postgresql(address)
    converse(store, SENDER, said("one"))
    with held_up(cluster.pids()):
        for _ in range(2):
            begun = time.monotonic()
            with pytest.raises(StorageError, match="it takes too long"):
                converse(store, SENDER, said("two"))
            assert time.monotonic() - begun < PROMPT
    converse(store, SENDER, said("three"))
    assert texts(store) == ["one", "three"]


def test_a_postgresql_that_hangs_holds_up_no_more_than_who_asks_it(address: str, cluster: PostgreSQL):
    store = in_postgresql(address)

    async def many() -> list[object]:
        return await asyncio.gather(*(store.retrieve(str(who)) for who in range(20)), return_exceptions=True)

    with held_up(cluster.pids()):
        begun = time.monotonic()
        assert {type(each) for each in asyncio.run(many())} == {StorageError}
        assert time.monotonic() - begun < PROMPT


def test_a_postgresql_that_is_stopped_and_started_is_used_again(address: str, cluster: PostgreSQL):
    store = in_postgresql(address)
    converse(store, SENDER, said("one"))
    cluster.stop()
    try:
        begun = time.monotonic()
        with pytest.raises(StorageError, match=r"cannot be used: (its server|the connection)"):
            converse(store, SENDER, said("two"))
        assert time.monotonic() - begun < PROMPT
    finally:
        cluster.start()
    converse(store, SENDER, said("three"))
    assert texts(store) == ["one", "three"]


def test_a_postgresql_that_is_not_there_says_so():
    store = in_postgresql("postgresql://nobody@127.0.0.1:1/nothing")
    assert asyncio.run(store.writable()) == "nothing on 127.0.0.1 cannot be used: its server does not answer."
