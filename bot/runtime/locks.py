"""Whose turn it is in a conversation: Rasa's locks of one process, without the second that Rasa lets pass between two
looks, and locks of several servers, which one Redis keeps.
"""

import asyncio
import logging
import os
import secrets
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from typing import Any
from weakref import WeakValueDictionary

from rasa.core.lock import TicketLock
from rasa.core.lock_store import LOCK_LIFETIME, InMemoryLockStore, LockError, LockStore
from rasa.shared.exceptions import RasaException
from rasa.utils.endpoints import EndpointConfig
from redis.asyncio import Redis
from redis.exceptions import RedisError

from bot.runtime import metrics

logger = logging.getLogger(__name__)

_TOO_LONG = "A message waited too long for those before it."


class MemoryLocks(InMemoryLockStore):
    """Locks of one process."""

    # Seconds between two looks: short beside the time in which a message is answered.
    look = 0.01

    def __init__(self, endpoint_config: EndpointConfig | None = None):
        """endpoint_config: nothing is taken from it.

        Raises RasaException where Sanic has several workers, each of which would answer in its own turn.
        """
        if os.environ.get("SANIC_WORKERS", "1") not in ("", "1"):
            raise RasaException("SANIC_WORKERS needs locks that all workers share: RedisLocks in endpoints.yml.")
        super().__init__()

    async def _acquire_lock(
        self, conversation_id: str, ticket: int, wait_time_in_seconds: float | None = None
    ) -> TicketLock:
        # Looks often, and only looks: tickets that have expired do not count, so that none need be written for that.
        # With Rasa, a ticket that has expired waits on, for ever where the turn before it never ends.
        while (lock := self.get_lock(conversation_id)) and lock._ticket_for_ticket_number(ticket):
            if not lock.is_locked(ticket):
                return lock
            await asyncio.sleep(self.look)
        raise LockError(_TOO_LONG)


class RedisLocks(LockStore):
    """Locks of all servers that ask the same Redis.

    Each conversation has a queue of tickets. A ticket counts for as long as its server says so again and again, so that
    one whose server died, or could not reach Redis, soon holds up nobody. Rasa's own wait for Redis on the event loop.
    """

    # Seconds between two looks; each is a call over the network.
    look = 0.05
    # Seconds that Redis has for a call, that a ticket counts without being renewed, and that an idle queue is kept.
    wait, lease, kept = 1.0, 6, 600

    def __init__(self, endpoint_config: EndpointConfig):
        """endpoint_config: as for Rasa's `type: redis`, its url the host, the rest what RedisLockStore takes."""
        options: dict[str, Any] = {"db": 1, "socket_timeout": self.wait, **endpoint_config.kwargs}
        prefix = options.pop("key_prefix", None)
        self._prefix = f"{prefix}:turn:" if prefix else "turn:"
        options["ssl"] = options.pop("use_ssl", False)
        self._redis = Redis(host=endpoint_config.url or "localhost", **options)
        # Those who come to a conversation through this server come to its queue in the same order.
        self._coming: WeakValueDictionary[str, asyncio.Lock] = WeakValueDictionary()
        # What could not be taken out of its queue, as Redis failed: it is when Redis is back.
        self._left: set[tuple[str, str]] = set()
        self._answers = True
        super().__init__()

    @asynccontextmanager
    async def lock(
        self, conversation_id: str, lock_lifetime: float = LOCK_LIFETIME, wait_time_in_seconds: float = look
    ) -> AsyncIterator[None]:
        """Until the end it is this turn's turn; wait_time_in_seconds: between two looks.

        Raises LockError where Redis cannot be used, or nobody's turn ends in so many seconds.
        """
        queue, ticket = f"{self._prefix}{conversation_id}", secrets.token_hex(8)
        deadline = time.monotonic() + lock_lifetime
        try:
            await self._come_first(queue, ticket, deadline, wait_time_in_seconds)
            renewing = asyncio.create_task(self._renew(queue, ticket, deadline))
            try:
                yield
            finally:
                renewing.cancel()
        finally:
            # A turn that was taken is not undone by a Redis that fails now, nor held up by one that failed just now.
            self._left.add((queue, ticket))
            if self._answers:
                with suppress(RedisError):
                    await self._clear()

    async def reachable(self) -> bool:
        """Whether anybody's turn can come just now."""
        try:
            return bool(await self._redis.ping())
        except RedisError:
            return False

    async def _come_first(self, queue: str, ticket: str, deadline: float, look: float) -> None:
        try:
            coming = self._coming.setdefault(queue, asyncio.Lock())
            async with coming:
                await self._clear()
                await self._join(queue, ticket)
            self._answers = True
            while ticket != await self._first(queue, ticket):
                if time.monotonic() > deadline:
                    raise LockError(_TOO_LONG)
                await asyncio.sleep(look)
        except RedisError as error:
            self._answers = False
            metrics.failed("storage")
            logger.error("Nobody's turn can come: Redis cannot be used (%s).", type(error).__name__)
            raise LockError("The locks cannot be used.") from None

    async def _join(self, queue: str, ticket: str) -> None:
        async with self._redis.pipeline() as calls:
            calls.set(f"{queue}:{ticket}", 1, ex=self.lease)
            await calls.rpush(queue, ticket).expire(queue, self.kept).execute()

    async def _first(self, queue: str, ticket: str) -> str:
        """Whose turn it is; tickets that no longer count are taken out of the queue."""
        async with self._redis.pipeline() as calls:
            calls.set(f"{queue}:{ticket}", 1, ex=self.lease)
            _, waiting = await calls.lrange(queue, 0, -1).execute()
        tickets = [each.decode() for each in waiting]
        if ticket not in tickets:
            raise LockError("Redis lost the queue of a conversation.")
        for each in tickets[: tickets.index(ticket)]:
            if await self._redis.exists(f"{queue}:{each}"):
                return each
            await self._redis.lrem(queue, 1, each)
        return ticket

    async def _renew(self, queue: str, ticket: str, deadline: float) -> None:
        while time.monotonic() < deadline:
            await asyncio.sleep(self.lease / 3)
            with suppress(RedisError):
                await self._redis.set(f"{queue}:{ticket}", 1, ex=self.lease)

    async def _clear(self) -> None:
        """Takes out of their queues all tickets whose turn is over."""
        over = set(self._left)
        if not over:
            return
        async with self._redis.pipeline() as calls:
            for queue, ticket in over:
                calls.lrem(queue, 1, ticket).delete(f"{queue}:{ticket}")
            await calls.execute()
        self._left -= over
