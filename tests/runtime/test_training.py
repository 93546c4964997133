"""A training takes no fingerprints that nobody reads, and writes a model that is read as any other."""

import tarfile
from pathlib import Path
from typing import Any

import pytest
from rasa.engine.storage import local_model_storage
from rasa.engine.storage.local_model_storage import LocalModelStorage
from rasa.engine.training.hooks import TrainingHook
from tarsafe import TarSafe

from bot.runtime.training import QuickArchive, train_quickly

METHODS = ("on_before_node", "on_after_node")


@pytest.fixture(autouse=True)
def original(monkeypatch: pytest.MonkeyPatch) -> None:
    """Rasa's own ways afterwards."""
    for name in METHODS:
        monkeypatch.setattr(TrainingHook, name, getattr(TrainingHook, name))
    monkeypatch.setattr(local_model_storage, "TarSafe", TarSafe)


def test_no_fingerprint_is_taken_and_nothing_is_kept() -> None:
    train_quickly()
    # Without a cache that could be written, a graph that could be looked into, or anything that has a fingerprint.
    hook: Any = TrainingHook(None, None, None)  # type: ignore[arg-type]
    told = hook.on_before_node(node_name="a", execution_context=None, config={}, received_inputs={"b": object()})
    assert told == {}
    hook.on_after_node(node_name="a", execution_context=None, config={}, output=object(), input_hook_data=told)


def test_a_model_is_written_that_rasa_reads(tmp_path: Path) -> None:
    train_quickly()
    assert local_model_storage.TarSafe is QuickArchive
    (tmp_path / "made").mkdir()
    (tmp_path / "made/numbers").write_bytes(bytes(range(256)) * 1000)
    with local_model_storage.TarSafe.open(tmp_path / "model.tar.gz", "w:gz") as archive:
        archive.add(tmp_path / "made", arcname="")
    LocalModelStorage._extract_archive_to_directory(tmp_path / "model.tar.gz", tmp_path / "read")
    with tarfile.open(tmp_path / "model.tar.gz", "r:gz") as archive:
        assert "numbers" in archive.getnames()
    assert (tmp_path / "read/numbers").read_bytes() == (tmp_path / "made/numbers").read_bytes()


def test_a_rasa_that_does_it_otherwise_is_left_alone(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def other(self: object) -> None: ...

    class Another: ...

    for name in METHODS:
        monkeypatch.setattr(TrainingHook, name, other)
    monkeypatch.setattr(local_model_storage, "TarSafe", Another)
    train_quickly()
    assert all(getattr(TrainingHook, name) is other for name in METHODS)
    assert local_model_storage.TarSafe is Another
    assert caplog.text.count("a training may take longer") == 3
