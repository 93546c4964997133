"""Ends a Rasa server whose model cannot be loaded, with the reason.

Rasa 3.6 logs such a failure and then serves on without a model, never to be ready. Rasa has no setting for this, so
Agent.load_model is wrapped. Should a later Rasa lack that method, nothing is changed and a warning is logged.
"""

import functools
import logging
from typing import Any

from rasa.core import agent as rasa_agent

logger = logging.getLogger(__name__)


def end_without_model() -> None:
    """From now on, a model that cannot be loaded ends the process, the reason being its last words."""
    agent = getattr(rasa_agent, "Agent", None)
    original = getattr(agent, "load_model", None)
    if agent is None or not callable(original):
        logger.warning("This Rasa loads models in another way: without one, its server waits for ever.")
        return
    if hasattr(original, "__wrapped__"):
        return

    @functools.wraps(original)
    def load_model(self: Any, model_path: Any, *rest: Any, **named: Any) -> None:
        try:
            original(self, model_path, *rest, **named)
        except Exception as error:
            # Rasa catches all that is an Exception.
            raise SystemExit(f"The model {model_path} cannot be loaded: {error}") from error

    agent.load_model = load_model
