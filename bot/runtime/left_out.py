"""Leaves out of a process the libraries that Rasa imports for parts of itself which the process never uses.

TensorFlow and scikit-learn are for components of which our pipeline has none; they are half of the seconds in which a
server starts, and 300 MB. A process that answers one question has no channels, databases or brokers either. Instead of
their modules there are some whose names can be subclassed and decorated with, as Rasa does where it defines what uses
them; whoever makes or calls anything of them afterwards gets a RuntimeError.
"""

import sys
from collections.abc import Sequence
from importlib import import_module
from importlib.abc import Loader, MetaPathFinder
from importlib.machinery import ModuleSpec
from types import ModuleType
from typing import Any

# What no process of ours uses that talks: for components, for their figures, for spaCy's own commands.
_OF_COMPONENTS = (
    *("tensorflow", "tensorflow_addons", "tensorflow_hub", "tensorflow_text", "keras", "h5py"),
    *("sklearn", "matplotlib", "spacy.cli"),
)
# What is for servers and terminals: Rasa's channels, its tracker stores, locks and brokers, its shell.
_OF_SERVERS = (
    *("aiogram", "twilio", "webexteamssdk", "mattermostwrapper", "rocketchat_API", "fbmessenger", "slack_sdk"),
    *(
        "google.auth",
        "google.oauth2",
        "googleapiclient",
        "socketio",
        "engineio",
        "sanic",
        "sanic_cors",
        "sanic_jwt",
        "jwt",
    ),
    *("boto3", "botocore", "pymongo", "sqlalchemy", "redis", "kafka", "pika", "aio_pika", "aiormq"),
    *("apscheduler", "prompt_toolkit", "questionary", "terminaltables", "randomname"),
)

# What loads a model and talks.
_TALKING = (
    "rasa.core.agent",
    "rasa.core.policies.memoization",
    "rasa.core.policies.rule_policy",
    "rasa.nlu.classifiers.fallback_classifier",
)


class _Name(type):
    """What stands for each name: one that has any other."""

    # While Rasa defines what uses them.
    defining = True

    def __getattr__(cls, name: str) -> Any:
        if name.startswith("__"):
            raise AttributeError(name)
        return cls

    def __call__(cls, *given: Any, **named: Any) -> Any:
        if not _Name.defining:
            library = next(each.__module__ for each in reversed(cls.__mro__) if isinstance(each, _Name))
            raise RuntimeError(f"{library} is left out of this process: see bot/runtime/left_out.py.")
        decorates = len(given) == 1 and callable(given[0]) and not isinstance(given[0], _Name)
        return given[0] if decorates else cls


class _Finder(MetaPathFinder, Loader):
    def __init__(self, names: Sequence[str]):
        self._names = {name: _Name(name, (), {"__module__": name}) for name in names}

    def find_spec(
        self, fullname: str, path: Sequence[str] | None = None, target: ModuleType | None = None
    ) -> ModuleSpec | None:
        return ModuleSpec(fullname, self, is_package=True) if self._stands_for(fullname) else None

    def exec_module(self, module: ModuleType) -> None:
        stands = self._stands_for(module.__name__)

        def name_in(name: str) -> Any:
            return getattr(stands, name)

        module.__getattr__ = name_in  # type: ignore[method-assign]

    def _stands_for(self, fullname: str) -> _Name | None:
        parts = fullname.split(".")
        return next(
            (found for end in range(len(parts)) if (found := self._names.get(".".join(parts[: end + 1])))), None
        )


def leave_out_of_servers() -> None:
    """From now on, what no server of ours uses; to be called before Rasa is imported.

    Where TensorFlow is loaded already, nothing is left out.
    """
    _leave_out(_OF_COMPONENTS, (*_TALKING, "rasa.__main__", "rasa.engine.recipes.default_components"))


def leave_out_of_questions() -> None:
    """The same of a process that answers or reads by itself, without a server."""
    _leave_out((*_OF_COMPONENTS, *_OF_SERVERS), _TALKING)


def _leave_out(names: Sequence[str], users: Sequence[str]) -> None:
    """users: modules that use these names where they are defined."""
    if "tensorflow" in sys.modules:
        return
    sys.meta_path.insert(0, _Finder(names))
    # spaCy first: what is under it asks TensorFlow for its devices, where it finds it, and is kept from it there.
    for module in ("bot.search.language", *users):
        import_module(module)
    _Name.defining = False
