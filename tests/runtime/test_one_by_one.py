"""Messages that come at once are understood one after another, and others have their turn between them."""

import asyncio
import time
from itertools import pairwise

import pytest
from rasa.core.processor import MessageProcessor

from bot.runtime import one_by_one
from bot.runtime.one_by_one import understand_one_by_one

# So many at once, each computing so long.
MANY, BUSY = 12, 0.02


@pytest.fixture
def understanding(monkeypatch: pytest.MonkeyPatch) -> list[tuple[float, float]]:
    """When each message was being understood, by a Rasa that computes without a pause but for one in the middle."""
    spans: list[tuple[float, float]] = []

    async def parse_message(self: object, message: str) -> str:
        began = time.perf_counter()
        time.sleep(BUSY / 2)
        await asyncio.sleep(0)
        time.sleep(BUSY / 2)
        spans.append((began, time.perf_counter()))
        if message == "odd":
            raise ValueError(message)
        return message

    monkeypatch.setattr(MessageProcessor, "parse_message", parse_message)
    understand_one_by_one()
    return spans


def of(message: str) -> asyncio.Future:
    return MessageProcessor.parse_message(None, message)  # type: ignore[arg-type,return-value]


def test_no_two_are_understood_at_once_and_each_gets_its_own(understanding: list[tuple[float, float]]):
    async def all_at_once() -> list[str | BaseException]:
        return await asyncio.gather(*(of(str(number)) for number in range(MANY)))

    assert asyncio.run(all_at_once()) == [str(number) for number in range(MANY)]
    assert all(end <= begin for (_, end), (begin, _) in pairwise(understanding))


def test_others_have_their_turn_between_two_messages(understanding: list[tuple[float, float]]):
    beats: list[float] = []

    async def beat() -> None:
        while len(understanding) < MANY:
            beats.append(time.perf_counter())
            await asyncio.sleep(0)

    async def both() -> None:
        await asyncio.gather(beat(), *(of(str(number)) for number in range(MANY)))

    asyncio.run(both())
    # A beat for each message at least: nobody waits for all of them.
    assert len(beats) >= MANY


def test_one_that_fails_holds_up_nobody(understanding: list[tuple[float, float]]):
    async def three() -> list[str | BaseException]:
        return await asyncio.gather(*map(of, ("one", "odd", "three")), return_exceptions=True)

    first, odd, third = asyncio.run(three())
    assert (first, third) == ("one", "three")
    assert isinstance(odd, ValueError)


def test_a_rasa_that_understands_in_another_way_is_left_alone(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
):
    monkeypatch.setattr(MessageProcessor, "parse_message", None)
    understand_one_by_one()
    assert MessageProcessor.parse_message is None
    assert one_by_one.logger.name in {record.name for record in caplog.records}
