"""The knowledge store: one SQLite file, written whole or not at all, read-only afterwards."""

import os
import shutil
import sqlite3
import tempfile
from collections.abc import Mapping
from functools import cached_property, lru_cache
from pathlib import Path

import numpy as np

from bot.errors import StoreError
from bot.knowledge.countries import Country
from bot.knowledge.files import Knowledge
from bot.knowledge.model import Activity, Department, Duty, Figure, Outlook, Role, Source
from bot.knowledge.store_tables import FORMAT, SCHEMA, Index, Name, rows_of, unpacked
from bot.knowledge.wishes import Wish


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
            connection.executescript(SCHEMA)
            for table, row in rows_of(knowledge, index, releases or {}):
                connection.execute(f"INSERT INTO {table} VALUES ({', '.join('?' * len(row))})", row)
        connection.close()
        os.chmod(scratch, 0o644)
        os.replace(scratch, path)
    finally:
        Path(scratch).unlink(missing_ok=True)


def _connected(path: Path) -> sqlite3.Connection:
    # check_same_thread: servers read from several threads; nobody writes.
    return sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro", uri=True, check_same_thread=False)


def _connected_to_copy(path: Path) -> sqlite3.Connection:
    """A connection to a copy of the file that has no name any more, and is gone when the connection is.

    Where there is no room for one, to the file itself.
    """
    scratch = None
    try:
        handle, scratch = tempfile.mkstemp(prefix=path.name + ".", suffix=".open", dir=path.parent)
        os.close(handle)
        shutil.copyfile(path, scratch)
        connection = _connected(Path(scratch))
        # SQLite opens the file with the first question.
        connection.execute("PRAGMA schema_version").fetchone()
        return connection
    except OSError:
        return _connected(path)
    finally:
        if scratch:
            Path(scratch).unlink(missing_ok=True)


def check_store(path: Path) -> None:
    """Raises StoreError where a file is not a store that can be read to its end."""
    store = Store(path)
    try:
        (found,) = store._connection.execute("PRAGMA quick_check(1)").fetchone()
        if found != "ok":
            raise _damaged(path, found)
    except sqlite3.DatabaseError as error:
        raise _damaged(path, error) from error
    finally:
        store.close()


def _damaged(path: Path, why: object) -> StoreError:
    return StoreError(f"The knowledge store {path} is damaged ({why}). Restore it, or import it or build it anew.")


class Store:
    """Reads a store; everything it returns is frozen.

    Raises StoreError where the file is missing, is not a store, or has another format.
    """

    def __init__(self, path: Path, private: bool = False):
        """private: reads a copy of its own, so that it goes on whatever becomes of the file."""
        if not path.is_file():
            raise StoreError(f"There is no knowledge store at {path}. Run 'rolewise knowledge build' to make it.")
        try:
            self._connection = _connected_to_copy(path) if private else _connected(path)
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

    def traits(self, part: str, name: str) -> dict[str, int]:
        """Role ids to how much one of the work styles or values of a role is, 0 to 100, where that is measured.

        part: styles or values.
        """
        query = (
            "SELECT role.id, json_extract(trait.value, '$.importance') FROM role, json_each(role.body, ?) AS trait"
            " WHERE json_extract(trait.value, '$.name') = ? ORDER BY title COLLATE NOCASE, role.id"
        )
        found = self._connection.execute(query, (f"$.{part}", name))
        return {role_id: importance for role_id, importance in found if importance is not None}

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

    @cached_property
    def wishes(self) -> dict[str, Wish]:
        """What people want of a job or avoid, by key, in the order of the arrays of their words."""
        rows = self._connection.execute("SELECT id, body FROM wish ORDER BY id")
        return {key: Wish.parse_raw(body) for key, body in rows}

    def releases(self) -> dict[str, Knowledge]:
        """What was imported into this store, by name ('onet', 'esco', 'pay', 'outlook', 'pay of DE')."""
        return {name: unpacked(body) for name, body in self._connection.execute("SELECT name, body FROM release")}

    def close(self) -> None:
        self._connection.close()
