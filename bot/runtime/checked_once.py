"""The schema of what the action server says is checked once, not for every answer.

Rasa 3.6 has jsonschema look, for each answer, whether the schema itself is a schema: a fifth of a message's time. Here
an answer that fits is known by a validator that is made once; what does not fit is left to Rasa, which says so as ever.

Should a later Rasa check in another way, that is left alone and a warning is logged.
"""

import functools
import inspect
import logging
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
    validator = validator_for(schema())(schema())

    @functools.wraps(original)
    def validate(self: Any, result: dict[str, Any]) -> bool:
        return validator.is_valid(result) or original(self, result)

    RemoteAction._validate_action_result = validate  # type: ignore[method-assign]
