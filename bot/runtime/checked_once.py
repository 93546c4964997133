"""The schema of what the action server says is checked once, not for every answer.

Rasa 3.6 has jsonschema look, for each answer, whether the schema itself is a schema: a fifth of a message's time. Then
each event is held against what each of two dozen kinds of events may be: another tenth. Here validators are made once,
and an event is held against its own kind. What does not fit is left to Rasa, which says so as ever.

Should a later Rasa check in another way, that is left alone and a warning is logged.
"""

import copy
import functools
import inspect
import logging
from collections.abc import Callable
from typing import Any

from jsonschema.validators import validator_for
from rasa.core.actions.action import RemoteAction

logger = logging.getLogger(__name__)

# What Rasa's method is given.
_EXPECTED = ["self", "result"]


def check_schema_once() -> None:
    """From now on, this process makes the validator of answers once."""
    original: Any = getattr(RemoteAction, "_validate_action_result", None)
    schema: Any = getattr(RemoteAction, "action_response_format_spec", None)
    if hasattr(original, "__wrapped__"):
        return
    if not (callable(schema) and callable(original) and list(inspect.signature(original).parameters) == _EXPECTED):
        logger.warning("This Rasa checks answers in another way: each may cost more time.")
        return
    fits = _fitting(schema())

    @functools.wraps(original)
    def validate(self: Any, result: dict[str, Any]) -> bool:
        return fits(result) or original(self, result)

    RemoteAction._validate_action_result = validate  # type: ignore[method-assign]


def _fitting(schema: dict[str, Any]) -> Callable[[Any], bool]:
    """Whether an answer fits the schema."""
    made = validator_for(schema)
    whole = copy.deepcopy(schema)
    of_events = whole.get("properties", {}).get("events", {}).get("items", {})
    kinds = of_events.get("oneOf", [])
    named = {_name(kind): made(kind) for kind in kinds}
    # An event of one of these kinds can be of no other: each asks for another name, which every event has.
    if None in named or len(named) != len(kinds) or "event" not in of_events.get("required", ()):
        return made(schema).is_valid
    del of_events["oneOf"]
    rest = made(whole)

    def fits(answer: Any) -> bool:
        if not rest.is_valid(answer):
            return False
        events = answer.get("events", ())
        return all(event["event"] in named and named[event["event"]].is_valid(event) for event in events)

    return fits


def _name(kind: dict[str, Any]) -> str | None:
    return kind.get("properties", {}).get("event", {}).get("const")
