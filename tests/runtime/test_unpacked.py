"""A model is unpacked once, read where it lies, and is the one in its archive."""

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from rasa.engine.storage.local_model_storage import LocalModelStorage
from rasa.engine.storage.resource import Resource
from rasa.graph_components.providers.domain_provider import DomainProvider
from rasa.shared.core.domain import Domain

from bot.runtime import unpacked
from bot.runtime.setup import prepare
from bot.runtime.unpacked import UnpackedStorage, folder_of, read_unpacked
from bot.settings import Settings

DOMAIN = Resource("domain_provider")


@pytest.fixture(scope="module")
def trained(settings: Settings) -> Path:
    return prepare(settings)


@pytest.fixture
def model(trained: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """The trained model in a folder of its own, in a process that reads it unpacked until the test is over."""
    for owner, name in ((LocalModelStorage, "from_model_archive"), (DomainProvider, "load")):
        monkeypatch.setattr(owner, name, owner.__dict__[name])
    read_unpacked()
    copy = tmp_path / "models" / trained.name
    copy.parent.mkdir()
    os.link(trained, copy)
    yield copy
    copy.parent.chmod(0o700)


def load(model: Path, folder: Path) -> LocalModelStorage:
    storage, _ = LocalModelStorage.from_model_archive(folder, model)
    return storage


def domain_of(storage: LocalModelStorage) -> Domain:
    # As Rasa calls it.
    called = {"config": {}, "model_storage": storage, "resource": DOMAIN, "execution_context": None}
    return DomainProvider.load(**called).provide_inference()


def files(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_what_is_read_is_what_rasa_would_read(model: Path, tmp_path: Path):
    ours, theirs = load(model, tmp_path / "none"), tmp_path / "theirs"
    theirs.mkdir()
    storage, metadata = LocalModelStorage.from_model_archive.__wrapped__(theirs, model)
    assert files(folder_of(model) / "components") == files(theirs)
    found, right = domain_of(ours), domain_of(storage)
    assert isinstance(ours, UnpackedStorage)
    assert not isinstance(storage, UnpackedStorage)
    assert found.as_dict() == right.as_dict() == metadata.domain.as_dict()
    for order in ("intents", "action_names_or_texts", "input_states", "entity_states", "slot_states"):
        assert getattr(found, order) == getattr(right, order)
    assert list(found.responses) == list(right.responses)
    assert [slot.name for slot in found.slots] == [slot.name for slot in right.slots]


def test_it_is_unpacked_once(model: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    load(model, tmp_path)

    def unpack(*_: object) -> None:
        raise AssertionError("again")

    monkeypatch.setattr(LocalModelStorage, "_extract_archive_to_directory", unpack)
    assert isinstance(load(model, tmp_path), UnpackedStorage)


@pytest.mark.parametrize("damage", ["changed", "missing", "added", "noted", "no folder"])
def test_what_is_not_as_it_was_unpacked_is_unpacked_anew(model: Path, tmp_path: Path, damage: str):
    load(model, tmp_path)
    folder = folder_of(model)
    before = files(folder)
    rules = folder / "components" / "train_RulePolicy0" / "rule_policy.json"
    if damage == "changed":
        rules.write_bytes(rules.read_bytes()[:-1] + b" ")
    elif damage == "missing":
        rules.unlink()
    elif damage == "added":
        (folder / "components" / "more").write_text("")
    elif damage == "noted":
        (folder / "unpacked.sha256").write_text("\n")
    else:
        shutil.rmtree(folder)
    load(model, tmp_path)
    assert files(folder) == before
    assert [path.name for path in model.parent.iterdir() if path != model] == [folder.name]


def test_another_model_of_the_name_is_another(model: Path, tmp_path: Path):
    load(model, tmp_path)
    (folder_of(model) / "unpacked.sha256").write_text("0" * 64 + "  of another")
    load(model, tmp_path)
    assert (folder_of(model) / "unpacked.sha256").read_text().splitlines()[0].endswith(model.name)


def test_where_no_folder_can_be_kept_rasa_unpacks_it(model: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    def full(path: object, *_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(unpacked.os, "replace", full)
    own = tmp_path / "own"
    own.mkdir()
    storage = load(model, own)
    assert not isinstance(storage, UnpackedStorage)
    assert domain_of(storage).intents
    assert list(model.parent.iterdir()) == [model]


def test_a_rasa_that_reads_models_otherwise_is_left_alone(monkeypatch: pytest.MonkeyPatch, caplog):
    monkeypatch.delattr(LocalModelStorage, "_extract_archive_to_directory")
    before = LocalModelStorage.from_model_archive
    read_unpacked()
    assert LocalModelStorage.from_model_archive == before
    assert "This Rasa loads models in another way" in caplog.text
