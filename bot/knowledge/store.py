"""The knowledge store: one SQLite file, written whole or not at all, read-only afterwards."""

import json
import os
import sqlite3
import tempfile
import zlib
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from pathlib import Path

import numpy as np

from bot.errors import StoreError
from bot.knowledge.files import Knowledge
from bot.knowledge.model import Department, Involvement, Role, Source

# Raised whenever a store written by older code could no longer be read right.
FORMAT = 2

Embed = Callable[[Sequence[str]], np.ndarray]

_SCHEMA = """
CREATE TABLE about      (key TEXT PRIMARY KEY, value TEXT NOT NULL);
CREATE TABLE role       (id TEXT PRIMARY KEY, title TEXT NOT NULL, code TEXT, body TEXT NOT NULL);
CREATE TABLE name       (text TEXT NOT NULL, role TEXT NOT NULL REFERENCES role(id), is_title INTEGER NOT NULL);
CREATE TABLE duty_text  (role TEXT NOT NULL REFERENCES role(id), duty TEXT NOT NULL, text TEXT NOT NULL,
                         is_statement INTEGER NOT NULL, involvement TEXT NOT NULL, vector BLOB NOT NULL);
CREATE TABLE release    (name TEXT PRIMARY KEY, body BLOB NOT NULL);
CREATE TABLE source     (id TEXT PRIMARY KEY, body TEXT NOT NULL);
CREATE TABLE department (id TEXT PRIMARY KEY, body TEXT NOT NULL);
CREATE INDEX name_role ON name(role);
CREATE INDEX duty_text_role ON duty_text(role, duty);
"""


@dataclass(frozen=True)
class Name:
    """One way of naming a role: its title or an alias."""

    text: str
    role: str
    is_title: bool


@dataclass(frozen=True)
class DutyText:
    """One wording of a duty: its statement, or words people use for it."""

    role: str
    duty: str
    text: str
    is_statement: bool
    involvement: Involvement


def write_store(
    knowledge: Knowledge, path: Path, embed: Embed, releases: Mapping[str, Knowledge] | None = None
) -> None:
    """Writes the store, atomically: readers see the old file or the whole new one.

    embed gives the unit vectors of texts, float32, one row a text; they are kept as float16.
    releases: what was imported, by name, as it was before it was merged: the next import merges it anew.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, scratch = tempfile.mkstemp(prefix=path.name + ".", suffix=".new", dir=path.parent)
    os.close(handle)
    try:
        connection = sqlite3.connect(scratch)
        with connection:
            connection.executescript(_SCHEMA)
            connection.execute("INSERT INTO about VALUES ('format', ?)", (str(FORMAT),))
            connection.executemany(
                "INSERT INTO role VALUES (?, ?, ?, ?)",
                ((role.id, role.title, role.code, role.json()) for role in knowledge.roles),
            )
            connection.executemany("INSERT INTO name VALUES (?, ?, ?)", _names(knowledge.roles))
            texts = list(_duty_texts(knowledge.roles))
            vectors = embed([text.text for text in texts]).astype(np.float16)
            connection.executemany(
                "INSERT INTO duty_text VALUES (?, ?, ?, ?, ?, ?)",
                (
                    (text.role, text.duty, text.text, text.is_statement, text.involvement.value, vector.tobytes())
                    for text, vector in zip(texts, vectors, strict=True)
                ),
            )
            connection.executemany(
                "INSERT INTO release VALUES (?, ?)",
                ((name, _packed(release)) for name, release in (releases or {}).items()),
            )
            for table, entries in (("source", knowledge.sources), ("department", knowledge.departments)):
                connection.executemany(
                    f"INSERT INTO {table} VALUES (?, ?)", ((key, entry.json()) for key, entry in entries.items())
                )
        connection.close()
        os.chmod(scratch, 0o644)
        os.replace(scratch, path)
    finally:
        Path(scratch).unlink(missing_ok=True)


def _packed(knowledge: Knowledge) -> bytes:
    parts = {
        "roles": [json.loads(role.json()) for role in knowledge.roles],
        "sources": {key: source.dict() for key, source in knowledge.sources.items()},
    }
    return zlib.compress(json.dumps(parts).encode())


def _unpacked(body: bytes) -> Knowledge:
    parts = json.loads(zlib.decompress(body))
    sources = {key: Source.parse_obj(source) for key, source in parts["sources"].items()}
    return Knowledge(tuple(Role.parse_obj(role) for role in parts["roles"]), sources, {})


def _names(roles: Sequence[Role]) -> Iterator[tuple[str, str, bool]]:
    for role in roles:
        yield role.title, role.id, True
        for alias in role.aliases + role.shared_aliases:
            yield alias, role.id, False


def _duty_texts(roles: Sequence[Role]) -> Iterator[DutyText]:
    for role in roles:
        for duty in role.duties:
            yield DutyText(role.id, duty.id, duty.statement, True, duty.involvement)
            for words in duty.also:
                yield DutyText(role.id, duty.id, words, False, duty.involvement)


class Store:
    """Reads a store; everything it returns is frozen.

    Raises StoreError where the file is missing, is not a store, or has another format.
    """

    def __init__(self, path: Path):
        if not path.is_file():
            raise StoreError(f"There is no knowledge store at {path}. Run 'rolewise knowledge build' to make it.")
        try:
            # check_same_thread: servers read from several threads; nobody writes.
            self._connection = sqlite3.connect(f"{path.as_uri()}?mode=ro", uri=True, check_same_thread=False)
            found = dict(self._connection.execute("SELECT key, value FROM about")).get("format")
        except sqlite3.DatabaseError as error:
            raise StoreError(
                f"{path} is not a knowledge store ({error}). Run 'rolewise knowledge build' to make it anew."
            ) from error
        if found != str(FORMAT):
            raise StoreError(
                f"{path} has store format {found}, this version reads {FORMAT}. "
                "Run 'rolewise knowledge build' to make it anew."
            )
        self.path = path
        self.role = lru_cache(maxsize=2048)(self._read_role)

    def _read_role(self, role_id: str) -> Role:
        row = self._connection.execute("SELECT body FROM role WHERE id = ?", (role_id,)).fetchone()
        if row is None:
            raise KeyError(role_id)
        return Role.parse_raw(row[0])

    def __contains__(self, role_id: str) -> bool:
        return role_id in self.titles

    @cached_property
    def titles(self) -> dict[str, str]:
        """Role ids to titles, in the order of the titles."""
        return dict(self._connection.execute("SELECT id, title FROM role ORDER BY title COLLATE NOCASE, id"))

    @cached_property
    def names(self) -> tuple[Name, ...]:
        """Every title and alias."""
        rows = self._connection.execute("SELECT text, role, is_title FROM name ORDER BY rowid")
        return tuple(Name(text, role, bool(is_title)) for text, role, is_title in rows)

    @cached_property
    def duty_texts(self) -> tuple[DutyText, ...]:
        """Every wording of every duty, in the order of duty_vectors."""
        rows = self._connection.execute(
            "SELECT role, duty, text, is_statement, involvement FROM duty_text ORDER BY rowid"
        )
        return tuple(
            DutyText(role, duty, text, bool(own), Involvement(involvement))
            for role, duty, text, own, involvement in rows
        )

    @cached_property
    def duty_vectors(self) -> np.ndarray:
        """Unit vectors of duty_texts: float32, one row each."""
        blobs = [row[0] for row in self._connection.execute("SELECT vector FROM duty_text ORDER BY rowid")]
        width = len(blobs[0]) // 2 if blobs else 0
        return np.frombuffer(b"".join(blobs), dtype=np.float16).reshape(len(blobs), width).astype(np.float32)

    @cached_property
    def sources(self) -> dict[str, Source]:
        return {key: Source.parse_raw(body) for key, body in self._connection.execute("SELECT id, body FROM source")}

    @cached_property
    def departments(self) -> dict[str, Department]:
        rows = self._connection.execute("SELECT id, body FROM department")
        return {key: Department.parse_raw(body) for key, body in rows}

    def releases(self) -> dict[str, Knowledge]:
        """What was imported into this store, by name ('onet', 'esco')."""
        return {name: _unpacked(body) for name, body in self._connection.execute("SELECT name, body FROM release")}

    def close(self) -> None:
        self._connection.close()
