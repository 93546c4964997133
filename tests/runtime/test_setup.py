"""What is built, and when."""

import os
import shutil
from pathlib import Path

import pytest

from bot.errors import InvalidKnowledge, StoreError
from bot.runtime import setup
from bot.settings import Settings
from tests.conftest import SMALL_TREE, write_tree


@pytest.fixture
def fresh(settings: Settings, tmp_path: Path) -> Settings:
    """A copy with a state folder of its own, an encoder in it, and a small tree of knowledge."""
    state = tmp_path / "state"
    shutil.copytree(settings.encoder, state / "encoder")
    tree = write_tree(tmp_path / "knowledge", SMALL_TREE)
    return settings.but(state=state, store=state / "knowledge.db", knowledge=tree)


def test_the_store_is_built_once_and_again_when_a_file_changes(fresh: Settings):
    setup.prepare_store(fresh)
    first = os.stat(fresh.store)
    setup.prepare_store(fresh)
    assert os.stat(fresh.store) == first
    (fresh.knowledge / "departments.yml").write_text("bakery: {title: Oven Room}\noffice: {title: Office}\n")
    setup.prepare_store(fresh)
    assert os.stat(fresh.store).st_ino != first.st_ino


def test_a_store_that_was_removed_is_built_again(fresh: Settings):
    setup.prepare_store(fresh)
    fresh.store.unlink()
    setup.prepare_store(fresh)
    assert fresh.store.is_file()


def test_a_broken_file_stops_the_build_and_keeps_the_old_store(fresh: Settings):
    setup.prepare_store(fresh)
    before = fresh.store.read_bytes()
    (fresh.knowledge / "roles/head_baker.yml").write_text("id: [")
    with pytest.raises(InvalidKnowledge):
        setup.prepare_store(fresh)
    assert fresh.store.read_bytes() == before


def test_another_store_is_used_as_it_is_and_must_exist(fresh: Settings, tmp_path: Path):
    other = tmp_path / "other.db"
    with pytest.raises(StoreError, match="a store that does not exist"):
        setup.prepare_store(fresh.but(store=other))
    setup.build_store(fresh, fresh.knowledge, other, occupations=False)
    before = other.read_bytes()
    setup.prepare_store(fresh.but(store=other))
    assert other.read_bytes() == before
    assert not fresh.store.exists()


def test_the_model_is_trained_only_when_its_inputs_changed(fresh: Settings, tmp_path: Path, monkeypatch):
    root = tmp_path / "root"
    shutil.copytree(setup.ROOT / "data", root / "data")
    shutil.copytree(setup.ROOT / "bot", root / "bot")
    for name in ("config.yml", "domain.yml", "requirements.txt"):
        shutil.copy(setup.ROOT / name, root)
    trained: list[Path] = []

    def train(settings: Settings, model: Path) -> None:
        trained.append(model)
        model.parent.mkdir(parents=True, exist_ok=True)
        model.write_bytes(b"a model")

    monkeypatch.setattr(setup, "ROOT", root)
    monkeypatch.setattr(setup, "train", train)
    first = setup.prepare_model(fresh)
    assert setup.prepare_model(fresh) == first
    assert trained == [first]
    (root / "data/nlu.yml").write_text("changed")
    second = setup.prepare_model(fresh)
    assert trained == [first, second]
    assert list(fresh.models.iterdir()) == [second]
