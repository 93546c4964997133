"""Messages are understood one after another: between two, the server answers whoever asks whether it lives.

Understanding computes for a tenth of a second without a pause. Of sixty messages that come at once each would get its
tenth before anything else had its turn: health checks, and the refusal of what is too much.

Rasa 3.6 has no place for this, so parse_message of MessageProcessor is wrapped. Should a later Rasa lack it, that is
left alone and a warning is logged.
"""

import asyncio
import functools
import logging
from typing import Any

from rasa.core.processor import MessageProcessor

logger = logging.getLogger(__name__)

_ONE_BY_ONE = "is_one_by_one"


def understand_one_by_one() -> None:
    """From now on, this process understands one message at a time."""
    original: Any = getattr(MessageProcessor, "parse_message", None)
    if not asyncio.iscoroutinefunction(original):
        logger.warning("This Rasa understands messages in another way: many at once may hold up the server.")
        return
    if hasattr(original, _ONE_BY_ONE):
        return
    # Made when the loop runs, which it then belongs to.
    turn: list[asyncio.Lock] = []

    @functools.wraps(original)
    async def parse_message(self: Any, *rest: Any, **named: Any) -> Any:
        if not turn:
            turn.append(asyncio.Lock())
        async with turn[0]:
            try:
                return await original(self, *rest, **named)
            finally:
                # Whatever else is ready goes before the next one.
                await asyncio.sleep(0)

    setattr(parse_message, _ONE_BY_ONE, True)
    MessageProcessor.parse_message = parse_message  # type: ignore[method-assign]
