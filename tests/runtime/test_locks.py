"""Whose turn it is: in the order of asking, one at a time, soon after the one before, and nobody is forgotten."""

import asyncio
import subprocess
import sys
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from rasa.core.lock_store import LockError, LockStore
from rasa.core.utils import read_endpoint_config
from rasa.shared.exceptions import RasaException
from rasa.utils.endpoints import EndpointConfig
from redis import StrictRedis

from benchmarks.drills.holding_up import held_up
from benchmarks.drills.storage_servers import Valkey
from bot.runtime.locks import MemoryLocks, RedisLocks
from bot.runtime.processes import rasa_environment
from bot.settings import ROOT, load_settings

AT_ONCE = 20
# A server that is gone in the middle of its turn.
DIES = """
import asyncio, os, sys
from rasa.utils.endpoints import EndpointConfig
from bot.runtime.locks import RedisLocks
RedisLocks.lease = 1
async def turn():
    async with RedisLocks(EndpointConfig(url="127.0.0.1", port=int(sys.argv[1]))).lock("ann"):
        os._exit(7)
asyncio.run(turn())
"""


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
def redis(tmp_path: Path) -> Iterator[Valkey]:
    server = Valkey(tmp_path)
    server.start()
    yield server
    server.end()


def shared(redis: Valkey) -> RedisLocks:
    return RedisLocks(EndpointConfig(url="127.0.0.1", port=redis.port))


def left_in(redis: Valkey) -> list[bytes]:
    """What is kept of turns in the database that Rasa's locks use."""
    return StrictRedis(port=redis.port, db=1).keys()


def test_servers_that_share_a_redis_take_turns_each_in_its_order(redis: Valkey):
    async def run() -> list[str]:
        heard: list[str] = []
        one, other = shared(redis), shared(redis)
        await asyncio.gather(*(answered((one, other)[who % 2], who, heard) for who in range(AT_ONCE)))
        return heard

    heard = asyncio.run(run())
    order = [int(each.removesuffix(" begins")) for each in heard[::2]]
    assert heard == [f"{who} {part}" for who in order for part in ("begins", "ends")]
    assert [[who for who in order if who % 2 == server] for server in (0, 1)] == [
        list(range(server, AT_ONCE, 2)) for server in (0, 1)
    ]
    assert left_in(redis) == []


def test_of_servers_that_ask_at_the_same_time_none_loses_its_turn(redis: Valkey):
    inside: list[int] = []

    async def take(who: int) -> None:
        async with shared(redis).lock("ann"):
            inside.append(who)
            await asyncio.sleep(0.002)
            assert inside[-1] == who

    def serve(server: int) -> None:
        async def all_at_once() -> None:
            await asyncio.gather(*(take(server * AT_ONCE + each) for each in range(AT_ONCE)))

        asyncio.run(all_at_once())

    with ThreadPoolExecutor(4) as servers:
        list(servers.map(serve, range(4)))
    assert sorted(inside) == list(range(4 * AT_ONCE))
    assert left_in(redis) == []


def test_conversations_do_not_wait_for_each_other(redis: Valkey):
    async def run() -> None:
        locks = shared(redis)
        async with locks.lock("ann"), locks.lock("bob"):
            pass

    asyncio.run(asyncio.wait_for(run(), 5))


def test_a_server_that_died_soon_holds_up_nobody(redis: Valkey, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(RedisLocks, "lease", 1)

    assert subprocess.run([sys.executable, "-c", DIES, str(redis.port)], cwd=ROOT).returncode == 7
    assert left_in(redis) != []
    begun = time.monotonic()
    asyncio.run(asyncio.wait_for(answered(shared(redis), 1, []), 10))
    assert time.monotonic() - begun < 3


def test_a_turn_that_takes_longer_than_a_ticket_counts_is_not_overtaken(redis: Valkey, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(RedisLocks, "lease", 1)

    async def run() -> list[str]:
        heard: list[str] = []

        async def takes_long() -> None:
            async with shared(redis).lock("ann"):
                await asyncio.sleep(2.5)
                heard.append("the long one ends")

        first = asyncio.create_task(takes_long())
        await asyncio.sleep(0.2)
        await asyncio.gather(first, answered(shared(redis), 1, heard))
        return heard

    assert asyncio.run(run())[:2] == ["the long one ends", "1 begins"]


def test_a_redis_that_hangs_is_not_waited_for_and_holds_up_nothing_else(redis: Valkey):
    async def run() -> None:
        locks = shared(redis)
        await answered(locks, 0, [])
        assert await locks.reachable()
        with held_up(redis.pids()):
            begun, others = time.monotonic(), 0
            asked = asyncio.create_task(answered(locks, 1, []))
            while not asked.done():
                await asyncio.sleep(0.01)
                others += 1
            with pytest.raises(LockError, match="cannot be used"):
                await asked
            assert time.monotonic() - begun < 2.5
            assert others > 50
            assert not await locks.reachable()
        await asyncio.wait_for(answered(locks, 2, []), 2)

    asyncio.run(run())


def test_what_was_answered_while_redis_failed_is_still_answered(redis: Valkey):
    async def run() -> None:
        locks = shared(redis)
        async with locks.lock("ann"):
            redis.stop()
        with pytest.raises(LockError):
            await answered(locks, 1, [])

    asyncio.run(run())


def test_a_redis_that_comes_back_without_its_queues_is_used_again(redis: Valkey):
    async def run() -> None:
        locks = shared(redis)
        async with locks.lock("ann"):
            waiting = asyncio.create_task(answered(locks, 1, []))
            await asyncio.sleep(0.2)
            redis.stop()
            redis.start()
            # It may see that Redis was gone, or that its ticket is; it is told of either.
            with pytest.raises(LockError):
                await waiting
            await asyncio.wait_for(answered(locks, 2, []), 2)

    asyncio.run(run())


def test_rasa_makes_them_from_endpoints_yml(monkeypatch: pytest.MonkeyPatch):
    for name, value in rasa_environment(load_settings()).items():
        monkeypatch.setenv(name, value)
    assert isinstance(LockStore.create(read_endpoint_config(str(ROOT / "endpoints.yml"), "lock_store")), MemoryLocks)


def test_several_workers_are_told_that_they_need_locks_together(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("SANIC_WORKERS", "2")
    with pytest.raises(RasaException, match="RedisLocks"):
        MemoryLocks()
