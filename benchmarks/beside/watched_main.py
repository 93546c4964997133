"""Our Rasa server with a clock at each stage of a message: python -m benchmarks.beside.watched_main run ...

Writes after each message how many there were, and the seconds of each stage in all, to the file that
ROLEWISE_BENCH_STAGES names. Of messages that are answered one after another they add up.
"""

import asyncio
import functools
import json
import os
import time
from collections import defaultdict
from collections.abc import Callable
from pathlib import Path
from typing import Any

from bot.runtime import rasa_main
from bot.runtime.left_out import leave_out_of_servers
from bot.runtime.own_log import look_after_own_log
from bot.runtime.parent import exit_with_parent
from bot.settings import load_settings

VARIABLE = "ROLEWISE_BENCH_STAGES"
MESSAGES, WHOLE, STORE, ACTIONS, POLICIES = "messages", "whole", "tracker store", "actions", "policies"
NLU = "NLU: "


class Stages:
    """Seconds of each stage."""

    def __init__(self, path: Path):
        self._path = path
        self._seconds: dict[str, float] = defaultdict(float)

    def watch(self, owner: Any, name: str, stage: str | Callable[[Any], str]) -> None:
        """Times a method; stage: what that belongs to, empty for what is not told apart."""
        original = getattr(owner, name)

        def note(of: Any, began: float) -> None:
            told = stage if isinstance(stage, str) else stage(of)
            self._seconds[told] += time.perf_counter() - began

        @functools.wraps(original)
        def run(self: Any, *given: Any, **named: Any) -> Any:
            began = time.perf_counter()
            try:
                return original(self, *given, **named)
            finally:
                note(self, began)

        @functools.wraps(original)
        async def wait(self: Any, *given: Any, **named: Any) -> Any:
            began = time.perf_counter()
            try:
                return await original(self, *given, **named)
            finally:
                note(self, began)

        setattr(owner, name, wait if asyncio.iscoroutinefunction(original) else run)

    def keep(self, owner: Any, name: str) -> None:
        """Writes what there is after each call of a method."""
        original = getattr(owner, name)

        @functools.wraps(original)
        async def wait(processor: Any, *given: Any, **named: Any) -> Any:
            try:
                return await original(processor, *given, **named)
            finally:
                self._seconds[MESSAGES] += 1
                self._path.write_text(json.dumps(self._seconds), encoding="utf-8")

        setattr(owner, name, wait)


def stage_of(node: Any) -> str:
    """Of a node of Rasa's graph."""
    component = node._component_class
    if ".nlu" in component.__module__:
        return f"{NLU}{component.__name__}"
    return POLICIES if "policies" in component.__module__ else ""


def watch(stages: Stages) -> None:
    """From now on, messages of this process are timed."""
    from rasa.core.actions.action import RemoteAction
    from rasa.core.processor import MessageProcessor
    from rasa.engine.graph import GraphNode

    from bot.runtime.conversations import ForgettingTrackerStore

    stages.watch(GraphNode, "__call__", stage_of)
    stages.watch(RemoteAction, "run", ACTIONS)
    for name in ("retrieve", "save"):
        stages.watch(ForgettingTrackerStore, name, STORE)
    stages.watch(MessageProcessor, "handle_message", WHOLE)
    stages.keep(MessageProcessor, "handle_message")


def main() -> None:
    settings = load_settings()
    # Before anything of Rasa's is imported, as rasa_main does.
    leave_out_of_servers()
    from bot.runtime import observation

    observe = observation.observe_messages

    def observe_and_watch() -> None:
        observe()
        watch(Stages(Path(os.environ[VARIABLE])))

    observation.observe_messages = observe_and_watch
    rasa_main.main(settings)


if __name__ == "__main__":
    exit_with_parent()
    look_after_own_log()
    main()
