"""/health and /ready, of real servers and of checks that fail in every way."""

import asyncio
import time
from types import SimpleNamespace
from typing import Any

import pytest
import sqlalchemy as sa
from rasa.core.lock_store import InMemoryLockStore
from rasa.core.tracker_store import FailSafeTrackerStore, InMemoryTrackerStore, SQLTrackerStore
from rasa.shared.core.domain import Domain
from rasa.utils.endpoints import EndpointConfig

from bot.channels.status import Checks
from bot.runtime import readiness
from bot.runtime.locks import RedisLocks
from bot.runtime.processes import free_port
from bot.runtime.readiness import OK, Readiness
from tests.monitoring.conftest import Watched, sample


def test_a_bot_that_can_answer_is_alive_and_ready(watched: Watched):
    assert watched.get("/health") == (200, {"status": "ok"})
    assert watched.get("/ready") == (
        200,
        {"status": "ready", "checks": {"model": OK, "actions": OK, "conversations": OK}},
    )
    assert watched.get("/ready", watched.settings.actions_port) == (
        200,
        {"status": "ready", "checks": {"knowledge": OK, "encoder": OK}},
    )
    assert watched.metrics()[sample("rolewise_ready")] == 1


def test_a_bot_without_its_action_server_is_alive_and_says_what_is_missing(watched: Watched):
    with watched.with_other_actions():
        assert eventually_unready(watched) == {
            "model": OK,
            "actions": "The action server does not answer.",
            "conversations": OK,
        }
        assert watched.metrics()[sample("rolewise_ready")] == 0
        assert watched.get("/health") == (200, {"status": "ok"})


def eventually_unready(watched: Watched) -> dict[str, str]:
    """What is wrong, once what was found before is no longer told."""
    for _ in range(100):
        status, found = watched.get("/ready")
        if status == 503:
            assert found["status"] == "not ready"
            return found["checks"]
        time.sleep(0.1)
    raise AssertionError("it stays ready")


# ---- the checks by themselves


async def hang() -> str | None:
    await asyncio.sleep(60)
    return None


async def fail() -> str | None:
    raise ValueError("secret words and /a/path")


async def well() -> str | None:
    return None


async def wrong() -> str | None:
    return "There is none."


@pytest.mark.parametrize(
    ("check", "told"),
    [
        (well, OK),
        (wrong, "There is none."),
        (hang, "It did not answer within 0.2 s."),
        (fail, "It could not be checked."),
    ],
)
def test_each_check_is_given_up_after_a_while_and_tells_no_error(monkeypatch, check, told: str):
    monkeypatch.setattr(readiness, "PATIENCE", 0.2)

    async def response() -> Any:
        return await Readiness({"one": check, "other": well}).response()

    answer = asyncio.run(response())
    assert answer.status == (200 if told == OK else 503)
    assert f'"checks":{{"one":"{told}","other":"ok"}}' in answer.body.decode()


def test_many_who_ask_are_told_of_one_look_and_a_check_that_hangs_is_begun_once(monkeypatch):
    monkeypatch.setattr(readiness, "PATIENCE", 0.05)
    begun = {"well": 0, "hanging": 0}

    async def counted_well() -> str | None:
        begun["well"] += 1
        return None

    async def counted_hang() -> str | None:
        begun["hanging"] += 1
        return await hang()

    async def looks() -> None:
        ready = Readiness({"well": counted_well, "hanging": counted_hang})
        await asyncio.gather(*(ready.look() for _ in range(50)))
        assert begun == {"well": 1, "hanging": 1}
        ready._until = 0.0
        await ready.look()
        assert begun == {"well": 2, "hanging": 1}

    asyncio.run(looks())


class Unwritable(InMemoryTrackerStore):
    async def writable(self) -> str | None:
        return "No room left for /a/path."


def of_store(store: Any, is_loaded: bool = True, locks: Any = None) -> Checks:
    agent = SimpleNamespace(
        is_ready=lambda: is_loaded, tracker_store=store, action_endpoint=None, lock_store=locks or InMemoryLockStore()
    )
    return Checks(SimpleNamespace(ctx=SimpleNamespace(agent=agent)))  # type: ignore[arg-type]


def test_a_store_that_cannot_write_is_told_without_its_path():
    store = FailSafeTrackerStore(Unwritable(Domain.empty()))
    assert asyncio.run(of_store(store).conversations()) == "Conversations cannot be written."


def test_locks_that_cannot_be_reached_are_told():
    locks = RedisLocks(EndpointConfig(url="127.0.0.1", port=free_port()))
    store = InMemoryTrackerStore(Domain.empty())
    assert asyncio.run(of_store(store, locks=locks).conversations()) == "Nobody's turn in a conversation can come."
    assert asyncio.run(of_store(store).conversations()) is None


def test_a_store_that_says_nothing_of_itself_is_asked_something(tmp_path):
    store = SQLTrackerStore(Domain.empty(), dialect="sqlite", db=str(tmp_path / "conversations.db"))
    assert asyncio.run(of_store(store).conversations()) is None
    store.engine = sa.create_engine(f"sqlite:///{tmp_path}/nowhere/conversations.db")
    ready = Readiness({"conversations": of_store(store).conversations})
    assert asyncio.run(ready.look()) == {"conversations": "It could not be checked."}


def test_without_a_model_nothing_else_can_be_told():
    checks = of_store(None, is_loaded=False)
    assert asyncio.run(checks.model()) == "No model is loaded."
    assert asyncio.run(checks.actions()) == "No action server is known."
