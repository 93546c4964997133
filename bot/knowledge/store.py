"""The knowledge store: one SQLite file, written whole or not at all, read-only afterwards."""

import json
import os
import sqlite3
import tempfile
import zlib
from collections.abc import Collection, Iterator, Mapping, Sequence
from functools import cached_property, lru_cache
from pathlib import Path
from typing import NamedTuple

import numpy as np

from bot.errors import StoreError
from bot.knowledge.files import Knowledge
from bot.knowledge.model import Activity, Country, Department, Duty, Figure, LocalPay, Outlook, Pay, Role, Source

# Raised whenever a store written by older code could no longer be read right.
FORMAT = 7
# An array is kept in pieces of at most this many bytes: SQLite's own limit for one is a thousand million.
PIECE = 1 << 26

# What bot.search.index computes of the roles when a store is built: arrays of numbers, and lists of words.
Index = Mapping[str, "np.ndarray | Sequence[str]"]

_SCHEMA = """
CREATE TABLE about      (key TEXT PRIMARY KEY, value TEXT NOT NULL);
CREATE TABLE role       (id TEXT PRIMARY KEY, title TEXT NOT NULL, family TEXT NOT NULL, department TEXT, code TEXT,
                         first_duty INTEGER NOT NULL, duties INTEGER NOT NULL, body TEXT NOT NULL);
CREATE TABLE duty       (number INTEGER PRIMARY KEY, body TEXT NOT NULL);
CREATE TABLE name       (text TEXT NOT NULL, role TEXT NOT NULL REFERENCES role(id), is_title INTEGER NOT NULL,
                         is_advert INTEGER NOT NULL, is_listed INTEGER NOT NULL);
CREATE TABLE array      (name TEXT NOT NULL, piece INTEGER NOT NULL, type TEXT NOT NULL, shape TEXT NOT NULL,
                         body BLOB NOT NULL, PRIMARY KEY (name, piece));
CREATE TABLE release    (name TEXT PRIMARY KEY, body BLOB NOT NULL);
CREATE TABLE source     (id TEXT PRIMARY KEY, body TEXT NOT NULL);
CREATE TABLE department (id TEXT PRIMARY KEY, body TEXT NOT NULL);
CREATE TABLE country    (id TEXT PRIMARY KEY, body TEXT NOT NULL);
CREATE TABLE activity   (number INTEGER PRIMARY KEY, body TEXT NOT NULL);
"""


class Name(NamedTuple):
    """One way of naming a role: its title, an alias, or, less sure, a title that adverts for it carry.

    is_listed: whether a database lists it, for a job that may be just counted there, rather than somebody of us.
    """

    text: str
    role: str
    is_title: bool
    is_advert: bool = False
    is_listed: bool = False


def names_of(role: Role) -> Iterator[Name]:
    """Every name of a role, its title first."""
    yield Name(role.title, role.id, is_title=True)
    counted = set(role.counted)
    for alias in role.names[1:]:
        yield Name(alias, role.id, is_title=False, is_listed=role.plural is not None or alias in counted)
    for title in role.advert_titles:
        yield Name(title, role.id, is_title=False, is_advert=True)


def write_store(
    knowledge: Knowledge, path: Path, index: Index, releases: Mapping[str, Knowledge] | None = None
) -> None:
    """Writes the store, atomically: readers see the old file or the whole new one.

    index: what the search needs of these very roles; see bot.search.index.
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
                "INSERT INTO role VALUES (?, ?, ?, ?, ?, ?, ?, ?)", _rows(knowledge.roles, releases or {})
            )
            connection.executemany(
                "INSERT INTO duty VALUES (?, ?)",
                enumerate(duty.json() for role in knowledge.roles for duty in role.duties),
            )
            connection.executemany(
                "INSERT INTO name VALUES (?, ?, ?, ?, ?)",
                (
                    (name.text, name.role, name.is_title, name.is_advert, name.is_listed)
                    for role in knowledge.roles
                    for name in names_of(role)
                ),
            )
            for name, values in index.items():
                connection.executemany("INSERT INTO array VALUES (?, ?, ?, ?, ?)", _pieces(name, values))
            connection.executemany(
                "INSERT INTO release VALUES (?, ?)",
                ((name, _packed(release)) for name, release in (releases or {}).items()),
            )
            connection.executemany(
                "INSERT INTO activity VALUES (?, ?)",
                enumerate(activity.json() for activity in knowledge.activities),
            )
            for table, entries in (
                ("source", knowledge.sources),
                ("department", knowledge.departments),
                ("country", knowledge.countries),
            ):
                connection.executemany(
                    f"INSERT INTO {table} VALUES (?, ?)", ((key, entry.json()) for key, entry in entries.items())
                )
        connection.close()
        os.chmod(scratch, 0o644)
        os.replace(scratch, path)
    finally:
        Path(scratch).unlink(missing_ok=True)


def _rows(
    roles: Sequence[Role], releases: Collection[str]
) -> Iterator[tuple[str, str, str, str | None, str | None, int, int, str]]:
    """The rows of the table of roles: of a role's duties, where they begin in the table of duties and how many."""
    first = 0
    for role in roles:
        # Beside ESCO alone, a built-in role that is one of its occupations goes by ESCO's code.
        code = (role.esco_uri or role.code) if "esco" in releases and "onet" not in releases else role.code
        body = role.json(exclude={"duties"})
        yield role.id, role.title, role.family, role.department, code, first, len(role.duties), body
        first += len(role.duties)


def _pieces(name: str, values: "np.ndarray | Sequence[str]") -> Iterator[tuple[str, int, str, str, bytes]]:
    if not isinstance(values, np.ndarray):
        values = np.frombuffer("\n".join(values).encode(), dtype=np.uint8)
    shape = ",".join(map(str, values.shape))
    flat = np.ascontiguousarray(values).reshape(-1).view(np.uint8)
    for number, start in enumerate(range(0, max(1, len(flat)), PIECE)):
        yield name, number, values.dtype.str, shape, flat[start : start + PIECE].tobytes()


def _packed(knowledge: Knowledge) -> bytes:
    parts = {
        "roles": [json.loads(role.json()) for role in knowledge.roles],
        "sources": {key: source.dict() for key, source in knowledge.sources.items()},
        "pay": {code: pay.dict() for code, pay in knowledge.pay.items()},
        "outlook": {code: outlook.dict() for code, outlook in knowledge.outlook.items()},
        "local_pay": [pay.dict() for pay in knowledge.local_pay],
    }
    return zlib.compress(json.dumps(parts).encode())


def _unpacked(body: bytes) -> Knowledge:
    parts = json.loads(zlib.decompress(body))
    sources = {key: Source.parse_obj(source) for key, source in parts["sources"].items()}
    pay = {code: Pay.parse_obj(found) for code, found in parts["pay"].items()}
    outlook = {code: Outlook.parse_obj(found) for code, found in parts["outlook"].items()}
    local_pay = tuple(map(LocalPay.parse_obj, parts["local_pay"]))
    roles = tuple(map(Role.parse_obj, parts["roles"]))
    return Knowledge(roles, sources, {}, pay, outlook=outlook, local_pay=local_pay)


class Store:
    """Reads a store; everything it returns is frozen.

    Raises StoreError where the file is missing, is not a store, or has another format.
    """

    def __init__(self, path: Path):
        if not path.is_file():
            raise StoreError(f"There is no knowledge store at {path}. Run 'rolewise knowledge build' to make it.")
        try:
            # check_same_thread: servers read from several threads; nobody writes.
            self._connection = sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro", uri=True, check_same_thread=False)
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
        self.duty = lru_cache(maxsize=8192)(self._read_duty)

    def _read_role(self, role_id: str) -> Role:
        """A role, whole. Raises KeyError where there is none of that id."""
        row = self._connection.execute("SELECT body, first_duty, duties FROM role WHERE id = ?", (role_id,)).fetchone()
        if row is None:
            raise KeyError(role_id)
        body, first, count = row
        return Role.parse_raw(body).copy(update={"duties": tuple(self.duty(first + each) for each in range(count))})

    def _read_duty(self, number: int) -> Duty:
        """A duty by its number, as the search counts them: through all roles, in their order."""
        return Duty.parse_raw(*self._connection.execute("SELECT body FROM duty WHERE number = ?", (number,)).fetchone())

    def __contains__(self, role_id: str) -> bool:
        return role_id in self.titles

    @cached_property
    def titles(self) -> dict[str, str]:
        """Role ids to titles, in the order of the titles."""
        return dict(self._connection.execute("SELECT id, title FROM role ORDER BY title COLLATE NOCASE, id"))

    @cached_property
    def families(self) -> dict[str, str]:
        """Role ids to the groups they are listed under, in the order of titles."""
        rows = dict(self._connection.execute("SELECT id, family FROM role"))
        return {role_id: rows[role_id] for role_id in self.titles}

    @cached_property
    def role_departments(self) -> dict[str, str | None]:
        """Role ids to the departments they usually sit in."""
        return dict(self._connection.execute("SELECT id, department FROM role"))

    @cached_property
    def codes(self) -> dict[str, str | None]:
        """Role ids to what their source calls them: an O*NET-SOC code or an ESCO URI."""
        return dict(self._connection.execute("SELECT id, code FROM role"))

    @cached_property
    def knows_pay(self) -> bool:
        """Whether it has pay figures of any role."""
        query = "SELECT EXISTS (SELECT 1 FROM role WHERE json_extract(body, '$.pay') IS NOT NULL)"
        return bool(*self._connection.execute(query).fetchone())

    @cached_property
    def yearly_medians(self) -> dict[str, Figure]:
        """Role ids to the median of a year's pay, in US dollars, where there is one; in the order of titles."""
        query = "SELECT id, json_extract(body, '$.pay.annual.median') FROM role ORDER BY title COLLATE NOCASE, id"
        return {role_id: Figure.parse_raw(median) for role_id, median in self._connection.execute(query) if median}

    @cached_property
    def outlooks(self) -> dict[str, Outlook]:
        """Role ids to how their employment will develop, where that is projected; in the order of titles."""
        query = "SELECT id, json_extract(body, '$.outlook') FROM role ORDER BY title COLLATE NOCASE, id"
        return {role_id: Outlook.parse_raw(body) for role_id, body in self._connection.execute(query) if body}

    @cached_property
    def hand_written(self) -> frozenset[str]:
        """Ids of the roles that have a file of their own; those of databases begin with the database's name."""
        return frozenset(role for role in self.titles if not role.startswith(("onet_", "esco_")))

    @cached_property
    def residual(self) -> frozenset[str]:
        """Ids of the groups that are no one job."""
        query = "SELECT id FROM role WHERE json_extract(body, '$.gathers') IS NOT NULL OR title LIKE '%, All Other%'"
        return frozenset(role for (role,) in self._connection.execute(query))

    @cached_property
    def role_ids(self) -> tuple[str, ...]:
        """Every role's id, in the order in which the arrays of the search number them."""
        return tuple(row[0] for row in self._connection.execute("SELECT id FROM role ORDER BY rowid"))

    @cached_property
    def names(self) -> tuple[Name, ...]:
        """Every title, alias and advert's title, role after role in the order of role_ids."""
        rows = self._connection.execute("SELECT text, role, is_title, is_advert, is_listed FROM name ORDER BY rowid")
        return tuple(Name(text, role, *map(bool, marks)) for text, role, *marks in rows)

    def array(self, name: str) -> np.ndarray:
        """An array of the search, as bot.search.index made it; read anew with each call.

        Raises StoreError where the store has none of that name.
        """
        rows = self._connection.execute("SELECT type, shape FROM array WHERE name = ? AND piece = 0", (name,))
        found = rows.fetchone()
        if found is None:
            raise StoreError(f"{self.path} has no array '{name}'. Run 'rolewise knowledge build' to make it anew.")
        values = np.empty([int(size) for size in found[1].split(",")], dtype=found[0])
        # Piece by piece into place, so that a large array is never there twice.
        flat, start = values.reshape(-1).view(np.uint8), 0
        for (body,) in self._connection.execute("SELECT body FROM array WHERE name = ? ORDER BY piece", (name,)):
            flat[start : start + len(body)] = np.frombuffer(body, dtype=np.uint8)
            start += len(body)
        return values

    def words(self, name: str) -> list[str]:
        """A list of words of the search, as bot.search.index made it."""
        text = self.array(name).tobytes().decode()
        return text.split("\n") if text else []

    @cached_property
    def sources(self) -> dict[str, Source]:
        return {key: Source.parse_raw(body) for key, body in self._connection.execute("SELECT id, body FROM source")}

    @cached_property
    def departments(self) -> dict[str, Department]:
        rows = self._connection.execute("SELECT id, body FROM department")
        return {key: Department.parse_raw(body) for key, body in rows}

    @cached_property
    def countries(self) -> dict[str, Country]:
        """Where to look for pay in other countries, by ISO 3166 code; ANY_COUNTRY stands for all others."""
        rows = self._connection.execute("SELECT id, body FROM country")
        return {key: Country.parse_raw(body) for key, body in rows}

    @cached_property
    def activities(self) -> tuple[Activity, ...]:
        """What the career finder asks, in order."""
        rows = self._connection.execute("SELECT body FROM activity ORDER BY number")
        return tuple(Activity.parse_raw(body) for (body,) in rows)

    def releases(self) -> dict[str, Knowledge]:
        """What was imported into this store, by name ('onet', 'esco', 'pay', 'outlook', 'pay of DE')."""
        return {name: _unpacked(body) for name, body in self._connection.execute("SELECT name, body FROM release")}

    def close(self) -> None:
        self._connection.close()
