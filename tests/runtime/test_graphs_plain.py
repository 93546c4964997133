"""A graph gives what it gives in Rasa, and fails as it fails there, though nobody schedules it."""

from typing import Any

import pytest
from rasa.engine.exceptions import GraphRunError
from rasa.engine.graph import ExecutionContext, GraphComponent, GraphSchema, SchemaNode
from rasa.engine.runner import dask as rasas
from rasa.engine.runner.dask import DaskGraphRunner

from bot.runtime.graphs_plain import run_graphs_plainly


class Adding(GraphComponent):
    """Adds what it is given, and notes that it was called."""

    calls: list[str] = []  # noqa: RUF012 - of all components together

    def __init__(self, config: dict[str, Any]) -> None:
        self._config = config

    @classmethod
    def create(cls, config: dict[str, Any], *_: Any, **__: Any) -> "Adding":
        return cls(config)

    def add(self, **parts: Any) -> Any:
        self.calls.append(self._config["name"])
        if error := self._config.get("raises"):
            raise error
        return sum((part for _, part in sorted(parts.items())), self._config.get("begin", []))


def add(name: str, needs: dict[str, str], **config: Any) -> SchemaNode:
    made = {"name": name, "begin": [name], **config}
    return SchemaNode(needs, Adding, "create", "add", made, eager=True, is_input=False)


def graph(**nodes: SchemaNode) -> DaskGraphRunner:
    return DaskGraphRunner(GraphSchema(nodes), None, ExecutionContext(GraphSchema(nodes)))  # type: ignore[arg-type]


def diamond(**of_last: Any) -> DaskGraphRunner:
    """Four nodes, of which the last needs two that need the same one; and one that is not asked for."""
    return graph(
        last=add("last", {"one": "left", "other": "right"}, **of_last),
        right=add("right", {"given": "first"}),
        left=add("left", {"given": "first", "message": "__message__"}),
        first=add("first", {"message": "__message__"}),
        unasked=add("unasked", {"given": "first"}),
    )


@pytest.fixture(autouse=True)
def original(monkeypatch: pytest.MonkeyPatch) -> Any:
    """Rasa's own way, as it was before; afterwards too."""
    own = getattr(DaskGraphRunner.run, "__wrapped__", DaskGraphRunner.run)
    monkeypatch.setattr(DaskGraphRunner, "run", own)
    monkeypatch.setattr(Adding, "calls", [])
    return own


@pytest.mark.parametrize("targets", [["last"], ["left", "right"], ["first"]])
def test_a_graph_gives_what_it_gives_in_rasa(
    original: Any, targets: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    expected = original(diamond(), {"__message__": ["hello"]}, targets)
    called = sorted(Adding.calls)
    run_graphs_plainly()
    # Without any scheduler that could be asked.
    monkeypatch.setattr(rasas, "dask", None)
    runner = diamond()
    for again in range(2):
        Adding.calls.clear()
        assert runner.run({"__message__": ["hello"]}, targets) == expected, again
        assert sorted(Adding.calls) == called, "each node that is needed once, and no other"


def test_a_node_comes_after_all_that_it_needs() -> None:
    run_graphs_plainly()
    diamond().run({"__message__": ["hello"]}, ["last"])
    assert Adding.calls[0] == "first"
    assert Adding.calls[-1] == "last"


@pytest.mark.parametrize(
    ("inputs", "raises", "expected"),
    [
        ({"__message__": ["hello"]}, ValueError("odd"), Exception),
        ({}, None, GraphRunError),
        ({"first": "left"}, None, GraphRunError),
    ],
)
def test_what_fails_fails_as_in_rasa(original: Any, inputs: Any, raises: Any, expected: type[Exception]) -> None:
    runner = diamond(raises=raises)
    with pytest.raises(expected) as before:
        original(runner, inputs, ["last"])
    run_graphs_plainly()
    with pytest.raises(expected) as after:
        runner.run(inputs, ["last"])
    assert type(after.value) is type(before.value)
    assert str(after.value) == str(before.value)


def test_a_rasa_that_runs_graphs_otherwise_is_left_alone(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def other(self: object) -> None: ...

    monkeypatch.setattr(DaskGraphRunner, "run", other)
    run_graphs_plainly()
    assert DaskGraphRunner.run is other
    assert "runs its graphs in another way" in caplog.text
