"""The kind of an event is looked up once, not for every event.

Rasa 3.6 goes through all its kinds for each of the dozen events that an action's answer has. Should a later Rasa look
it up in another way, that is left alone and a warning is logged.
"""

import functools
import inspect
import logging
from typing import Any

from rasa.shared.core.events import Event

logger = logging.getLogger(__name__)

# What Rasa's method is given.
_EXPECTED = ["type_name", "default"]


def look_up_events_once() -> None:
    """From now on, this process remembers of each name of an event what kind it is."""
    original: Any = getattr(Event, "resolve_by_type", None)
    if hasattr(original, "__wrapped__"):
        return
    if not (callable(original) and list(inspect.signature(original).parameters) == _EXPECTED):
        logger.warning("This Rasa looks up events in another way: each may cost more time.")
        return
    known = functools.cache(original)

    @functools.wraps(original)
    def resolve_by_type(type_name: str, default: type[Event] | None = None) -> type[Event] | None:
        try:
            return known(type_name, default)  # type: ignore[arg-type]
        except TypeError:
            # A name that is none at all, as nonsense has it.
            return original(type_name, default)

    Event.resolve_by_type = staticmethod(resolve_by_type)  # type: ignore[method-assign]
