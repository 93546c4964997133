"""What a store holds: its tables, and the rows that knowledge becomes in them."""

import json
import zlib
from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import NamedTuple

import numpy as np

from bot.knowledge.files import Knowledge
from bot.knowledge.model import LocalPay, Outlook, Pay, Role, Source

# Raised whenever a store written by older code could no longer be read right.
FORMAT = 8
# An array is kept in pieces of at most this many bytes: SQLite's own limit for one is a thousand million.
PIECE = 1 << 26

# What bot.search.index computes of the roles when a store is built: arrays of numbers, and lists of words.
Index = Mapping[str, "np.ndarray | Sequence[str]"]
Row = tuple[object, ...]

SCHEMA = """
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
CREATE TABLE wish       (id TEXT PRIMARY KEY, body TEXT NOT NULL);
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
    counted, called = set(role.counted), set(role.called)
    for alias in role.names[1:]:
        is_listed = (role.plural is not None and alias not in called) or alias in counted
        yield Name(alias, role.id, is_title=False, is_listed=is_listed)
    for title in role.advert_titles:
        yield Name(title, role.id, is_title=False, is_advert=True)


def rows_of(knowledge: Knowledge, index: Index, releases: Mapping[str, Knowledge]) -> Iterator[tuple[str, Row]]:
    """Every row of a store with the table it belongs in; see bot.knowledge.store.write_store."""
    yield "about", ("format", str(FORMAT))
    yield from (("role", row) for row in _roles(knowledge.roles, releases))
    duties = (duty for role in knowledge.roles for duty in role.duties)
    yield from (("duty", (number, duty.json())) for number, duty in enumerate(duties))
    yield from (("name", name) for role in knowledge.roles for name in names_of(role))
    yield from (("array", piece) for name, values in index.items() for piece in _pieces(name, values))
    yield from (("release", (name, _packed(release))) for name, release in releases.items())
    yield from (("activity", (number, activity.json())) for number, activity in enumerate(knowledge.activities))
    yield from (("wish", (key, wish.json(by_alias=True))) for key, wish in knowledge.wishes.items())
    yield from (("source", (key, source.json())) for key, source in knowledge.sources.items())
    yield from (("department", (key, department.json())) for key, department in knowledge.departments.items())
    yield from (("country", (code, country.json())) for code, country in knowledge.countries.items())


def _roles(
    roles: Sequence[Role], releases: Collection[str]
) -> Iterator[tuple[str, str, str, str | None, str | None, int, int, str]]:
    """Of a role's duties it says where they begin in the table of duties and how many."""
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


def unpacked(body: bytes) -> Knowledge:
    """An imported release out of what a store keeps of it."""
    parts = json.loads(zlib.decompress(body))
    sources = {key: Source.parse_obj(source) for key, source in parts["sources"].items()}
    pay = {code: Pay.parse_obj(found) for code, found in parts["pay"].items()}
    outlook = {code: Outlook.parse_obj(found) for code, found in parts["outlook"].items()}
    local_pay = tuple(map(LocalPay.parse_obj, parts["local_pay"]))
    roles = tuple(map(Role.parse_obj, parts["roles"]))
    return Knowledge(roles, sources, {}, pay, outlook=outlook, local_pay=local_pay)
