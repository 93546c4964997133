"""Whose turn it is in a conversation: Rasa's locks, without the second that Rasa lets pass between two looks."""

import asyncio
import os
from contextlib import AbstractContextManager
from typing import Any

from rasa.core.lock import TicketLock
from rasa.core.lock_store import LOCK_LIFETIME, InMemoryLockStore, LockError, LockStore, RedisLockStore
from rasa.shared.exceptions import RasaException
from rasa.utils.endpoints import EndpointConfig


class _Attentive(LockStore):
    """Looks often, and only looks: tickets that have expired do not count, so that none need be written for that."""

    # Seconds between two looks: short beside the time in which a message is answered.
    look: float

    async def _acquire_lock(
        self, conversation_id: str, ticket: int, wait_time_in_seconds: float | None = None
    ) -> TicketLock:
        # With Rasa, a ticket that has expired waits on, for ever where the turn before it never ends.
        while (lock := self.get_lock(conversation_id)) and lock._ticket_for_ticket_number(ticket):
            if not lock.is_locked(ticket):
                return lock
            await asyncio.sleep(self.look)
        raise LockError("A message waited too long for those before it.")


class MemoryLocks(_Attentive, InMemoryLockStore):
    """Locks of one process."""

    look = 0.01

    def __init__(self, endpoint_config: EndpointConfig | None = None):
        """endpoint_config: nothing is taken from it.

        Raises RasaException where Sanic has several workers, each of which would answer in its own turn.
        """
        if os.environ.get("SANIC_WORKERS", "1") not in ("", "1"):
            raise RasaException("SANIC_WORKERS needs locks that all workers share: RedisLocks in endpoints.yml.")
        super().__init__()


class RedisLocks(_Attentive, RedisLockStore):
    """Locks of all servers that ask the same Redis."""

    # Every look waits for the network, and everything else with it.
    look = 0.05

    def __init__(self, endpoint_config: EndpointConfig):
        """endpoint_config: as for Rasa's `type: redis`, its url the host, the rest what RedisLockStore takes."""
        options: dict[str, Any] = dict(endpoint_config.kwargs)
        super().__init__(host=endpoint_config.url or "localhost", **options)

    # Rasa reads a conversation's tickets, changes them and writes them back; of two servers that do so at once, one
    # would lose its ticket, and its message.

    def issue_ticket(self, conversation_id: str, lock_lifetime: float = LOCK_LIFETIME) -> int:
        with self._alone(conversation_id):
            return super().issue_ticket(conversation_id, lock_lifetime)

    def cleanup(self, conversation_id: str, ticket_number: int) -> None:
        with self._alone(conversation_id):
            super().cleanup(conversation_id, ticket_number)

    def _alone(self, conversation_id: str) -> AbstractContextManager[Any]:
        # Both take milliseconds; a server that ends in between holds up the others for so many seconds.
        return self.red.lock(f"{self.key_prefix}{conversation_id}:alone", timeout=2, sleep=0.002)
