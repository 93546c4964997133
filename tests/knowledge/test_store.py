"""The store: written whole or not at all, read as it was written."""

import os
import sqlite3
import threading
from copy import deepcopy
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from bot.errors import InvalidKnowledge, StoreError
from bot.knowledge.files import read_knowledge
from bot.knowledge.model import Activity, Interest
from bot.knowledge.store import Store, write_store
from bot.runtime.setup import build_store
from bot.settings import Settings
from tests.conftest import SMALL_TREE, write_tree

INDEX = {
    "numbers": np.arange(12, dtype=np.float32).reshape(3, 4),
    "nothing": np.zeros((0, 4), dtype=np.int8),
    "words": ["bread", "über"],
    "no_words": [],
}


def test_what_was_written_is_read_back(tree: Path, tmp_path: Path):
    knowledge = read_knowledge(tree)
    write_store(knowledge, tmp_path / "a.db", INDEX)
    store = Store(tmp_path / "a.db")
    assert tuple(store.role(role_id) for role_id in store.titles) == knowledge.roles
    assert store.sources == knowledge.sources
    assert store.departments == knowledge.departments
    assert ("store manager", "shop_manager", False) in [(n.text, n.role, n.is_title) for n in store.names]
    assert store.array("numbers").tolist() == INDEX["numbers"].tolist()
    assert store.array("nothing").shape == (0, 4)
    assert (store.words("words"), store.words("no_words")) == (["bread", "über"], [])
    duties = [duty for role in knowledge.roles for duty in role.duties]
    assert [store.duty(number) for number in range(len(duties))] == duties
    assert store.families["mill_manager"] == "Operations"


def test_the_finder_s_activities_are_read_back_in_order(tree: Path, tmp_path: Path):
    asked = tuple(
        Activity.parse_obj({"id": f"task_{number}", "type": kind, "text": f"do “{kind.value}” things"})
        for number, kind in enumerate((*Interest, *reversed(Interest)))
    )
    write_store(replace(read_knowledge(tree), activities=asked), tmp_path / "a.db", INDEX)
    assert Store(tmp_path / "a.db").activities == asked
    write_store(read_knowledge(tree), tmp_path / "b.db", INDEX)
    assert Store(tmp_path / "b.db").activities == ()


def test_the_same_files_give_the_same_store(tree: Path, tmp_path: Path):
    for name in ("a.db", "b.db"):
        write_store(read_knowledge(tree), tmp_path / name, INDEX)
    assert (tmp_path / "a.db").read_bytes() == (tmp_path / "b.db").read_bytes()


def test_an_invalid_tree_leaves_the_old_store_in_place(tmp_path: Path, settings: Settings):
    store = tmp_path / "a.db"
    build_store(settings, write_tree(tmp_path / "good", SMALL_TREE), store)
    before = store.read_bytes()
    bad = deepcopy(SMALL_TREE)
    bad["roles"]["head_baker"]["duties"] = []
    with pytest.raises(InvalidKnowledge):
        build_store(settings, write_tree(tmp_path / "bad", bad), store)
    assert store.read_bytes() == before


def test_a_failed_write_leaves_the_old_store_and_no_scraps(tree: Path, tmp_path: Path):
    class Failing(dict):
        def items(self):
            raise RuntimeError("no vectors today")

    store = tmp_path / "out" / "a.db"
    write_store(read_knowledge(tree), store, INDEX)
    before = store.read_bytes()
    with pytest.raises(RuntimeError, match="no vectors today"):
        write_store(read_knowledge(tree), store, Failing())
    assert store.read_bytes() == before
    assert os.listdir(store.parent) == ["a.db"]


def test_a_reader_sees_a_whole_store_while_another_is_written(tree: Path, tmp_path: Path):
    path = tmp_path / "a.db"
    knowledge = read_knowledge(tree)
    write_store(knowledge, path, INDEX)
    failures: list[Exception] = []
    done = threading.Event()

    def read() -> None:
        while not done.is_set():
            try:
                store = Store(path)
                assert len(store.titles) == 3
                assert len(store.array("numbers")) == 3
                store.close()
            except Exception as error:
                failures.append(error)
                return

    reader = threading.Thread(target=read)
    reader.start()
    for _ in range(20):
        write_store(knowledge, path, INDEX)
    done.set()
    reader.join()
    assert not failures


def test_the_store_cannot_be_written_through_a_reader(small):
    with pytest.raises(sqlite3.OperationalError, match="readonly"):
        small.store._connection.execute("DELETE FROM role")


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (None, "There is no knowledge store"),
        (b"not a database, but long enough to look at" * 10, "is not a knowledge store"),
        (b"", "is not a knowledge store"),
    ],
)
def test_a_store_that_cannot_be_read_says_what_to_do(tmp_path: Path, content: bytes | None, message: str):
    path = tmp_path / "a.db"
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(StoreError, match=message) as error:
        Store(path)
    assert "rolewise knowledge build" in str(error.value)


def test_a_store_of_another_format_is_refused(tree: Path, tmp_path: Path):
    path = tmp_path / "a.db"
    write_store(read_knowledge(tree), path, INDEX)
    with sqlite3.connect(path) as connection:
        connection.execute("UPDATE about SET value = '0' WHERE key = 'format'")
    with pytest.raises(StoreError, match="has store format 0"):
        Store(path)


def test_an_array_that_is_not_there_says_what_to_do(small):
    with pytest.raises(StoreError, match=r"has no array 'luck'\. Run 'rolewise knowledge build'"):
        small.store.array("luck")


def test_a_large_array_is_kept_in_pieces(tree: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr("bot.knowledge.store_tables.PIECE", 7)
    write_store(read_knowledge(tree), tmp_path / "a.db", INDEX)
    assert Store(tmp_path / "a.db").array("numbers").tolist() == INDEX["numbers"].tolist()


def test_an_unknown_role_is_a_key_error(small):
    assert "astronaut" not in small.store
    with pytest.raises(KeyError):
        small.store.role("astronaut")
