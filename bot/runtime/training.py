"""A model is trained without what nobody needs of it: fingerprints of each step, and the smallest archive there can be.

Rasa 3.6 takes a fingerprint of all examples before and after each component, and keeps what each gave, to leave out of
the next training what did not change. We always have it train all (bot.runtime.setup.train), as it does not notice
changes in modules that components import; so nothing of that is ever read. And the numbers of a model hardly become
less by pressing, which takes three times as long at the highest of gzip's nine levels as at the first. Should a later
Rasa do this otherwise, that is left alone and a warning is logged.
"""

import inspect
import logging
from typing import Any

from rasa.engine.storage import local_model_storage
from rasa.engine.training.hooks import TrainingHook
from tarsafe import TarSafe

logger = logging.getLogger(__name__)

# What Rasa's methods are given.
_BEFORE = ["self", "node_name", "execution_context", "config", "received_inputs"]
_AFTER = ["self", "node_name", "execution_context", "config", "output", "input_hook_data"]
# Of gzip's levels the quickest.
_LEVEL = 1


class QuickArchive(TarSafe):
    """An archive that is quickly written."""

    @classmethod
    def gzopen(cls, name: Any, mode: Any = "r", fileobj: Any = None, compresslevel: int = _LEVEL, **named: Any) -> Any:
        return super().gzopen(name, mode, fileobj, compresslevel, **named)


def train_quickly() -> None:
    """From now on, this process trains so."""
    _replace("on_before_node", _BEFORE, _take_no_fingerprint)
    _replace("on_after_node", _AFTER, _keep_nothing)
    if getattr(local_model_storage, "TarSafe", None) in (TarSafe, QuickArchive):
        local_model_storage.TarSafe = QuickArchive
    else:
        logger.warning("This Rasa writes models in another way: a training may take longer.")


def _take_no_fingerprint(self: TrainingHook, *given: Any, **named: Any) -> dict[str, Any]:
    return {}


def _keep_nothing(self: TrainingHook, *given: Any, **named: Any) -> None: ...


def _replace(name: str, parameters: list[str], by: Any) -> None:
    original: Any = getattr(TrainingHook, name, None)
    if original is by:
        return
    if not (callable(original) and list(inspect.signature(original).parameters) == parameters):
        logger.warning("This Rasa has no TrainingHook.%s as expected: a training may take longer.", name)
        return
    setattr(TrainingHook, name, by)
