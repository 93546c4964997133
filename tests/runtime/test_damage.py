"""What was built and is damaged since is noticed before anything is started, named, and built anew."""

import shutil
import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest

from bot.errors import EncoderError, StoreError
from bot.knowledge.store import Store, check_store
from bot.runtime import setup
from bot.search.encoder import Encoder
from bot.settings import Settings
from tests.conftest import SMALL_TREE, write_tree


def truncate(path: Path) -> None:
    content = path.read_bytes()
    path.write_bytes(content[: len(content) // 2])


def flip(path: Path) -> None:
    content = bytearray(path.read_bytes())
    content[len(content) // 2] ^= 0xFF
    path.write_bytes(content)


DAMAGES: dict[str, Callable[[Path], object]] = {
    "truncated": truncate,
    "emptied": lambda path: path.write_bytes(b""),
    "another file": lambda path: path.write_text("Dear diary"),
    "one bit turned": flip,
}


@pytest.fixture
def ready(settings: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Settings:
    """A copy that is built, from a small tree; conversion and training are stood in for."""
    state = tmp_path / "state"
    tree = write_tree(tmp_path / "knowledge", SMALL_TREE)
    made = settings.but(state=state, store=state / "knowledge.db", knowledge=tree)

    def convert(name: str, arguments: list[str], *_: object) -> None:
        shutil.copytree(settings.encoder, arguments[-1], dirs_exist_ok=True)

    def train(_: Settings, model: Path) -> None:
        model.parent.mkdir(parents=True, exist_ok=True)
        model.write_bytes(b"a model" * 1000)

    monkeypatch.setattr(setup, "run_to_end", convert)
    monkeypatch.setattr(setup, "train", train)
    monkeypatch.setattr(setup, "prepare_widget", lambda _: None)
    setup.prepare(made)
    return made


def files_of(settings: Settings) -> dict[str, Path]:
    (model,) = settings.models.iterdir()
    return {
        "encoder": settings.encoder / "model.onnx",
        "tokenizer": settings.encoder / "tokenizer.json",
        "store": settings.store,
        "model": model,
    }


@pytest.mark.parametrize("damage", DAMAGES)
@pytest.mark.parametrize("thing", ["encoder", "tokenizer", "store", "model"])
def test_what_is_damaged_is_named_and_built_anew(ready: Settings, capsys, thing: str, damage: str):
    path = files_of(ready)[thing]
    before = path.read_bytes()
    DAMAGES[damage](path)
    capsys.readouterr()
    model = setup.prepare(ready)
    assert path.read_bytes() == before
    assert model.read_bytes() == b"a model" * 1000
    told = capsys.readouterr().err
    assert f"{path} is damaged: it is not as it was built. It is built anew." in told
    assert told.count(": done (") == 1
    setup.prepare(ready)
    assert capsys.readouterr().err == ""


@pytest.mark.parametrize("thing", ["encoder", "tokenizer", "store", "model"])
def test_what_is_gone_is_built_again(ready: Settings, capsys, thing: str):
    path = files_of(ready)[thing]
    before = path.read_bytes()
    path.unlink()
    capsys.readouterr()
    setup.prepare(ready)
    assert path.read_bytes() == before
    assert "damaged" not in capsys.readouterr().err


def test_a_model_whose_training_was_cut_short_is_trained_anew(ready: Settings):
    path = files_of(ready)["model"]
    (ready.state / "model.sha256").unlink()
    truncate(path)
    setup.prepare(ready)
    assert path.read_bytes() == b"a model" * 1000


def test_a_store_that_was_built_by_hand_is_not_damaged(ready: Settings, capsys):
    setup.build_store(ready, ready.knowledge, ready.store, occupations=False)
    capsys.readouterr()
    setup.prepare(ready)
    assert capsys.readouterr().err == ""


@pytest.mark.parametrize("damage", ["truncated", "emptied", "another file"])
def test_another_store_that_is_damaged_is_named_and_left_as_it_is(ready: Settings, tmp_path: Path, damage: str):
    other = tmp_path / "other.db"
    shutil.copy(ready.store, other)
    check_store(other)
    DAMAGES[damage](other)
    before = other.read_bytes()
    with pytest.raises(StoreError, match=f"{other}"):
        setup.prepare(ready.but(store=other))
    assert other.read_bytes() == before


def test_what_is_sound_is_not_touched_when_a_process_is_started_again(ready: Settings):
    files = files_of(ready)
    before = {path: path.stat() for path in files.values()}
    # Someone is editing.
    (ready.knowledge / "roles/head_baker.yml").write_text("id: [")
    assert setup.mended(ready, files["model"]) == files["model"]
    assert {path: path.stat() for path in files.values()} == before


@pytest.mark.parametrize("thing", ["encoder", "store", "model"])
def test_what_is_damaged_is_mended_before_a_process_is_started_again(ready: Settings, capsys, thing: str):
    files = files_of(ready)
    before = files[thing].read_bytes()
    truncate(files[thing])
    capsys.readouterr()
    assert setup.mended(ready, files["model"]) == files["model"]
    assert files[thing].read_bytes() == before
    assert capsys.readouterr().err.count("is damaged") == 1


@pytest.mark.parametrize("name", ["model.onnx", "tokenizer.json"])
@pytest.mark.parametrize("damage", ["truncated", "emptied", "another file"])
def test_an_encoder_that_cannot_be_read_is_named_with_a_remedy(ready: Settings, name: str, damage: str):
    DAMAGES[damage](ready.encoder / name)
    with pytest.raises(EncoderError, match=rf"{ready.encoder} is damaged .*Run 'make setup' to build it anew\."):
        Encoder(ready.encoder)


# ---- a store that is open


@pytest.mark.parametrize("damage", [*DAMAGES, "removed", "replaced"])
def test_a_server_goes_on_answering_from_the_store_that_it_opened(ready: Settings, damage: str):
    store = Store(ready.store, private=True)
    first, *others = store.titles
    told = store.role(first)
    if damage == "removed":
        ready.store.unlink()
    elif damage == "replaced":
        sqlite3.connect(ready.store.with_name("new.db")).close()
        ready.store.with_name("new.db").replace(ready.store)
    else:
        DAMAGES[damage](ready.store)
    assert others
    assert [store.role(role).title for role in others] == [store.titles[role] for role in others]
    assert store.role(first) == told
    # Its copy is in no one's way.
    assert [path.name for path in ready.state.glob("knowledge.db.*")] == []


def test_where_there_is_no_room_for_a_copy_the_store_itself_is_read(ready: Settings, monkeypatch):
    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(shutil, "copyfile", full)
    store = Store(ready.store, private=True)
    assert store.titles
    assert [path.name for path in ready.state.glob("knowledge.db.*")] == []
