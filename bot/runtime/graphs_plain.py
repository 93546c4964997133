"""The components of a trained model are called one after the other, without a scheduler.

Rasa 3.6 has dask plan the order of its graph anew three times for each message, as if its nodes could be shared between
machines: two milliseconds of them. Here the order is found once for each thing that is asked of a graph, and each node
called when those that it needs have been. Training goes Rasa's way. Should a later Rasa run its graphs in another way,
that is left alone and a warning is logged.
"""

import functools
import inspect
import logging
from collections.abc import Sequence
from typing import Any

from rasa.engine.exceptions import GraphRunError
from rasa.engine.runner.dask import DaskGraphRunner

logger = logging.getLogger(__name__)

# What Rasa's method is given.
_EXPECTED = ["self", "inputs", "targets"]
# Where a runner keeps the orders that were found.
_ORDERS = "_orders_found"


def run_graphs_plainly() -> None:
    """From now on, this process calls the nodes of its graphs itself."""
    original: Any = getattr(DaskGraphRunner, "run", None)
    if hasattr(original, "__wrapped__"):
        return
    if not (callable(original) and list(inspect.signature(original).parameters) == _EXPECTED):
        logger.warning("This Rasa runs its graphs in another way: each message may cost more time.")
        return

    @functools.wraps(original)
    def run(self: Any, inputs: Any = None, targets: Any = None) -> dict[str, Any]:
        given = inputs or {}
        nodes, schema = self._instantiated_nodes, self._graph_schema
        if not given.keys().isdisjoint(nodes):
            # As Rasa would tell.
            return original(self, inputs, targets)
        wanted = tuple(targets or schema.target_names)
        orders = self.__dict__.setdefault(_ORDERS, {})
        if wanted not in orders:
            orders[wanted] = _order(schema.nodes, wanted)
        # Of each node its name and what it gave, as other nodes want it.
        found: dict[str, Any] = {name: (name, value) for name, value in given.items()}
        try:
            for name, needs in orders[wanted]:
                found[name] = nodes[name](*(found.get(need, need) for need in needs))
        except RuntimeError as error:
            raise GraphRunError("Error running runner.") from error
        return dict(found[name] for name in wanted)

    DaskGraphRunner.run = run  # type: ignore[method-assign]


def _order(nodes: Any, wanted: Sequence[str]) -> list[tuple[str, list[str]]]:
    """The nodes that are needed for those wanted, each after all that it needs, with these."""
    order: dict[str, list[str]] = {}

    def add(name: str) -> None:
        # What is no node comes with the call.
        if name in order or name not in nodes:
            return
        needs = list(nodes[name].needs.values())
        for need in needs:
            add(need)
        order[name] = needs

    for name in wanted:
        add(name)
    return list(order.items())
