"""Whose turn it is: in the order of asking, one at a time, soon after the one before, and nobody is forgotten."""

import asyncio

import pytest
from rasa.core.lock_store import LockError, LockStore
from rasa.core.utils import AvailableEndpoints
from rasa.shared.exceptions import RasaException

from bot.runtime.locks import MemoryLocks, RedisLocks
from bot.settings import ROOT
from tests.runtime.events import *  # noqa: F403
