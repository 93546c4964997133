"""What several servers remember together."""

import asyncio
import time
from pathlib import Path

import pytest
import sqlalchemy as sa
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.runtime.erasure import overwrite_what_is_deleted
from bot.slack.memory import CLAIM_DAYS, DAY, Memory

NAMES = st.lists(st.sampled_from("abcd"), min_size=1, max_size=3, unique=True)


def server(path: Path) -> Memory:
    """The memory of one server."""
    engine = sa.create_engine(f"sqlite:///{path}")
    overwrite_what_is_deleted(engine)
    return Memory(engine, thread_days=90)


def in_memory() -> Memory:
    return Memory(
        sa.create_engine("sqlite://", poolclass=sa.pool.StaticPool, connect_args={"check_same_thread": False}), 90
    )


def test_of_all_servers_one_gets_a_claim(tmp_path: Path) -> None:
    servers = [server(tmp_path / "slack.db") for _ in range(4)]

    async def all_at_once() -> list[bool]:
        return await asyncio.gather(*(each.claim("Ev1", "T:C:1.2") for each in servers for _ in range(5)))

    assert sorted(asyncio.run(all_at_once())) == [False] * 19 + [True]


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


def test_claims_survive_a_restart_and_end_after_a_day(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "slack.db"
    assert asyncio.run(server(path).claim("Ev1"))
    assert not asyncio.run(server(path).claim("Ev1"))
    later = time.time() + CLAIM_DAYS * DAY + 60
    monkeypatch.setattr(time, "time", lambda: later)
    assert asyncio.run(server(path).claim("Ev1"))


def test_threads_are_followed_by_all_servers_until_they_rest(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "slack.db"
    memory, now = server(path), time.time()
    for name in ("old", "lively", "lively"):
        asyncio.run(memory.follow(name))
    assert not asyncio.run(memory.follows("other"))
    monkeypatch.setattr(time, "time", lambda: now + 60 * DAY)
    asyncio.run(memory.follow("lively"))
    monkeypatch.setattr(time, "time", lambda: now + 100 * DAY)
    asyncio.run(memory.claim("Ev2"))
    again = server(path)
    assert asyncio.run(again.follows("lively"))
    assert not asyncio.run(again.follows("old"))
