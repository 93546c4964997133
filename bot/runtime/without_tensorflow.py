"""Leaves TensorFlow out of processes that only talk.

Rasa imports it for components of its own, of which our pipeline has none: half of the seconds in which a server starts,
and 300 MB. Instead of its modules there are some whose names can be subclassed and decorated with, as those components
do where they are defined; whoever makes or calls anything of them afterwards gets a RuntimeError.
"""

import sys
from collections.abc import Sequence
from importlib.abc import Loader, MetaPathFinder
from importlib.machinery import ModuleSpec
from types import ModuleType
from typing import Any

_LEFT_OUT = ("tensorflow", "tensorflow_addons", "tensorflow_hub", "tensorflow_text", "keras")


class _Name(type):
    """What stands for each name: one that has any other."""

    # While Rasa defines its components.
    defining = True

    def __getattr__(cls, name: str) -> Any:
        if name.startswith("__"):
            raise AttributeError(name)
        return cls

    def __call__(cls, *given: Any, **named: Any) -> Any:
        if not _Name.defining:
            raise RuntimeError("TensorFlow is left out of this process: see bot/runtime/without_tensorflow.py.")
        decorates = len(given) == 1 and callable(given[0]) and not isinstance(given[0], _Name)
        return given[0] if decorates else cls


class _Nothing(metaclass=_Name):
    pass


class _Finder(MetaPathFinder, Loader):
    def find_spec(
        self, fullname: str, path: Sequence[str] | None = None, target: ModuleType | None = None
    ) -> ModuleSpec | None:
        left_out = fullname.split(".")[0] in _LEFT_OUT
        return ModuleSpec(fullname, self, is_package=True) if left_out else None

    def exec_module(self, module: ModuleType) -> None:
        def name_in(name: str) -> Any:
            return getattr(_Nothing, name)

        module.__getattr__ = name_in  # type: ignore[method-assign]


def leave_out_tensorflow() -> None:
    """From now on; to be called before Rasa is imported, and only where no component needs TensorFlow."""
    if "tensorflow" in sys.modules:
        return
    # Before: what is under spaCy asks TensorFlow for its devices, where it finds it.
    import bot.search.language  # noqa: F401

    finder = _Finder()
    sys.meta_path.insert(0, finder)
    import rasa.engine.recipes.default_components  # noqa: F401

    _Name.defining = False
