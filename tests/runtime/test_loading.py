"""A model that cannot be loaded ends the process that needs it."""

import asyncio
from pathlib import Path

import pytest
from rasa.core.agent import Agent, load_agent

from bot.runtime import loading
from bot.runtime.loading import end_without_model


@pytest.fixture
def ending(monkeypatch: pytest.MonkeyPatch) -> None:
    """Agent.load_model as it is in a process of ours, until the test is over."""
    monkeypatch.setattr(Agent, "load_model", Agent.load_model)
    end_without_model()


@pytest.mark.parametrize("content", [b"", b"Dear diary", b"\x1f\x8b\x08\x00" + bytes(100)])
def test_a_file_that_is_no_model_is_named(ending: None, tmp_path: Path, content: bytes):
    model = tmp_path / "model.tar.gz"
    model.write_bytes(content)
    with pytest.raises(SystemExit, match=f"^The model {model} cannot be loaded: .+"):
        asyncio.run(load_agent(str(model)))


def test_without_it_rasa_serves_on_without_a_model(tmp_path: Path):
    """The day this fails, Rasa does it itself."""
    model = tmp_path / "model.tar.gz"
    model.write_bytes(b"Dear diary")
    assert not asyncio.run(load_agent(str(model))).is_ready()


def test_it_is_wrapped_once(ending: None):
    wrapped = Agent.load_model
    end_without_model()
    assert Agent.load_model is wrapped


def test_a_rasa_that_loads_models_otherwise_is_left_alone(monkeypatch: pytest.MonkeyPatch, caplog):
    monkeypatch.delattr(loading.rasa_agent, "Agent")
    end_without_model()
    assert "This Rasa loads models in another way" in caplog.text
